import { MessageFlags, RESTJSONErrorCodes } from 'discord.js';
import type { Logger } from 'pino';
import type { Confirm, Outgoing, Send, Sent } from '../../src/queue/message.ts';
import type { PostedMessages } from '../core/posted-messages.ts';
import type { DrawChart } from '../web/chart-pictures.ts';
import { asDirectMessage } from './as-direct-message.ts';
import { attachCharts, inWords, type MessageWithFiles, textIn, wordsOnly } from './attach-charts.ts';
import { isDirect } from './directory.ts';
import { DiscordCallError, failureOf, isNoMore, unauthorizedWait } from './errors.ts';
import { findSent, marked } from './find-sent-message.ts';
import { maxThreadName } from './limits.ts';
import type { OutgoingMessage, OutgoingPayload, Target } from './outgoing.ts';
import { channelLink } from './plain-text.ts';
import { reminderMessage } from './reminder-message.ts';
import type { DiscordRest } from './rest.ts';
import type { DiscordPosted } from './rest-shapes.ts';

/** The calls that post and change messages, where their ids are kept, and what draws charts. */
export interface SenderParts {
  readonly rest: Pick<
    DiscordRest,
    | 'createMessage'
    | 'getMessages'
    | 'editMessage'
    | 'createThreadFromMessage'
    | 'createDm'
    | 'editOriginal'
    | 'followUp'
  >;
  readonly posted: PostedMessages;
  readonly drawChart: DrawChart;
  readonly log: Logger;
}

type To<Kind extends Target['kind']> = Extract<Target, { kind: Kind }>;
/** Where a message is posted. */
type Place = Pick<To<'channel'>, 'channel' | 'replyTo'>;

/** One message on its way. */
interface Sending {
  readonly outgoing: Outgoing<OutgoingPayload>;
  readonly message: OutgoingMessage;
  readonly drawn: MessageWithFiles;
}

/** Sends what the outbox holds through Discord's REST API. */
export function createSender(parts: SenderParts): Send<OutgoingPayload> {
  return (message, confirm) => send(parts, message, confirm);
}

async function send(
  parts: SenderParts,
  outgoing: Outgoing<OutgoingPayload>,
  confirm: Confirm,
): Promise<Sent> {
  const { payload, channel } = outgoing;
  const message = payload.kind === 'message' ? payload : reminderMessage(payload, channel);
  try {
    await deliver(parts, outgoing, message, confirm);
    return 'sent';
  } catch (error) {
    return afterFailure(error);
  }
}

function afterFailure(error: unknown): Sent {
  const failure = failureOf(error);
  switch (failure.kind) {
    case 'wait':
      return { retryAfter: failure.seconds };
    case 'unauthorized':
      return { retryAfter: unauthorizedWait };
    case 'again':
      return { away: failure.code };
    case 'fault':
      throw error;
    case 'invalid':
    case 'ended':
    case 'gone':
    case 'closed':
    case 'other':
      return { failed: failure.code };
  }
}

/** What Discord does not take as it is, goes without pictures, then in words alone. */
async function deliver(
  parts: SenderParts,
  outgoing: Outgoing<OutgoingPayload>,
  message: OutgoingMessage,
  confirm: Confirm,
): Promise<void> {
  const tries: readonly (() => MessageWithFiles | Promise<MessageWithFiles>)[] = [
    () => attachCharts(message, parts.drawChart, parts.log),
    ...(message.pictures.length === 0 ? [] : [() => inWords(message)]),
    () => wordsOnly(textIn(inWords(message).body.components)),
  ];
  for (const [at, make] of tries.entries()) {
    const drawn = await make();
    await confirm();
    try {
      await deliverDrawn(parts, { outgoing, message, drawn });
      return;
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind !== 'invalid' || at === tries.length - 1) throw error;
      parts.log.warn({ ...idsOf(outgoing), failure }, 'a message was not taken; sent with less');
    }
  }
}

function deliverDrawn(parts: SenderParts, sending: Sending): Promise<void> {
  const { to } = sending.message;
  switch (to.kind) {
    case 'channel':
      return postOrUpdate(parts, sending, to);
    case 'update':
      return update(parts, sending, to, { channel: to.channel, replyTo: '' });
    case 'interaction':
      return answer(parts, sending, to);
    case 'direct':
      return direct(parts, sending, to.user, to.channel);
  }
}

/** A message that is updated in place is posted once in a channel. */
async function postOrUpdate(parts: SenderParts, sending: Sending, place: Place): Promise<void> {
  const { note } = sending.message;
  const live = note?.live ?? null;
  const there = live === null ? [] : await parts.posted.live(sending.outgoing.workspace, live, place.channel);
  const current = there.find(({ thread }) => live?.startsWith('record:') === true || thread === note?.thread);
  if (current === undefined) return post(parts, sending, place);
  return update(parts, sending, current, place);
}

async function post(parts: SenderParts, sending: Sending, { channel, replyTo }: Place): Promise<void> {
  const { outgoing } = sending;
  const { body, files } = sending.drawn;
  const there = await findSent(parts.rest, channel, outgoing);
  if (there !== undefined) return settle(parts, sending, there);
  // Sent again under the same nonce, it is the same message.
  const known = { nonce: nonceOf(outgoing.token), enforce_nonce: true };
  const own = { ...body, components: marked(body.components, outgoing), ...known };
  const create = (reply: object) => parts.rest.createMessage(channel, { ...own, ...reply }, files);
  const reference = { message_reference: { message_id: replyTo, fail_if_not_exists: false } };
  try {
    await settle(parts, sending, await create(replyTo === '' ? {} : reference));
  } catch (error) {
    if (replyTo === '' || !isUnreadable(error)) throw error;
    await settle(parts, sending, await create({}));
  }
}

