import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { readTyped } from '../commands/registry.ts';
import { AdvisorError } from '../errors.ts';
import type { Event, Overheard } from '../event.ts';
import { createInOrder } from '../in-order.ts';
import type { Reply } from '../reply.ts';
import { audienceOfReplies } from './audience.ts';
import { readChoiceId } from './choice-id.ts';
import { handleChoice } from './handle-choice.ts';
import { handleForm } from './handle-form.ts';
import { handleMessage } from './handle-message.ts';
import { answerOffer, noticedIn, offerToRecord } from './intents/offer.ts';
import { sharedOf } from './live-message.ts';
import { readStep } from './meaning/record-steps.ts';
import {
  cameBefore,
  joined,
  joinedInWalk,
  type SharedMemory,
  together,
  withOffered,
  withSeen,
} from './memory.ts';
import type { Came, Intent, Outcome } from './outcome.ts';
import { forOneAlone } from './record-replies.ts';
import { runCommand } from './run-command.ts';
import { lookOf, type Services } from './services.ts';
import { sayChoice, type Turn, type TurnResult, tell, tellMistake } from './turn.ts';
import { type OnTurn, type WatchedTurn, watchedResult } from './watched-turn.ts';

/** One conversation for all platforms. */
export interface Engine {
  /** Takes an event and says what to reply. A person's mistake is a reply; a fault too, with a reference. */
  handle(event: Event): Promise<Outcome>;
}

/** Told of a fault: what went wrong, and the reference that the person is given. What it throws, {@link Engine.handle} throws. */
export type OnFault = (error: unknown, reference: string) => void;

/** Makes the engine. Events of one thread are handled one after the other, in the order in which they come. */
export function createEngine(services: Services, onFault: OnFault, onTurn: OnTurn = () => {}): Engine {
  const inOrder = createInOrder();
  return {
    handle: (event) =>
      inOrder(JSON.stringify([event.workspace, event.channel, event.thread]), async () => {
        const begun = performance.now();
        const watch: Watch = (turn) =>
          onTurn({ ...turn, source: event.source, seconds: (performance.now() - begun) / 1_000 });
        const came = await (event.kind === 'overheard'
          ? overhear(services, event)
          : converse(services, event, watch)
        ).catch((error: unknown) => {
          watch({ intent: 'none', end: 'failed', walk: [] });
          return faultOutcome(error, event, onFault);
        });
        return addressed(event, came);
      }),
  };
}

/** Says who reads it. What is read by one person alone leaves out what they may not do; a card for all does not. */
function addressed(event: Event, came: Came): Outcome {
  const audience = audienceOfReplies(event, came.replies);
  // Only where a platform says that nobody else looks on: several people can read one thread of the page.
  const isAlone = event.setting === 'direct' || (event.setting === 'quiet' && audience === 'asker');
  if (!isAlone) return { ...came, audience };
  const shared = event.setting === 'direct' ? undefined : sharedOf(came);
  const replies = came.replies.map((reply) => (shared?.replies.includes(reply) ? reply : forOneAlone(reply)));
  return { ...came, audience, replies };
}

/** A fault is told once here: to the log with everything, to the person with a reference and no internals. */
function faultOutcome(error: unknown, event: Event, onFault: OnFault): Came {
  const reference = randomUUID().slice(0, 8);
  onFault(error, reference);
  if (event.kind === 'overheard') return { intent: 'none', replies: [] };
  const told = error instanceof AdvisorError ? `${error.message}.` : 'Something went wrong here.';
  const text = `${told} Nothing of it was kept; try again. If it stays so, tell the operator: reference ${reference}.`;
  return { intent: 'none', replies: [{ kind: 'notice', tone: 'error', text, suggestions: [] }] };
}

/** Words that were not said to the advisor: looked at only where the channel turned that on, and not kept. */
async function overhear(services: Services, event: Overheard): Promise<Came> {
  const nothing: Came = { intent: 'none', replies: [] };
  if (!(await services.channels.isNoticing(event.workspace, event.channel))) return nothing;
  const noticed = noticedIn(services, event.text);
  if (noticed === undefined) return nothing;
  const logs = await services.decisions.logNames(lookOf(event));
  const replies = await offerToRecord({ services, event, logs }, noticed);
  await untilNobodyWasSooner(async () => {
    const shared = await services.memories.loadShared(event);
    const offered = withOffered(shared, replies.flatMap(choicesOf));
    return (await services.memories.saveShared(event, offered, shared)) || undefined;
  });
  return replies.length === 0 ? nothing : { intent: 'offer', replies };
}

type Spoken = Exclude<Event, Overheard>;

type Watch = (turn: Omit<WatchedTurn, 'source' | 'seconds'>) => void;

/**
 * Another process may do something in the same conversation at the same time: then what was done is done again on what is
 * remembered now. What it did to records is told by the event's id and not done twice.
 */
