/** What went wrong, for exit codes and for a person: each code has one kind of remedy. */
export type ErrorCode =
  | 'usage'
  | 'invalid'
  | 'configuration'
  | 'knowledge'
  | 'not-found'
  | 'conflict'
  | 'unavailable'
  | 'database'
  | 'port-in-use'
  | 'not-writable';

/**
 * A failure that a person can act on. The message is one line: what is wrong and what to do next;
 * it never holds a secret or an internal.
 */
export class AdvisorError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AdvisorError';
    this.code = code;
  }
}

/** Something wrong with one field of what was given; whoever shows a form says it there, by the field's label. */
export class FieldError extends AdvisorError {
  /** The field's name in the program. */
  readonly field: string;
  /** What is wrong with it, without its name. */
  readonly fault: string;

  constructor(field: string, fault: string, message = `${field}: ${fault}`) {
    super('invalid', message);
    this.field = field;
    this.fault = fault;
  }
}

/** The code of a Node system error (`ENOENT`, `EADDRINUSE` ...), or undefined for anything else. */
export function systemErrorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** What the system's own codes mean for a person, and what to do about it. */
const systemFaults: Readonly<Record<string, string>> = {
  ENOENT: 'is not there; check the path',
  EACCES: 'may not be read or written; check its permissions',
  EPERM: 'may not be read or written; check its permissions',
  EROFS: 'is on a disk that cannot be written; name another path',
  EISDIR: 'is a folder; name a file',
  ENOTDIR: 'leads through something that is no folder; check the path',
  ENOTEMPTY: 'is a folder that is not empty; name another path',
  EEXIST: 'is there already; name another path',
  ENAMETOOLONG: 'is too long a path; name a shorter one',
  ELOOP: 'leads through too many links; check the path',
  ENOSPC: 'is on a disk that is full; make room and try again',
  EDQUOT: 'is beyond what you may store; make room and try again',
  EFBIG: 'would be larger than a file may be',
  EBUSY: 'is in use; try again',
  EIO: 'cannot be read or written; the disk may be damaged',
  EMFILE: 'cannot be opened: too many files are open; allow more (ulimit -n) and try again',
  ENFILE: 'cannot be opened: too many files are open on this machine; try again',
  ENOMEM: 'needs more memory than there is; stop something else and try again',
  EADDRINUSE: 'is in use already; stop the other process or set another PORT',
  EADDRNOTAVAIL: 'is no address of this machine; check HOST',
  ECONNREFUSED: 'cannot be reached; try again',
  ECONNRESET: 'cannot be reached; try again',
  ENOTFOUND: 'cannot be found; check the address and the network',
  ETIMEDOUT: 'does not answer; try again',
};

/** A failure of the system or of the database's files in words that say what to do; undefined for anything else. */
export function describeSystemError(error: unknown): string | undefined {
  const code = systemErrorCode(error);
  if (code === undefined || !(error instanceof Error)) return undefined;
  if (/^SQLITE_[A-Z_]+$/.test(code))
    return `the database cannot be used (${code}); see: stack-advisor doctor`;
  const words = systemFaults[code];
  if (words === undefined) return undefined;
  const subject = ['path', 'address', 'hostname'].flatMap((field) => {
    const value: unknown = Reflect.get(error, field);
    return typeof value === 'string' && value !== '' ? [value] : [];
  });
  return `${subject[0] ?? 'what was asked for'} ${words} (${code})`;
}
