import { type APIInteractionResponse, InteractionResponseType, MessageFlags } from 'discord.js';
import type { Outbox } from '../../src/queue/outbox.ts';
import { addressMessage } from './address-message.ts';
import { isDirect } from './directory.ts';
import type { OutgoingPayload } from './outgoing.ts';
import type { Received } from './receive-interaction.ts';
import { paceOf, targetOf } from './target.ts';

/**
 * Puts what a first response says into the outbox, where it did not reach the person: it goes through the interaction's
 * token, where another attempt made that count, else directly. A form is none: whoever asked for it asks again.
 */
export async function deliverInstead(
  outbox: Pick<Outbox<OutgoingPayload>, 'put'>,
  { workspace, key, arrived, expiresAt = '' }: Received,
  response: APIInteractionResponse,
): Promise<void> {
  const goesOn = response.type === InteractionResponseType.UpdateMessage;
  if (!goesOn && response.type !== InteractionResponseType.ChannelMessageWithSource) return;
  const { components = [], flags = 0 } = response.data ?? {};
  const isAlone = arrived.ephemeral || (flags & MessageFlags.Ephemeral) !== 0;
  const audience = isAlone ? 'asker' : 'channel';
  const placement = { index: 0, goesOn, audience, inServer: !isDirect(workspace) } as const;
  const { to, note } = targetOf(arrived, expiresAt, placement);
  const { id } = arrived.person;
  await outbox.put({
    platform: 'discord',
    workspace,
    channel: paceOf(to, id),
    dedupe: `${key} first`,
    payload: addressMessage({ components, pictures: [] }, to, id, { note }),
  });
}
