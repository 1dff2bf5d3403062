import { styleText } from 'node:util';
import type { SyncConflict, SyncedRecord, SyncResult } from '../../src/decisions/sync/result.ts';

/** So many of a kind are listed. */
const mostListed = 20;

/** What stands beside records in most folders is no news. */
const expected = /^(?:an index or README|a template|empty|not a decision \(.*)$/;

/** What a run of `adr sync` did, or would do. */
export function syncText(result: SyncResult, isTrial: boolean): string {
  const { created, updated, written, renamed, missing, conflicts, warnings, skipped, hidden, commit } =
    result;
  const lines = [
    ...listed(created, (one) => line('in', one, 'new record')),
    ...listed(updated, (one) => line('in', one, '')),
    ...listed(written, (one) => line('out', one, one.isNew ? 'new file' : '')),
    ...listed(renamed, (one) => line('moved', one, `was ${plain(one.from)}`)),
    ...listed(missing, (one) =>
      line('gone', one, 'the record stays; --take-record writes it anew, --take-file leaves it out'),
    ),
    ...conflicts.map(conflictLine),
    ...listed(warnings, (warning) => `  note      ${plain(warning)}`),
  ];
  const others = skipped
    .filter(({ reason }) => !expected.test(reason))
    .map(({ file, reason }) => `${plain(file)} (${plain(reason)})`);
  const left = others.length === 0 ? [] : [`  left alone ${some(others)}`];
  const unseen =
    hidden === 0 ? [] : [`  ${hidden} for members alone ${hidden === 1 ? 'is' : 'are'} not written`];
  const told =
    commit === null
      ? []
      : [`  committed ${commit.id.slice(0, 10)} ${plain(commit.message.split('\n')[0] ?? '')}`];
  return [summary(result, isTrial), ...lines, ...unseen, ...left, ...told].join('\n');
}

function summary({ created, updated, written, conflicts, unchanged }: SyncResult, isTrial: boolean): string {
  const came = created.length + updated.length;
  if (came + written.length + conflicts.length === 0) return `In step: ${unchanged} unchanged.`;
  const parts = [
    `${came} ${isTrial ? 'would come' : 'came'} in`,
    `${written.length} ${isTrial ? 'would go' : 'went'} out`,
    ...(conflicts.length === 0
      ? []
      : [conflicts.length === 1 ? '1 conflict' : `${conflicts.length} conflicts`]),
    `${unchanged} unchanged`,
  ];
  return `${parts.join(', ')}.`;
}

function line(word: string, { number, title, file }: SyncedRecord, more: string): string {
  const told = more === '' ? '' : ` (${more})`;
  return `  ${word.padEnd(9)} ${String(number).padStart(4)}  ${plain(title)}  ${styleText('dim', plain(file), { stream: process.stdout })}${told}`;
}

/** A conflict with both its sides: who changed it here and when, and the file. */
function conflictLine(conflict: SyncConflict): string {
  const { here, fileChangedAt, kind, reason, file } = conflict;
  const ours = here === null ? '' : `${here.kind} here by ${plain(here.person)} at ${minute(here.at)}`;
  const at = fileChangedAt === null ? '' : ` at ${minute(fileChangedAt)}`;
  const theirs = {
    both: `${plain(file)} changed${at}`,
    unreadable: `${plain(file)} is no record now: ${plain(reason)}`,
    deleted: `${plain(file)} was deleted`,
    meanwhile: `${plain(file)} changed during this run`,
  }[kind];
  const sides = [ours, theirs].filter((side) => side !== '').join('; ');
  return styleText(
    'red',
    `  conflict  ${String(conflict.number).padStart(4)}  ${plain(conflict.title)}: ${sides}`,
    {
      stream: process.stdout,
    },
  );
}

function minute(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}

function listed<Item>(items: readonly Item[], show: (item: Item) => string): string[] {
  const left = items.length - mostListed;
  return [...items.slice(0, mostListed).map(show), ...(left > 0 ? [`            and ${left} more`] : [])];
}

function some(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

/** Control characters from somebody's text must not move the cursor. */
function plain(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
