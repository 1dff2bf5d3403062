import { type APIInteractionResponse, InteractionResponseType, MessageFlags } from 'discord.js';
import type { Received } from '../core/arrival.ts';
import type { Chat } from '../core/chat.ts';
import { addressMessage, paceOf } from '../core/outgoing.ts';
import type { DiscordTypes } from './discord-types.ts';
import type { Origin } from './incoming.ts';
import { targetOf } from './target.ts';

/**
 * Puts what a first response says into the outbox, where it did not reach the person: it goes through the interaction's
 * token, where another attempt made that count, else directly. A form is none: whoever asked for it asks again.
 */
export async function deliverInstead(
  { put }: Pick<Chat<DiscordTypes>, 'put'>,
  { workspace, key, arrived, expiresAt = '' }: Received<Origin>,
  response: APIInteractionResponse,
): Promise<void> {
  const goesOn = response.type === InteractionResponseType.UpdateMessage;
  if (!goesOn && response.type !== InteractionResponseType.ChannelMessageWithSource) return;
  const { components = [], flags = 0 } = response.data ?? {};
  const isAlone = arrived.ephemeral || (flags & MessageFlags.Ephemeral) !== 0;
  const audience = isAlone ? 'asker' : 'channel';
  const placement = { index: 0, goesOn, audience } as const;
  const { to, note } = targetOf({ workspace, payload: arrived, expiresAt }, placement);
  const { id } = arrived.person;
  await put({
    platform: 'discord',
    workspace,
    channel: paceOf(to, id),
    dedupe: `${key} first`,
    payload: addressMessage({ components, pictures: [] }, to, id, { note }),
  });
}
