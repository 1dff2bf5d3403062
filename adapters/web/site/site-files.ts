import { readFileSync } from 'node:fs';
import type { Decisions } from '../../../src/decisions/decisions.ts';
import { recordMarkdown } from '../../../src/decisions/markdown/write.ts';
import type { Listed, Look } from '../../../src/decisions/record-queries.ts';
import { decidersOf } from '../../view/record-texts.ts';
import { maxRecords } from '../limits.ts';
import { script, styleSheet } from '../static-files.ts';
import { recordsScript, wordsScript } from './search-data.ts';
import { renderSitePage, type SitePage } from './site-layout.ts';
import {
  type Finding,
  listPage,
  pagesOf,
  type Site,
  type SiteList,
  siteRecordPage,
  tagsPage,
} from './site-pages.ts';
import { assets, placesOf, tagsFile } from './site-places.ts';

/** A file of a site: its path under the folder, and what is in it. */
export interface SiteFile {
  readonly path: string;
  readonly text: string;
}

/** A whole site: where its files are going to be, and the files, each made when it is asked for. */
export interface SitePlan {
  readonly records: number;
  readonly paths: readonly string[];
  files(): AsyncGenerator<SiteFile>;
}

/** Whose records a site shows, and what it is called. */
export interface SiteOptions {
  readonly look: Look;
  readonly name: string;
}

/** Lays out a site of all records that may be seen there, the newest first. Drafts are nobody's decision yet and stay out. */
export async function planSite(decisions: Decisions, { look, name }: SiteOptions): Promise<SitePlan> {
  const asked = { order: 'newest', offset: 0, limit: maxRecords } as const;
  const all = (await decisions.page(look, asked)).listed;
  const listed = all.filter(({ record }) => record.status !== 'draft');
  const places = placesOf(listed.map(({ record }) => record));
  const logs = [...new Set(listed.map(({ record }) => record.log))].sort();
  const site: Site = { name, places, several: logs.length > 1 };
  const byTag = tagged(listed);
  const lists = listsOf(listed, logs, byTag, site);
  const pages = lists.flatMap((list) =>
    Array.from({ length: pagesOf(list) }, (_, at) => ({ list, page: at + 1 })),
  );
  const recordFiles = listed.flatMap(({ record }) => [places.record(record), places.markdown(record)]);
  return {
    records: listed.length,
    paths: [
      ...pages.map(({ list, page }) => list.fileOf(page)),
      ...recordFiles.filter((path) => path !== undefined),
      tagsFile,
      ...Object.values(assets),
      noJekyll.path,
    ],
    async *files() {
      const whole = (page: SitePage) => ({ path: page.file, text: renderSitePage(page, name) });
      for (const { list, page } of pages) yield whole(listPage(list, page, site));
      for (const one of listed) yield* recordFilesOf(decisions, look, one, site);
      const counts = new Map([...byTag].map(([tag, own]) => [tag, own.length]));
      yield whole(tagsPage(counts, site));
      yield* assetFiles(listed, site);
      yield noJekyll;
    },
  };
}

/** Else GitHub Pages would make pages of its own of what is markdown. */
const noJekyll: SiteFile = { path: '.nojekyll', text: '' };

/** Records by their tags, in the tags' order. */
function tagged(listed: readonly Listed[]): ReadonlyMap<string, readonly Listed[]> {
  const pairs = listed.flatMap((one) => [...new Set(one.record.tags)].map((tag) => ({ tag, one })));
  const groups = [...Map.groupBy(pairs, ({ tag }) => tag)];
  return new Map(
    groups
      .map(([tag, own]): [string, Listed[]] => [tag, own.map(({ one }) => one)])
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

function listsOf(
  listed: readonly Listed[],
  logs: readonly string[],
  byTag: ReadonlyMap<string, readonly Listed[]>,
  { places }: Site,
): SiteList[] {
  const finding: Finding = {
    statuses: new Set(listed.map(({ record }) => record.status)),
    logs,
    tags: mostUsed([...byTag].map(([tag, own]) => [tag, own.length])),
    deciders: mostUsed(
      [
        ...Map.groupBy(
          listed.flatMap(({ record }) => decidersOf(record)),
          String,
        ),
      ].map(([name, own]) => [name, own.length]),
    ),
  };
  return [
    { title: 'Decisions', listed, fileOf: places.list, finding },
    ...logs.map((log) => ({
      title: log,
      listed: listed.filter(({ record }) => record.log === log),
      fileOf: (page: number) => places.log(log, page),
    })),
    ...[...byTag].map(([tag, own]) => ({
      title: `#${tag}`,
      listed: own,
      fileOf: (page: number) => places.tag(tag, page),
    })),
  ];
}

/** More nobody looks through; others can still be asked for in the address. */
const mostOptions = 300;

function mostUsed(counts: readonly (readonly [name: string, count: number])[]): string[] {
  return counts
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, mostOptions)
    .map(([name]) => name)
    .sort();
}

async function* recordFilesOf(
  decisions: Decisions,
  look: Look,
  { record, successor }: Listed,
  site: Site,
): AsyncGenerator<SiteFile> {
  const { places, name } = site;
  const [file, markdown] = [places.record(record), places.markdown(record)];
  if (file === undefined || markdown === undefined) return;
  const history = await decisions.history({ ...look, log: record.log }, record.number);
  const page = siteRecordPage({ record, history, successor, log: undefined }, file, site);
  yield { path: file, text: renderSitePage(page, name) };
  yield { path: markdown, text: recordMarkdown(record, 'madr', new Map()) };
}

function* assetFiles(listed: readonly Listed[], { places, several }: Site): Generator<SiteFile> {
  yield { path: assets.style, text: styleSheet.text };
  yield { path: assets.script, text: script.text };
  yield {
    path: assets.finding,
    text: readFileSync(new URL('../static/find.js', import.meta.url), 'utf8'),
  };
  yield { path: assets.library, text: library() };
  yield { path: assets.records, text: recordsScript(listed, places, several) };
  yield { path: assets.words, text: wordsScript(listed.map(({ record }) => record)) };
}

/** The search as browsers load it without modules, which a page that is opened from a disk cannot load. */
function library(): string {
  const beside = new URL('../umd/index.js', import.meta.resolve('minisearch'));
  return readFileSync(beside, 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '');
}
