import type { Audience } from '../../src/conversation/audience.ts';
import { liveKeyText } from '../../src/conversation/live-key.ts';
import {
  cardOf,
  overtaken,
  type Room,
  type Shared,
  sharedOf,
  shownIn,
} from '../../src/conversation/live-message.ts';
import type { Outcome } from '../../src/conversation/outcome.ts';
import type { Services } from '../../src/conversation/services.ts';
import { recordName } from '../../src/decisions/record-name.ts';
import type { RecordReply, Reply } from '../../src/reply.ts';
import { oneLine } from '../view/clean-text.ts';
import type { RenderContext } from '../view/render-context.ts';
import type { Arrival, Calls, ChatDriver, PlatformTypes } from './driver.ts';
import { addressMessage, type OutgoingMessage, paceOf } from './outgoing.ts';
import type { Posted, PostedLive, PostedMessages } from './posted-messages.ts';
import type { ResolvedEvent } from './resolve-event.ts';
import { continuesWalk, turnsPage } from './walk-messages.ts';

/** A message with the queue in which it keeps its order and pace. */
export interface Placed<P extends PlatformTypes> {
  readonly pace: string;
  readonly message: OutgoingMessage<P['body']>;
  /** The same as what somebody who waits is answered with, where it can be that. */
  readonly first: P['first'] | undefined;
}

/** What tells whose thread a reply belongs to, which message it updates, and who sees it. */
export interface PlacingParts<P extends PlatformTypes> {
  readonly driver: ChatDriver<P>;
  readonly services: Services;
  readonly posted: PostedMessages;
  readonly context: RenderContext;
}

interface InWorkspace<P extends PlatformTypes> extends PlacingParts<P> {
  readonly calls: Calls<P>;
}

/**
 * Where everything goes: what all share (a team's walk, a record) is one message in the channel, for the rest the outcome
 * says who reads it. `share` is the key under which it can be shown to the channel, or empty.
 */
export async function placeReplies<P extends PlatformTypes>(
  parts: InWorkspace<P>,
  item: Arrival<P>,
  acted: ResolvedEvent,
  outcome: Outcome,
  share: string,
): Promise<readonly Placed<P>[]> {
  const { payload: arrived } = item;
  const { audience } = outcome;
  const shared = sharedOf(outcome);
  const others = outcome.replies.filter((reply) => shared?.replies.includes(reply) !== true);
  const { placed, own } =
    shared === undefined ? { placed: [], own: [] } : await placeShared(parts, item, acted, shared);
  const changed = await placeOvertaken(parts, item, acted, outcome);
  const goesOn = continuesWalk(acted.event, others) || turnsPage(acted.event, arrived.pressed);
  // The answer is for the person alone; what is for the channel stands beside it.
  const isBeside = audience === 'channel' && arrived.ephemeral && others.length > 0;
  const open = isBeside ? placeOpen(parts, item, others) : [];
  const rest = isBeside ? [] : others;
  const isSilent = placed.length + open.length === 0 || !parts.driver.mustAnswer(arrived);
  const told = own.length + rest.length === 0 && !isSilent ? [inChannel] : own;
  const sharing = { goesOn, share };
  const answered =
    rest.length === 0 || parts.driver.tellsAlone
      ? [...placeOwn(parts, item, told), ...placeOwn(parts, item, rest, { audience, ...sharing })]
      : placeOwn(parts, item, [...told, ...rest], { audience, ...sharing });
  return [...placed, ...changed, ...open, ...answered];
}

const inChannel: Reply = { kind: 'notice', tone: 'info', text: 'It is in the channel.', suggestions: [] };

/** Replies for the channel, from something that the person alone saw. */
function placeOpen<P extends PlatformTypes>(
  parts: PlacingParts<P>,
  item: Arrival<P>,
  replies: readonly Reply[],
): Placed<P>[] {
  const refusal = parts.driver.refusalOf(item.payload);
  return refusal === undefined
    ? placeOwn(parts, item, replies, { audience: 'channel' })
    : placeOwn(parts, item, [...replies, refusal]);
}

interface Told {
  readonly audience?: Audience;
  readonly goesOn?: boolean;
  readonly share?: string;
}

/** Replies to what somebody did, where its readers expect them: for them alone, where it is not said otherwise. */
export function placeOwn<P extends PlatformTypes>(
  { driver, context }: Pick<PlacingParts<P>, 'driver' | 'context'>,
  item: Arrival<P>,
  replies: readonly Reply[],
  { audience = 'asker', goesOn = false, share = '' }: Told = {},
): Placed<P>[] {
  const { payload: arrived } = item;
  const bodies = driver.painter.withShare(driver.painter.messages(replies, context), share);
  return bodies.map((body, index): Placed<P> => {
    const placement = { index, audience, goesOn: goesOn && index === 0 };
    const { to, note } = driver.targetOf(item, placement);
    return {
      pace: paceOf(to, arrived.person.id),
      message: addressMessage(body, to, arrived.person.id, { note }),
      first: driver.firsts.of(arrived, body, to, placement),
    };
  });
}

