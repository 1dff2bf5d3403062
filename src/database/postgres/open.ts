import { Kysely, PostgresDialect, sql } from 'kysely';
import { AdvisorError } from '../../errors.ts';
import type { Database, OpeningOptions } from '../connection.ts';
import { migrate } from '../migrations.ts';
import type { Tables } from '../schema.ts';
import { checkDatabase } from './check.ts';
import { explain, type Whereabouts } from './explain.ts';
import { createPool } from './pool.ts';
import { requireOwnSchema } from './own-schema.ts';

const usualLockWait = 10_000;
const usualConnections = 10;

/**
 * Opens a PostgreSQL database and brings its tables up to date; many processes may do so at once.
 * @throws AdvisorError `configuration` when the address is none, `database` when it cannot be reached or used, when a newer
 * version made it, or when its tables are somebody else's.
 */
export async function openPostgres(
  url: string,
  { busyWait = usualLockWait, connections = usualConnections, onFault = () => undefined }: OpeningOptions = {},
): Promise<Database> {
  const where = whereaboutsOf(url);
  const pool = createPool({ url, most: connections, lockWait: busyWait, onFault });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await db.transaction().execute(migrateAlone);
  } catch (error) {
    await db.destroy();
    throw explain(error, where);
  }
  return wrap(db, where);
}

/** Where a database is, without its password. @throws AdvisorError `configuration` when it is no address. */
function whereaboutsOf(url: string): Whereabouts {
  if (!URL.canParse(url))
    throw new AdvisorError(
      'configuration',
      'DATABASE_URL: expected postgres://USER:PASSWORD@HOST/DATABASE, with special signs of the password as %XX',
    );
  const { host, pathname, username } = new URL(url);
  return {
    host: host === '' ? 'localhost' : host,
    database: decodeURIComponent(pathname.slice(1)),
    user: decodeURIComponent(username),
  };
}

/** Any number that nobody else uses for a lock. */
const migrationLock = 7_262_415_926;

/** Others that start at the same time wait here, and then find nothing to do. */
async function migrateAlone(db: Kysely<Tables>): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(db);
  await sql`set local lock_timeout = '60s'`.execute(db);
  await sql`select pg_advisory_xact_lock(${migrationLock})`.execute(db);
  await requireOwnSchema(db);
  await migrate(db, 'postgres');
}

function wrap(db: Kysely<Tables>, where: Whereabouts): Database {
  return {
    kind: 'postgres',
    db,
    reading: async (workspace, work) => {
      try {
        return await db
          .transaction()
          .setAccessMode('read only')
          .setIsolationLevel('repeatable read')
          .execute(async (transaction) => {
            await confineTo(transaction, workspace);
            return work(transaction);
          });
      } catch (error) {
        throw explain(error, where);
      }
    },
    transaction: async (work, { workspace, sync = true } = {}) => {
      try {
        return await db
          .transaction()
          .setIsolationLevel('read committed')
          .execute(async (transaction) => {
            if (workspace !== undefined) await takeTurn(transaction, workspace);
            if (!sync) await sql`set local synchronous_commit = off`.execute(transaction);
            return work(transaction);
          });
      } catch (error) {
        throw explain(error, where);
      }
    },
    backup: () => Promise.reject(noFile()),
    check: () => checkDatabase(db),
    close: () => db.destroy(),
  };
}

function noFile(): AdvisorError {
  return new AdvisorError('usage', 'a PostgreSQL database is copied with: stack-advisor migrate-data --to sqlite:FILE');
}

/** Rows of all other workspaces are behind the fence until the transaction ends. */
async function confineTo(db: Kysely<Tables>, workspace: string): Promise<void> {
  await sql`select set_config('stack_advisor.workspace', ${workspace}, true)`.execute(db);
}

/**
 * The same, and what changes a workspace waits for its turn: numbers, histories and approvals are counted on what the one
 * before has left. A row is locked and no advisory lock taken, since not every database that speaks this language has those.
 */
async function takeTurn(db: Kysely<Tables>, workspace: string): Promise<void> {
  await sql`with fence as (select set_config('stack_advisor.workspace', ${workspace}, true))
    insert into workspace_turns (workspace) select ${workspace} from fence
    on conflict (workspace) do update set workspace = excluded.workspace`.execute(db);
}
