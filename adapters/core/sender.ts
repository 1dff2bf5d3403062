import type { Logger } from 'pino';
import { readLiveKey } from '../../src/conversation/live-key.ts';
import type { Confirm, Outgoing, Send, Sent } from '../../src/queue/message.ts';
import type { ChatMetrics } from './chat-metrics.ts';
import { digestMessage } from './digest-message.ts';
import type { Calls, ChatDriver, PlatformTypes, PostPlace, Sending } from './driver.ts';
import type { OutgoingMessage, OutgoingPayload, TargetOf } from './outgoing.ts';
import type { Posted, PostedMessages } from './posted-messages.ts';
import { reminderMessage } from './reminder-message.ts';

/** The platform, where messages' ids are kept, and the log. */
export interface SenderParts<P extends PlatformTypes> {
  readonly driver: Pick<
    ChatDriver<P>,
    'connect' | 'failureOf' | 'isNoMore' | 'isDirectWorkspace' | 'painter'
  >;
  readonly posted: PostedMessages;
  readonly metrics: Pick<ChatMetrics, 'failed'>;
  readonly log: Logger;
}

/** Why a message is given up where we are not any more: nobody is told. */
export const notThere = 'the bot is not there any more';

/** Sends what the outbox holds. */
export function createSender<P extends PlatformTypes>(
  parts: SenderParts<P>,
): Send<OutgoingPayload<P['body']>> {
  return (outgoing, confirm) => send(parts, outgoing, confirm);
}

async function send<P extends PlatformTypes>(
  parts: SenderParts<P>,
  outgoing: Outgoing<OutgoingPayload<P['body']>>,
  confirm: Confirm,
): Promise<Sent> {
  let calls: Calls<P> | undefined;
  try {
    calls = await parts.driver.connect(outgoing.workspace);
    if (calls === undefined) return { failed: notThere };
    const message = messageOf(parts, outgoing);
    await deliver({ ...parts, calls }, outgoing, message, confirm);
    return 'sent';
  } catch (error) {
    return sentAfter(parts, calls, error);
  }
}

/** What is put into the outbox as data is painted when it goes out. */
function messageOf<P extends PlatformTypes>(
  { driver: { painter } }: SenderParts<P>,
  { payload, channel }: Outgoing<OutgoingPayload<P['body']>>,
): OutgoingMessage<P['body']> {
  switch (payload.kind) {
    case 'message':
      return payload;
    case 'digest':
      return digestMessage(painter, payload, channel);
    case 'review-due':
    case 'proposal-waiting':
      return reminderMessage(painter, payload, channel);
  }
}

async function sentAfter<P extends PlatformTypes>(
  { driver, metrics }: SenderParts<P>,
  calls: Calls<P> | undefined,
  error: unknown,
): Promise<Sent> {
  const failure = driver.failureOf(error);
  metrics.failed('messages', error, failure);
  switch (failure.kind) {
    case 'wait':
      return { retryAfter: failure.seconds };
    case 'again':
      return { away: failure.code };
    case 'fault':
      throw error;
    case 'revoked':
      if (failure.wait !== undefined) return { retryAfter: failure.wait };
      // A newer token sends it.
      return (await calls?.refused?.()) === 'renewed' ? { away: failure.code } : { failed: failure.code };
    case 'invalid':
    case 'ended':
    case 'gone':
    case 'closed':
    case 'other':
      return { failed: failure.code };
  }
}

interface InWorkspace<P extends PlatformTypes> extends SenderParts<P> {
  readonly calls: Calls<P>;
}

/** What the platform does not take as it is, goes with less, then in words alone. */
async function deliver<P extends PlatformTypes>(
  parts: InWorkspace<P>,
  outgoing: Outgoing<OutgoingPayload<P['body']>>,
  message: OutgoingMessage<P['body']>,
  confirm: Confirm,
): Promise<void> {
  const attempts = parts.calls.attempts(message.body);
  for (const [at, draw] of attempts.entries()) {
    const drawn = await draw();
    await confirm();
    try {
      await deliverDrawn(parts, { outgoing, message, drawn, confirm });
      return;
    } catch (error) {
      const failure = parts.driver.failureOf(error);
      if (failure.kind !== 'invalid' || at === attempts.length - 1) throw error;
      parts.metrics.failed('messages', error, failure);
      parts.log.warn({ ...idsOf(outgoing), failure }, 'a message was not taken; sent with less');
    }
  }
}

function deliverDrawn<P extends PlatformTypes>(parts: InWorkspace<P>, sending: Sending<P>): Promise<void> {
  const { to } = sending.message;
  switch (to.kind) {
    case 'channel':
      return postOrUpdate(parts, sending, to);
    case 'update':
      return update(parts, sending, to, { channel: to.channel, postIn: '' });
    case 'answer':
      return answer(parts, sending, to);
    case 'alone':
      return showAlone(parts, sending, to);
    case 'direct':
      return direct(parts, sending, to.channel);
    case 'personal':
      return askPersonally(parts, sending);
  }
}

