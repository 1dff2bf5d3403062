import type { Outcome } from '../../src/conversation/outcome.ts';
import type { Services } from '../../src/conversation/services.ts';
import type { Item } from '../../src/delivery/arrival.ts';
import type { Event } from '../../src/event.ts';
import type { RecordReply, Reply } from '../../src/reply.ts';
import type { RenderContext } from '../chat/context.ts';
import type { Posted, PostedMessages } from '../chat/posted.ts';
import {
  askedBy,
  cardOf,
  channelMaySee,
  isWalking,
  overtaken,
  type Shared,
  sharedOf,
} from '../chat/shared.ts';
import type { Arrived } from './arrived.ts';
import type { Connected } from './clients.ts';
import { responseUrlUses } from './limits.ts';
import type { SlackMessage } from './message.ts';
import type { OutgoingMessage, Target } from './outgoing.ts';
import { permalinkOf } from './permalink.ts';
import { renderLive, renderReplies } from './render.ts';
import { withShare } from './share.ts';
import { outgoingOf } from './to.ts';

/** A message with the queue in which it keeps its order and pace. */
export interface Placed {
  readonly pace: string;
  readonly message: OutgoingMessage;
}

/** What placing needs. */
export interface PlacingParts {
  readonly services: Services;
  readonly posted: PostedMessages;
  readonly context: RenderContext;
}

/** Decides who sees what came of something, and where. */
export type Placing = (item: Item<Arrived>, event: Event, outcome: Outcome) => Promise<readonly Placed[]>;

/**
 * Who sees what: what all share (a team's walk, a record) is one message in the channel; an answer to a command is for
 * the person alone; what was said aloud is answered in its thread.
 */
export function createPlacing(parts: PlacingParts, { workspace }: Connected): Placing {
  return async (item, event, outcome) => {
    const shared = sharedOf(outcome);
    const own = outcome.replies.filter((reply) => shared?.replies.includes(reply) !== true);
    return [
      ...(shared === undefined ? [] : await placeShared(parts, workspace.url, item, event, shared)),
      ...(await placeOvertaken(parts, item, event, outcome)),
      ...placeOwn(parts, item, event, own),
    ];
  };
}

/** A reply for the person alone. */
export function placeAlone(
  context: RenderContext,
  item: Pick<Item<Arrived>, 'expiresAt'>,
  arrived: Arrived,
  reply: Reply,
): Placed {
  const [message] = renderReplies([reply], context);
  return placed(arrived, message ?? emptyMessage, aloneTarget(item, arrived, false, 0));
}

const emptyMessage: SlackMessage = { text: '…', blocks: [], pictures: [] };

async function placeShared(
  parts: PlacingParts,
  url: string,
  item: Item<Arrived>,
  event: Event,
  { key, replies }: Shared,
): Promise<Placed[]> {
  const message = renderLive(replies, parts.context);
  if (message === undefined) return [];
  const arrived = item.payload;
  const { channel } = arrived.place;
  const card = cardOf(replies);
  const elsewhere = card === undefined ? [] : await parts.posted.live(item.workspace, key);
  const others = elsewhere.filter((one) => one.channel !== channel).map((one) => updated(message, key, one));
  const here = elsewhere.find((one) => one.channel === channel);
  const isTold = here !== undefined && here.message !== arrived.pressed;
  const mayPost =
    channel !== '' && (card === undefined || (await channelMaySee(parts.services, event, card)));
  if (!mayPost) return [...others, ...placeOwn(parts, item, event, replies)];
  const to = { kind: 'channel', channel, thread: arrived.place.postIn } as const;
  const note = { thread: noteThread(arrived, key), live: key };
  const told = isTold ? [toldAlone(item, arrived, card, permalinkOf(url, channel, here.message, ''))] : [];
  return [...others, { pace: channel, message: outgoingOf(message, to, arrived.user, note) }, ...told.flat()];
}

/** A message that was posted, in its new form. */
function updated(message: SlackMessage, live: string, one: Posted & { readonly thread: string }): Placed {
  const note = { thread: one.thread, live };
  return { pace: one.channel, message: outgoingOf(message, { kind: 'update', ...one }, '', note) };
}