/** At most 25 characters. https://docs.discord.com/developers/resources/message#create-message */
function nonceOf(token: string): string {
  return token.replaceAll('-', '').slice(0, 25);
}

/** Where we may not read what was said before, we may not reply to it, but may well write. */
function isUnreadable(error: unknown): boolean {
  const failure = failureOf(error);
  return (
    'code' in failure &&
    failure.code === String(RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory)
  );
}

async function update(
  parts: SenderParts,
  sending: Sending,
  { channel, message: id }: Pick<To<'update'>, 'channel' | 'message'>,
  instead: Place,
): Promise<void> {
  const { body, files } = sending.drawn;
  try {
    const posted = await parts.rest.editMessage(channel, id, body, files);
    // The process may have ended between posting it and beginning its thread.
    if (sending.outgoing.attempt > 1) await discuss(parts, sending, posted);
  } catch (error) {
    const failure = failureOf(error);
    const isGone = failure.kind === 'gone';
    const isAsked = sending.message.user !== '';
    if ((isGone && isAsked) || isNoMore(failure))
      await parts.posted.forget(sending.outgoing.workspace, { channel, message: id });
    // Somebody deleted it: where a person acts, what is live goes on in a new one; elsewhere it stays away.
    if (isGone && isAsked) return post(parts, sending, instead);
    if (isAsked || !(isGone || isNoMore(failure))) throw error;
  }
}

/** Answers through an interaction's token; where that ended, in the channel, or directly where only one may see it. */
async function answer(parts: SenderParts, sending: Sending, to: To<'interaction'>): Promise<void> {
  if (to.until > new Date().toISOString() && (await answered(parts, sending, to))) return;
  parts.log.debug(idsOf(sending.outgoing), 'an interaction ended before its answer');
  if (to.ephemeral || to.channel === '') return direct(parts, sending, sending.message.user, to.channel);
  await postOrUpdate(parts, sending, { channel: to.channel, replyTo: '' });
}

/** Whether the token still admitted. */
async function answered({ rest, ...parts }: SenderParts, sending: Sending, to: To<'interaction'>) {
  const { body, files } = sending.drawn;
  const flags = to.ephemeral ? body.flags | MessageFlags.Ephemeral : body.flags;
  const followUp = () => rest.followUp(to.token, { ...body, flags }, files);
  try {
    const posted = await (to.as === 'followup' ? followUp() : rest.editOriginal(to.token, body, files)).catch(
      (error: unknown) => {
        // The person dismissed the first response, or there was none to change.
        if (to.as === 'original' && failureOf(error).kind === 'gone') return followUp();
        throw error;
      },
    );
    if (!to.ephemeral) await settle({ rest, ...parts }, sending, posted);
    return true;
  } catch (error) {
    if (failureOf(error).kind !== 'ended') throw error;
    // Our own first response may be on its way still: a token counts only after it.
    if (isYoung(to.until)) throw new DiscordCallError({ kind: 'wait', seconds: 1 }, 'first response');
    return false;
  }
}

/** So long a first response may take, and a little, in milliseconds. */
const respondedWithin = 4_000;
const tokenMs = 15 * 60_000;

function isYoung(until: string): boolean {
  return Date.parse(until) - tokenMs + respondedWithin > Date.now();
}

/** Sends it to the person directly; `channel` is where in the server it belongs, or empty. */
async function direct(parts: SenderParts, sending: Sending, user: string, channel: string): Promise<void> {
  const { workspace } = sending.outgoing;
  const { id } = await parts.rest.createDm(user);
  const there = { channel: id, replyTo: '' };
  if (isDirect(workspace)) return postOrUpdate(parts, sending, there);
  const drawn = asDirectMessage(sending.drawn, channelLink(workspace, channel));
  await post(
    parts,
    { ...sending, message: { ...sending.message, note: null, discussion: '' }, drawn },
    there,
  );
}

/** Keeps where a message belongs, and begins its thread. */
async function settle(parts: SenderParts, sending: Sending, posted: DiscordPosted): Promise<void> {
  const { outgoing, message } = sending;
  const { note } = message;
  const place = { channel: posted.channel_id, message: posted.id };
  if (note !== null) await parts.posted.remember(outgoing.workspace, place, note.thread, note.live);
  await discuss(parts, sending, posted);
}

/** Begins a thread for what is said about a message, once. Without one, people talk in the channel. */
async function discuss(
  { rest, log }: SenderParts,
  { outgoing, message: { discussion } }: Sending,
  { channel_id, id }: DiscordPosted,
): Promise<void> {
  if (discussion === '') return;
  try {
    await rest.createThreadFromMessage(channel_id, id, discussion.slice(0, maxThreadName));
  } catch (error) {
    const failure = failureOf(error);
    // The message is there: asked again as one that may be, so that it is found.
    if (failure.kind === 'wait' || failure.kind === 'again')
      throw new DiscordCallError({ kind: 'again', code: 'no thread yet' }, 'thread');
    log.debug({ ...idsOf(outgoing), failure }, 'no thread was begun');
  }
}

/** What a message is called in the log. */
export function idsOf({ workspace, channel, dedupe, attempt }: Omit<Outgoing<never>, 'payload' | 'token'>) {
  return { platform: 'discord', workspace, channel, message: dedupe, attempt };
}
