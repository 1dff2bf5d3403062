import { posix } from 'node:path';
import { logFolders } from '../../../src/decisions/export-names.ts';
import { nameKey } from '../../../src/decisions/markdown/record-address.ts';
import type { DecisionRecord } from '../../../src/decisions/record.ts';
import type { Addresses, RecordPlace } from '../records/address.ts';
import type { LogFilter } from '../records/log-filter.ts';

/** Where each page of a site is, as a path under its folder. */
export interface SitePlaces {
  /** A page of the list of all records, from 1. */
  list(page: number): string;
  tag(tag: string, page: number): string;
  log(log: string, page: number): string;
  record(place: RecordPlace): string | undefined;
  markdown(place: RecordPlace): string | undefined;
  /** Links of a page to the others: relative, so that the site stands in whatever folder or below whatever path. */
  addressesFrom(page: string): Addresses;
}

/** All tags of a site. */
export const tagsFile = 'tags.html';

/** What all pages load. */
export const assets = {
  style: 'assets/page.css',
  script: 'assets/page.js',
  finding: 'assets/find.js',
  library: 'assets/minisearch.js',
  records: 'assets/records.js',
  words: 'assets/words.js',
} as const;

/** Lays a site out. A record's page keeps its place whatever is recorded later. */
export function placesOf(records: readonly Pick<DecisionRecord, 'log' | 'number' | 'tags'>[]): SitePlaces {
  const logs = logFolders(records.map(({ log }) => log));
  const tags = tagFolders(records.flatMap((record) => record.tags));
  const shown = new Set(records.map(nameKey));
  const within = (folder: string, page: number) => `${folder}/${page === 1 ? 'index' : `page-${page}`}.html`;
  const file = (place: RecordPlace, end: string) =>
    shown.has(nameKey(place)) ? `log/${logs.get(place.log) ?? ''}/${place.number}.${end}` : undefined;
  const places: SitePlaces = {
    list: (page) => (page === 1 ? 'index.html' : `page-${page}.html`),
    tag: (tag, page) => within(`tag/${tags.get(tag) ?? ''}`, page),
    log: (log, page) => within(`log/${logs.get(log) ?? ''}`, page),
    record: (place) => file(place, 'html'),
    markdown: (place) => file(place, 'md'),
    addressesFrom: (page) => ({
      list: (narrowed = {}) => relative(page, listOf(narrowed, places, tags)),
      record(place) {
        const target = places.record(place);
        return target === undefined ? undefined : relative(page, target);
      },
    }),
  };
  return places;
}

/** The folder of each tag. What begins with a dot is hidden, and left out by some hosts. */
function tagFolders(tags: readonly string[]): ReadonlyMap<string, string> {
  const seen = (tag: string) => (/^(?:\.|dot )/.test(tag) ? `dot ${tag}` : tag);
  const folders = logFolders(tags.map(seen));
  return new Map(tags.map((tag) => [tag, folders.get(seen(tag)) ?? '']));
}

/** What one thing narrows and has a page of its own is that page; all else is found on the first one. */
function listOf(narrowed: Partial<LogFilter>, places: SitePlaces, tags: ReadonlyMap<string, string>): string {
  const { tag, log, ...others } = narrowed;
  const asked = Object.entries(others).filter(([, value]) => value !== '' && value !== undefined);
  if (asked.length === 0 && tag !== undefined && log === undefined && tags.has(tag))
    return places.tag(tag, 1);
  if (asked.length === 0 && log !== undefined && tag === undefined) return places.log(log, 1);
  const query = new URLSearchParams(asked.map(([name, value]): [string, string] => [name, String(value)]));
  if (tag !== undefined) query.set('tag', tag);
  if (log !== undefined) query.set('log', log);
  return query.size === 0 ? places.list(1) : `${places.list(1)}?${query}`;
}

/** The address of a file of the site as a page of it says it. */
export function relative(page: string, target: string): string {
  const [path = '', query] = target.split('?', 2);
  const steps = posix.relative(posix.dirname(page), path).split('/').map(encodeURIComponent).join('/');
  return query === undefined ? steps : `${steps}?${query}`;
}
