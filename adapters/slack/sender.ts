import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Confirm, Outgoing, Send, Sent } from '../../src/queue/message.ts';
import type { PostedMessages } from '../core/posted-messages.ts';
import type { AddPictures } from './attach-charts.ts';
import { failureOf } from './errors.ts';
import type { Workspace } from './installations.ts';
import { quietly } from './message.ts';
import type { OutgoingMessage, OutgoingPayload, Target } from './outgoing.ts';
import { reminderMessage } from './reminder-message.ts';
import { respond } from './response-url.ts';
import type { Clients } from './web-clients.ts';
import type { Workspaces } from './workspaces.ts';

/** Each workspace's client, where messages' ids are kept, what draws charts, and who hears of a refused token. */
export interface SenderParts {
  readonly clients: Clients;
  readonly posted: PostedMessages;
  readonly addPictures: AddPictures;
  readonly log: Logger;
  /** Told that Slack refused a workspace's token. */
  readonly refused: Workspaces['refused'];
}

/** A message on its way. */
interface Sending extends Outgoing<OutgoingPayload> {
  readonly confirm: Confirm;
}

/** What goes to Slack. */
interface Body {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** Sends what the outbox holds through the Web API and `response_url`s. */
export function createSender(parts: SenderParts): Send<OutgoingPayload> {
  return (message, confirm) => send(parts, { ...message, confirm });
}

async function send(parts: SenderParts, message: Sending): Promise<Sent> {
  let workspace: Workspace | undefined;
  try {
    const connected = await parts.clients.of(message.workspace);
    if (connected === undefined) return { failed: 'the app is not installed there any more' };
    workspace = connected.workspace;
    await deliver(parts, connected.client, message, renderedOf(message));
    return 'sent';
  } catch (error) {
    return afterFailure(parts, workspace, error);
  }
}

function renderedOf({ payload, channel }: Outgoing<OutgoingPayload>): OutgoingMessage {
  return payload.kind === 'message' ? payload : reminderMessage(payload, channel);
}

async function afterFailure(
  { refused }: SenderParts,
  workspace: Workspace | undefined,
  error: unknown,
): Promise<Sent> {
  const failure = failureOf(error);
  switch (failure.kind) {
    case 'wait':
      return { retryAfter: failure.seconds };
    case 'again':
      return { away: failure.code };
    case 'fault':
      throw error;
    case 'revoked':
      // Installed anew meanwhile: the newer token sends it.
      if (workspace !== undefined && (await refused(workspace.id, workspace.token)) === 'renewed')
        return { away: failure.code };
      return { failed: failure.code };
    case 'blocks':
    case 'gone':
    case 'closed':
    case 'other':
      return { failed: failure.code };
  }
}

async function deliver(
  parts: SenderParts,
  client: WebClient,
  outgoing: Sending,
  message: OutgoingMessage,
): Promise<void> {
  const { text, blocks } = message;
  const pictured = await parts.addPictures(client, message);
  // A picture that Slack has not taken in yet, and blocks that it does not take at all, leave the words.
  const tries = [pictured.blocks, ...(pictured.blocks === blocks ? [] : [blocks]), []];
  for (const [at, tried] of tries.entries()) {
    await outgoing.confirm();
    try {
      await deliverBody(parts, client, outgoing, message, { text, blocks: tried });
      return;
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind !== 'blocks' || at === tries.length - 1) throw error;
      parts.log.warn({ ...idsOf(outgoing), failure }, 'blocks were not taken; sent with less');
    }
  }
}

function deliverBody(
  parts: SenderParts,
  client: WebClient,
  outgoing: Sending,
  message: OutgoingMessage,
  body: Body,
): Promise<void> {
  const { to, user } = message;
  switch (to.kind) {
    case 'channel':
      return postOrUpdate(parts, client, outgoing, message, to, body);
    case 'update':
      return update(parts, client, outgoing, message, to, body);
    case 'response':
      return answerOnce(parts, client, to, user, body);
    case 'ephemeral':
      return ephemeral(client, to, user, body);
    case 'direct':
      return direct(client, user, body);
  }
}

type To<Kind extends Target['kind']> = Extract<Target, { kind: Kind }>;

/** A message that is updated in place is posted once in a channel. */
async function postOrUpdate(
  parts: SenderParts,
  client: WebClient,
  outgoing: Sending,
  message: OutgoingMessage,
  to: To<'channel'>,
  body: Body,
): Promise<void> {
  const { workspace } = outgoing;
  const live = message.note?.live ?? null;
  const there = live === null ? [] : await parts.posted.live(workspace, live, to.channel);
  const [current] = there.filter(({ thread }) => isSameLive(live, thread, message.note?.thread));
  if (current === undefined) return post(parts, client, outgoing, message, to, body);
  return update(parts, client, outgoing, message, { kind: 'update', ...current }, body, to);
}

/** A record has one number in its workspace; a team's walk is counted in its thread. */
function isSameLive(live: string | null, thread: string, wanted: string | null | undefined): boolean {
  return live?.startsWith('record:') === true || thread === wanted;
}

