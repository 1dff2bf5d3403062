import type { Logger } from 'pino';
import type { Engine } from '../../src/conversation/engine.ts';
import type { Outcome } from '../../src/conversation/outcome.ts';
import type { DeadItem, Item } from '../../src/delivery/arrival.ts';
import type { Outbox } from '../../src/delivery/outbox.ts';
import type { FormReply, Reply } from '../../src/reply.ts';
import { formFault, isLost, lostReply, mayPassHere } from '../chat/told.ts';
import { type Acted, toEvent } from './acting.ts';
import type { Arrived } from './arrived.ts';
import { threadTypes } from './directory.ts';
import { failureOf } from './errors.ts';
import { tellDead } from './failing.ts';
import type { First } from './first-response.ts';
import { type FormParts, formPlace, opened, refusedForm } from './forms.ts';
import { withIntentNote } from './noticing.ts';
import type { OutgoingPayload } from './outgoing.ts';
import { type Placed, type PlacingParts, place, placeOwn } from './placing.ts';
import { talkerKey } from './receive-message.ts';
import { keptQuestion, shareKey } from './sharing.ts';

/** What handling needs. */
export interface HandlerParts extends PlacingParts, FormParts {
  readonly engine: Engine;
  readonly outbox: Pick<Outbox<OutgoingPayload>, 'put'>;
  /** Whether the words of all messages are sent along; undefined where this process does not know. */
  readonly hasContent: () => boolean | undefined;
  /** Whether the bot was removed from a server. */
  readonly isGone: (workspace: string) => boolean;
  readonly log: Logger;
}

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
  /** Works an arrival off. */
  handle(item: Item<Arrived>, beside: Beside): Promise<void>;
  /** Who did it and where, as the engine is told; it may ask Discord. */
  event(item: Pick<Item<Arrived>, 'workspace' | 'key'>, arrived: Arrived): Promise<Acted | undefined>;
  /** Tells a person that what they asked for came to nothing. */
  dead(item: DeadItem<Arrived>): Promise<void>;
}

/** A handler of arrivals. */
export function createHandler(parts: HandlerParts): Handler {
  return {
    event: (item, arrived) => toEvent(parts.directory, item, arrived, ''),
    async handle(item, beside) {
      // Removed while it waited: nobody is there to be answered.
      if (parts.isGone(item.workspace)) return;
      try {
        await handle(parts, item, beside);
      } catch (error) {
        if (mayPass(error)) throw error;
        beside.tell({ kind: 'later' });
        await tellDead(parts, item, error);
      }
    },
    dead: (item) => tellDead(parts, item, item.error),
  };
}

/** Faults of the network, of Discord and of a busy database pass; others would come again. */
function mayPass(error: unknown): boolean {
  const { kind } = failureOf(error);
  return kind === 'wait' || kind === 'again' || mayPassHere(error);
}

async function handle(parts: HandlerParts, item: Item<Arrived>, beside: Beside): Promise<void> {
  const { payload: arrived, workspace } = item;
  switch (arrived.kind) {
    case 'overheard':
      // After a restart the words are gone, and so is the occasion.
      return beside.words === undefined ? undefined : converse(parts, item, beside, beside.words);
    case 'unread':
      return answer(parts, item, beside, placeOwn(parts, item, [unread]));
    case 'shared': {
      const question = await keptQuestion(parts.posted, workspace, arrived.shared);
      return question === undefined
        ? answer(parts, item, beside, placeOwn(parts, item, [notKept]))
        : converse(parts, item, beside, question);
    }
    case 'said':
      await noteTalker(parts, item);
      return converse(parts, item, beside, '');
    case 'commanded':
    case 'chose':
    case 'submitted':
      return converse(parts, item, beside, '');
    case 'wanted-form':
    case 'from-message':
      // Forms are opened at once (asking.ts).
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

/** Whoever speaks with the advisor in a thread goes on there without mentioning it, where its words are sent along. */
async function noteTalker({ posted, directory }: HandlerParts, item: Item<Arrived>): Promise<void> {
  const { place: where, person } = item.payload;
  const { thread } = await directory.spot(item.workspace, where);
  if (thread === '' && !threadTypes.includes(where.type ?? -1)) return;
  const message = talkerKey(person.id);
  await posted.remember(item.workspace, { channel: where.at, message }, thread, null);
}

async function converse(
  parts: HandlerParts,
  item: Item<Arrived>,
  beside: Beside,
  words: string,
): Promise<void> {
  const acted = await toEvent(parts.directory, item, item.payload, words);
  if (acted === undefined) return;
  const came = await parts.engine.handle(acted.event);
  if (came.live !== undefined) parts.directory.recorded(item.workspace);
  const outcome = isLost(item, came) ? { ...came, replies: [lostReply] } : withIntentNote(parts, came);
  const form = outcome.replies.find((reply) => reply.kind === 'form');
  if (form !== undefined && (await openNow(parts, item, beside, form))) return;
  const replies = [...outcome.replies, ...(await formAgain(parts, item, outcome))];
  const share = await shareKey(parts.posted, item, acted.event);
  await answer(parts, item, beside, await place(parts, item, acted, { ...outcome, replies }, share));
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

/** Gives the first response where somebody waits for it; the rest goes out in its order. */
async function answer(
  parts: HandlerParts,
  item: Item<Arrived>,
  beside: Beside,
  placed: readonly Placed[],
): Promise<void> {
  const first = beside.isAwaited() ? placed.find((one) => one.first !== undefined) : undefined;
  beside.tell(first?.first ?? { kind: 'later' });
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
