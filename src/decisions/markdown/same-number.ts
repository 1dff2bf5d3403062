import { posix } from 'node:path';
import { lettersBefore, readFileName } from './file-name.ts';
import { fold } from './fold.ts';
import { recordName } from './reading-job.ts';

/** A record of a number that others have as well. */
export interface SameNumber {
  readonly file: string;
  readonly title: string;
}

/**
 * Which record a name means, such as a link's words or the path of a file that is gone: the only one of which it has a
 * word that the others have not. Undefined where that is none or several.
 */
export function meantByName<One extends SameNumber>(
  names: readonly string[],
  from: string,
  same: readonly One[],
): One | undefined {
  const left = likely(from, same);
  if (left.length < 2) return left[0];
  const own = ownWords(left);
  const said = new Set(names.flatMap(wordsOf));
  return onlyOne(left.filter((_, at) => [...(own[at] ?? [])].some((word) => said.has(word))));
}

/**
 * Which record is meant by what stands beside a number: the one with whose title it begins, or that has all of its
 * words. Else it may be prose, which names what a record is not as well.
 */
export function meantBySaying<One extends SameNumber>(
  saying: string,
  from: string,
  same: readonly One[],
): One | undefined {
  const left = likely(from, same);
  if (left.length < 2) return left[0];
  const said = wordsOf(saying);
  const whole = left
    .map((one) => ({ one, length: longestBegun(said, namesOf(one)) }))
    .toSorted((a, b) => b.length - a.length);
  const [first, second] = whole;
  if (first !== undefined && first.length > (second?.length ?? 0)) return first.one;
  const own = ownWords(left);
  return onlyOne(
    left.filter((one, at) => {
      const all = new Set(namesOf(one).flat());
      return said.every((word) => all.has(word)) && said.some((word) => own[at]?.has(word) === true);
    }),
  );
}

/** Those that may be meant at all: not the file that speaks, no translation or appendix of another, its own series first. */
function likely<One extends SameNumber>(from: string, same: readonly One[]): readonly One[] {
  const others = same.filter(({ file }) => file !== from);
  const main = others.filter(({ file }) => !others.some((one) => isNamedBehind(file, one.file)));
  const series = lettersBefore(posix.basename(from));
  const own = main.filter(({ file }) => lettersBefore(posix.basename(file)) === series);
  return own.length === 0 ? main : own;
}

/** The only one; undefined where there is none, or more. */
function onlyOne<One>(all: readonly One[]): One | undefined {
  return all.length === 1 ? all[0] : undefined;
}

/** Whether a file is called like another with something behind it: `0001-x.de.md`, `0001-x-notes.md`. */
function isNamedBehind(file: string, other: string): boolean {
  const [name, main] = [file, other].map((one) => one.replace(/\.[^./]*$/, '').toLowerCase());
  return (
    name !== undefined &&
    main !== undefined &&
    name.startsWith(main) &&
    /^[-_.]/.test(name.slice(main.length))
  );
}

/** What a record is called: its title, and the words of its file's name. */
function namesOf({ file, title }: SameNumber): string[][] {
  return [wordsOf(title), wordsOf(readFileName(recordName(file).name).slug)];
}

/** The words of each that no other has. */
function ownWords(same: readonly SameNumber[]): ReadonlySet<string>[] {
  const all = same.map((one) => new Set(namesOf(one).flat()));
  return all.map(
    (words, at) => new Set([...words].filter((word) => !all.some((one, i) => i !== at && one.has(word)))),
  );
}

/** The length of the longest name that the words begin with; one of a single word may be a word of a sentence. */
function longestBegun(said: readonly string[], names: readonly (readonly string[])[]): number {
  const begun = names.filter((name) => name.length > 1 && name.every((word, at) => said[at] === word));
  return Math.max(0, ...begun.map(({ length }) => length));
}

/** Words that say nothing of what a record is about. */
const empty = new Set(
  'a an and as at by for from in is it of on or our the this to use using with adr decision record rfc der die das und für mit le la les de des du et el los y do da o'.split(
    ' ',
  ),
);

function wordsOf(text: string): string[] {
  return (fold(text.slice(0, 300)).match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !empty.has(word));
}