async function post(
  parts: SenderParts,
  client: WebClient,
  outgoing: Sending,
  message: OutgoingMessage,
  { channel, thread }: Pick<To<'channel'>, 'channel' | 'thread'>,
  body: Body,
): Promise<void> {
  const before = outgoing.uncertain ? await findSent(client, { channel, thread }, outgoing) : undefined;
  if (outgoing.uncertain) await outgoing.confirm();
  const ts =
    before ??
    (
      await client.chat.postMessage({
        ...quietly,
        ...body,
        channel,
        metadata: { event_type: sentEvent, event_payload: { token: outgoing.token } },
        ...(thread === '' ? {} : { thread_ts: thread }),
      })
    ).ts;
  const { note } = message;
  if (ts === undefined || note === null) return;
  await parts.posted.remember(outgoing.workspace, { channel, message: ts }, note.thread ?? ts, note.live);
}

const sentEvent = 'stack_advisor_sent';

/** Our clock and Slack's may differ by so much, in milliseconds. */
const clocksApart = 5 * 60_000;
const pageSize = 200;
/** In a channel that is busier than that since the message was put, it is not looked for further. */
const mostPages = 10;

/**
 * A message that may have been sent before we lost the connection, by the token in it; where we may not read, none. A
 * thread is told from its beginning and may be long, so it is read from when the message was put.
 */
async function findSent(
  client: WebClient,
  { channel, thread }: Pick<To<'channel'>, 'channel' | 'thread'>,
  { token, putAt }: Pick<Outgoing<never>, 'token' | 'putAt'>,
): Promise<string | undefined> {
  const oldest = `${Math.floor((Date.parse(putAt) - clocksApart) / 1_000)}`;
  const where = { channel, oldest, limit: pageSize, include_all_metadata: true };
  let cursor = '';
  try {
    for (let page = 0; page < mostPages; page++) {
      const from = { ...where, ...(cursor === '' ? {} : { cursor }) };
      const { messages = [], response_metadata } =
        thread === ''
          ? await client.conversations.history(from)
          : await client.conversations.replies({ ...from, ts: thread });
      const found = messages.find(({ metadata }) => tokenOf(metadata) === token);
      cursor = response_metadata?.next_cursor ?? '';
      if (found !== undefined || cursor === '') return found?.ts;
    }
    return undefined;
  } catch (error) {
    const { kind } = failureOf(error);
    if (kind === 'closed' || kind === 'other') return undefined;
    throw error;
  }
}

function tokenOf(metadata: { event_type?: string; event_payload?: object } | undefined): unknown {
  const payload = metadata?.event_type === sentEvent ? metadata.event_payload : undefined;
  return payload !== undefined && 'token' in payload ? payload.token : undefined;
}

async function update(
  parts: SenderParts,
  client: WebClient,
  outgoing: Sending,
  message: OutgoingMessage,
  { channel, message: ts }: To<'update'>,
  body: Body,
  instead: { channel: string; thread: string } = { channel, thread: '' },
): Promise<void> {
  try {
    await client.chat.update({ channel, ts, ...body });
  } catch (error) {
    if (failureOf(error).kind !== 'gone') throw error;
    await parts.posted.forget(outgoing.workspace, { channel, message: ts });
    // Somebody deleted it: where a person acts, what is live goes on in a new one; elsewhere it stays away.
    if (message.user !== '') await post(parts, client, outgoing, message, instead, body);
  }
}

/**
 * Answers through a `response_url`. Where that was used up: by a message that the person alone sees. Where its time is
 * over: directly, as such a message is shown only to whoever is looking, and the person may long be gone.
 */
async function answerOnce(
  { log }: SenderParts,
  client: WebClient,
  to: To<'response'>,
  user: string,
  body: Body,
): Promise<void> {
  if (to.until <= new Date().toISOString()) return direct(client, user, body);
  const outcome = await respond(to.url, { ...quietly, ...body, replace_original: to.replace });
  if (outcome === 'sent') return;
  log.debug({ platform: 'slack', outcome }, 'a response address ended');
  await ephemeral(client, to, user, body);
}

/** A message that the person alone sees; where we may not write there, a direct one. */
async function ephemeral(
  client: WebClient,
  { channel, thread }: Pick<To<'ephemeral'>, 'channel' | 'thread'>,
  user: string,
  body: Body,
): Promise<void> {
  if (channel === '' || channel.startsWith('D')) return direct(client, user, body);
  try {
    const at = thread === '' ? {} : { thread_ts: thread };
    await client.chat.postEphemeral({ ...quietly, ...body, channel, user, ...at });
  } catch (error) {
    if (failureOf(error).kind !== 'closed') throw error;
    await direct(client, user, body);
  }
}

async function direct(client: WebClient, user: string, body: Body): Promise<void> {
  await client.chat.postMessage({ ...quietly, ...body, channel: user });
}

/** What a message is called in the log. */
export function idsOf({ workspace, channel, dedupe, attempt }: Omit<Outgoing<never>, 'payload' | 'token'>) {
  return { platform: 'slack', workspace, channel, message: dedupe, attempt };
}
