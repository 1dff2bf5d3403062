import type { KnownBlock } from '@slack/types';
import type { Origin } from './incoming.ts';
import type { SlackMessage } from './message.ts';

/** The types that Slack brings. */
export interface SlackTypes {
  readonly origin: Origin;
  readonly body: SlackMessage;
  readonly drawn: { readonly text: string; readonly blocks: KnownBlock[] };
  /** What is said in the acknowledgement of a command, or in a form that was sent in. */
  readonly first:
    | { readonly kind: 'message'; readonly message: SlackMessage }
    | { readonly kind: 'fault'; readonly text: string; readonly field: string };
}
