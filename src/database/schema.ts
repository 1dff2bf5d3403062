import type {
  ChannelTable,
  ConversationTitleTable,
  GapTable,
  SessionTable,
  SignInTable,
  TurnTable,
} from './tables/conversations.ts';
import type { DataCopyTable } from './tables/copies.ts';
import type {
  DigestQuestionTable,
  DigestTable,
  InboxTable,
  OutboxTable,
  ReminderTable,
} from './tables/delivery.ts';
import type { LeaseTable } from './tables/leases.ts';
import type { InstallationTable, KeptFormTable, PostedTable, TokenOwnerTable } from './tables/platforms.ts';
import type {
  ApprovalTable,
  AskedPersonTable,
  AudienceTable,
  ChangeRequestTable,
  EventTable,
  LinkTable,
  LogTable,
  PersonTable,
  RecordTable,
  SyncFileTable,
} from './tables/records.ts';
import type { TokenTable } from './tables/tokens.ts';

/**
 * The tables, as both databases hold them: dates are ISO text, booleans 0 or 1, lists and records JSON text. What
 * is in each stands by its subject in `tables/`.
 */
export interface Tables {
  schema_version: { version: number; applied_at: string };
  logs: LogTable;
  records: RecordTable;
  links: LinkTable;
  approvals: ApprovalTable;
  change_requests: ChangeRequestTable;
  asked_people: AskedPersonTable;
  /** Proposals on which everybody was asked who decides, with the deciders as they stood in the log then. */
  asked_records: { record_id: number; deciders: string };
  people: PersonTable;
  events: EventTable;
  audiences: AudienceTable;
  /** Every word that some record for an audience holds, for what is misspelt. */
  record_words: { word: string; audience: number };
  sessions: SessionTable;
  turns: TurnTable;
  conversation_titles: ConversationTitleTable;
  gaps: GapTable;
  channels: ChannelTable;
  inbox: InboxTable;
  outbox: OutboxTable;
  reminders: ReminderTable;
  digests: DigestTable;
  digest_questions: DigestQuestionTable;
  installations: InstallationTable;
  token_owners: TokenOwnerTable;
  posted: PostedTable;
  kept_forms: KeptFormTable;
  sign_ins: SignInTable;
  sync_files: SyncFileTable;
  tokens: TokenTable;
  data_copies: DataCopyTable;
  leases: LeaseTable;
}
