import type { Logger } from 'pino';
import type { Engine } from '../../src/conversation/engine.ts';
import { readLiveKey } from '../../src/conversation/live-key.ts';
import type { Outcome } from '../../src/conversation/outcome.ts';
import type { Item } from '../../src/queue/arrival.ts';
import type { Outbox } from '../../src/queue/outbox.ts';
import type { FormReply, Reply } from '../../src/reply.ts';
import type { Arrived, ArrivedOf } from './arrival.ts';
import type { ChatMetrics } from './chat-metrics.ts';
import type { Beside, Calls, PlatformTypes } from './driver.ts';
import { createExpiringSet, type ExpiringSet } from './expiring-set.ts';
import { formFault, isLost, lostReply } from './failure-replies.ts';
import { failingOf, TokenRenewedError } from './failures.ts';
import { formPlace, keepOpened, noForm, ownForm, refusedForm, wantedForm } from './forms.ts';
import type { OutgoingPayload } from './outgoing.ts';
import { type Placed, type PlacingParts, placeOwn, placeReplies } from './place-replies.ts';
import { resolveEvent } from './resolve-event.ts';
import { readShared, shareKey, walkOf } from './share-store.ts';
import { askedBy } from './walk-messages.ts';

/** The platform, the engine, and where replies go. */
export interface HandlerParts<P extends PlatformTypes> extends PlacingParts<P> {
  readonly engine: Engine;
  readonly outbox: Pick<Outbox<OutgoingPayload<P['body']>>, 'put'>;
  readonly metrics: ChatMetrics;
  readonly log: Logger;
}

/** Works an arrival off; what it throws is read by `failingOf`. */
export type Handle<P extends PlatformTypes> = (
  item: Item<Arrived<P['origin']>>,
  beside: Beside<P>,
) => Promise<void>;

interface Handling<P extends PlatformTypes> extends HandlerParts<P> {
  readonly calls: Calls<P>;
  readonly item: Item<Arrived<P['origin']>>;
  readonly beside: Beside<P>;
  /** Who was told lately, and where, that their words are withheld. */
  readonly toldUnread: ExpiringSet;
}

/** Somebody is told once in so many milliseconds, in a channel, that their words are withheld. */
const unreadEvery = 24 * 3_600_000;

/** Handles what arrived. */
export function createHandler<P extends PlatformTypes>(parts: HandlerParts<P>): Handle<P> {
  const toldUnread = createExpiringSet(unreadEvery);
  return async (item, beside) => {
    const calls = await parts.driver.connect(item.workspace);
    // Removed while it waited: nobody is there to be answered.
    if (calls === undefined) return;
    const handling = { ...parts, calls, item, beside, toldUnread };
    try {
      await handle(handling);
    } catch (error) {
      await afterFailure(handling, error);
    }
  };
}

async function afterFailure<P extends PlatformTypes>(parts: Handling<P>, error: unknown): Promise<void> {
  const { driver, item, beside, calls } = parts;
  const notice = driver.noticeFor?.(error, item);
  if (notice !== undefined) return answer(parts, placeOwn(parts, item, [notice]));
  // With the newer token it is done again.
  if (driver.failureOf(error).kind === 'revoked' && (await calls.refused?.()) === 'renewed')
    throw new TokenRenewedError();
  if (failingOf(error, driver.failureOf).kind === 'refused') beside.tell(undefined);
  throw error;
}

async function handle<P extends PlatformTypes>(parts: Handling<P>): Promise<void> {
  const { driver, calls, item, beside } = parts;
  const { payload: arrived } = item;
  switch (arrived.kind) {
    case 'opened':
      return calls.showPage?.(item);
    case 'linked':
      return calls.unfold?.(arrived);
    case 'overheard':
      // After a restart the words are gone, and so is the occasion.
      return beside.words === undefined ? undefined : converse(parts, beside.words);
    case 'unread':
      return tellUnread(parts, arrived);
    case 'shared':
      return show(parts, arrived);
    case 'wanted-form':
    case 'from-message':
      return openWanted(parts, arrived);
    case 'said':
      await driver.noteSaid?.(item.workspace, arrived);
      return converse(parts, '');
    case 'commanded':
    case 'chose':
    case 'submitted':
      return converse(parts, '');
  }
}

