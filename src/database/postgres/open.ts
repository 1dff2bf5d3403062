import { Kysely, PostgresDialect, sql } from 'kysely';
import type pg from 'pg';
import { AdvisorError } from '../../errors.ts';
import { createAfterCommit } from '../after-commit.ts';
import type { Database, OpeningOptions } from '../database.ts';
import { migrate } from '../migrations.ts';
import type { Tables } from '../schema.ts';
import { confineTo, enterWorkspace } from '../turns.ts';
import { checkDatabase } from './check.ts';
import { explain, type Whereabouts } from './explain.ts';
import { requireOwnSchema } from './own-schema.ts';
import { createPool } from './pool.ts';
import { createServerClock, type ServerClock } from './server-clock.ts';

const usualLockWait = 10_000;
const usualConnections = 10;

/**
 * Opens a PostgreSQL database and brings its tables up to date; many processes may do so at once.
 * @throws AdvisorError `configuration` when the address is none, `database` when it cannot be reached or used, when a newer
 * version made it, or when its tables are somebody else's.
 */
export async function openPostgres(
  url: string,
  {
    busyWait = usualLockWait,
    connections = usualConnections,
    onFault = () => undefined,
  }: OpeningOptions = {},
): Promise<Database> {
  const where = whereaboutsOf(url);
  const pool = createPool({ url, most: connections, lockWait: busyWait, onFault });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await db.transaction().execute(migrateAlone);
    const clock = createServerClock(db, onFault);
    await clock.read();
    return wrap(db, where, { pool, clock });
  } catch (error) {
    await db.destroy();
    throw explain(error, where);
  }
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

interface Parts {
  readonly pool: pg.Pool;
  readonly clock: ServerClock;
}

function wrap(db: Kysely<Tables>, where: Whereabouts, { pool, clock }: Parts): Database {
  const { add: afterCommit, run: runAfter } = createAfterCommit();
  return {
    kind: 'postgres',
    db,
    now: clock.now,
    afterCommit,
    connections: () => ({
      open: pool.totalCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
      most: pool.options.max,
    }),
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
        let within: Kysely<Tables> | undefined;
        const result = await db
          .transaction()
          .setIsolationLevel('read committed')
          .execute(async (transaction) => {
            within = transaction;
            // Numbers, histories and approvals are counted on what the one before has left.
            if (workspace !== undefined) await enterWorkspace(transaction, workspace);
            if (!sync) await sql`set local synchronous_commit = off`.execute(transaction);
            return work(transaction);
          });
        if (within !== undefined) runAfter(within);
        return result;
      } catch (error) {
        throw explain(error, where);
      }
    },
    backup: () => Promise.reject(noFile()),
    check: () => checkDatabase(db),
    close() {
      clock.stop();
      return db.destroy();
    },
  };
}

function noFile(): AdvisorError {
  return new AdvisorError(
    'usage',
    'a PostgreSQL database is copied with: stack-advisor migrate-data --to sqlite:FILE',
  );
}
