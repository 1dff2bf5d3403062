import type { ForgottenInLog } from '../../src/decisions/forget-person.ts';
import type { ForgottenEverywhere, ForgottenPerson } from '../../src/forgetting/person.ts';
import type { ErasedRows } from '../../src/forgetting/workspace.ts';
import { oneLine } from '../view/clean-text.ts';

/** What became of somebody, or would. */
export function forgottenText({ workspaces, own }: ForgottenEverywhere, isDone: boolean): string {
  const parts = workspaces.map((one) => personText(one, isDone));
  const count = countOf(own);
  if (count > 0) parts.push(`Direct messages of their own: ${erasedWords(count, isDone)}.`);
  return parts.join('\n\n');
}

/** What became of a workspace, or would. */
export function erasedText(workspace: string, erased: ErasedRows, isDone: boolean): string {
  const lines = Object.entries(erased).map(([table, count]) => `  ${String(count).padStart(7)}  ${table}`);
  const head = `Workspace ${oneLine(workspace)}: ${erasedWords(countOf(erased), isDone)}.`;
  return [head, ...lines].join('\n');
}

function erasedWords(count: number, isDone: boolean): string {
  const rows = count === 1 ? '1 row' : `${count} rows`;
  return isDone ? `${rows} erased` : `${rows} to erase`;
}

function countOf(erased: ErasedRows): number {
  return Object.values(erased).reduce((sum, count) => sum + count, 0);
}

function personText(
  { workspace, names, sharedNames, alias, erased, logs }: ForgottenPerson,
  isDone: boolean,
): string {
  const called = [...names, ...sharedNames].map(oneLine).join(', ');
  const sum = (of: (log: ForgottenInLog) => number) => logs.reduce((total, log) => total + of(log), 0);
  const gone = [
    ...countLine(erased.conversations, 'remembered conversations'),
    ...countLine(erased.turns, 'messages to the page, with their answers'),
    ...countLine(erased.messages, 'events and messages on their way'),
    ...countLine(erased.posted, 'messages and forms of their own'),
    ...countLine(erased.settings, 'settings of their own'),
  ];
  const named = [
    ...countLine(
      sum(({ entries }) => entries),
      'entries of the history',
    ),
    ...countLine(
      sum(({ answers }) => answers),
      'answers on proposals',
    ),
    ...countLine(
      sum(({ records }) => records),
      'records among whose people they stand',
    ),
  ];
  const becomes = isDone ? `${alias} stands for them now in` : 'an alias is to stand for them in';
  return [
    `Workspace ${oneLine(workspace)}${called === '' ? '' : `, where they are called ${called}`}`,
    ...(gone.length === 0 ? [] : [isDone ? 'erased' : 'to erase', ...gone]),
    ...(named.length === 0 ? [] : [becomes, ...named]),
    ...notesOf(logs, sharedNames),
  ].join('\n');
}

function countLine(count: number, what: string): string[] {
  return count === 0 ? [] : [`  ${String(count).padStart(7)}  ${what}`];
}

/** What an operator may want to do by hand. */
function notesOf(logs: readonly ForgottenInLog[], sharedNames: readonly string[]): string[] {
  const decides = logs.filter((log) => log.decides).map(({ log }) => log);
  const inWords = logs.flatMap(({ log, inWords }) => inWords.map((number) => `${log} ${number}`));
  return [
    ...(decides.length === 0 ? [] : [`They decide in ${decides.join(', ')}: name somebody else there.`]),
    ...(inWords.length === 0
      ? []
      : [`Words that people wrote stay; their name stands in ${inWords.join(', ')}.`]),
    ...sharedNames.map(
      (name) => `Others are called ${oneLine(name)} too: where only that name stands it stays.`,
    ),
  ];
}
