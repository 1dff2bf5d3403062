import type { MeantIntent } from '../../reading/intents/acts.ts';
import type { Meant } from '../../reading/intents/reader.ts';
import type { ThreadState } from '../../reading/intents/thread-state.ts';
import { withoutAddresses } from '../meaning/links.ts';
import { plainNumbers } from '../meaning/named-records.ts';
import { commandPart, withoutManners } from '../meaning/small-phrases.ts';
import type { Turn, TurnResult } from '../turn.ts';

/** What somebody said, read once for all who try to take it. */
export interface Utterance {
  /** As it was said, short forms written out. */
  readonly said: string;
  /** The same without the addresses of its links: they say nothing of what is meant. */
  readonly plain: string;
  /** What was said, without the politeness around it and what is told before the sentence that says what to do. */
  readonly command: string;
  /** What it is most likely meant to do. */
  readonly meant: Meant;
}

/** Does what words mean; undefined where they mean something else. */
export type Take = (
  turn: Turn,
  utterance: Utterance,
) => Promise<TurnResult | undefined> | TurnResult | undefined;

/** One way to take what somebody said; the registry says in which order they are tried. */
export interface Reading {
  /** Whether the words may be meant so, told without reading them closely; they always may where it is left out. */
  readonly mayBe?: (turn: Turn, utterance: Utterance) => boolean;
  readonly take: Take;
}

/** From which probability on other readings are left out. */
const certain = 0.7;

/** From which probability on what was meant is done where no plain reading takes the words. */
export const likely = 0.35;

/** From which probability on words stand by themselves, and what changes something is done. */
export const surelyAlone = 0.6;

/** Whether words are surely meant as the model has it. */
export function isCertain({ probability }: Meant): boolean {
  return probability >= certain;
}

/** Whether words may be meant so, whatever they are likeliest meant to do. */
export function mayMean(meant: Meant, intent: MeantIntent): boolean {
  return !isCertain(meant) || meant.intent === intent;
}

/** Reads what somebody said; the model is asked where no plainer reading took the words before. */
export function utteranceOf(turn: Turn, said: string): Utterance {
  const plain = withoutAddresses(said);
  let meant: Meant | undefined;
  return {
    said,
    plain,
    command: commandPart(withoutManners(said)),
    get meant() {
      // Every record's number says the same of what is meant, with its log or without.
      meant ??= turn.services.meant(plainNumbers(plain, turn.logs).line, threadStateOf(turn));
      return meant;
    },
  };
}

/** What was going on for somebody when they said something. */
function threadStateOf({ memory: { last, walking, record }, shared: { team } }: Turn): ThreadState {
  const isTalkedOf = last === 'advise' || last === 'clarify';
  const own = walking === null ? undefined : walking.isDone ? (isTalkedOf ? 'decided' : 'none') : 'open';
  const teams = team === null ? 'none' : team.isDone ? (isTalkedOf ? 'team-decided' : 'none') : 'team-open';
  return { previous: last ?? 'none', walk: own ?? teams, record: record !== null };
}
