import type { Audience } from '../../src/conversation/audience.ts';
import { liveKeyText } from '../../src/conversation/live-key.ts';
import { cardOf, overtaken, type Shared, sharedOf, shownIn } from '../../src/conversation/live-message.ts';
import type { Outcome } from '../../src/conversation/outcome.ts';
import type { Services } from '../../src/conversation/services.ts';
import type { Item } from '../../src/queue/arrival.ts';
import type { RecordReply, Reply } from '../../src/reply.ts';
import type { Posted, PostedMessages } from '../core/posted-messages.ts';
import { continuesWalk } from '../core/walk-messages.ts';
import { clip } from '../view/clip-text.ts';
import type { RenderContext } from '../view/render-context.ts';
import { addressMessage } from './address-message.ts';
import { type Directory, isDirect } from './directory.ts';
import type { First } from './first-response.ts';
import type { Arrived } from './incoming.ts';
import { maxThreadName } from './limits.ts';
import type { DiscordMessage } from './message.ts';
import type { OutgoingMessage } from './outgoing.ts';
import { permalinkOf } from './plain-text.ts';
import { renderLive, renderReplies } from './render.ts';
import type { ResolvedEvent } from './resolve-event.ts';
import { withShare } from './share-button.ts';
import { type Placement, paceOf, targetOf } from './target.ts';

/** A message with the queue in which it keeps its order and pace. */
export interface Placed {
  readonly pace: string;
  readonly message: OutgoingMessage;
  /** The same as the first response to an interaction, where it can be that. */
  readonly first: First | undefined;
}

/** What tells whose thread a reply belongs to, which message it updates, and who sees it. */
export interface PlacingParts {
  readonly services: Services;
  readonly posted: PostedMessages;
  readonly directory: Directory;
  readonly context: RenderContext;
}

type Arrival = Pick<Item<Arrived>, 'workspace' | 'expiresAt' | 'payload'>;

/**
 * Where everything goes: what all share (a team's walk, a record) is one message in the channel, for the rest the outcome
 * says who reads it. `share` is the key under which a question can be shown to the channel, or empty.
 */
export async function place(
  parts: PlacingParts,
  item: Arrival,
  acted: ResolvedEvent,
  outcome: Outcome,
  share: string,
): Promise<readonly Placed[]> {
  const shared = sharedOf(outcome);
  const others = outcome.replies.filter((reply) => shared?.replies.includes(reply) !== true);
  const { placed, own } =
    shared === undefined ? { placed: [], own: [] } : await placeShared(parts, item, acted, shared);
  const changed = await placeOvertaken(parts, item, acted, outcome);
  const { audience } = outcome;
  const goesOn = continuesWalk(acted.event, others);
  // The first response is for the person alone; what is for the channel stands beside it.
  const isBeside = audience === 'channel' && item.payload.ephemeral && others.length > 0;
  const open = isBeside ? placeOpen(parts, item, others) : [];
  const replies = isBeside ? own : [...own, ...others];
  const isSilent = placed.length + open.length === 0 || item.payload.onMessage || item.payload.token === '';
  const told = replies.length === 0 && !isSilent ? [inChannel] : replies;
  const toldTo = isBeside || told !== replies || others.length === 0 ? 'asker' : audience;
  return [
    ...placed,
    ...changed,
    ...open,
    ...placeOwn(parts, item, told, { audience: toldTo, goesOn, share }),
  ];
}

/** Replies for the channel, from something that the person alone saw. */
function placeOpen(parts: PlacingParts, item: Arrival, replies: readonly Reply[]): Placed[] {
  return item.payload.mayPost
    ? placeOwn(parts, item, replies, { audience: 'channel' })
    : placeOwn(parts, item, [...replies, mayNotPost], { audience: 'asker' });
}

/** Cards of superseded records change where they were posted. */
async function placeOvertaken(
  parts: PlacingParts,
  item: Arrival,
  acted: ResolvedEvent,
  outcome: Outcome,
): Promise<Placed[]> {
  const cards = await overtaken(parts.services, acted.event, outcome);
  const placedEach = cards.map(async (shared) =>
    updatedIn(
      parts,
      item,
      acted,
      shared,
      await parts.posted.live(item.workspace, liveKeyText(shared.key)),
      () => '',
    ),
  );
  return (await Promise.all(placedEach)).flat();
}

type There = Posted & { readonly thread: string };

/** What is live where it was posted, as each channel may see it; `userOf` says for whom it is posted anew there. */
async function updatedIn(
  { services, directory, context }: PlacingParts,
  { workspace }: Arrival,
  { event }: ResolvedEvent,
  shared: Shared,
  there: readonly There[],
  userOf: (one: There) => string,
): Promise<Placed[]> {
  const each = there.map(async (one): Promise<Placed[]> => {
    const { channel } = await directory.spot(workspace, { at: one.channel, type: null, parent: '' });
    const shown = await shownIn(services, event, { channel }, shared);
    const message = renderLive(shown?.replies ?? [], context);
    return message === undefined ? [] : [updated(message, liveKeyText(shared.key), one, userOf(one))];
  });
  return (await Promise.all(each)).flat();
}