function converse(services: Services, event: Spoken, watch: Watch): Promise<Came> {
  return untilNobodyWasSooner(() => converseOnce(services, event, watch));
}

/** More than so often in a row nobody is sooner. */
const mostTries = 5;

/** Tries again while somebody else stored something first, of which `attempt` tells by undefined. */
async function untilNobodyWasSooner<Result>(attempt: () => Promise<Result | undefined>): Promise<Result> {
  for (let tries = 0; tries < mostTries; tries++) {
    const result = await attempt();
    if (result !== undefined) return result;
  }
  throw new AdvisorError('conflict', 'too much was done in this conversation at once; try again in a moment');
}

/** Undefined where something else was stored meanwhile. */
async function converseOnce(services: Services, event: Spoken, watch: Watch): Promise<Came | undefined> {
  const { memories } = services;
  const { memory: own, shared } = await memories.load(event, event.person.id);
  const spoken = joined(own, shared);
  const memory = event.kind === 'said' ? joinedInWalk(spoken, shared) : spoken;
  if (event.id !== undefined && memory.seen.includes(event.id)) return cameBefore(memory, event.id);
  const logs = await services.decisions.logNames(lookOf(event));
  const turn: Turn = { services, event, logs, memory, shared };
  const result = await answerEvent(turn, event);
  const { intent, replies, live, feedback } = result;
  const outcome = { intent, replies, ...(live === undefined ? {} : { live }) };
  const kept = withSeen({ ...result.memory, last: intent }, event.id, outcome);
  const offered = withOffered(result.shared ?? shared, replies.flatMap(choicesOf));
  const sync = !onlyTells.has(intent) || (feedback !== undefined && feedback.kind !== 'uncovered');
  const remembered = {
    memory: kept,
    shared: together(offered, kept),
    feedback: feedback === undefined ? undefined : { ...feedback, isAloud: event.setting === 'open' },
    sync,
  };
  const isStored = await memories.save(event, event.person.id, remembered, { memory: own, shared });
  if (!isStored) return undefined;
  watch(watchedResult(turn, result));
  return outcome;
}

/** Intents that only tell something: asked again, they tell it again. */
const onlyTells = new Set<Intent>(['ask', 'decisions', 'help', 'smalltalk']);

/** What can be pressed on a reply. */
export function choicesOf(reply: Reply): { id: string; label: string }[] {
  const choices = [...(reply.choices ?? [])];
  if (reply.kind === 'question') choices.unshift(...reply.options);
  if (reply.kind === 'list') choices.push(...reply.items.flatMap(({ open }) => open ?? []));
  return choices.map(({ id, label }) => ({ id, label }));
}

function answerEvent(turn: Turn, event: Spoken): Promise<TurnResult> {
  switch (event.kind) {
    case 'said':
      return hearOrPress(turn, event.text);
    case 'chose':
      return press(turn, event.choices);
    case 'submitted':
      return handleForm(turn, event);
    case 'commanded':
      return runCommand(turn, event);
  }
}

/** Words, a command that was typed, or what stands on a button that was offered. */
function hearOrPress(turn: Turn, text: string): Promise<TurnResult> {
  const typed = readTyped(text);
  if (typed !== undefined) return runCommand(turn, { name: typed.command.name, given: typed.given });
  // "Undo" in words is about what was done last, whatever an older button of that name is about.
  const isStep = readStep(text, true, turn.logs) !== undefined;
  const labelled = isStep ? undefined : offeredAs(turn.shared, text);
  // "Next" in words goes on in what was listed last, not in an older list.
  const offered = readChoiceId(labelled ?? '')?.kind === 'page' ? undefined : labelled;
  return offered === undefined ? handleMessage(turn, text) : press(turn, [offered]);
}

/** The id of what was offered under a label, the latest first. */
function offeredAs(shared: SharedMemory, label: string): string | undefined {
  const wanted = label.trim().toLowerCase();
  return shared.offered.find((one) => one.label.toLowerCase() === wanted)?.id;
}

/** Does what was pressed: by its id, or by its label among what was offered in the thread. */
async function press(turn: Turn, choices: readonly string[]): Promise<TurnResult> {
  const pressed = choices
    .slice(0, maxPressed)
    .flatMap((choice) => readChoiceId(choice) ?? readChoiceId(offeredAs(turn.shared, choice) ?? '') ?? []);
  const [first] = pressed;
  if (first === undefined) {
    const text = 'That choice is not known here; it may be from an older message. Ask again.';
    return tell(turn, 'none', text, [sayChoice('Help')], 'error');
  }
  if (first.kind === 'offer') return answerOffer(turn, first.offer, first.what);
  if (first.kind === 'say') return handleMessage(turn, first.words);
  try {
    return await handleChoice(turn, first, pressed);
  } catch (error) {
    return tellMistake(turn, 'none', error);
  }
}

/** More options than any question takes. */
const maxPressed = 30;
