import { AdvisorError } from '../errors.ts';
import type { Event } from '../event.ts';
import { type Choice, maxChoiceId, maxLabel, type Reply } from '../reply.ts';
import { choiceIdText } from './choice-id.ts';
import type { Feedback } from './knowledge-gaps.ts';
import type { LiveKey } from './live-key.ts';
import type { Memory, SharedMemory } from './memory.ts';
import type { Intent } from './outcome.ts';
import type { Services } from './services.ts';

/** Who says or does something and where, and what it is answered with. */
export interface Context {
  readonly services: Services;
  readonly event: Event;
  /** Names of the logs in which the event's person may see anything. */
  readonly logs: readonly string[];
}

/** One turn of a conversation: the engine makes it for an event, and whatever handles it takes it first. */
export interface Turn extends Context {
  /** What is remembered of the thread for this person. */
  readonly memory: Memory;
  /** What all people of the thread share. */
  readonly shared: SharedMemory;
}

/** The same turn with something else remembered. */
export function remembering(turn: Turn, changes: Partial<Memory>): Turn {
  return { ...turn, memory: { ...turn.memory, ...changes } };
}

/** What came of a turn: what to say, and what to remember. */
export interface TurnResult {
  readonly intent: Intent;
  readonly replies: readonly Reply[];
  readonly memory: Memory;
  /** What all of the thread share from now on; as before where it is left out. */
  readonly shared?: SharedMemory;
  readonly live?: LiveKey;
  /** What became known of how a question was served. */
  readonly feedback?: Feedback;
}

/** What of a turn is needed to say something: the rest of what is remembered stays as it is. */
type Remembered = Pick<Turn, 'memory'>;

/** Says something, and remembers `changes` from now on. */
export function say(
  { memory }: Remembered,
  intent: Intent,
  replies: readonly Reply[],
  changes: Partial<Memory> = {},
): TurnResult {
  return { intent, memory: { ...memory, ...changes }, replies };
}

/** Words that ask back, with what can be pressed. */
export function askBack(turn: Remembered, text: string, choices: readonly Choice[] = []): TurnResult {
  return say(turn, 'clarify', [{ kind: 'text', text, choices }]);
}

/** Something to tell a person that did not work, and what to do. */
export function tell(
  turn: Remembered,
  intent: Intent,
  text: string,
  choices: readonly Choice[] = [],
  tone: 'info' | 'error' = 'info',
): TurnResult {
  return say(turn, intent, [{ kind: 'notice', tone, text, suggestions: [], choices }]);
}

/** A person's mistake, to be told to them; a fault is thrown on, for the engine to tell of it. */
export function requireMistake(error: unknown): AdvisorError {
  if (!(error instanceof AdvisorError) || error.code === 'database') throw error;
  return error;
}

/** Tells a person of their mistake; a fault is thrown on. */
export function tellMistake(turn: Remembered, intent: Intent, error: unknown): TurnResult {
  return tell(turn, intent, `${requireMistake(error).message}.`, [], 'error');
}

/** A choice that says words for the person: short ones alone, as an id has little room. */
export function sayChoice(label: string, words: string = label): Choice {
  const said = cut(words, maxChoiceId - 'say:'.length);
  return { id: choiceIdText({ kind: 'say', words: said }), label: labelOf(label) };
}

/** A label as long as one may be. */
export function labelOf(text: string): string {
  return cut(text, maxLabel);
}

/** At most so many UTF-16 units, and never half a character. */
function cut(text: string, most: number): string {
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
}