const notKept: Reply = {
  kind: 'notice',
  tone: 'error',
  text: 'That answer is from long ago and cannot be shared any more. Ask again.',
  suggestions: [],
};

/** Below a record's card people speak with each other. */
async function tellUnread<P extends PlatformTypes>(
  parts: Handling<P>,
  { place: { channel }, person, answered }: ArrivedOf<P['origin'], 'unread'>,
): Promise<void> {
  const { workspace } = parts.item;
  const key = `${workspace} ${channel} ${person.id}`;
  const { unread } = parts.driver;
  if (unread === undefined || parts.toldUnread.has(key)) return;
  const live = await parts.posted.liveKeyOf(workspace, { channel, message: answered });
  if (live !== undefined && readLiveKey(live)?.kind === 'record') return;
  await answer(parts, placeOwn(parts, parts.item, [unread]));
  parts.toldUnread.note(key);
}

/** Shows to the channel what one person saw: an answer as the channel may see it, or what a walk came to. */
async function show<P extends PlatformTypes>(
  parts: Handling<P>,
  arrived: ArrivedOf<P['origin'], 'shared'>,
): Promise<void> {
  const { driver, item } = parts;
  const tell = (replies: readonly Reply[]) => answer(parts, placeOwn(parts, item, replies));
  const refusal = driver.refusalOf(arrived);
  if (refusal !== undefined) return tell([refusal]);
  const kept = await readShared(parts.posted, item.workspace, arrived.shared);
  switch (kept?.kind) {
    case undefined:
      return tell([notKept]);
    case 'question':
      return converse(parts, kept.question);
    case 'walk': {
      const { name } = await driver.directory.who(item.workspace, arrived);
      return answer(parts, placeOwn(parts, item, walkOf(name, kept.reply), { audience: 'channel' }));
    }
  }
}

/** Opens a form that was asked for, or says why there is none. */
async function openWanted<P extends PlatformTypes>(
  parts: Handling<P>,
  arrived: ArrivedOf<P['origin'], 'wanted-form' | 'from-message'>,
): Promise<void> {
  const { calls, item, beside } = parts;
  const form = await wantedForm(parts, calls, item, arrived);
  if (form !== undefined && (await openNow(parts, form))) return;
  if (form === undefined && (await calls.tell?.(item, { text: noForm, isFault: false }, beside))) return;
  // Nothing could be opened in time: it waits behind a button, or the person is told why it cannot.
  const told: Reply = form ?? { kind: 'notice', tone: 'error', text: noForm, suggestions: [] };
  await answer(parts, placeOwn(parts, item, [told]));
}

async function converse<P extends PlatformTypes>(parts: Handling<P>, words: string): Promise<void> {
  const { driver, calls, item } = parts;
  const { payload: arrived } = item;
  const acted = await resolveEvent(driver, item, words);
  if (acted === undefined) return;
  const [came] = await Promise.all([parts.engine.handle(acted.event), calls.showWorking?.(arrived)]);
  const outcome = isLost(item, came) ? { ...came, replies: [lostReply] } : (driver.adjust?.(came) ?? came);
  const form = outcome.replies.find((reply) => reply.kind === 'form');
  if (form !== undefined && (await openNow(parts, form))) return;
  if (await toldWhereAwaited(parts, outcome)) return;
  const lead = leadOf(arrived, acted.event.person.name, words, outcome);
  const replies = [...lead, ...outcome.replies, ...(await formAgain(parts, outcome))];
  const share = await shareKey(parts.posted, driver.painter.maxQuestion, item, acted.event, outcome);
  await answer(parts, await placeReplies(parts, item, acted, { ...outcome, replies }, share));
  await calls.showPage?.(item);
}

