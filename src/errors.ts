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

/** The code of a Node system error (`ENOENT`, `EADDRINUSE` ...), or undefined for anything else. */
export function systemErrorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
