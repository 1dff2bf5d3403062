import { realpathSync } from 'node:fs';
import { relative } from 'node:path';
import { join } from 'node:path/posix';
import type { Report } from '../../../src/decisions/check/check-folder.ts';
import type { BroughtIn } from '../../../src/decisions/check/subject.ts';
import type { Because } from '../../../src/governing/governing.ts';

/** A record that governs a change. */
export interface ShownGoverning {
  /** Its file in the folder, or its name. */
  readonly name: string;
  readonly title: string;
  readonly isAgainst: boolean;
  readonly because: readonly Because[];
}

/** What records say to a change; nothing where none was looked at. */
export interface ShownRuling {
  readonly governed: readonly ShownGoverning[];
  readonly broughtIn: readonly BroughtIn[];
}

/** What a check came to, with the folder as it was typed; without one it is of the database. */
export interface Shown extends Report {
  readonly folder: string | undefined;
  readonly governed: readonly ShownGoverning[];
}

/** Whether a finding is in a file, and not in a record of the database. */
export function isInFile({ folder }: Shown, { rule }: Pick<Report['findings'][number], 'rule'>): boolean {
  return folder !== undefined || rule === 'ruled-out-technology';
}

/** A file as it is shown to a person: from where they are. */
export function typedPath({ folder }: Shown, name: string): string {
  return folder === undefined ? name : join(folder.replaceAll('\\', '/'), name);
}

/** A file as a host of repositories knows it: from the repository's root. */
export function hostedPath(shown: Shown, name: string): string {
  if (shown.folder === undefined || shown.root === undefined) return typedPath(shown, name);
  return relative(shown.root, join(realpathSync(shown.folder), name)).replaceAll('\\', '/');
}

/** Control characters, and signs that turn the order of letters, must not move a cursor or hide what is there. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '\uFFFD');
}

/** How many errors and warnings there are. */
export function countsOf({ findings }: Shown): { readonly errors: number; readonly warnings: number } {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: findings.length - errors };
}

/** All of it in a line. */
export function summaryOf(shown: Shown): string {
  const { errors, warnings } = countsOf(shown);
  const { records, findings, leftOut } = shown;
  const files = new Set(findings.map(({ place }) => place.name)).size;
  const fixable = findings.filter(({ fix }) => fix !== undefined).length;
  const parts = [
    errors === 0 ? [] : [plural(errors, 'error')],
    warnings === 0 ? [] : [plural(warnings, 'warning')],
  ].flat();
  const what =
    parts.length === 0
      ? 'nothing found'
      : `${parts.join(' and ')} in ${plural(files, shown.folder === undefined ? 'record' : 'file')}`;
  const mendable = fixable === 0 ? '' : `; --fix mends ${fixable}`;
  const left = leftOut.length === 0 ? '' : `; ${plural(leftOut.length, 'other file')} left out`;
  return `${plural(records, 'record')}: ${what}${mendable}${left}.`;
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
