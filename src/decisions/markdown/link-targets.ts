import { posix } from 'node:path';
import { readFileName } from './file-name.ts';
import type { StatedLink } from './links.ts';

/** How files are found, each in one step: a folder may hold thousands that name each other. */
export interface FileIndex<One> {
  readonly byPath: ReadonlyMap<string, One>;
  readonly byName: ReadonlyMap<string, readonly One[]>;
  /** By folder and label. */
  readonly byLabel: ReadonlyMap<string, One>;
}

/** Indexes files of a folder; `labelOf` gives a record's number as its file writes it. */
export function indexFiles<One extends { readonly file: string }>(
  files: readonly One[],
  labelOf: (one: One) => string | null,
): FileIndex<One> {
  // The first of a label is meant.
  const labelled = files.toReversed().flatMap((one): [string, One][] => {
    const label = labelOf(one);
    return label === null ? [] : [[labelKey(one.file, label), one]];
  });
  return {
    byPath: new Map(files.map((one) => [one.file, one])),
    byName: Map.groupBy(files, ({ file }) => posix.basename(file).toLowerCase()),
    byLabel: new Map(labelled),
  };
}

function labelKey(file: string, label: string): string {
  return `${posix.dirname(file)}\n${label}`;
}

/** Which file a stated link means: by path, by the number in a path, by number in the same folder. */
export function targetOf<One>(
  { target, text }: Pick<StatedLink, 'target' | 'text'>,
  from: string,
  { byPath, byName, byLabel }: FileIndex<One>,
): { found: One | undefined; isBroken: boolean } {
  const numbered = (label: string | null) =>
    label === null ? undefined : byLabel.get(labelKey(from, label.replace(/^0+(?=\d)/, '').toLowerCase()));
  if (/^\d+[a-z]?$/i.test(target)) return { found: numbered(target), isBroken: false };
  const path = decodePath(target.replace(/[?#].*$/, ''));
  if (path === '') return { found: undefined, isBroken: false };
  const beside = byPath.get(posix.normalize(posix.join(posix.dirname(from), path)));
  if (beside !== undefined) return { found: beside, isBroken: false };
  const name = posix.basename(path).toLowerCase();
  const named = byName.get(name) ?? byName.get(`${name}.md`) ?? [];
  const isElsewhere = /^https?:/.test(target) || path.startsWith('/');
  if (named.length === 1 || (named.length > 0 && isElsewhere))
    return { found: named[0], isBroken: !isElsewhere && !/\.md$/i.test(name) ? false : !isElsewhere };
  // The file is gone or renamed: its number still says which record is meant.
  const label =
    readFileName(posix.basename(path)).label ??
    /(?:adr|decision)?[-_ #]*0*(\d{1,5}[a-z]?)/i.exec(text)?.[1] ??
    null;
  return { found: numbered(label), isBroken: true };
}

/** A path of a link as the file system knows it; as it is where it is not encoded well. */
export function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
