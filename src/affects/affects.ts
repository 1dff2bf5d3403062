import { LRUCache } from 'lru-cache';
import { FieldError } from '../errors.ts';
import { type Ecosystem, ecosystems } from '../governing/change.ts';
import { compileGlob, globWords, isGlob } from './glob.ts';

/** A package by its ecosystem and the name by which others are compared with it. */
export interface Package {
  readonly ecosystem: Ecosystem;
  readonly name: string;
}

/** What an entry of `affects` says that a record holds for. */
type Affected =
  | { readonly kind: 'path'; holds(path: string): boolean }
  | { readonly kind: 'package'; readonly of: Package }
  /** No path and no package, with the reason: what was stored before such were refused. */
  | { readonly kind: 'none'; readonly fault: string };

/** Records are matched with thousands of files: what was read once is kept. */
const read = new LRUCache<string, Affected>({ max: 20_000 });

/** Whether an entry of `affects` holds a path from the repository's root: that file, a folder above it, or a pattern. */
export function matchesPath(entry: string, path: string): boolean {
  const affected = affectedBy(entry);
  return affected.kind === 'path' && affected.holds(tidyPath(path));
}

/** {@link matchesPath} for one entry and many paths. */
export function pathsOf(entry: string, paths: readonly string[]): readonly string[] {
  const affected = affectedBy(entry);
  return affected.kind === 'path' ? paths.filter((path) => affected.holds(tidyPath(path))) : [];
}

/** The package that an entry of `affects` names (`npm:pg`), if it names one. */
export function packageOf(entry: string): Package | undefined {
  const affected = affectedBy(entry);
  return affected.kind === 'package' ? affected.of : undefined;
}

/** A package's name as all of its spellings are compared: `Flask_SQLAlchemy` and `flask-sqlalchemy` are one. */
export function packageName(ecosystem: Ecosystem, name: string): string {
  switch (ecosystem) {
    case 'npm':
      return name.toLowerCase();
    case 'pypi':
      return name.toLowerCase().replace(/[-_.]+/g, '-');
    case 'crates':
      return name.toLowerCase().replaceAll('_', '-');
    case 'image':
      return name.toLowerCase().replace(/^(?:(?:index\.)?docker\.io\/)?(?:library\/)?/, '');
    case 'go':
    case 'gems':
      return name;
    case 'maven':
    case 'nuget':
    case 'composer':
    case 'hex':
      return name.toLowerCase();
  }
}

/**
 * Refuses what can be no path, pattern or package.
 * @param before entries that were there already: they may stay, whatever they are
 * @throws FieldError that says what is wrong with the first
 */
export function requireAffects(entries: readonly string[], before: readonly string[] = []): void {
  for (const entry of entries) {
    if (before.includes(entry)) continue;
    const affected = affectedBy(entry.trim());
    if (affected.kind === 'none')
      throw new FieldError('affects', `"${entry.slice(0, 60)}" ${affected.fault}`);
  }
}

/**
 * A path to look records up by, as paths are compared.
 * @throws FieldError where it is none from the repository's root
 */
export function requirePath(text: string): string {
  const fault = faultOfLookup(text);
  if (fault !== undefined) throw new FieldError('path', `"${text.slice(0, 60)}" ${fault}`);
  return tidyPath(text.trim());
}

/** Whether records can be looked up by a text: see {@link requirePath}. */
export function isPath(text: string): boolean {
  return faultOfLookup(text) === undefined;
}

function faultOfLookup(text: string): string | undefined {
  return tidyPath(text.trim()) === '' ? 'is no path' : faultOfPath(text.trim());
}

function affectedBy(entry: string): Affected {
  const known = read.get(entry);
  if (known !== undefined) return known;
  const made = readEntry(entry);
  read.set(entry, made);
  return made;
}

function readEntry(entry: string): Affected {
  const [, kind, name = ''] = /^([a-z][\w+.-]+):(.*)$/is.exec(entry) ?? [];
  if (kind !== undefined) return readPackage(kind, name);
  const fault = faultOfPath(entry);
  if (fault !== undefined) return { kind: 'none', fault };
  if (!isGlob(entry)) return { kind: 'none', fault: `is no path or pattern: ${globWords}` };
  const path = tidyPath(entry);
  if (path === '') return { kind: 'path', holds: () => true };
  // What ends with a slash is a folder, in a pattern too.
  const glob = compileGlob(entry.endsWith('/') ? `${path}/**` : path);
  if (/[*?[]/.test(path)) return { kind: 'path', holds: (one) => glob.holds(one) };
  const below = `${path}/`;
  return { kind: 'path', holds: (one) => one === path || one.startsWith(below) };
}

function readPackage(kind: string, name: string): Affected {
  const ecosystem = ecosystems.find((one) => one === kind.toLowerCase());
  if (ecosystem === undefined) {
    const known = ecosystems.map((one) => `${one}:`).join(', ');
    return { kind: 'none', fault: `is no path, and no package of ${known}` };
  }
  // The port of a registry is no version.
  const versioned = ecosystem === 'image' ? /@|:[^/]*$/ : /(?<=.)@|:/;
  if (versioned.test(name))
    return { kind: 'none', fault: `names a version; name the package alone: ${ecosystem}:NAME` };
  if (!/^[@\w.~:/-]{1,214}$/.test(name))
    return { kind: 'none', fault: `names no package; write ${ecosystem}:NAME, without patterns` };
  return { kind: 'package', of: { ecosystem, name: packageName(ecosystem, name) } };
}

/** What is wrong with a path, whether it is a pattern or not. */
function faultOfPath(path: string): string | undefined {
  if (/^(?:\/|~|[a-z]:)/i.test(path))
    return "is no path from the repository's root; leave out what stands before it";
  if (path.includes('\\')) return 'has a backslash; parts of a path are parted by /';
  if (path.split('/').includes('..')) return 'leads out of its folder; write it without ..';
  if (path.startsWith('!')) return 'leaves something out; name what the record holds for';
  return undefined;
}

/** Without what says nothing: `./`, a slash at the end, two in a row. */
function tidyPath(path: string): string {
  const isTidy = !path.startsWith('.') && !path.endsWith('/') && !path.includes('//') && !path.includes('/.');
  if (isTidy) return path;
  return path
    .split('/')
    .filter((step) => step !== '' && step !== '.')
    .join('/');
}