/** Cards of superseded records change where they were posted. */
async function placeOvertaken(
  { services, posted, context }: PlacingParts,
  { workspace }: Item<Arrived>,
  event: Event,
  outcome: Outcome,
): Promise<Placed[]> {
  const cards = await overtaken(services, event, outcome);
  const placedEach = cards.map(async ({ key, replies }) => {
    const message = renderLive(replies, context);
    const there = message === undefined ? [] : await posted.live(workspace, key);
    return there.map((one) => updated(message ?? emptyMessage, key, one));
  });
  return (await Promise.all(placedEach)).flat();
}

/** A record's card at the top of a channel begins a thread of its own; whatever one person did alone stays theirs. */
function noteThread({ place }: Arrived, key: string): string | null {
  const begins = key.startsWith('record:') && place.postIn === '' && !place.channel.startsWith('D');
  return begins ? null : place.thread;
}

/** Whoever changed a record from elsewhere hears it, as the card that changed may be far up. */
function toldAlone(
  item: Item<Arrived>,
  arrived: Arrived,
  card: RecordReply | undefined,
  link: string,
): Placed[] {
  const lead = card?.lead ?? '';
  if (lead === '') return [];
  const [message] = renderReplies([{ kind: 'text', text: lead }]);
  if (message === undefined) return [];
  const [first, ...rest] = message.blocks;
  const linked =
    first?.type === 'section' && first.text?.type === 'mrkdwn' && link !== ''
      ? { ...first, text: { ...first.text, text: `${first.text.text} <${link}|Show>` } }
      : first;
  const blocks = linked === undefined ? [] : [linked, ...rest];
  return [placed(arrived, { ...message, blocks }, aloneTarget(item, arrived, false, 0))];
}

function placeOwn(
  parts: PlacingParts,
  item: Item<Arrived>,
  event: Event,
  replies: readonly Reply[],
): Placed[] {
  const { payload: arrived } = item;
  const asked = arrived.kind === 'shared' ? [askedBy(event.person.name, arrived.question)] : [];
  const rendered = renderReplies([...asked, ...replies], parts.context);
  const isAsked = event.kind === 'commanded' && event.name === 'ask' && arrived.kind === 'commanded';
  const messages = isAsked ? withShare(rendered, event.given.question ?? '') : rendered;
  return messages.map((message, index) =>
    placed(arrived, message, targetOf(item, event, replies, index), noteOf(arrived)),
  );
}

/** Where somebody began a thread with us, so that they can go on there. */
function noteOf({ kind, place }: Arrived): OutgoingMessage['note'] {
  return kind === 'shared' ? { thread: place.thread, live: null } : null;
}

function targetOf(item: Item<Arrived>, event: Event, replies: readonly Reply[], index: number): Target {
  const { payload: arrived } = item;
  const { channel, postIn: thread } = arrived.place;
  if (channel === '') return { kind: 'direct' };
  if (arrived.kind === 'shared') return { kind: 'channel', channel, thread: '' };
  const goesOn = index === 0 && isWalking(event, replies);
  if (arrived.ephemeral) return aloneTarget(item, arrived, goesOn, index);
  if (goesOn && arrived.pressed !== '') return { kind: 'update', channel, message: arrived.pressed };
  const isFault = arrived.kind !== 'said' && replies.every((reply) => reply.kind === 'notice');
  const isOwn = arrived.kind === 'submitted' || isFault;
  return isOwn && !channel.startsWith('D')
    ? aloneTarget(item, arrived, false, index)
    : { kind: 'channel', channel, thread };
}

function aloneTarget(
  { expiresAt }: Pick<Item<Arrived>, 'expiresAt'>,
  { place, responseUrl }: Arrived,
  replace: boolean,
  index: number,
): Target {
  const { channel, postIn: thread } = place;
  // The last use is kept for telling that something failed.
  const isOpen = responseUrl !== '' && index < responseUrlUses - 1;
  return isOpen
    ? { kind: 'response', url: responseUrl, until: expiresAt ?? '', replace, channel, thread }
    : { kind: 'ephemeral', channel, thread };
}

function placed(
  arrived: Arrived,
  message: SlackMessage,
  to: Target,
  note: OutgoingMessage['note'] = null,
): Placed {
  // What one person alone sees does not wait for what is posted in the channel.
  const pace = to.kind === 'channel' || to.kind === 'update' ? to.channel : `person ${arrived.user}`;
  return { pace, message: outgoingOf(message, to, arrived.user, note) };
}
