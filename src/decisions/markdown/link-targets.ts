import { posix } from 'node:path';
import { readFileName } from './file-name.ts';
import type { StatedLink } from './links.ts';
import { meantByName, meantBySaying, type SameNumber } from './same-number.ts';

/** How files are found, each in one step: a folder may hold thousands that name each other. */
export interface FileIndex<One> {
  readonly byPath: ReadonlyMap<string, One>;
  readonly byName: ReadonlyMap<string, readonly One[]>;
  /** By folder and label; several records may have one. */
  readonly byLabel: ReadonlyMap<string, readonly Labelled<One>[]>;
  /** All of a label, with their folders. */
  readonly labelled: ReadonlyMap<string, readonly Labelled<One>[]>;
  /** The labels of each folder. */
  readonly labels: ReadonlyMap<string, ReadonlySet<string>>;
}

interface Labelled<One> extends SameNumber {
  readonly one: One;
  readonly folder: string;
  readonly label: string;
}

/** What a stated link means. */
export interface Meant<One> {
  readonly found: One | undefined;
  /** Whether the link is not the one that it says: a file that is gone, an address elsewhere. */
  readonly isBroken: boolean;
  /** The records of the number that it says, where nothing tells which of them is meant. */
  readonly several: readonly One[];
}

/** Indexes files of a folder; `tell` gives a record's number as its file writes it, and its title. */
export function indexFiles<One extends { readonly file: string }>(
  files: readonly One[],
  tell: (one: One) => { readonly label: string | null; readonly title: string },
): FileIndex<One> {
  const labelled = files.flatMap((one): Labelled<One>[] => {
    const { label, title } = tell(one);
    return label === null ? [] : [{ one, file: one.file, folder: seriesFolder(one.file), label, title }];
  });
  const labels = new Map<string, Set<string>>();
  for (const { folder, label } of labelled) labels.set(folder, (labels.get(folder) ?? new Set()).add(label));
  return {
    byPath: new Map(files.map((one) => [one.file, one])),
    byName: Map.groupBy(files, ({ file }) => posix.basename(file).toLowerCase()),
    byLabel: Map.groupBy(labelled, ({ folder, label }) => `${folder}\n${label}`),
    labelled: Map.groupBy(labelled, ({ label }) => label),
    labels,
  };
}

/** The folder in which a record's number counts: where one folder is one record, the one above. */
function seriesFolder(file: string): string {
  const folder = posix.dirname(file);
  return isFoldersOwn(file) ? posix.dirname(folder) : folder;
}

function isFoldersOwn(file: string): boolean {
  return file.includes('/') && /^(?:readme|index|_index)\./i.test(posix.basename(file));
}

/** Which file a stated link means: by path, by the number in a path, by number in the same folder or around it. */
export function targetOf<One extends { readonly file: string }>(
  { target, text, isPath = false }: Pick<StatedLink, 'target' | 'text' | 'isPath'>,
  from: string,
  index: FileIndex<One>,
): Meant<One> {
  if (/^\d+[a-z]?$|^\d{4}[-/]\d{3,4}$/i.test(target)) {
    const same = numbered(target.replace('/', '-'), seriesFolder(from), index);
    return { ...oneOf(same, (all) => meantBySaying(text, from, all)), isBroken: false };
  }
  const path = decodePath(target.replace(/[?#].*$/, ''));
  if (path === '') return { ...nothing, isBroken: false };
  const isAddress = /^https?:/.test(target);
  const at = posix.normalize(posix.join(posix.dirname(from), path)).replace(/\/$/, '');
  const beside = isAddress ? undefined : atPath(at, index);
  if (beside !== undefined) return { found: beside, isBroken: false, several: [] };
  const named = byTail(path, index);
  const isElsewhere = isAddress || path.startsWith('/');
  if (named.length === 1 || (named.length > 0 && isElsewhere)) {
    const isWhole = /\.md$/i.test(path);
    return { found: named[0], isBroken: isWhole && !isElsewhere && !isPath, several: [] };
  }
  // Another repository has a record of that number as well.
  if (isAddress) return { ...nothing, isBroken: true };
  // The file is gone or renamed: its number still says which record is meant.
  const { label: own, slug } = readFileName(posix.basename(path));
  const label = own ?? /(?:adr|decision)?[-_ #]*0*(\d{1,5}[a-z]?)/i.exec(text)?.[1] ?? null;
  if (label === null) return { ...nothing, isBroken: true };
  const there = index.byLabel.get(`${posix.dirname(at)}\n${plainLabel(label)}`);
  const same = there ?? numbered(label, seriesFolder(from), index);
  return { ...oneOf(same, (all) => meantByName([text, slug], from, all)), isBroken: true };
}

const nothing = { found: undefined, several: [] } as const;

/** The only record of a number, or the one that is chosen among several. */
function oneOf<One>(
  same: readonly Labelled<One>[],
  choose: (same: readonly Labelled<One>[]) => Labelled<One> | undefined,
): Omit<Meant<One>, 'isBroken'> {
  const [only, ...others] = same;
  const chosen = others.length === 0 ? only : choose(same);
  return { found: chosen?.one, several: chosen === undefined ? same.map(({ one }) => one) : [] };
}

/** The file of a path, or the record that the folder of this path is. */
function atPath<One>(path: string, { byPath }: FileIndex<One>): One | undefined {
  const names = ['README.md', 'readme.md', 'index.md', 'Readme.md', 'INDEX.md'];
  return [path, ...names.map((name) => `${path}/${name}`)].flatMap((one) => byPath.get(one) ?? [])[0];
}

/** Files of a path's name; of several that are called so the folder has to be the same, as for every README. */
function byTail<One extends { readonly file: string }>(
  path: string,
  { byName }: FileIndex<One>,
): readonly One[] {
  const name = posix.basename(path).toLowerCase();
  const named = byName.get(name) ?? byName.get(`${name}.md`) ?? [];
  const isOwn = /^(?:readme|index)(?:\.\w+)?$/.test(name);
  if (!isOwn && named.length < 2) return named;
  const tail = `/${posix.basename(posix.dirname(path))}/${name}`.toLowerCase();
  const paths = named.filter(({ file }) => `/${file}`.toLowerCase().endsWith(tail));
  return paths.length > 0 || isOwn ? paths : named;
}

function plainLabel(label: string): string {
  return label.replace(/^0+(?=\d)/, '').toLowerCase();
}

/** The records of a number in a folder; where it has none, those of that number in the same series around it. */
function numbered<One>(
  label: string,
  folder: string,
  { byLabel, labelled, labels }: FileIndex<One>,
): readonly Labelled<One>[] {
  const plain = plainLabel(label);
  const own = byLabel.get(`${folder}\n${plain}`);
  if (own !== undefined) return own;
  const around = labelled.get(plain) ?? [];
  const isOfSeries = (one: Labelled<One>) =>
    isAround(one.folder, folder) || isOneSeries(labels.get(one.folder), labels.get(folder));
  return around.every(isOfSeries) ? around : [];
}

/** Whether one folder is inside the other: "deprecated/" beside the records in force. */
function isAround(a: string, b: string): boolean {
  const within = (inner: string, outer: string) => outer === '.' || inner.startsWith(`${outer}/`);
  return within(a, b) || within(b, a);
}

/** Whether two folders share their numbers: none is in both. */
function isOneSeries(a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  return ![...small].some((label) => large.has(label));
}

/** A path of a link as the file system knows it; as it is where it is not encoded well. */
export function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
