import MiniSearch from 'minisearch';
import type { DecisionRecord } from '../../../src/decisions/record.ts';
import type { Listed } from '../../../src/decisions/record-queries.ts';
import { decidersOf, statusText } from '../../view/record-texts.ts';
import { summaryOf } from '../../view/summary.ts';
import { titleOf } from '../records/record-row.ts';
import type { SitePlaces } from './site-places.ts';

/*
 * What a site's page looks records up in, as two scripts: a page that is opened from a disk may load nothing else. One has
 * what a list shows and can be narrowed by, the other one the words; `static/find.js` reads both.
 */

/** A record as the first script has it. */
interface Row {
  readonly title: string;
  readonly at: string;
  readonly status: string;
  readonly statusText: string;
  readonly date: string;
  readonly review: string;
  readonly log: string;
  readonly number: number;
  readonly tags: readonly string[];
  readonly deciders: readonly string[];
  readonly summary: string;
  readonly successor?: { readonly title: string; readonly at: string };
}

/** What lists show, the newest first. */
export function recordsScript(listed: readonly Listed[], places: SitePlaces, several: boolean): string {
  const { record: at, list } = places.addressesFrom(places.list(1));
  const rows = listed.map(({ record, successor }): Row => {
    const next = successor === null ? undefined : at(successor);
    return {
      title: titleOf(record, several),
      at: at(record) ?? list(),
      status: record.status,
      statusText: statusText(record.status),
      date: record.date ?? '',
      review: record.reviewBy ?? '',
      log: record.log,
      number: record.number,
      tags: record.tags,
      deciders: decidersOf(record),
      summary: summaryOf(record),
      ...(successor === null || next === undefined
        ? {}
        : { successor: { title: titleOf(successor, several), at: next } }),
    };
  });
  return `globalThis.siteRecords = ${JSON.stringify(rows)};\n`;
}

/** So many words of all records together are known to the search, beside titles, tags and people. */
const wordsInAll = 400_000;

/** No record needs more of them than this. */
const wordsOfOne = 400;

/** Words that everybody uses say nothing of what somebody looks for. */
const common =
  'a an and are as at be because but by did do does for from had has have how i if in into is it its of on or our so than that the their then there these they this to was we were what when where which who why will with you'.split(
    ' ',
  );

const fields = ['title', 'tags', 'people', 'text'];

/** The words of records by their place in the first script; where there are many records, fewer of each. */
export function wordsScript(records: readonly DecisionRecord[]): string {
  const most = Math.min(wordsOfOne, Math.floor(wordsInAll / Math.max(1, records.length)));
  const skipped = new Set(common);
  const index = new MiniSearch<{ id: number }>({
    fields,
    processTerm: (term) => {
      const word = plainWord(term);
      return skipped.has(word) ? null : word;
    },
  });
  index.addAll(
    records.map((record, id) => ({
      id,
      title: record.title,
      tags: record.tags.join(' '),
      people: [...record.deciders, ...record.consulted].join(' '),
      text: textOf(record).split(/\s+/).slice(0, most).join(' '),
    })),
  );
  return `globalThis.siteWords = ${JSON.stringify({ fields, common, index })};\n`;
}

/** A word as the search knows it; `static/find.js` has the same. */
function plainWord(term: string): string {
  return term
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '');
}

function textOf({ decision, options, context, consequences, drivers }: DecisionRecord): string {
  const names = options.map(({ name }) => name);
  return [decision, ...names, context, ...consequences, ...drivers].join(' ');
}
