import { AdvisorError } from '../errors.ts';
import { type Choice, maxChoiceId, maxLabel, type Reply } from '../reply.ts';
import { choiceIdText } from './choice-id.ts';
import type { Feedback } from './knowledge-gaps.ts';
import type { LiveKey } from './live-key.ts';
import type { Memory } from './memory.ts';
import type { Intent } from './outcome.ts';

/** What handling an event came to: what to say, and what to remember. */
export interface Turn {
  readonly intent: Intent;
  readonly replies: readonly Reply[];
  readonly memory: Memory;
  readonly live?: LiveKey;
  /** What became known of how a question was served. */
  readonly feedback?: Feedback;
}

/** Words that ask back, with what can be pressed. */
export function askBack(memory: Memory, text: string, choices: readonly Choice[] = []): Turn {
  return { intent: 'clarify', memory, replies: [{ kind: 'text', text, choices }] };
}

/** Something to tell a person that did not work, and what to do. */
export function tell(
  memory: Memory,
  intent: Intent,
  text: string,
  choices: readonly Choice[] = [],
  tone: 'info' | 'error' = 'info',
): Turn {
  return { intent, memory, replies: [{ kind: 'notice', tone, text, suggestions: [], choices }] };
}

/** A person's mistake, to be told to them; a fault is thrown on, for the engine to tell of it. */
export function requireMistake(error: unknown): AdvisorError {
  if (!(error instanceof AdvisorError) || error.code === 'database') throw error;
  return error;
}

/** A choice that says words for the person: short ones alone, as an id has little room. */
export function sayChoice(label: string, words: string = label): Choice {
  const said = cut(words, maxChoiceId - 'say:'.length);
  return { id: choiceIdText({ kind: 'say', words: said }), label: cut(label, maxLabel) };
}

/** At most so many UTF-16 units, and never half a character. */
function cut(text: string, most: number): string {
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
}
