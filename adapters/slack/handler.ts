import type { Outcome } from '../../src/conversation/outcome.ts';
import type { Event } from '../../src/event.ts';
import type { DeadItem, Item } from '../../src/queue/arrival.ts';
import { formFault, isLost, lostReply } from '../core/failure-replies.ts';
import { reportDeadEvent } from './dead-events.ts';
import { failureOf, TokenRenewedError } from './errors.ts';
import { fillView, formFromMessage, tellInView } from './form-views.ts';
import type { HandlerParts } from './handler-parts.ts';
import type { Arrived } from './incoming.ts';
import { createPlacing, type Placed } from './place-replies.ts';
import { showWorking, suggestPrompts } from './prompts.ts';
import { publishHome } from './publish-home.ts';
import { resolveEvent } from './resolve-event.ts';
import type { Connected } from './web-clients.ts';

/** What this process alone knows of an arrival. */
export interface Beside {
  /** The words of something overheard; undefined after a restart. */
  readonly words: string | undefined;
  /** Whether a form that was sent in is still open, so that what is wrong with it is told there. */
  isOpen(): boolean;
}

/** Handles what arrived. */
export interface Handler {
  /** Works an arrival off; what it throws is read by `failingOf`. */
  handle(item: Item<Arrived>, beside: Beside): Promise<Outcome | undefined>;
  /** Who did it, as the engine is told; it may ask Slack. */
  event(
    item: Pick<Item<Arrived>, 'workspace' | 'key'>,
    arrived: Arrived,
    words?: string,
  ): Promise<Event | undefined>;
  /** Tells a person that what they asked for came to nothing. */
  dead(item: DeadItem<Arrived>): Promise<void>;
}

/** A handler of arrivals. */
export function createHandler(parts: HandlerParts): Handler {
  const event: Handler['event'] = (item, arrived, words = '') =>
    resolveEvent(parts.directory, item, arrived, words);
  return {
    event,
    handle: (item, beside) => handle(parts, item, beside, event),
    dead: (item) => reportDeadEvent(parts, item, item.error),
  };
}

async function handle(
  parts: HandlerParts,
  item: Item<Arrived>,
  beside: Beside,
  event: Handler['event'],
): Promise<Outcome | undefined> {
  const connected = await parts.clients.of(item.workspace);
  // Uninstalled while it waited: nobody is there to be answered.
  if (connected === undefined) return undefined;
  try {
    return await handleIn(parts, connected, item, beside, event);
  } catch (error) {
    if (await isRenewed(parts, connected, error)) throw new TokenRenewedError();
    throw error;
  }
}

/** Whether it failed for a token in whose place there is a newer one: with that it is done again. */
async function isRenewed(
  { refused }: HandlerParts,
  { workspace }: Connected,
  error: unknown,
): Promise<boolean> {
  if (failureOf(error).kind !== 'revoked') return false;
  return (await refused(workspace.id, workspace.token)) === 'renewed';
}

async function handleIn(
  parts: HandlerParts,
  connected: Connected,
  item: Item<Arrived>,
  beside: Beside,
  event: Handler['event'],
): Promise<Outcome | undefined> {
  const { workspace, payload: arrived } = item;
  switch (arrived.kind) {
    case 'opened-home':
      await publishHome(parts, connected, arrived);
      return undefined;
    case 'opened-messages':
      await suggestPrompts(connected.client, arrived.place, parts.log);
      return undefined;
    case 'from-message': {
      const form = await formFromMessage(parts, connected, item, arrived);
      await fillView(parts, connected, item, arrived, form);
      return undefined;
    }
    case 'wanted-form': {
      const form = await parts.posted.form(workspace, placeKey(arrived), arrived.form);
      if (form !== undefined) await fillView(parts, connected, item, arrived, form);
      else await tellInView(parts, connected, item, arrived, 'That form is not there any more; begin again.');
      return undefined;
    }
    case 'overheard':
      // After a restart the words are gone, and so is the occasion.
      return beside.words === undefined
        ? undefined
        : converse(parts, connected, item, await event(item, arrived, beside.words), beside);
    case 'said':
    case 'chose':
    case 'commanded':
    case 'submitted':
    case 'shared':
      return converse(parts, connected, item, await event(item, arrived), beside);
  }
}

/** Where a form that waits behind a button is kept. */
function placeKey({ place }: Arrived): string {
  return `${place.channel} ${place.thread}`;
}

async function converse(
  parts: HandlerParts,
  connected: Connected,
  item: Item<Arrived>,
  event: Event | undefined,
  beside: Beside,
): Promise<Outcome | undefined> {
  if (event === undefined) return undefined;
  const { payload: arrived, workspace } = item;
  if (arrived.kind === 'said' && arrived.begins) {
    const { channel, postIn: message } = arrived.place;
    await parts.posted.remember(workspace, { channel, message }, message, null);
  }
  const [outcome] = await Promise.all([parts.engine.handle(event), showWorking(connected.client, arrived)]);
  const told = isLost(item, outcome) ? { ...outcome, replies: [lostReply] } : outcome;
  await answer(parts, connected, item, event, told, beside);
  return told;
}

async function answer(
  parts: HandlerParts,
  connected: Connected,
  item: Item<Arrived>,
  event: Event,
  outcome: Outcome,
  beside: Beside,
): Promise<void> {
  const { payload: arrived } = item;
  const [form] = outcome.replies.flatMap((reply) => (reply.kind === 'form' ? [reply] : []));
  if (arrived.view !== '') {
    if (form !== undefined) return fillView(parts, connected, item, arrived, form);
    await tellInView(parts, connected, item, arrived, wordsOf(outcome));
    return;
  }
  if (form !== undefined) await parts.posted.keepForm(item.workspace, placeKey(arrived), form);
  if (arrived.kind === 'submitted' && formFault(outcome) !== undefined && beside.isOpen()) return;
  const placing = createPlacing(parts, connected);
  for (const [index, placed] of (await placing(item, event, outcome)).entries())
    await put(parts, item, placed, index);
  if (arrived.place.channel === '') await publishHome(parts, connected, arrived);
}

function wordsOf({ replies }: Outcome): string {
  const told = replies.flatMap((reply) =>
    reply.kind === 'notice' || reply.kind === 'text' ? [reply.text] : [],
  );
  return told.join('\n') || 'That is done.';
}

async function put(
  parts: HandlerParts,
  item: Item<Arrived>,
  { pace, message }: Placed,
  index: number,
): Promise<void> {
  await parts.outbox.put({
    platform: item.platform,
    workspace: item.workspace,
    channel: pace,
    dedupe: `${item.key} ${index}`,
    payload: message,
  });
}
