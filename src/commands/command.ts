import { z } from 'zod';
import { type Arguments, type CommandArgument, listArguments } from './arguments.ts';
import type { DigestTime } from './digest-time.ts';
import type { LogWish } from './log-terms.ts';
import type { DecidedAsk, StepMeant } from './record-terms.ts';

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
  | { readonly kind: 'direct-asks'; readonly on: boolean }
  /** A weekly digest, or none any more. */
  | { readonly kind: 'digest'; readonly time: DigestTime | undefined }
  | { readonly kind: 'log'; readonly wish: LogWish }
  | { readonly kind: 'help' };

/** What every surface says of a command, and what it takes. */
export interface CommandDescription<Takes extends Arguments = Arguments> {
  /** One word, or two for a command of a group: `adr accept`. */
  readonly name: string;
  /** What it does, in a line that begins with a verb. */
  readonly description: string;
  /** Its arguments by name and in order; the last one takes the rest of what was typed. */
  readonly takes: Takes;
}

/** The values of arguments, as their schemas read them. */
export type Given<Takes extends Arguments> = z.output<ReturnType<typeof z.object<Takes>>>;

interface CommandDefinition<Takes extends Arguments> extends CommandDescription<Takes> {
  /** The command as somebody would give it, without the slash; help shows it. */
  readonly example: string;
  /** What it means with these arguments. */
  meaning(given: Given<Takes>): CommandMeaning;
}

/** A command, described once for every surface. */
export interface Command<Takes extends Arguments = Arguments> extends CommandDescription<Takes> {
  readonly arguments: readonly CommandArgument[];
  readonly example: string;
  /** What it means with what was typed; undefined where a required argument is missing or malformed. */
  meaning(typed: Readonly<Record<string, string>>): CommandMeaning | undefined;
}

/** Makes a command of its definition. @throws RangeError for an argument of which nothing was said. */
export function defineCommand<Takes extends Arguments>({
  meaning,
  ...rest
}: CommandDefinition<Takes>): Command<Takes> {
  const schema = z.object(rest.takes);
  return {
    ...rest,
    arguments: listArguments(rest.takes),
    meaning: (typed) => {
      const read = schema.safeParse(typed);
      return read.success ? meaning(read.data) : undefined;
    },
  };
}
