import { adrCommands } from './adr.ts';
import { advise } from './advise.ts';
import { ask } from './ask.ts';
import type { Command } from './command.ts';

const help: Command = {
  name: 'help',
  description: 'say what can be asked and done here',
  arguments: [],
  example: 'help',
  meaning: () => ({ kind: 'help' }),
};

/** Every command of the conversation, in the order in which help tells them. */
export const commands: readonly Command[] = [ask, advise, ...adrCommands, help];

/** A command by its name. */
export function commandOf(name: string): Command | undefined {
  return commands.find((command) => command.name === name);
}

/** What a command does, for surfaces that describe it. @throws RangeError for a name that is no command's. */
export function descriptionOf(name: string): string {
  const command = commandOf(name);
  if (command === undefined) throw new RangeError(`no command "${name}"`);
  return command.description;
}

/** A command as it was typed, with its arguments in order; the last one takes the rest. */
export interface Typed {
  readonly command: Command;
  readonly given: Readonly<Record<string, string>>;
}

/** Reads `/adr accept 12`; undefined for words that are no command. */
export function readTyped(text: string): Typed | undefined {
  const line = /^\/(.+)$/s.exec(text.trim())?.[1]?.trim();
  if (line === undefined) return undefined;
  const lower = line.toLowerCase();
  const command = [...commands]
    .sort((a, b) => b.name.length - a.name.length)
    .find(({ name }) => lower === name || lower.startsWith(`${name} `) || lower.startsWith(`${name}\n`));
  return command === undefined
    ? undefined
    : { command, given: inOrder(command, line.slice(command.name.length).trim()) };
}

function inOrder(command: Command, rest: string): Record<string, string> {
  const given: Record<string, string> = {};
  // What can be left out is named where somebody types: only required ones and the last have a place.
  const placed = command.arguments.filter(
    ({ required, type }, at) => required || type === 'number' || at === command.arguments.length - 1,
  );
  let left = rest;
  for (const [place, { name }] of placed.entries()) {
    const [, word = '', after = ''] = /^(\S+)\s*(.*)$/s.exec(left) ?? [];
    const isLast = place === placed.length - 1;
    const value = isLast ? left : word;
    if (value !== '') given[name] = value;
    left = isLast ? '' : after;
  }
  return given;
}

/** How a command is written: `adr reject NUMBER [REASON]`. */
export function usageOf({ name, arguments: all }: Command): string {
  const words = all.map(({ name: argument, required }) =>
    required ? argument.toUpperCase() : `[${argument.toUpperCase()}]`,
  );
  return [name, ...words].join(' ');
}

/** The commands as a markdown table, for the docs. */
export function commandTable(): string {
  const rows = commands.map(
    (command) => `| \`/${usageOf(command)}\` | ${command.description} | \`/${command.example}\` |`,
  );
  return ['| command | what it does | for example |', '| --- | --- | --- |', ...rows].join('\n');
}
