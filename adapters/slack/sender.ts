import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { FailedMessage, Outgoing, Sent } from '../../src/delivery/message.ts';
import type { PostedMessages } from '../chat/posted.ts';
import { withoutSecrets } from './bolt-log.ts';
import type { Clients } from './clients.ts';
import { adviceFor, type Failure, failureOf, failureOfCode } from './errors.ts';
import type { Workspace } from './installations.ts';
import { quietly } from './message.ts';
import type { OutgoingMessage, OutgoingPayload, Target } from './outgoing.ts';
import type { AddPictures } from './picturing.ts';
import { reminderMessage } from './reminding.ts';
import { respond } from './responding.ts';
import type { Workspaces } from './workspaces.ts';

/** What sending needs. */
export interface SenderParts {
  readonly clients: Clients;
  readonly posted: PostedMessages;
  readonly addPictures: AddPictures;
  readonly log: Logger;
  /** Told that Slack refused a workspace's token. */
  readonly refused: Workspaces['refused'];
}

/** Sends what the outbox holds. */
export interface Sender {
  send(message: Outgoing<OutgoingPayload>): Promise<Sent>;
  /** Tells the person that an answer could not be sent, and the log which. */
  failed(message: FailedMessage<OutgoingPayload>): Promise<void>;
}

/** What goes to Slack. */
interface Body {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** Sends through the Web API and `response_url`s. */
export function createSender(parts: SenderParts): Sender {
  return {
    send: (message) => send(parts, message),
    failed: (message) => tellFailed(parts, message),
  };
}

async function send(parts: SenderParts, message: Outgoing<OutgoingPayload>): Promise<Sent> {
  const connected = await parts.clients.of(message.workspace);
  if (connected === undefined) return { failed: 'the app is not installed there any more' };
  const { client } = connected;
  const rendered = renderedOf(message);
  try {
    await deliver(parts, client, message, rendered);
    return 'sent';
  } catch (error) {
    return afterFailure(parts, connected.workspace, error);
  }
}

function renderedOf({ payload, channel }: Outgoing<OutgoingPayload>): OutgoingMessage {
  return payload.kind === 'message' ? payload : reminderMessage(payload, channel);
}

async function afterFailure(
  { refused }: SenderParts,
  { id, token }: Workspace,
  error: unknown,
): Promise<Sent> {
  const failure = failureOf(error);
  switch (failure.kind) {
    case 'wait':
      return { retryAfter: failure.seconds };
    case 'again':
    case 'fault':
      // Asked again, with growing waits.
      throw new Error(failure.code);
    case 'revoked':
      // Installed anew meanwhile: the newer token sends it.
      if ((await refused(id, token)) === 'renewed') throw new Error(failure.code);
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
  outgoing: Outgoing<OutgoingPayload>,
  message: OutgoingMessage,
): Promise<void> {
  const { text, blocks } = message;
  const pictured = await parts.addPictures(client, message);
  // A picture that Slack has not taken in yet, and blocks that it does not take at all, leave the words.
  const tries = [pictured.blocks, ...(pictured.blocks === blocks ? [] : [blocks]), []];
  for (const [at, tried] of tries.entries()) {
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
  outgoing: Outgoing<OutgoingPayload>,
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
  outgoing: Outgoing<OutgoingPayload>,
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
  outgoing: Outgoing<OutgoingPayload>,
  message: OutgoingMessage,
  { channel, thread }: Pick<To<'channel'>, 'channel' | 'thread'>,
  body: Body,
): Promise<void> {
  const before = outgoing.uncertain ? await findSent(client, channel, thread, outgoing.token) : undefined;
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

/** A message that may have been sent before we lost the connection, by the token in it; where we may not read, none. */
async function findSent(
  client: WebClient,
  channel: string,
  thread: string,
  token: string,
): Promise<string | undefined> {
  const where = { channel, limit: 50, include_all_metadata: true };
  try {
    const { messages = [] } =
      thread === ''
        ? await client.conversations.history(where)
        : await client.conversations.replies({ ...where, ts: thread });
    return messages.find(({ metadata }) => tokenOf(metadata) === token)?.ts;
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
  outgoing: Outgoing<OutgoingPayload>,
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

/** Answers through a `response_url`; where that ended, by a message that the person alone sees, or directly. */
async function answerOnce(
  { log }: SenderParts,
  client: WebClient,
  to: To<'response'>,
  user: string,
  body: Body,
): Promise<void> {
  if (to.until > new Date().toISOString()) {
    const outcome = await respond(to.url, { ...quietly, ...body, replace_original: to.replace });
    if (outcome === 'sent') return;
    log.debug({ platform: 'slack', outcome }, 'a response address ended');
  }
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

async function tellFailed(parts: SenderParts, failed: FailedMessage<OutgoingPayload>): Promise<void> {
  const { payload, reason } = failed;
  parts.log.error({ ...idsOf(failed), reason: withoutSecrets(reason) }, 'a message was given up');
  if (payload?.kind !== 'message' || payload.user === '') return;
  const connected = await parts.clients.of(failed.workspace);
  if (connected === undefined) return;
  const body = toldBody(failureOfCode(reason), failed.dedupe);
  const { to, user } = payload;
  if (to.kind === 'response')
    await answerOnce(parts, connected.client, { ...to, replace: false }, user, body);
  else await ephemeral(connected.client, { channel: '', thread: '', ...to }, user, body);
}

function toldBody(failure: Failure, reference: string): Body {
  return { text: `${adviceFor(failure)} (reference ${reference.slice(0, 60)})`, blocks: [] };
}

function idsOf({ workspace, channel, dedupe, attempt }: Omit<Outgoing<never>, 'payload' | 'token'>) {
  return { platform: 'slack', workspace, channel, message: dedupe, attempt };
}
