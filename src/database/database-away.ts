import { AdvisorError, systemErrorCode } from '../errors.ts';

/** Whether a fault is the database's and passes: it is locked or busy, its disk is full or not there for a moment. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof AdvisorError) return isDatabaseAway(error.cause);
  return /^SQLITE_(?:BUSY|LOCKED|FULL|IOERR|CANTOPEN|READONLY|PERM)/.test(systemErrorCode(error) ?? '');
}