/** Cards of superseded records change where they were posted. */
async function placeOvertaken<P extends PlatformTypes>(
  parts: InWorkspace<P>,
  item: Arrival<P>,
  acted: ResolvedEvent,
  outcome: Outcome,
): Promise<Placed<P>[]> {
  const cards = await overtaken(parts.services, acted.event, outcome);
  const placedEach = cards.map(async (shared) => {
    const there = await parts.posted.live(item.workspace, liveKeyText(shared.key));
    return updatedIn(parts, item, acted, shared, there, () => '');
  });
  return (await Promise.all(placedEach)).flat();
}

/** What is live where it was posted, as each channel may see it; `userOf` says for whom it is posted anew there. */
async function updatedIn<P extends PlatformTypes>(
  { driver, services, context }: PlacingParts<P>,
  { workspace }: Arrival<P>,
  { event }: ResolvedEvent,
  shared: Shared,
  there: readonly PostedLive[],
  userOf: (one: PostedLive) => string,
): Promise<Placed<P>[]> {
  const each = there.map(async (one): Promise<Placed<P>[]> => {
    const room = await roomOf(driver, workspace, one);
    const shown = room === undefined ? undefined : await shownIn(services, event, room, shared);
    const body = driver.painter.live(shown?.replies ?? [], context);
    if (body === undefined) return [];
    const to = { kind: 'update', channel: one.channel, message: one.message } as const;
    const note = { thread: one.thread, live: liveKeyText(shared.key) };
    return [
      { pace: one.channel, message: addressMessage(body, to, userOf(one), { note }), first: undefined },
    ];
  });
  return (await Promise.all(each)).flat();
}

/** Where a message stands: a channel, or somebody's direct messages; undefined where they are not there any more. */
async function roomOf<P extends PlatformTypes>(
  { directory }: Pick<ChatDriver<P>, 'directory'>,
  workspace: string,
  { channel, person }: PostedLive,
): Promise<Room | undefined> {
  if (person === '') return directory.room(workspace, channel);
  const reader = await directory.personally(workspace, person);
  return reader === undefined ? undefined : { channel, reader };
}

interface SharedPlaced<P extends PlatformTypes> {
  readonly placed: Placed<P>[];
  /** What the person is told besides, or in place of it. */
  readonly own: readonly Reply[];
}

async function placeShared<P extends PlatformTypes>(
  parts: InWorkspace<P>,
  item: Arrival<P>,
  acted: ResolvedEvent,
  shared: Shared,
): Promise<SharedPlaced<P>> {
  const { driver } = parts;
  const { replies } = shared;
  const { payload: arrived, workspace } = item;
  const { channel, postIn } = arrived.place;
  const live = liveKeyText(shared.key);
  const card = cardOf(replies);
  const there = card === undefined ? [] : await parts.posted.live(workspace, live);
  // A record is spoken of in a thread below its card: that is the one to change.
  const here = there.find((one) => one.channel === channel || one.channel === acted.spot.channel);
  const isOwn = here !== undefined && here.person !== '' && here.person === acted.event.person.id;
  const room = isOwn ? { channel, reader: acted.event } : acted.event;
  const shown = channel === '' ? undefined : await shownIn(parts.services, acted.event, room, shared);
  const body = driver.painter.live(shown?.replies ?? [], parts.context);
  // Where it was deleted it is posted anew for whoever acts in its channel, or in the thread below it, and for nobody else.
  const others = await updatedIn(
    parts,
    item,
    acted,
    shared,
    there.filter((one) => one.channel !== channel),
    (one) => (body !== undefined && one.message === here?.message ? arrived.person.id : ''),
  );
  if (body === undefined) return { placed: others, own: replies };
  const refusal = driver.refusalOf(arrived);
  if (refusal !== undefined) return { placed: others, own: [...replies, refusal] };
  const own = here?.message === arrived.pressed ? [] : changedWords(parts.calls, card, here);
  if (here !== undefined && here.channel !== channel) return { placed: others, own };
  const to = { kind: 'channel', channel, postIn } as const;
  const note = { thread: driver.liveThread(arrived, card !== undefined), live };
  const discussion = here === undefined ? discussionOf(acted, card) : '';
  const message = addressMessage(body, to, arrived.person.id, { note, discussion });
  const isQuiet = here === undefined && !driver.mustAnswer(arrived);
  return { placed: [...others, { pace: channel, message, first: undefined }], own: isQuiet ? [] : own };
}

/** Whoever changed a record from elsewhere hears it, as the card that changed may be far up. */
function changedWords<P extends PlatformTypes>(
  calls: Calls<P>,
  card: RecordReply | undefined,
  here: Posted | undefined,
): Reply[] {
  const text = card?.lead ?? '';
  if (text === '') return [];
  const address = here === undefined ? '' : calls.linkTo(here);
  return [{ kind: 'text', text, ...(address === '' ? {} : { link: { label: 'Show', address } }) }];
}

/** The name of the thread in which a proposal is discussed; empty where none begins. */
function discussionOf({ spot }: ResolvedEvent, card: RecordReply | undefined): string {
  if (!spot.mayThread || card?.record.status !== 'proposed') return '';
  return oneLine(`${recordName(card.record, card.severalLogs)}: ${card.record.title}`);
}
