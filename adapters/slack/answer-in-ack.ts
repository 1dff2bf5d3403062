import type { Engine } from '../../src/conversation/engine.ts';
import type { Outbox } from '../../src/queue/outbox.ts';
import { isReadOnlyCommand } from '../core/read-only-commands.ts';
import { withDeadline } from '../core/with-deadline.ts';
import type { RenderContext } from '../view/render-context.ts';
import { addressMessage } from './address-message.ts';
import type { Handler } from './handler.ts';
import { quietly } from './message.ts';
import type { OutgoingPayload } from './outgoing.ts';
import type { Received } from './receive.ts';
import { renderReplies } from './render.ts';
import { withShare } from './share-button.ts';

/** The engine, who did it, and where replies go that do not fit into the acknowledgement. */
export interface AckParts {
  readonly engine: Engine;
  readonly event: Handler['event'];
  readonly outbox: Pick<Outbox<OutgoingPayload>, 'put'>;
  readonly context: RenderContext;
}

/** Who asks is known, or not soon enough. */
const knownWithin = 1_200;

/**
 * Answers `/ask`, and what else only tells something, in the acknowledgement itself: nothing is acknowledged that could be lost, and the answer is there at once.
 * Undefined for everything else, and where it takes Slack too long to tell who asks: then it goes the way of the others.
 */
export async function answerInAck(
  { engine, event, outbox, context }: AckParts,
  workspace: string,
  { arrived, key, expiresAt }: Received,
): Promise<object | string | undefined> {
  if (arrived.kind !== 'commanded' || !isReadOnlyCommand(arrived.name, arrived.given)) return undefined;
  const known = await withDeadline(event({ workspace, key }, arrived), knownWithin);
  if (known?.kind !== 'commanded') return undefined;
  const { replies } = await engine.handle(known);
  const [first, ...rest] = withShare(renderReplies(replies, context), known.given.question ?? '');
  const to = { channel: arrived.place.channel, thread: '', url: arrived.responseUrl, until: expiresAt ?? '' };
  for (const [index, message] of rest.entries()) {
    await outbox.put({
      platform: 'slack',
      workspace,
      channel: `person ${arrived.user}`,
      dedupe: `${key} ${index + 1}`,
      payload: addressMessage(message, { kind: 'response', replace: false, ...to }, arrived.user),
    });
  }
  // Asked twice under the same id it was answered already: there is nothing to say, which is an answer too.
  return first === undefined
    ? ''
    : { ...quietly, response_type: 'ephemeral', text: first.text, blocks: first.blocks };
}
