import type { SlackMessage } from './message.ts';
import type { OutgoingMessage, Target } from './outgoing.ts';

/** A rendered message with where it goes. */
export function addressMessage(
  message: SlackMessage,
  to: Target,
  user: string,
  note: OutgoingMessage['note'] = null,
): OutgoingMessage {
  const { text, blocks, pictures } = message;
  return { kind: 'message', to, user, text, blocks, pictures: [...pictures], note };
}
