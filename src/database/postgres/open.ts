import { Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely';
import type pg from 'pg';
import { AdvisorError } from '../../errors.ts';
import { createAfterCommit } from '../after-commit.ts';
import type { Database, OpeningOptions, Purpose } from '../database.ts';
import { shortageOf } from '../database-away.ts';
import { prepareTables } from '../prepare-tables.ts';
import type { Tables } from '../schema.ts';
import { confinement, turns } from '../turns.ts';
import { readingFrom, transactionFrom } from './begin.ts';
import { checkDatabase } from './check.ts';
import { explain, type Whereabouts } from './explain.ts';
import { createPool, type PoolOptions } from './pool.ts';
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
    purpose = 'use',
  }: OpeningOptions = {},
): Promise<Database> {
  const where = whereaboutsOf(url);
  const name = purpose === 'use' ? 'stack-advisor' : 'stack-advisor migrate-data';
  const preparing = { url, name, most: 1, lockWait: longestMigration, isPatient: true, onFault };
  await prepare(preparing, where, purpose);
  const pool = createPool({ url, name, most: connections, lockWait: busyWait, onFault });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
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

/** So long a process waits for another one that brings the tables up to date, in milliseconds. */
const longestMigration = 10 * 60_000;

/** Sees to the tables over a connection of its own, on which statements may take their time. */
async function prepare(options: PoolOptions, where: Whereabouts, purpose: Purpose): Promise<void> {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: createPool(options) }) });
  try {
    await db.transaction().execute((transaction) => prepareAlone(transaction, where, purpose));
  } catch (error) {
    throw explain(error, where);
  } finally {
    await db.destroy();
  }
}

/** Others that start at the same time wait here, and then find nothing to do. */
async function prepareAlone(db: Kysely<Tables>, where: Whereabouts, purpose: Purpose): Promise<void> {
  if (purpose !== 'read') await sql`select pg_advisory_xact_lock(${migrationLock})`.execute(db);
  await prepareTables(db, { kind: 'postgres', name: `${where.host}/${where.database}`, purpose });
}

/** What was tried again meanwhile was refused again, where the disk is still full; in milliseconds. */
const fullFor = 10_000;

interface Parts {
  readonly pool: pg.Pool;
  readonly clock: ServerClock;
}

function wrap(db: Kysely<Tables>, where: Whereabouts, { pool, clock }: Parts): Database {
  const { add: afterCommit, run: runAfter } = createAfterCommit();
  const asOfOneMoment = async <Result>(
    first: RawBuilder<unknown>,
    work: (db: Kysely<Tables>) => Promise<Result>,
  ): Promise<Result> => {
    const beginning = sql`start transaction isolation level repeatable read read only; ${first}`;
    try {
      return await readingFrom(pool, beginning.compile(db), work);
    } catch (error) {
      throw explain(error, where);
    }
  };
  let fullAt = Number.NEGATIVE_INFINITY;
  const database: Database = {
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
    isFull: () => performance.now() - fullAt < fullFor,
    reading: (workspace, work) => asOfOneMoment(confinement(workspace), work),
    // Between two pages it waits for what is done with them.
    snapshot: (work) => asOfOneMoment(sql`set local idle_in_transaction_session_timeout = 0`, work),
    transaction: async (work, { workspace, sync = true } = {}) => {
      const beginning = [
        sql`start transaction isolation level read committed`,
        // Numbers, histories and approvals are counted on what the one before has left.
        ...(workspace === undefined ? [] : [confinement(workspace), turns('records', [workspace])]),
        ...(sync ? [] : [sql`set local synchronous_commit = off`]),
      ];
      try {
        let within: Kysely<Tables> | undefined;
        const result = await transactionFrom(
          pool,
          sql.join(beginning, sql`; `).compile(db),
          (transaction) => {
            within = transaction;
            return work(transaction);
          },
        );
        if (within !== undefined) runAfter(within);
        return result;
      } catch (error) {
        if (shortageOf(error) === 'disk') fullAt = performance.now();
        throw explain(error, where);
      }
    },
    backup: async (file, onStep) =>
      (await import('../../copying/copy-to-file.ts')).copyToFile(database, file, onStep),
    check: () => checkDatabase(db),
    close() {
      clock.stop();
      return db.destroy();
    },
  };
  return database;
}
