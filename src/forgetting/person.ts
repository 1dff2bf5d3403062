import type { Kysely } from 'kysely';
import type { Database } from '../database/connection.ts';
import type { Tables } from '../database/schema.ts';
import { enterWorkspace } from '../database/turns.ts';
import { type ForgottenInLog, forgetInLog } from '../decisions/forget-person.ts';
import type { RecordSearch } from '../decisions/record-search.ts';
import { recordSearch } from '../decisions/search.ts';
import type { Act } from '../decisions/write-scope.ts';
import { type Forgotten, newAlias } from './alias.ts';
import { inTransaction } from './dry-run.ts';
import { namesOfPerson, workspacesOf } from './find-person.ts';
import { type ErasedOfPerson, erasePerson } from './person-rows.ts';
import { type ErasedRows, eraseWorkspace } from './workspace.ts';

/** What became of somebody in one workspace. */
export interface ForgottenPerson {
  readonly workspace: string;
  /** What they were called. */
  readonly names: readonly string[];
  /** Names that others there have too: where these stand nothing was changed. */
  readonly sharedNames: readonly string[];
  /** What stands in their place. */
  readonly alias: string;
  readonly erased: ErasedOfPerson;
  readonly logs: readonly ForgottenInLog[];
}

/** What became of somebody. */
export interface ForgottenEverywhere {
  readonly workspaces: readonly ForgottenPerson[];
  /** What was erased of workspaces that are theirs alone. */
  readonly own: ErasedRows;
}

/** Who is forgotten, where, and who has it done. */
export interface ForgetPerson {
  readonly person: string;
  /** Everywhere where it is left out. */
  readonly workspace?: string;
  /** A workspace that is theirs alone. */
  readonly own?: string;
  readonly act: Omit<Act, 'log' | 'workspace'>;
  readonly dryRun: boolean;
}

/**
 * Forgets somebody, in one transaction: what they alone said and were answered is erased; in records, answers and histories,
 * which are the team's, an alias takes their place.
 * @throws AdvisorError `conflict` where a history was changed behind its back, or whoever has it done is no operator.
 */
export function forgetPerson(database: Database, asked: ForgetPerson): Promise<ForgottenEverywhere> {
  const index = recordSearch(database.kind);
  return inTransaction(database, asked, async (db) => {
    const { person, workspace, own } = asked;
    const where = workspace === undefined ? await workspacesOf(db, person) : [workspace];
    const workspaces: ForgottenPerson[] = [];
    for (const one of where)
      if (one !== own) workspaces.push(await forgetIn(db, index, { ...asked.act, workspace: one }, person));
    if (own === undefined || workspace !== undefined)
      return { workspaces: workspaces.filter(isAnything), own: {} };
    await enterWorkspace(db, own);
    return { workspaces: workspaces.filter(isAnything), own: await eraseWorkspace(db, own) };
  });
}

async function forgetIn(
  db: Kysely<Tables>,
  index: RecordSearch,
  act: Omit<Act, 'log'>,
  person: string,
): Promise<ForgottenPerson> {
  const { workspace } = act;
  await enterWorkspace(db, workspace);
  const { names, sharedNames } = await namesOfPerson(db, workspace, person);
  const whom: Forgotten = { id: person, names, alias: newAlias() };
  const rows = await db
    .selectFrom('logs')
    .selectAll()
    .where('workspace', '=', workspace)
    .orderBy('name')
    .execute();
  const at = new Date().toISOString();
  const logs: ForgottenInLog[] = [];
  for (const log of rows) logs.push(await forgetInLog(db, index, log, { ...act, at }, whom));
  const erased = await erasePerson(db, workspace, whom);
  return { workspace, names, sharedNames, alias: whom.alias, erased, logs };
}

function isAnything({ erased, logs }: ForgottenPerson): boolean {
  const inLogs = logs.some(
    ({ records, answers, entries, decides }) => records + answers + entries > 0 || decides,
  );
  return inLogs || Object.values(erased).some((count) => count > 0);
}
