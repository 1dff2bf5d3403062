import { type APIInteractionResponse, InteractionResponseType, MessageFlags } from 'discord.js';
import type { FormReply } from '../../src/reply.ts';
import type { Placement } from '../core/driver.ts';
import type { Target } from '../core/outgoing.ts';
import type { Arrived } from './incoming.ts';
import type { DiscordMessage } from './message.ts';
import { formModal } from './modal.ts';
import { renderReplies } from './render.ts';

/** What an interaction is answered with at once. */
export type First =
  /** A message; in place of the one that was pressed, or a new one. */
  | { readonly kind: 'update'; readonly message: DiscordMessage }
  | { readonly kind: 'message'; readonly message: DiscordMessage; readonly ephemeral: boolean }
  /** A form, about a message or about none (empty). */
  | { readonly kind: 'form'; readonly form: FormReply; readonly message: string };

/**
 * The first response to an interaction: Discord takes one, within three seconds; undefined where the answer comes later, or
 * elsewhere. Nothing in it pings anybody.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object
 */
export function firstResponse(
  { ephemeral, onMessage }: { readonly ephemeral: boolean; readonly onMessage: boolean },
  first: First | undefined,
): APIInteractionResponse {
  switch (first?.kind) {
    case 'update':
      return { type: InteractionResponseType.UpdateMessage, data: bodyOf(first.message, false) };
    case 'message':
      return messageResponse(first.message, first.ephemeral);
    case 'form':
      return formResponse(first.form, first.message);
    case undefined:
      return onMessage
        ? { type: InteractionResponseType.DeferredMessageUpdate }
        : {
            type: InteractionResponseType.DeferredChannelMessageWithSource,
            data: ephemeral ? { flags: MessageFlags.Ephemeral } : {},
          };
  }
}

/** A message as the first response; undefined where it cannot be that. */
export function firstOf(
  { origin: { token, onMessage } }: Arrived,
  message: DiscordMessage,
  to: Target,
  { index, goesOn }: Placement,
): First | undefined {
  // Pictures are drawn when they are sent, which takes a while.
  if (token === '' || index > 0 || message.pictures.length > 0) return undefined;
  if (goesOn && onMessage) return { kind: 'update', message };
  return to.kind === 'answer' ? { kind: 'message', message, ephemeral: to.ephemeral } : undefined;
}

/** Words for the person alone. */
export function words(text: string): First {
  const [message = { components: [], pictures: [] }] = renderReplies([
    { kind: 'notice', tone: 'error', text, suggestions: [] },
  ]);
  return { kind: 'message', message, ephemeral: true };
}

function formResponse(form: FormReply, message: string): APIInteractionResponse {
  const made = formModal(form, { message });
  if ('modal' in made) return { type: InteractionResponseType.Modal, data: made.modal };
  return firstResponse({ ephemeral: true, onMessage: false }, words(made.refused));
}

function messageResponse(message: DiscordMessage, ephemeral: boolean): APIInteractionResponse {
  return { type: InteractionResponseType.ChannelMessageWithSource, data: bodyOf(message, ephemeral) };
}

function bodyOf({ components }: DiscordMessage, ephemeral: boolean) {
  const flags = MessageFlags.IsComponentsV2 | (ephemeral ? MessageFlags.Ephemeral : 0);
  return { flags, components: [...components], allowed_mentions: { parse: [] } };
}
