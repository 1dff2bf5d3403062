import type { Reply } from '../reply.ts';
import type { Audience } from './audience.ts';
import type { LiveKey } from './live-key.ts';

/** What a person's words, choice or form were taken for. */
export const intents = [
  'ask',
  'advise',
  'decisions',
  'record',
  'offer',
  'help',
  'smalltalk',
  'clarify',
  'none',
] as const;
export type Intent = (typeof intents)[number];

/** What came of an event. */
export interface Came {
  readonly intent: Intent;
  /** What to say, in order; nothing where nothing is to be said. */
  readonly replies: readonly Reply[];
  /**
   * Where it is set, replies with the same key in the same thread are one message, updated in place: a team's walk with
   * its votes, a proposal with its approvals.
   */
  readonly live?: LiveKey;
  /** The event was handled before: what came of it then, for an adapter that died before it could pass it on. */
  readonly again?: true;
}

/** The same with who reads it. What is live all of its channel share, as far as they may see it (live-message.ts). */
export interface Outcome extends Came {
  readonly audience: Audience;
}
