import { isDatabaseAway } from '../../src/database/database-away.ts';
import type { Failing } from '../../src/queue/retry-policy.ts';

/** What a call of a platform that failed means for what was to be done. */
export type Failure =
  /** It asks to wait so many seconds. */
  | { readonly kind: 'wait'; readonly seconds: number }
  | {
      readonly kind: /** It may be fine in a while: the network or the platform has a moment. */
        | 'again'
        /** What was sent is not what it takes: with less it may be. */
        | 'invalid'
        /** What came along to answer with has ended. */
        | 'ended'
        /** The message that was to be changed is gone, or cannot be changed any more. */
        | 'gone'
        /** We may not write there: not a member, no permission, archived, deleted. */
        | 'closed'
        | 'other'
        /** It was not the platform that failed. */
        | 'fault';
      readonly code: string;
    }
  /** The token counts no more; `wait` where it is only replaced, in seconds: nothing is lost until it is. */
  | { readonly kind: 'revoked'; readonly code: string; readonly wait?: number };

/** A token was refused in whose place there is a newer one: with that it is done again. */
export class TokenRenewedError extends Error {
  constructor() {
    super('there is a newer token');
    this.name = 'TokenRenewedError';
  }
}

/** What it means for an arrival that handling it failed so. */
export function failingOf(error: unknown, failureOf: (error: unknown) => Failure): Failing {
  if (isDatabaseAway(error)) return { kind: 'away' };
  if (error instanceof TokenRenewedError) return { kind: 'away' };
  const failure = failureOf(error);
  switch (failure.kind) {
    case 'wait':
      return { kind: 'away', wait: failure.seconds * 1_000 };
    case 'again':
      return { kind: 'away' };
    case 'revoked':
      return failure.wait === undefined ? { kind: 'refused' } : { kind: 'away', wait: failure.wait * 1_000 };
    case 'fault':
      return { kind: 'fault' };
    case 'invalid':
    case 'ended':
    case 'gone':
    case 'closed':
    case 'other':
      return { kind: 'refused' };
  }
}
