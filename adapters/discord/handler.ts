import type { Outcome } from '../../src/conversation/outcome.ts';
import type { DeadItem, Item } from '../../src/queue/arrival.ts';
import type { FormReply, Reply } from '../../src/reply.ts';
import { createExpiringSet, type ExpiringSet } from '../core/expiring-set.ts';
import { formFault, isLost, lostReply } from '../core/failure-replies.ts';
import { askedBy } from '../core/walk-messages.ts';
import { withDeadline } from '../core/with-deadline.ts';
import { withIntentNote } from './content-intent-note.ts';
import { reportDeadEvent } from './dead-events.ts';
import { failingOf } from './errors.ts';
import type { First } from './first-response.ts';
import { formPlace, opened, refusedForm } from './form-views.ts';
import type { HandlerParts } from './handler-parts.ts';
import type { Arrived, ArrivedOf } from './incoming.ts';
import { NotInServerError, notInServer } from './not-in-server-error.ts';
import { mayNotPost, type Placed, place, placeOwn } from './place-replies.ts';
import { type ResolvedEvent, resolveEvent } from './resolve-event.ts';
import { readShared, shareKey, walkOf } from './share-store.ts';
import { noteParticipant } from './thread-participants.ts';

/** What this process alone knows of an arrival. */
export interface Beside {
  /** The words of something overheard; undefined after a restart. */
  readonly words: string | undefined;
  /** Whether the first response waits; then it is `tell` that gives it. */
  isAwaited(): boolean;
  tell(first: First): void;
}

/** Handles what arrived. */
export interface Handler {
  /** Works an arrival off; what it throws is read by `failingOf`. */
  handle(item: Item<Arrived>, beside: Beside): Promise<void>;
  /** Who did it and where, as the engine is told; it may ask Discord. */
  event(item: Pick<Item<Arrived>, 'workspace' | 'key'>, arrived: Arrived): Promise<ResolvedEvent | undefined>;
  /** Tells a person that what they asked for came to nothing. */
  dead(item: DeadItem<Arrived>): Promise<void>;
}

/** A handler of arrivals. */
export function createHandler(parts: HandlerParts): Handler {
  const toldUnread = createExpiringSet(unreadEvery);
  return {
    event: (item, arrived) => resolveEvent(parts.directory, item, arrived, ''),
    async handle(item, beside) {
      // Removed while it waited: nobody is there to be answered.
      if (parts.isGone(item.workspace)) return;
      try {
        await handle({ ...parts, toldUnread }, item, beside);
      } catch (error) {
        // A command needs no bot in the server, nor does its answer.
        if (error instanceof NotInServerError && item.payload.token !== '')
          return await answer(parts, item, beside, placeOwn(parts, item, [outside(parts, item)]));
        if (failingOf(error).kind === 'refused') beside.tell({ kind: 'later' });
        throw error;
      }
    },
    dead: (item) => reportDeadEvent(parts, item, item.error),
  };
}

function outside({ inviteTo }: HandlerParts, { workspace }: Item<Arrived>): Reply {
  return { kind: 'notice', tone: 'error', text: notInServer(inviteTo(workspace)), suggestions: [] };
}

interface Handling extends HandlerParts {
  /** Who was told lately, and where, that their words are withheld. */
  readonly toldUnread: ExpiringSet;
}

async function handle(parts: Handling, item: Item<Arrived>, beside: Beside): Promise<void> {
  const { payload: arrived } = item;
  switch (arrived.kind) {
    case 'overheard':
      // After a restart the words are gone, and so is the occasion.
      return beside.words === undefined ? undefined : converse(parts, item, beside, beside.words);
    case 'unread':
      return tellUnread(parts, item, beside, arrived);
    case 'shared':
      return show(parts, item, beside, arrived);
    case 'said':
      await withDeadline(noteParticipant(parts, item), noteWithin);
      return converse(parts, item, beside, '');
    case 'commanded':
    case 'chose':
    case 'submitted':
      return converse(parts, item, beside, '');
    case 'wanted-form':
    case 'from-message':
      // Forms are opened at once (answer-in-ack.ts).
      return undefined;
  }
}

const unread: Reply = {
  kind: 'notice',
  tone: 'info',
  text: 'I can read only what mentions me. Write it once more and mention me, or leave the mention of your reply on.',
  suggestions: [],
};
const notKept: Reply = {
  kind: 'notice',
  tone: 'error',
  text: 'That answer is from long ago and cannot be shared any more. Ask again.',
  suggestions: [],
};

/** Asking Discord how a thread began does not keep anybody waiting longer, in milliseconds. */
const noteWithin = 2_000;
/** Somebody is told once in so many milliseconds, in a channel, that their words are withheld. */
const unreadEvery = 24 * 3_600_000;

