import { commandOf, readTyped } from '../../src/commands/registry.ts';

/** A command of the registry with what was given to it. */
export interface TypedCommand {
  readonly name: string;
  readonly given: Readonly<Record<string, string>>;
}

/**
 * Reads a command where its arguments are words behind it: `/adr accept 12`. Words that are no command ask for help.
 * A flag stands before them: `/advise team ...` is the team's walk.
 * @param plain makes plain text of the words, where the platform marks them up
 */
export function readTypedCommand(
  command: string,
  words: string,
  plain: (words: string) => string = (text) => text,
): TypedCommand {
  const flag = commandOf(command.slice(1))?.arguments.find(({ isFlag }) => isFlag)?.name;
  const flagged =
    flag === undefined ? null : new RegExp(`^(?:--)?${flag}\\b:?\\s*(.*)$`, 'is').exec(words.trim());
  const typed = readTyped(`${command} ${plain(flagged?.[1] ?? words)}`);
  if (typed === undefined) return { name: 'help', given: {} };
  const given = flag === undefined || flagged === null ? {} : { [flag]: 'true' };
  return { name: typed.command.name, given: { ...typed.given, ...given } };
}
