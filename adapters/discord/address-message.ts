import type { DiscordMessage } from './message.ts';
import type { OutgoingMessage, Target } from './outgoing.ts';

/** A rendered message with where it goes. */
export function addressMessage(
  message: DiscordMessage,
  to: Target,
  user: string,
  rest: Partial<Pick<OutgoingMessage, 'note' | 'discussion'>> = {},
): OutgoingMessage {
  const { components, pictures } = message;
  const { note = null, discussion = '' } = rest;
  return {
    kind: 'message',
    to,
    user,
    components: [...components],
    pictures: [...pictures],
    note,
    discussion,
  };
}
