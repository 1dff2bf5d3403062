import { accept } from './adr/accept.ts';
import { amend } from './adr/amend.ts';
import { comment } from './adr/comment.ts';
import { conflicts } from './adr/conflicts.ts';
import { deprecate } from './adr/deprecate.ts';
import { digest } from './adr/digest.ts';
import { direct } from './adr/direct.ts';
import { due } from './adr/due.ts';
import { edit } from './adr/edit.ts';
import { history } from './adr/history.ts';
import { list } from './adr/list.ts';
import { log } from './adr/log.ts';
import { notice } from './adr/notice.ts';
import { propose } from './adr/propose.ts';
import { reject } from './adr/reject.ts';
import { requestChanges } from './adr/request-changes.ts';
import { search } from './adr/search.ts';
import { show } from './adr/show.ts';
import { supersede } from './adr/supersede.ts';
import { withdraw } from './adr/withdraw.ts';
import { advise } from './advise.ts';
import { type CommandArgument, readTarget } from './arguments.ts';
import { ask } from './ask.ts';
import type { Command } from './command.ts';
import { help } from './help.ts';

/**
 * Every command, in the order in which help tells them. What is in this list is on every surface; the terminal has a help of
 * its own, and no channel for `adr notice` and `adr digest`.
 */
export const commands: readonly Command[] = [
  ask,
  advise,
  propose,
  list,
  show,
  history,
  search,
  accept,
  requestChanges,
  comment,
  reject,
  withdraw,
  deprecate,
  supersede,
  amend,
  edit,
  due,
  conflicts,
  notice,
  direct,
  digest,
  log,
  help,
];

const groups: Readonly<Record<string, string>> = { adr: "the team's decision records" };

/** What a group of commands is about, by its first word; one that says nothing of itself tells its commands. */
export function groupText(name: string): string {
  const own = commands.filter((command) => command.name.startsWith(`${name} `));
  return groups[name] ?? own.map((command) => command.name.slice(name.length + 1)).join(', ');
}

/** A command by its name, `adr accept`; undefined where there is none. */
export function commandOf(name: string): Command | undefined {
  return commands.find((command) => command.name === name);
}

/** A command as it was typed, with what was given for its arguments by their names. */
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

/** The arguments that have a place where a command is typed; the others can only be named. */
export function placedArguments({ arguments: all }: Command): readonly CommandArgument[] {
  return all.filter(
    ({ required, completes }, at) => required || completes === 'record' || at === all.length - 1,
  );
}

/** What was typed behind a command, word by word; the last argument takes the rest. */
function inOrder(command: Command, rest: string): Record<string, string> {
  const given: Record<string, string> = {};
  const placed = placedArguments(command);
  let left = rest;
  for (const [place, { name, completes }] of placed.entries()) {
    const [word, after] = completes === 'record' ? firstRecord(left) : firstWord(left);
    const isLast = place === placed.length - 1;
    const value = isLast ? left : word;
    if (value !== '') given[name] = value;
    left = isLast ? '' : after;
  }
  return given;
}

function firstWord(text: string): readonly [first: string, rest: string] {
  const [, word = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(text) ?? [];
  return [word, rest];
}

/** A record's name in the first words, "shop 3", where these name one; else the first word. */
function firstRecord(text: string): readonly [first: string, rest: string] {
  for (let words = 1; words <= mostWords; words++) {
    const [, name = '', rest = ''] =
      new RegExp(`^(\\S+(?:\\s+\\S+){${words - 1}})\\s*(.*)$`, 's').exec(text) ?? [];
    if (readTarget(name) !== undefined) return [name, rest];
  }
  return firstWord(text);
}

/** A log's name has few words. */
const mostWords = 5;

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