/** What is shown to all says who asked what; what only tells the person of a fault does not. */
function leadOf({ kind }: Arrived<object>, name: string, question: string, { replies }: Outcome): Reply[] {
  const isShown = kind === 'shared' && replies.some((reply) => reply.kind !== 'notice');
  return isShown ? [askedBy(name, question)] : [];
}

/** Opens a form now; where that cannot be it waits behind a button. */
async function openNow<P extends PlatformTypes>(parts: Handling<P>, form: FormReply): Promise<boolean> {
  const { calls, item, beside } = parts;
  const own = ownForm(item.key, form);
  if (await calls.openForm(item, own, beside)) {
    await keepOpened(parts, item, own);
    return true;
  }
  await parts.posted.keepForm(item.workspace, formPlace(item.payload), form);
  return false;
}

/** Tells an outcome where the person waits for it: what is wrong with a form, or why none opened. */
async function toldWhereAwaited<P extends PlatformTypes>(
  { calls, item, beside }: Handling<P>,
  outcome: Outcome,
): Promise<boolean> {
  const fault = item.payload.kind === 'submitted' ? formFault(outcome) : undefined;
  const { text, field } = fault ?? { text: wordsOf(outcome) };
  const told = { text, isFault: fault !== undefined, ...(field === undefined ? {} : { field }) };
  return (await calls.tell?.(item, told, beside)) ?? false;
}

function wordsOf({ replies }: Outcome): string {
  const told = replies.flatMap((reply) =>
    reply.kind === 'notice' || reply.kind === 'text' ? [reply.text] : [],
  );
  return told.join('\n') || 'That is done.';
}

/** What was refused can be put right and sent in again. */
async function formAgain<P extends PlatformTypes>(
  parts: Handling<P>,
  outcome: Outcome,
): Promise<FormReply[]> {
  const { payload: arrived, workspace } = parts.item;
  if (arrived.kind !== 'submitted' || formFault(outcome) === undefined) return [];
  const form = await refusedForm(parts, workspace, arrived);
  return form === undefined ? [] : [form];
}

/** Gives the answer where somebody waits for it; the rest goes out in its order. */
async function answer<P extends PlatformTypes>(
  { driver, item, beside, outbox }: Handling<P>,
  placed: readonly Placed<P>[],
): Promise<void> {
  const first = beside.isAwaited() ? placed.find((one) => one.first !== undefined) : undefined;
  beside.tell(first?.first ?? driver.firsts.otherwise?.(item.payload));
  await putAll(outbox, item, placed, first);
}

/** Something that arrived, as messages that come of it are named after it. */
type Answerable = Pick<Item<unknown>, 'platform' | 'workspace' | 'key'> & { readonly receivedAt?: string };

/** Puts messages in their order, but for the one that is the answer itself. */
export async function putAll<P extends PlatformTypes>(
  outbox: HandlerParts<P>['outbox'],
  item: Answerable,
  placed: readonly Placed<P>[],
  answer: Placed<P> | undefined,
): Promise<void> {
  for (const [index, one] of placed.entries()) {
    if (one !== answer) await put(outbox, item, one, `${index}`);
  }
}

/** Puts a message that comes of something that arrived; put twice under one name it is sent once. */
export async function put<P extends PlatformTypes>(
  outbox: HandlerParts<P>['outbox'],
  { platform, workspace, key, receivedAt }: Answerable,
  { pace, message }: Pick<Placed<P>, 'pace' | 'message'>,
  name: string,
): Promise<void> {
  const payload = receivedAt === undefined ? message : { ...message, arrivedAt: receivedAt };
  await outbox.put({ platform, workspace, channel: pace, dedupe: `${key} ${name}`, payload });
}
