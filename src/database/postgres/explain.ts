import { AdvisorError, systemErrorCode } from '../../errors.ts';
import { isDatabaseAway } from '../database-away.ts';

/** Where a database is, in words that hold no password. */
export interface Whereabouts {
  readonly host: string;
  readonly database: string;
  readonly user: string;
}

/** A fault of the database in words that say what to do; anything else as it is. */
export function explain(error: unknown, where: Whereabouts): unknown {
  if (error instanceof AdvisorError) return error;
  const code = systemErrorCode(error);
  const words = code === undefined ? wordsWithoutCode(error, where) : wordsFor(code, where);
  return words === undefined ? error : new AdvisorError('database', words, { cause: error });
}

/** What the driver says itself has no code. */
function wordsWithoutCode(error: unknown, where: Whereabouts): string | undefined {
  if (isDatabaseAway(error)) return wordsFor('CONNECTION_LOST', where);
  return error instanceof Error && /does not support SSL/.test(error.message)
    ? wordsFor('NO_TLS', where)
    : undefined;
}

function wordsFor(code: string, { host, database, user }: Whereabouts): string | undefined {
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `the certificate of the database at ${host} is for another name; use the name that it is for in DATABASE_URL`;
  if (/^(?:ECONN|ENOTFOUND|EAI_|EHOST|ENETUN|ETIMEDOUT|EPIPE|ENOENT|CONNECTION_LOST)/.test(code))
    return `the database at ${host} cannot be reached (${code}); check that it runs, and DATABASE_URL`;
  if (/CERT|_VERIFY_|SELF_SIGNED|ERR_TLS|ERR_SSL|UNABLE_TO_GET_ISSUER|NO_TLS/.test(code))
    return `the database at ${host} offers no TLS that can be trusted (${code}); name its authority with sslrootcert=FILE in DATABASE_URL`;
  switch (code) {
    case '28P01':
    case '28000':
      return `the database at ${host} refuses ${user}; check the name and password in DATABASE_URL`;
    case '3D000':
      return `there is no database ${database} at ${host}; make it, or name another one in DATABASE_URL`;
    case '42501':
      return `${user} may not do this in ${database}; grant it what docs/postgresql.md names`;
    case '53100':
      return `the disk of the database at ${host} is full; nothing was changed. Make room and try again`;
    case '53300':
      return `the database at ${host} has no connection left; allow more there, or set DATABASE_CONNECTIONS lower`;
    case '57P03':
      return `the database at ${host} is starting or stopping; try again`;
    case '25006':
      return `the database at ${host} takes no changes (it is a standby); name the primary in DATABASE_URL`;
    case '55P03':
    case '57014':
      return `the database at ${host} is too slow or locked by another process; try again`;
    default:
      return undefined;
  }
}
