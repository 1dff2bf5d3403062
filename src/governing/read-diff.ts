import parseDiff from 'parse-diff';
import { AdvisorError } from '../errors.ts';
import type { Change, TouchedPackage } from './change.ts';
import { packagesIn } from './manifest-lines.ts';

/** A longer diff is none that somebody reads; in characters. */
export const longestDiff = 20_000_000;

/**
 * Reads what a unified diff touches, as git writes it and as people write it by hand: the counts of its lines need not be
 * right.
 * @throws AdvisorError `invalid` for what is no diff, is too long, or names a path out of the repository.
 */
export function readDiff(text: string): Change {
  if (text.length > longestDiff)
    throw new AdvisorError(
      'invalid',
      `the diff has more than ${longestDiff / 1_000_000} million characters; name the files that change in its place`,
    );
  const parsed = sectionsOf(text).flatMap((section) => parseDiff(section));
  const files = parsed.flatMap(({ from, to }) =>
    [from, to].flatMap((path) => (path === undefined || path === '/dev/null' ? [] : [requirePath(path)])),
  );
  if (files.length === 0)
    throw new AdvisorError(
      'invalid',
      'this is no unified diff; give what "git diff" prints, or name the files that change',
    );
  return { files: [...new Set(files)], packages: parsed.flatMap(touchedIn) };
}

/** What changes where files are named and nothing is known of their lines. @throws AdvisorError as {@link readDiff} does. */
export function changeOfFiles(files: readonly string[]): Change {
  return { files: [...new Set(files.map(requirePath))], packages: [] };
}

/** The files of a diff, each by itself: of one whose counts are wrong the next is no part. */
function sectionsOf(text: string): string[] {
  return text.split(/^(?=diff --git )/m).filter((section) => section.trim() !== '');
}

/**
 * A path from the repository's root, as it is written elsewhere.
 * @throws AdvisorError `invalid` where it leads out of the repository.
 */
function requirePath(path: string): string {
  const plain = path
    .trim()
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
    .replace(/\/{2,}/g, '/');
  const isOutside = plain.startsWith('/') || /^[a-z]:/i.test(plain) || plain.split('/').includes('..');
  if (isOutside || plain === '' || plain.includes('\0'))
    throw new AdvisorError(
      'invalid',
      `"${path.slice(0, 80)}" is no path in a repository; write it from the repository's root, such as src/orders/db.ts`,
    );
  return plain;
}

type ReadFile = ReturnType<typeof parseDiff>[number];

/** The packages that a file's changed lines name, each once. */
function touchedIn({ from, to, chunks }: ReadFile): TouchedPackage[] {
  const file = to === undefined || to === '/dev/null' ? from : to;
  if (file === undefined) return [];
  const path = requirePath(file);
  const sides = { add: new Map<string, TouchedPackage>(), del: new Map<string, TouchedPackage>() };
  for (const { changes } of chunks)
    for (const change of changes) {
      if (change.type === 'normal') continue;
      const line = change.type === 'add' ? change.ln : null;
      for (const found of packagesIn(path, change.content.slice(1))) {
        const key = `${found.ecosystem}:${found.name}`;
        const how = change.type === 'add' ? 'comes' : 'goes';
        if (!sides[change.type].has(key)) sides[change.type].set(key, { ...found, file: path, line, how });
      }
    }
  const gone = [...sides.del].flatMap(([key, one]) => (sides.add.has(key) ? [] : [one]));
  const there = [...sides.add].map(
    ([key, one]): TouchedPackage => (sides.del.has(key) ? { ...one, how: 'stays' } : one),
  );
  return [...there, ...gone];
}
