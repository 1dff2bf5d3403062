import { AdvisorError, systemErrorCode } from '../errors.ts';

/** Locked or busy, its disk full or not there for a moment. */
const sqliteFaults = /^SQLITE_(?:BUSY|LOCKED|FULL|IOERR|CANTOPEN|READONLY|PERM)/;

/**
 * PostgreSQL's: the connection (08), resources (53), an operator or a shutdown (57), a deadlock or a lock that took too long
 * (40, 55P03), a transaction that took too long (25P03), a standby that takes no writes (25006).
 */
const postgresFaults = /^(?:08|53|57|40)[0-9A-Z]{3}$|^(?:55P03|25P03|25P04|25006)$/;

const networkFaults = /^(?:ECONN|ENOTFOUND|EAI_|EHOST|ENETUN|ETIMEDOUT|EPIPE)/;

/** What the driver says without a code. */
const driverWords =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed|Postgres connection has been discarded)/;

/** What the database has no more of, where it refused something for that. */
export function shortageOf(error: unknown): 'connections' | 'disk' | undefined {
  if (error instanceof AdvisorError) return shortageOf(error.cause);
  switch (systemErrorCode(error)) {
    case '53300':
      return 'connections';
    case '53100':
      return 'disk';
    default:
      return undefined;
  }
}

/** Whether a fault is the database's and passes. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof AdvisorError) return isDatabaseAway(error.cause);
  const code = systemErrorCode(error);
  if (code === undefined) return error instanceof Error && driverWords.test(error.message);
  return sqliteFaults.test(code) || postgresFaults.test(code) || networkFaults.test(code);
}
