import { existsSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { basename, dirname, join, normalize } from 'node:path/posix';
import { decodePath, type FileIndex, targetOf } from '../markdown/link-targets.ts';
import type { Destination } from './subject.ts';

/** A folder of records and what lies around it. */
export interface Surroundings {
  readonly folder: string;
  /** The root of the git repository that it is in; undefined outside of one: it may be an excerpt. */
  readonly root: string | undefined;
}

/** Tells where links lead; what is looked for once is remembered. */
export function createLinkResolver<One extends { readonly file: string }>(
  { folder, root }: Surroundings,
  index: FileIndex<One>,
): (url: string, text: string, from: string) => Destination {
  const known = new Map<string, boolean>();
  const isThere = (path: string) => {
    const there = known.get(path) ?? existsSync(path);
    known.set(path, there);
    return there;
  };
  return (url, text, from) => {
    const path = decodePath(url.replace(/[?#].*$/, ''));
    if (path === '' || path.includes('\0') || path.startsWith('/')) return { kind: 'unknown' };
    const target = normalize(join(dirname(from), path));
    const record = index.byPath.get(target);
    if (record !== undefined) return { kind: 'record', subject: record.file };
    const at = resolve(folder, target);
    if (!isInside(at, root ?? folder)) return { kind: 'unknown' };
    if (isThere(at) || ['.md', '.mdx', '.markdown'].some((ending) => isThere(`${at}${ending}`)))
      return { kind: 'there' };
    // What has no ending, or that of a page, may be a site's own address.
    if (!/\.[a-z][a-z\d]{0,7}$/i.test(target) || /\.html?$/i.test(target)) return { kind: 'unknown' };
    const found = targetOf({ target: url, text }, from, index).found?.file;
    // A picture that is gone is no record of the same number.
    const meant = found !== from && /\.(?:md|mdx|markdown)$/i.test(target) ? found : undefined;
    // A folder outside of git may be an excerpt: what lies in folders that are not there is not known.
    const isKnown =
      root !== undefined || isThere(dirname(at)) || index.byName.has(basename(target).toLowerCase());
    return isKnown ? { kind: 'missing', path: target, meant } : { kind: 'unknown' };
  };
}

function isInside(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}