/** A message that was posted, in its new form; `user` is for whom it is posted anew where it was deleted. */
function updated(
  message: DiscordMessage,
  live: string,
  { channel, message: id, thread }: There,
  user: string,
): Placed {
  const to = { kind: 'update', channel, message: id } as const;
  return {
    pace: channel,
    message: addressMessage(message, to, user, { note: { thread, live } }),
    first: undefined,
  };
}

const inChannel: Reply = { kind: 'notice', tone: 'info', text: 'It is in the channel.', suggestions: [] };

interface Told {
  readonly audience?: Audience;
  readonly goesOn?: boolean;
  readonly share?: string;
}

/** Replies to what somebody did, where its readers expect them. */
export function placeOwn(
  { context }: Pick<PlacingParts, 'context'>,
  item: Arrival,
  replies: readonly Reply[],
  { audience = 'asker', goesOn = false, share = '' }: Told = {},
): Placed[] {
  const { payload: arrived } = item;
  const messages = withShare(renderReplies(replies, context), share);
  return messages.map((message, index): Placed => {
    const placement = { index, audience, goesOn: goesOn && index === 0, inServer: !isDirect(item.workspace) };
    const { to, note } = targetOf(arrived, item.expiresAt ?? '', placement);
    return {
      pace: paceOf(to, arrived.person.id),
      message: addressMessage(message, to, arrived.person.id, { note }),
      first: firstOf(arrived, message, to, placement),
    };
  });
}

function firstOf(
  arrived: Arrived,
  message: Parameters<typeof addressMessage>[0],
  to: OutgoingMessage['to'],
  { index, goesOn }: Placement,
): First | undefined {
  // Pictures are drawn when they are sent, which takes a while.
  if (arrived.token === '' || index > 0 || message.pictures.length > 0) return undefined;
  if (goesOn && arrived.onMessage) return { kind: 'update', message };
  return to.kind === 'interaction' ? { kind: 'message', message, ephemeral: to.ephemeral } : undefined;
}

interface SharedPlaced {
  readonly placed: Placed[];
  /** What the person is told besides, or in place of it. */
  readonly own: readonly Reply[];
}

async function placeShared(
  parts: PlacingParts,
  item: Arrival,
  acted: ResolvedEvent,
  shared: Shared,
): Promise<SharedPlaced> {
  const { key, replies } = shared;
  const { payload: arrived, workspace } = item;
  const { at, thread } = arrived.place;
  const card = cardOf(replies);
  const there = card === undefined ? [] : await parts.posted.live(workspace, liveKeyText(key));
  // A record is spoken of in a thread below its card: that is the one to change.
  const here = there.find(({ channel }) => channel === at || channel === acted.spot.channel);
  const shown = await shownIn(parts.services, acted.event, acted.event, shared);
  const message = renderLive(shown?.replies ?? [], parts.context);
  const maySee = message !== undefined;
  // Where it was deleted it is posted anew for whoever acts in its channel, or in the thread below it, and for nobody else.
  const others = await updatedIn(
    parts,
    item,
    acted,
    shared,
    there.filter((one) => one.channel !== at),
    (one) => (maySee && one.message === here?.message ? arrived.person.id : ''),
  );
  if (!maySee || !arrived.mayPost)
    return { placed: others, own: maySee ? [...replies, mayNotPost] : replies };
  const own = here !== undefined && here.message === arrived.pressed ? [] : ownWords(workspace, card, here);
  if (here !== undefined && here.channel !== at) return { placed: others, own };
  const to = { kind: 'channel', channel: at, replyTo: arrived.token === '' ? arrived.replyTo : '' } as const;
  // Nobody's own conversation is a record's.
  const note = { thread: card === undefined ? thread : '', live: liveKeyText(key) };
  const discussion = here === undefined ? discussionOf(acted, card) : '';
  const posted = addressMessage(message, to, arrived.person.id, { note, discussion });
  const isQuiet = here === undefined && (arrived.token === '' || arrived.onMessage);
  return {
    placed: [...others, { pace: at, message: posted, first: undefined }],
    own: isQuiet ? [] : own,
  };
}

/** What was to be shown to a channel goes to the person instead, or nowhere. */
export const mayNotPost: Reply = {
  kind: 'notice',
  tone: 'error',
  text: 'Only you see this: I may not post in this channel. Somebody who manages it can give me View Channel and Send Messages here.',
  suggestions: [],
};

/** Whoever changed a record from elsewhere hears it, as the card that changed may be far up. */
function ownWords(
  workspace: string,
  card: RecordReply | undefined,
  here: { readonly channel: string; readonly message: string } | undefined,
): Reply[] {
  const lead = card?.lead ?? '';
  if (lead === '') return [];
  const guild = isDirect(workspace) ? '' : workspace;
  const link = here === undefined ? '' : permalinkOf(guild, here.channel, here.message);
  return [{ kind: 'text', text: `${lead} ${link}`.trim() }];
}

/** The name of the thread in which a proposal is discussed; empty where none begins. */
function discussionOf({ spot }: ResolvedEvent, card: RecordReply | undefined): string {
  if (!spot.mayThread || card?.record.status !== 'proposed') return '';
  return clip(`${card.record.number}: ${card.record.title}`.replace(/\s+/g, ' ').trim(), maxThreadName);
}
