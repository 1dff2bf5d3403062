import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { readTextFile } from '../../bounded/read-file.ts';
import { AdvisorError, systemErrorCode } from '../../errors.ts';
import type { Edit } from './finding.ts';

/** What was changed, and what was not as it had been read. */
export interface Applied {
  readonly made: readonly Edit[];
  readonly left: readonly { readonly file: string; readonly reason: string }[];
}

/** A file that is to be written. */
interface Plan {
  readonly path: string;
  readonly text: string;
  readonly mode: number;
  readonly edits: readonly Edit[];
}

/**
 * Makes changes in a folder's files; all else in them stays byte for byte, and a crash leaves the old file or the new
 * one. Whether all can be written is looked at before anything is.
 * @throws AdvisorError `not-writable` where a file or its folder cannot be written.
 */
export function applyFixes(folder: string, edits: readonly Edit[]): Applied {
  const left: { file: string; reason: string }[] = [];
  const plans: Plan[] = [];
  for (const [file, own] of Map.groupBy(edits, (edit) => edit.file)) {
    const plan = planOf(folder, file, own);
    if ('reason' in plan) left.push({ file, reason: plan.reason });
    else plans.push(plan);
  }
  for (const plan of plans) requireWritable(plan);
  for (const plan of plans) write(plan);
  return { made: plans.flatMap((plan) => plan.edits), left };
}

function planOf(folder: string, file: string, edits: readonly Edit[]): Plan | { readonly reason: string } {
  const path = join(folder, file);
  // A folder on the way may have become a link since it was read.
  if (!isInside(dirname(path), folder)) return { reason: 'it is not in the folder any more' };
  const read = readTextFile(path, { maxBytes: 2_000_000 });
  if ('reason' in read) return { reason: read.reason };
  const text = edited(read.text, edits);
  return text === undefined
    ? { reason: 'it was changed meanwhile; run it again' }
    : { path, text, mode: lstatSync(path).mode & 0o7777, edits };
}

function isInside(path: string, folder: string): boolean {
  try {
    const [real, top] = [realpathSync(path), realpathSync(folder)];
    return real === top || real.startsWith(top.endsWith(sep) ? top : `${top}${sep}`);
  } catch {
    return false;
  }
}

/** The text with the changes in it; undefined where a line is not what it was, or is to be two things. */
export function edited(text: string, edits: readonly Edit[]): string | undefined {
  const lines = text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g) ?? [];
  const usual = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  for (const [line, own] of Map.groupBy(edits, (edit) => edit.line)) {
    const [, mark = '', old = '', end = ''] =
      /^(\uFEFF?)(.*?)(\r\n|\n|\r|)$/s.exec(lines[line - 1] ?? '') ?? [];
    const changed = new Set(own.filter(({ was, now }) => was !== now).map(({ now }) => now));
    if (own.some(({ was }) => was !== old) || changed.size > 1) return undefined;
    const [now = old] = changed;
    const after = own.flatMap((edit) => edit.after);
    const ending = end === '' && after.length > 0 ? usual : end;
    // The last line of a file may have no end; it still has none.
    const added = after.map(
      (one, at) => `${one}${end === '' && at === after.length - 1 ? '' : end || usual}`,
    );
    lines[line - 1] = `${mark}${now}${ending}${added.join('')}`;
  }
  return lines.join('');
}

function requireWritable({ path, mode }: Plan): void {
  // Whoever may do anything may write what is read-only, and should not.
  if ((mode & 0o222) === 0)
    throw new AdvisorError('not-writable', `${path}: it is read-only; nothing was changed`);
  try {
    accessSync(path, constants.W_OK);
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw new AdvisorError(
      'not-writable',
      `${path}: cannot be written (${codeOf(error)}); nothing was changed`,
      { cause: error },
    );
  }
}

function write({ path, text, mode }: Plan): void {
  const partial = join(dirname(path), `.${basename(path).slice(0, 100)}.${process.pid}.part`);
  try {
    const file = openSync(partial, 'wx', mode);
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw new AdvisorError('not-writable', `${path}: cannot be written (${codeOf(error)})`, { cause: error });
  }
}

function codeOf(error: unknown): string {
  return systemErrorCode(error) ?? 'unknown';
}
