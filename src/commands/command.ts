import type { DecidedAsk, StepMeant, Target } from './record-terms.ts';

/** What a command does, in the conversation's own terms. */
export type CommandMeaning =
  | { readonly kind: 'ask'; readonly question: string }
  | {
      readonly kind: 'advise';
      readonly brief: string;
      readonly topic: string | undefined;
      readonly team: boolean;
    }
  | { readonly kind: 'propose'; readonly statement: string }
  | { readonly kind: 'decided'; readonly ask: DecidedAsk }
  | { readonly kind: 'step'; readonly step: StepMeant }
  | { readonly kind: 'noticing'; readonly on: boolean }
  | { readonly kind: 'help' };

/** One argument of a command. */
export interface CommandArgument {
  readonly name: string;
  readonly description: string;
  readonly type: 'text' | 'number' | 'choice' | 'flag';
  readonly required: boolean;
  /** For `choice`: the values. */
  readonly choices?: readonly string[];
  /** What a platform can complete while somebody types. */
  readonly completes?: 'topic' | 'record' | 'technology' | 'tag';
}

/** A command, described once for every surface. */
export interface Command {
  /** One word, or two for a command of a group: `adr accept`. */
  readonly name: string;
  /** What it does, in a line that begins with a verb. */
  readonly description: string;
  /** The last one takes the rest of what was typed. */
  readonly arguments: readonly CommandArgument[];
  readonly example: string;
  /** What it means with these arguments; undefined where a required one is missing or malformed. */
  meaning(given: Readonly<Record<string, string>>): CommandMeaning | undefined;
}

/** A record by its number, `12`, `ADR-12`, `#12`, or by its log's name too: `payments/12`. */
export function readTarget(text: string | undefined): Extract<Target, { kind: 'number' }> | undefined {
  const [, log, number] = /^(?:(.{1,80})\/)?(?:adr-?|#)?0*(\d{1,9})$/i.exec(text?.trim() ?? '') ?? [];
  if (number === undefined) return undefined;
  return { kind: 'number', number: Number(number), ...(log === undefined ? {} : { log }) };
}
