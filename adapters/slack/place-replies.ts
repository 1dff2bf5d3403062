import type { Audience } from '../../src/conversation/audience.ts';
import { type LiveKey, liveKeyText } from '../../src/conversation/live-key.ts';
import { cardOf, overtaken, type Shared, sharedOf, shownIn } from '../../src/conversation/live-message.ts';
import type { Outcome } from '../../src/conversation/outcome.ts';
import type { Services } from '../../src/conversation/services.ts';
import type { Event } from '../../src/event.ts';
import type { Item } from '../../src/queue/arrival.ts';
import type { RecordReply, Reply } from '../../src/reply.ts';
import type { Posted, PostedMessages } from '../core/posted-messages.ts';
import { askedBy, continuesWalk } from '../core/walk-messages.ts';
import type { RenderContext } from '../view/render-context.ts';
import { addressMessage } from './address-message.ts';
import type { Directory } from './directory.ts';
import type { Arrived } from './incoming.ts';
import { responseUrlUses } from './limits.ts';
import type { SlackMessage } from './message.ts';
import type { OutgoingMessage, Target } from './outgoing.ts';
import { permalinkOf } from './permalink.ts';
import { renderLive, renderReplies } from './render.ts';
import { withShare } from './share-button.ts';
import type { Connected } from './web-clients.ts';

/** A message with the queue in which it keeps its order and pace. */
export interface Placed {
  readonly pace: string;
  readonly message: OutgoingMessage;
}

/** What tells whose thread a reply belongs to, which message it updates, and who sees it. */
export interface PlacingParts {
  readonly services: Services;
  readonly posted: PostedMessages;
  readonly directory: Directory;
  readonly context: RenderContext;
}

/** Says where what came of something goes. */
export type Placing = (item: Item<Arrived>, event: Event, outcome: Outcome) => Promise<readonly Placed[]>;

/**
 * Where everything goes: what all share (a team's walk, a record) is one message in the channel, for the rest the outcome
 * says who reads it.
 */
export function createPlacing(parts: PlacingParts, { workspace }: Connected): Placing {
  return async (item, event, outcome) => {
    const shared = sharedOf(outcome);
    const replies = outcome.replies.filter((reply) => shared?.replies.includes(reply) !== true);
    return [
      ...(shared === undefined ? [] : await placeShared(parts, workspace.url, item, event, shared)),
      ...(await placeOvertaken(parts, item, event, outcome)),
      ...placeOwn(parts, item, event, { ...outcome, replies }),
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
  shared: Shared,
): Promise<Placed[]> {
  const { key, replies } = shared;
  const arrived = item.payload;
  const { channel } = arrived.place;
  const card = cardOf(replies);
  const elsewhere = card === undefined ? [] : await parts.posted.live(item.workspace, liveKeyText(key));
  const others = await updatedIn(
    parts,
    item,
    event,
    shared,
    elsewhere.filter((one) => one.channel !== channel),
  );
  const here = elsewhere.find((one) => one.channel === channel);
  const isTold = here !== undefined && here.message !== arrived.pressed;
  const shown = channel === '' ? undefined : await shownIn(parts.services, event, event, shared);
  if (shown === undefined)
    return [...others, ...placeOwn(parts, item, event, { audience: 'asker', replies })];
  const message = renderLive(shown.replies, parts.context);
  if (message === undefined) return others;
  const to = { kind: 'channel', channel, thread: arrived.place.postIn } as const;
  const note = { thread: noteThread(arrived, key), live: liveKeyText(key) };
  const told = isTold ? [toldAlone(item, arrived, card, permalinkOf(url, channel, here.message, ''))] : [];
  return [
    ...others,
    { pace: channel, message: addressMessage(message, to, arrived.user, note) },
    ...told.flat(),
  ];
}

type There = Posted & { readonly thread: string };

/** What is live where it was posted, as each channel may see it. */
async function updatedIn(
  { services, directory, context }: PlacingParts,
  { workspace }: Item<Arrived>,
  event: Event,
  shared: Shared,
  there: readonly There[],
): Promise<Placed[]> {
  const each = there.map(async (one): Promise<Placed[]> => {
    const { isShared } = await directory.channel(workspace, one.channel);
    const shown = await shownIn(services, event, { channel: one.channel, isShared }, shared);
    const message = renderLive(shown?.replies ?? [], context);
    return message === undefined ? [] : [updated(message, liveKeyText(shared.key), one)];
  });
  return (await Promise.all(each)).flat();
}

/** A message that was posted, in its new form. */
function updated(message: SlackMessage, live: string, one: There): Placed {
  const note = { thread: one.thread, live };
  return { pace: one.channel, message: addressMessage(message, { kind: 'update', ...one }, '', note) };
}

/** Cards of superseded records change where they were posted. */
async function placeOvertaken(
  parts: PlacingParts,
  item: Item<Arrived>,
  event: Event,
  outcome: Outcome,
): Promise<Placed[]> {
  const cards = await overtaken(parts.services, event, outcome);
  const placedEach = cards.map(async (shared) =>
    updatedIn(parts, item, event, shared, await parts.posted.live(item.workspace, liveKeyText(shared.key))),
  );
  return (await Promise.all(placedEach)).flat();
}

/** A record's card at the top of a channel begins a thread of its own; whatever one person did alone stays theirs. */
function noteThread({ place }: Arrived, key: LiveKey): string | null {
  const begins = key.kind === 'record' && place.postIn === '' && !place.channel.startsWith('D');
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

type Told = Pick<Outcome, 'audience' | 'replies'>;

function placeOwn(
  parts: PlacingParts,
  item: Item<Arrived>,
  event: Event,
  { audience, replies }: Told,
): Placed[] {
  const { payload: arrived } = item;
  const asked = arrived.kind === 'shared' ? [askedBy(event.person.name, arrived.question)] : [];
  const rendered = renderReplies([...asked, ...replies], parts.context);
  const isAsked = event.kind === 'commanded' && event.name === 'ask' && arrived.kind === 'commanded';
  const messages = isAsked ? withShare(rendered, event.given.question ?? '') : rendered;
  return messages.map((message, index) => {
    const goesOn = index === 0 && continuesWalk(event, replies);
    return placed(arrived, message, targetOf(item, audience, goesOn, index), noteOf(arrived, audience));
  });
}

/** Where a conversation of its own begins among others' messages, so that it goes on there. */
function noteOf({ kind, place }: Arrived, audience: Audience): OutgoingMessage['note'] {
  const begins = kind === 'shared' || (kind === 'commanded' && audience === 'channel');
  return begins ? { thread: place.thread, live: null } : null;
}

function targetOf(item: Item<Arrived>, audience: Audience, goesOn: boolean, index: number): Target {
  const { payload: arrived } = item;
  const { channel, postIn: thread } = arrived.place;
  if (channel === '') return { kind: 'direct' };
  const isDirect = channel.startsWith('D');
  if (arrived.kind === 'shared' && (audience === 'channel' || isDirect))
    return { kind: 'channel', channel, thread: '' };
  if (goesOn && !arrived.ephemeral && arrived.pressed !== '')
    return { kind: 'update', channel, message: arrived.pressed };
  // In direct messages nobody else is there, so only what was answered in a message of its own is so again.
  const isAlone = audience === 'asker' && (arrived.ephemeral || !isDirect);
  return isAlone
    ? aloneTarget(item, arrived, goesOn && arrived.ephemeral, index)
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
  return { pace, message: addressMessage(message, to, arrived.user, note) };
}
