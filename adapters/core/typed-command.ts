import { readTyped } from '../../src/commands/registry.ts';

/** A command of the registry with what was given to it. */
export interface TypedCommand {
  readonly name: string;
  readonly given: Readonly<Record<string, string>>;
}

/**
 * Reads a command where its arguments are words behind it: `/adr accept 12`. Words that are no command ask for help.
 * `/advise team ...` is the team's walk. `plain` makes plain text of the words, where the platform marks them up.
 */
export function readTypedCommand(
  command: string,
  words: string,
  plain: (words: string) => string = (text) => text,
): TypedCommand {
  const team = command === '/advise' ? /^(?:--)?team\b:?\s*(.*)$/is.exec(words.trim()) : null;
  const typed = readTyped(`${command} ${plain(team?.[1] ?? words)}`);
  if (typed === undefined) return { name: 'help', given: {} };
  return { name: typed.command.name, given: { ...typed.given, ...(team === null ? {} : { team: 'true' }) } };
}
