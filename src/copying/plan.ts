import type { Tables } from '../database/schema.ts';

/** A table whose rows are copied as they are, in pages by its primary key. */
export interface CopiedTable {
  readonly name: keyof Tables;
  readonly key: readonly string[];
  /** The column by which a row's workspace is found, where SQLite keeps none with the row and PostgreSQL does. */
  readonly workspaceBy?: 'log_id' | 'record_id' | 'from_id';
  /** Its ids are texts that the program makes; elsewhere the database counts them. */
  readonly ownIds?: true;
}

/** What becomes of a table: copied, made anew from what was copied, or the database's own. */
type Fate = Omit<CopiedTable, 'name'> | 'derived' | 'own';

/** Every table there is, those that others refer to first. */
const plan = {
  schema_version: 'own',
  data_copies: 'own',
  leases: 'own',
  logs: { key: ['id'] },
  records: { key: ['id'], workspaceBy: 'log_id' },
  links: { key: ['id'], workspaceBy: 'from_id' },
  events: { key: ['id'], workspaceBy: 'log_id' },
  approvals: { key: ['record_id', 'person_id'], workspaceBy: 'record_id' },
  change_requests: { key: ['record_id', 'person_id'], workspaceBy: 'record_id' },
  asked_people: { key: ['record_id', 'person_id'], workspaceBy: 'record_id' },
  asked_records: { key: ['record_id'], workspaceBy: 'record_id' },
  reminders: { key: ['record_id', 'kind', 'day'] },
  sync_files: { key: ['folder', 'record_id'] },
  people: { key: ['workspace', 'person_id'] },
  sessions: { key: ['workspace', 'channel', 'thread', 'person'] },
  turns: { key: ['id'] },
  conversation_titles: { key: ['workspace', 'channel', 'thread'] },
  gaps: { key: ['id'] },
  channels: { key: ['workspace', 'channel'] },
  digests: { key: ['workspace', 'channel', 'day'] },
  digest_questions: { key: ['workspace', 'channel', 'question'] },
  inbox: { key: ['id'] },
  outbox: { key: ['id'] },
  installations: { key: ['platform', 'workspace'] },
  token_owners: { key: ['platform', 'token_digest'] },
  posted: { key: ['platform', 'workspace', 'channel', 'message'] },
  kept_forms: { key: ['platform', 'workspace', 'id'] },
  sign_ins: { key: ['id'] },
  tokens: { key: ['id'], ownIds: true },
  audiences: 'derived',
  record_words: 'derived',
} as const satisfies Readonly<Record<keyof Tables, Fate>>;

const fates: readonly (readonly [string, Fate])[] = Object.entries(plan);

/** What is copied, in an order that references allow. */
export const copiedTables: readonly CopiedTable[] = fates.flatMap(([name, fate]) =>
  typeof fate === 'string' || !isTable(name) ? [] : [{ name, ...fate }],
);

/** Tables that hold nothing yet where a copy may begin. */
export const filledTables: readonly (keyof Tables)[] = fates.flatMap(([name, fate]) =>
  fate === 'own' || !isTable(name) ? [] : [name],
);

function isTable(name: string): name is keyof Tables {
  return Object.hasOwn(plan, name);
}
