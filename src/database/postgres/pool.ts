import pg from 'pg';

/** How connections are made. Times are in milliseconds. */
export interface PoolOptions {
  readonly url: string;
  /** What the server's list of connections calls it. */
  readonly name: string;
  readonly most: number;
  /** So long a statement waits for what another transaction holds. */
  readonly lockWait: number;
  /** Whether a statement may take as long as it takes: one that changes large tables. */
  readonly isPatient?: boolean;
  /** Told of a connection that was lost while nobody used it. */
  readonly onFault: (error: unknown) => void;
}

/** A statement that takes longer has gone wrong; nobody waits for its answer any more. */
const longestStatement = 15_000;
/** Whoever waits longer for a connection is told that the database is away, and tries again. */
const longestConnect = 5_000;
/** What began and does nothing holds back others. */
const longestIdleTransaction = 30_000;
/** So long the network may keep silent before a connection counts as lost, which the server cannot tell us. */
const longestSilence = longestStatement + 5_000;

/** A pool of connections. */
export function createPool(options: PoolOptions): pg.Pool {
  const { url, name, most, lockWait, isPatient = false, onFault } = options;
  const pool = new pg.Pool({
    connectionString: url,
    application_name: name,
    max: most,
    connectionTimeoutMillis: longestConnect,
    idleTimeoutMillis: 30_000,
    statement_timeout: isPatient ? 0 : longestStatement,
    lock_timeout: lockWait,
    idle_in_transaction_session_timeout: longestIdleTransaction,
    query_timeout: isPatient ? 0 : longestSilence,
    keepAlive: true,
    types: { getTypeParser: (oid: number) => (oid === bigint ? Number : pg.types.getTypeParser(oid)) },
  });
  pool.on('error', onFault);
  // One that is lost while it is used would else end the process; whoever used it is told by the statement.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** The type of counts and ids; all of ours are well within what a number holds. */
const bigint = 20;
