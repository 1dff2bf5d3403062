import { ChannelType, MessageFlags, RESTJSONErrorCodes } from 'discord.js';
import type { Logger } from 'pino';
import type { Calls, PostPlace, Sending } from '../core/driver.ts';
import type { TargetOf } from '../core/outgoing.ts';
import type { Posted } from '../core/posted-messages.ts';
import { idsOf } from '../core/sender.ts';
import { withDeadline } from '../core/with-deadline.ts';
import { clip } from '../view/clip-text.ts';
import type { DrawChart } from '../web/chart-pictures.ts';
import { asDirectMessage } from './as-direct-message.ts';
import { attachCharts, inWords, type MessageWithFiles, textIn, wordsOnly } from './attach-charts.ts';
import { isDirect, isThread } from './directory.ts';
import type { DiscordTypes } from './discord-types.ts';
import { DiscordCallError, failureOf } from './errors.ts';
import { findSent, marked } from './find-sent-message.ts';
import type { ArrivedOf } from './incoming.ts';
import { maxThreadName } from './limits.ts';
import { channelLink, permalinkOf } from './plain-text.ts';
import type { DiscordRest } from './rest.ts';
import type { DiscordPosted } from './rest-shapes.ts';

/** The calls that post and change messages, and what draws charts. */
export interface CallsParts {
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
  readonly drawChart: DrawChart;
  /** The bot's own id. */
  readonly me: () => string;
  readonly log: Logger;
}

/** The calls through Discord's REST API, for one server or one person's direct messages. */
export function createCalls(parts: CallsParts, workspace: string): Calls<DiscordTypes> {
  const { rest, drawChart, log } = parts;
  return {
    attempts: (message) => [
      () => attachCharts(message, drawChart, log),
      ...(message.pictures.length === 0 ? [] : [() => inWords(message)]),
      () => wordsOnly(textIn(inWords(message).body.components)),
    ],
    post: (place, sending) => post(parts, place, sending),
    async update({ channel, message }, { body, files }) {
      await rest.editMessage(channel, message, body, files);
    },
    answer: (to, drawn) => answer(parts, to, drawn),
    async directPlace(user) {
      const { id } = await rest.createDm(user);
      return { channel: id, postIn: '' };
    },
    asDirect: (drawn, channel) => asDirectMessage(drawn, channelLink(workspace, channel)),
    linkTo: ({ channel, message }) => permalinkOf(isDirect(workspace) ? '' : workspace, channel, message),
    discuss: (posted, name, sending) => discuss(parts, posted, name, sending),
    // A form can be nothing but a first response.
    async openForm({ payload }, form, waiting) {
      if (!waiting.isAwaited() || payload.kind === 'submitted') return false;
      waiting.tell({ kind: 'form', form, message: '' });
      return true;
    },
    participants: (arrived) => participants(parts, arrived),
  };
}

async function post(
  { rest }: CallsParts,
  { channel, postIn }: PostPlace,
  { outgoing, drawn: { body, files } }: Sending<DiscordTypes>,
): Promise<Posted> {
  const there = await findSent(rest, channel, outgoing);
  if (there !== undefined) return posted(there);
  // Sent again under the same nonce, it is the same message.
  const known = { nonce: nonceOf(outgoing.token), enforce_nonce: true };
  const own = { ...body, components: marked(body.components, outgoing), ...known };
  const create = async (reply: object) =>
    posted(await rest.createMessage(channel, { ...own, ...reply }, files));
  if (postIn === '') return create({});
  try {
    return await create({ message_reference: { message_id: postIn, fail_if_not_exists: false } });
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return create({});
  }
}

function posted({ channel_id: channel, id: message }: DiscordPosted): Posted {
  return { channel, message };
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

/** Answers through an interaction's token. */
async function answer(
  { rest }: CallsParts,
  to: TargetOf<'answer'>,
  { body, files }: MessageWithFiles,
): Promise<Posted | 'told' | 'ended'> {
  const flags = to.ephemeral ? body.flags | MessageFlags.Ephemeral : body.flags;
  const followUp = () => rest.followUp(to.token, { ...body, flags }, files);
  try {
    const there = await (to.as === 'followup' ? followUp() : rest.editOriginal(to.token, body, files)).catch(
      (error: unknown) => {
        // The person dismissed the first response, or there was none to change.
        if (to.as === 'original' && failureOf(error).kind === 'gone') return followUp();
        throw error;
      },
    );
    return to.ephemeral ? 'told' : posted(there);
  } catch (error) {
    if (failureOf(error).kind !== 'ended') throw error;
    // Our own first response may be on its way still: a token counts only after it.
    if (isYoung(to.until)) throw new DiscordCallError({ kind: 'wait', seconds: 1 }, 'first response');
    return 'ended';
  }
}

/** So long a first response may take, and a little, in milliseconds. */
const respondedWithin = 4_000;
const tokenMs = 15 * 60_000;

function isYoung(until: string): boolean {
  return Date.parse(until) - tokenMs + respondedWithin > Date.now();
}

/** Begins a thread for what is said about a message, once. Without one, people talk in the channel. */
async function discuss(
  { rest, log }: CallsParts,
  { channel, message }: Posted,
  name: string,
  { outgoing }: Sending<DiscordTypes>,
): Promise<void> {
  try {
    await rest.createThreadFromMessage(channel, message, clip(name, maxThreadName));
  } catch (error) {
    const failure = failureOf(error);
    // The message is there: asked again as one that may be, so that it is found.
    if (failure.kind === 'wait' || failure.kind === 'again')
      throw new DiscordCallError({ kind: 'again', code: 'no thread yet' }, 'thread');
    log.debug({ ...idsOf(outgoing), failure }, 'no thread was begun');
  }
}

/** So many messages of a thread are looked at for who took part. */
const readMessages = 50;
/** So long, in milliseconds, a form waits for who took part: it can be nothing but the first response. */
const readWithin = 1_000;

/** The author's name, and of who spoke in the thread lately, where it is one and can be read. */
async function participants(
  { rest, me, log }: CallsParts,
  { author, place, origin }: ArrivedOf<'from-message'>,
): Promise<string[]> {
  // A private thread has people of its own.
  if (!isThread(origin.type) || origin.type === ChannelType.PrivateThread) return [author];
  try {
    const read = rest.getMessages(place.channel, readMessages);
    const messages = (await withDeadline(read, readWithin)) ?? [];
    const people = messages
      .map(({ author: one }) => one)
      .filter(({ id, bot }) => id !== me() && bot !== true);
    return [author, ...people.map(({ username, global_name }) => (global_name || username).slice(0, 80))];
  } catch (error) {
    log.debug({ platform: 'discord', failure: failureOf(error) }, 'a thread was not read');
    return [author];
  }
}
