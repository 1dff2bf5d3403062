import type { APIInteractionResponse } from 'discord.js';
import type { Engine } from '../../src/conversation/engine.ts';
import { isReadOnlyCommand } from '../core/read-only-commands.ts';
import { withDeadline } from '../core/with-deadline.ts';
import { type First, firstResponse, words } from './first-response.ts';
import { formBehind, formFromMessage, opened } from './form-views.ts';
import type { Handler } from './handler.ts';
import type { HandlerParts } from './handler-parts.ts';
import { NotInServerError, notInServer } from './not-in-server-error.ts';
import { placeOwn } from './place-replies.ts';
import type { Here, Received } from './receive-interaction.ts';
import { shareKey } from './share-store.ts';

/** The engine, who did it, and what of Discord's delivery is at hand, to answer in the first response. */
export interface AckParts extends HandlerParts {
  readonly engine: Engine;
  readonly event: Handler['event'];
  readonly here: Here;
}

/** Who asks is known, or not soon enough, in milliseconds. */
const knownWithin = 800;
/** A form that is not there by then cannot be opened any more. */
const openWithin = 2_300;

/**
 * Answers `/ask` and what else only tells something in the first response itself, and opens forms that wait: nothing is acknowledged that could be lost.
 * Undefined for everything else, and where it takes Discord too long to tell who asks: then it goes the way of the others.
 */
export async function answerInAck(
  asking: AckParts,
  received: Received,
): Promise<APIInteractionResponse | undefined> {
  const { arrived } = received;
  switch (arrived.kind) {
    case 'commanded':
      return isReadOnlyCommand(arrived.name, arrived.given) ? askAtOnce(asking, received) : undefined;
    case 'wanted-form':
    case 'from-message': {
      const form = formAtOnce(asking, received).catch((error: unknown) => {
        if (error instanceof NotInServerError) return words(notInServer(asking.inviteTo(received.workspace)));
        throw error;
      });
      const first = await withDeadline(form, openWithin);
      return firstResponse({ ephemeral: true, onMessage: false }, first ?? words(notNow));
    }
    default:
      return undefined;
  }
}

const notNow = 'The form could not be opened just now. Try again.';

async function formAtOnce(parts: HandlerParts, { arrived, ...item }: Received): Promise<First> {
  if (arrived.kind === 'from-message') {
    const form = await opened(parts, item, arrived, await formFromMessage(parts, item, arrived));
    return { kind: 'form', form, message: arrived.message };
  }
  if (arrived.kind !== 'wanted-form') return words(notNow);
  const form = await formBehind(parts, item.workspace, arrived);
  if (form === undefined) return words('That form is not there any more; begin again.');
  return { kind: 'form', form: await opened(parts, item, arrived, form), message: '' };
}

async function askAtOnce(asking: AckParts, received: Received): Promise<APIInteractionResponse | undefined> {
  const { workspace, key, arrived, expiresAt } = received;
  const known = await withDeadline(asking.event(received, arrived), knownWithin);
  if (known?.event.kind !== 'commanded') return undefined;
  const outcome = await asking.engine.handle(known.event);
  const { replies } = outcome;
  // Asked under the same id it is answered already: whoever did fills in this response, where it comes first.
  if (replies.length === 0) return firstResponse(arrived, { kind: 'later' });
  const item = { workspace, key, payload: arrived, ...(expiresAt === undefined ? {} : { expiresAt }) };
  const share = await shareKey(asking.posted, item, known.event, outcome);
  const placed = placeOwn(asking, item, replies, { audience: outcome.audience, share });
  const first = placed[0]?.first;
  for (const [index, { pace, message }] of placed.entries()) {
    if (index === 0 && first !== undefined) continue;
    await asking.outbox.put({
      platform: 'discord',
      workspace,
      channel: pace,
      dedupe: `${key} ${index}`,
      payload: message,
    });
  }
  return firstResponse(arrived, first ?? { kind: 'later' });
}
