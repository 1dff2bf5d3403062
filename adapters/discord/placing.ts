import type { Outcome } from '../../src/conversation/outcome.ts';
import type { Services } from '../../src/conversation/services.ts';
import type { Item } from '../../src/delivery/arrival.ts';
import type { RecordReply, Reply } from '../../src/reply.ts';
import { clip } from '../chat/clip.ts';
import type { RenderContext } from '../chat/context.ts';
import type { Posted, PostedMessages } from '../chat/posted.ts';
import { cardOf, channelMaySee, isWalking, overtaken, type Shared, sharedOf } from '../chat/shared.ts';
import type { Acted } from './acting.ts';
import type { Arrived } from './arrived.ts';
import { isDirect } from './directory.ts';
import type { First } from './first-response.ts';
import { maxThreadName } from './limits.ts';
import type { DiscordMessage } from './message.ts';
import type { OutgoingMessage } from './outgoing.ts';
import { permalinkOf } from './plain.ts';
import { renderLive, renderReplies } from './render.ts';
import { withShare } from './share.ts';
import { type Placement, paceOf, targetOf } from './target.ts';
import { outgoingOf } from './to.ts';

/** A message with the queue in which it keeps its order and pace. */
export interface Placed {
  readonly pace: string;
  readonly message: OutgoingMessage;
  /** The same as the first response to an interaction, where it can be that. */
  readonly first: First | undefined;
}

/** What placing needs. */
export interface PlacingParts {
  readonly services: Services;
  readonly posted: PostedMessages;
  readonly context: RenderContext;
}

type Arrival = Pick<Item<Arrived>, 'workspace' | 'expiresAt' | 'payload'>;

/**
 * Who sees what: what all share (a team's walk, a record) is one message in the channel; an answer to a command is for the
 * person alone; what was said aloud is answered where it was said. `share` is the key under which a question can be
 * shown to the channel, or empty.
 */
export async function place(
  parts: PlacingParts,
  item: Arrival,
  acted: Acted,
  outcome: Outcome,
  share: string,
): Promise<readonly Placed[]> {
  const shared = sharedOf(outcome);
  const others = outcome.replies.filter((reply) => shared?.replies.includes(reply) !== true);
  const { placed, own } =
    shared === undefined ? { placed: [], own: [] } : await placeShared(parts, item, acted, shared);
  const replies = [...own, ...others];
  const changed = await placeOvertaken(parts, item, acted, outcome);
  const isSilent = placed.length === 0 || item.payload.onMessage || item.payload.token === '';
  const told = replies.length === 0 && !isSilent ? [inChannel] : replies;
  return [
    ...placed,
    ...changed,
    ...placeOwn(parts, item, told, { goesOn: isWalking(acted.event, told), share }),
  ];
}

/** Cards of superseded records change where they were posted. */
async function placeOvertaken(
  { services, posted, context }: PlacingParts,
  { workspace }: Arrival,
  { event }: Acted,
  outcome: Outcome,
): Promise<Placed[]> {
  const cards = await overtaken(services, event, outcome);
  const placedEach = cards.map(async ({ key, replies }) => {
    const message = renderLive(replies, context);
    return message === undefined
      ? []
      : (await posted.live(workspace, key)).map((one) => updated(message, key, one, ''));
  });
  return (await Promise.all(placedEach)).flat();
}

/** A message that was posted, in its new form; `user` is for whom it is posted anew where it was deleted. */
function updated(
  message: DiscordMessage,
  live: string,
  { channel, message: id, thread }: Posted & { readonly thread: string },
  user: string,
): Placed {
  const to = { kind: 'update', channel, message: id } as const;
  return {
    pace: channel,
    message: outgoingOf(message, to, user, { note: { thread, live } }),
    first: undefined,
  };
}

const inChannel: Reply = { kind: 'notice', tone: 'info', text: 'It is in the channel.', suggestions: [] };

/** Replies for whoever did something, where they expect them. */
export function placeOwn(
  { context }: Pick<PlacingParts, 'context'>,
  item: Arrival,
  replies: readonly Reply[],
  { goesOn = false, share = '' }: { readonly goesOn?: boolean; readonly share?: string } = {},
): Placed[] {
  const { payload: arrived } = item;
  const messages = withShare(renderReplies(replies, context), share);
  const isFault = replies.every(({ kind }) => kind === 'notice');
  return messages.map((message, index): Placed => {
    const placement = { index, goesOn: goesOn && index === 0, isFault, inServer: !isDirect(item.workspace) };
    const { to, note } = targetOf(arrived, item.expiresAt ?? '', placement);
    return {
      pace: paceOf(to, arrived.person.id),
      message: outgoingOf(message, to, arrived.person.id, { note }),
      first: firstOf(arrived, message, to, placement),
    };
  });
}

function firstOf(
  arrived: Arrived,
  message: Parameters<typeof outgoingOf>[0],
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
  acted: Acted,
  { key, replies }: Shared,
): Promise<SharedPlaced> {
  const message = renderLive(replies, parts.context);
  if (message === undefined) return { placed: [], own: [] };
  const { payload: arrived, workspace } = item;
  const { at, thread } = arrived.place;
  const card = cardOf(replies);
  const there = card === undefined ? [] : await parts.posted.live(workspace, key);
  // A record is spoken of in a thread below its card: that is the one to change.
  const here = there.find(({ channel }) => channel === at || channel === acted.spot.channel);
  const maySee = card === undefined || (await channelMaySee(parts.services, acted.event, card));
  // Where it was deleted it is posted anew for whoever acts in its channel, or in the thread below it, and for nobody else.
  const others = there
    .filter((one) => one.channel !== at)
    .map((one) =>
      updated(message, key, one, maySee && one.message === here?.message ? arrived.person.id : ''),
    );
  if (!maySee || !arrived.mayPost)
    return { placed: others, own: maySee ? [...replies, mayNotPost] : replies };
  const own = here !== undefined && here.message === arrived.pressed ? [] : ownWords(workspace, card, here);
  if (here !== undefined && here.channel !== at) return { placed: others, own };
  const to = { kind: 'channel', channel: at, replyTo: arrived.token === '' ? arrived.replyTo : '' } as const;
  // Nobody's own conversation is a record's.
  const note = { thread: card === undefined ? thread : '', live: key };
  const discussion = here === undefined ? discussionOf(acted, card) : '';
  const posted = outgoingOf(message, to, arrived.person.id, { note, discussion });
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
function discussionOf({ spot }: Acted, card: RecordReply | undefined): string {
  if (!spot.mayThread || card?.record.status !== 'proposed') return '';
  return clip(`${card.record.number}: ${card.record.title}`.replace(/\s+/g, ' ').trim(), maxThreadName);
}