/** A message that is updated in place is posted once in a channel. */
async function postOrUpdate<P extends PlatformTypes>(
  parts: InWorkspace<P>,
  sending: Sending<P>,
  place: PostPlace,
): Promise<void> {
  const { note } = sending.message;
  const live = note?.live ?? null;
  const there = live === null ? [] : await parts.posted.live(sending.outgoing.workspace, live, place.channel);
  // A record has one number in its workspace; a team's walk is counted in its thread.
  const isCard = live !== null && readLiveKey(live)?.kind === 'record';
  const current = there.find(({ thread }) => isCard || thread === note?.thread);
  if (current === undefined) return post(parts, sending, place);
  return update(parts, sending, current, place);
}

async function post<P extends PlatformTypes>(
  parts: InWorkspace<P>,
  sending: Sending<P>,
  { channel, postIn }: PostPlace,
): Promise<void> {
  const posted = await parts.calls.post({ channel, postIn }, sending);
  if (posted !== undefined) await settle(parts, sending, posted);
}

/** Keeps where a message belongs, and begins its thread. */
async function settle<P extends PlatformTypes>(
  parts: InWorkspace<P>,
  sending: Sending<P>,
  posted: Posted,
): Promise<void> {
  const { note, discussion, to, user } = sending.message;
  const { workspace } = sending.outgoing;
  const person = to.kind === 'personal' ? user : '';
  if (note !== null)
    await parts.posted.remember(workspace, posted, note.thread ?? posted.message, note.live, person);
  if (discussion !== '') await parts.calls.discuss?.(posted, discussion, sending);
}

async function update<P extends PlatformTypes>(
  parts: InWorkspace<P>,
  sending: Sending<P>,
  { channel, message }: Posted,
  instead: PostPlace,
): Promise<void> {
  const { outgoing } = sending;
  const posted = { channel, message };
  try {
    await parts.calls.update(posted, sending.drawn);
  } catch (error) {
    const failure = parts.driver.failureOf(error);
    const isGone = failure.kind === 'gone';
    const isNoMore = parts.driver.isNoMore(failure);
    const isAsked = sending.message.user !== '';
    if ((isGone && isAsked) || isNoMore) await parts.posted.forget(outgoing.workspace, posted);
    // Somebody deleted it: where a person acts, what is live goes on in a new one; elsewhere it stays away.
    if (isGone && isAsked) return post(parts, sending, instead);
    if (isAsked || !(isGone || isNoMore)) throw error;
    return;
  }
  // The process may have ended between posting it and beginning its thread.
  const { discussion } = sending.message;
  if (outgoing.attempt > 1 && discussion !== '') await parts.calls.discuss?.(posted, discussion, sending);
}

/**
 * Answers with what came along for that. Where that was used up: in the channel, or for the person alone. Where its time is
 * over: directly, as what is shown to one person in a channel is seen only while they look, and they may long be gone.
 */
async function answer<P extends PlatformTypes>(
  parts: InWorkspace<P>,
  sending: Sending<P>,
  to: TargetOf<'answer'>,
): Promise<void> {
  const isOpen = to.until > new Date().toISOString();
  const came = isOpen ? await parts.calls.answer(to, sending.drawn) : 'ended';
  if (came === 'told') return;
  if (came !== 'ended') return settle(parts, sending, came);
  parts.log.debug(idsOf(sending.outgoing), 'what came along to answer with has ended');
  if (!to.ephemeral && to.channel !== '')
    return postOrUpdate(parts, sending, { channel: to.channel, postIn: '' });
  return isOpen ? showAlone(parts, sending, to) : direct(parts, sending, to.channel);
}

async function showAlone<P extends PlatformTypes>(
  parts: InWorkspace<P>,
  sending: Sending<P>,
  { channel, postIn }: PostPlace,
): Promise<void> {
  const { user } = sending.message;
  if (await parts.calls.showAlone?.({ channel, postIn }, user, sending.drawn)) return;
  return direct(parts, sending, channel);
}

/** Sends it to the person directly; `channel` is where it belongs, or empty. */
async function direct<P extends PlatformTypes>(
  parts: InWorkspace<P>,
  sending: Sending<P>,
  channel: string,
): Promise<void> {
  const { calls, driver } = parts;
  const { outgoing, message } = sending;
  const place = await calls.directPlace(message.user);
  if (driver.isDirectWorkspace(outgoing.workspace)) return postOrUpdate(parts, sending, place);
  const drawn = calls.asDirect(sending.drawn, channel);
  await post(parts, { ...sending, message: { ...message, note: null, discussion: '' }, drawn }, place);
}

/** Sends what is to be answered in somebody's direct messages, where it is found again when something is pressed. */
async function askPersonally<P extends PlatformTypes>(
  parts: InWorkspace<P>,
  sending: Sending<P>,
): Promise<void> {
  return post(parts, sending, await parts.calls.directPlace(sending.message.user));
}

/** What a message is called in the log. */
export function idsOf({
  platform,
  workspace,
  channel,
  dedupe,
  attempt,
}: Omit<Outgoing<never>, 'payload' | 'token'>) {
  return { platform, workspace, channel, message: dedupe, attempt };
}