/** Below a record's card people speak with each other. */
async function tellUnread(
  parts: Handling,
  item: Item<Arrived>,
  beside: Beside,
  { place: { at }, person, answered }: ArrivedOf<'unread'>,
): Promise<void> {
  const { workspace } = item;
  const key = `${workspace} ${at} ${person.id}`;
  if (parts.toldUnread.has(key)) return;
  const live = await parts.posted.liveKeyOf(workspace, { channel: at, message: answered });
  if (live?.startsWith('record:') === true) return;
  await answer(parts, item, beside, placeOwn(parts, item, [unread]));
  parts.toldUnread.note(key);
}

/** Shows to the channel what one person saw: an answer as the channel may see it, or what a walk came to. */
async function show(
  parts: HandlerParts,
  item: Item<Arrived>,
  beside: Beside,
  arrived: ArrivedOf<'shared'>,
): Promise<void> {
  const tell = (replies: readonly Reply[]) => answer(parts, item, beside, placeOwn(parts, item, replies));
  if (!arrived.mayPost) return tell([mayNotPost]);
  const kept = await readShared(parts.posted, item.workspace, arrived.shared);
  switch (kept?.kind) {
    case undefined:
      return tell([notKept]);
    case 'question':
      return converse(parts, item, beside, kept.question);
    case 'walk':
      return answer(
        parts,
        item,
        beside,
        placeOwn(parts, item, walkOf(arrived.person.name, kept.reply), { audience: 'channel' }),
      );
  }
}

async function converse(
  parts: HandlerParts,
  item: Item<Arrived>,
  beside: Beside,
  words: string,
): Promise<void> {
  const acted = await resolveEvent(parts.directory, item, item.payload, words);
  if (acted === undefined) return;
  const came = await parts.engine.handle(acted.event);
  const outcome = isLost(item, came) ? { ...came, replies: [lostReply] } : withIntentNote(parts, came);
  const form = outcome.replies.find((reply) => reply.kind === 'form');
  if (form !== undefined && (await openNow(parts, item, beside, form))) return;
  const lead = leadOf(item.payload, words, outcome);
  const replies = [...lead, ...outcome.replies, ...(await formAgain(parts, item, outcome))];
  const share = await shareKey(parts.posted, item, acted.event, outcome);
  await answer(parts, item, beside, await place(parts, item, acted, { ...outcome, replies }, share));
}

/** What is shown to all says who asked what; what only tells the person of a fault does not. */
function leadOf({ kind, person }: Arrived, question: string, { replies }: Outcome): Reply[] {
  const isShown = kind === 'shared' && replies.some((reply) => reply.kind !== 'notice');
  return isShown ? [askedBy(person.name, question)] : [];
}

/** Opens a form as the first response; later it waits behind a button, as a form can be nothing else. */
async function openNow(
  parts: HandlerParts,
  item: Item<Arrived>,
  beside: Beside,
  form: FormReply,
): Promise<boolean> {
  const { payload: arrived, workspace } = item;
  const own = await opened(parts, item, arrived, form);
  if (beside.isAwaited() && arrived.kind !== 'submitted') {
    beside.tell({ kind: 'form', form: own, message: '' });
    return true;
  }
  await parts.posted.keepForm(workspace, formPlace(arrived), form);
  return false;
}

/** What was refused can be put right and sent in again. */
async function formAgain(
  parts: HandlerParts,
  { payload: arrived, workspace }: Item<Arrived>,
  outcome: Outcome,
): Promise<FormReply[]> {
  if (arrived.kind !== 'submitted' || formFault(outcome) === undefined) return [];
  const form = await refusedForm(parts, workspace, arrived);
  return form === undefined ? [] : [form];
}

/** The first response where the answer is elsewhere: what is shown to all cannot be shown once more. */
function without(arrived: Arrived): First {
  const left = arrived.kind === 'shared' ? arrived.left : [];
  return left.length === 0
    ? { kind: 'later' }
    : { kind: 'update', message: { components: left, pictures: [] } };
}

/** Gives the first response where somebody waits for it; the rest goes out in its order. */
async function answer(
  parts: HandlerParts,
  item: Item<Arrived>,
  beside: Beside,
  placed: readonly Placed[],
): Promise<void> {
  const first = beside.isAwaited() ? placed.find((one) => one.first !== undefined) : undefined;
  beside.tell(first?.first ?? without(item.payload));
  for (const [index, one] of placed.entries()) {
    if (one === first) continue;
    await parts.outbox.put({
      platform: item.platform,
      workspace: item.workspace,
      channel: one.pace,
      dedupe: `${item.key} ${index}`,
      payload: one.message,
    });
  }
}
