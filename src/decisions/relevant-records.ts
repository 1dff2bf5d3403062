import type { Knowledge } from '../knowledge/knowledge.ts';
import { isInForce } from './lifecycle.ts';
import type { Reader } from './reader.ts';
import type { DecisionRecord } from './record.ts';
import type { Look } from './record-queries.ts';
import { haveOnePurpose, openTitles, type Titles } from './titles.ts';

/** A record that bears on a question or a proposal. */
export interface RelevantRecord {
  readonly number: number;
  readonly log: string;
  readonly title: string;
  readonly status: string;
  readonly date: string | null;
}

/** Tells which records bear on what somebody asks or proposes, by the technologies that are named. */
export interface RelevantRecords {
  /** Records about the technologies that a question names, in force first. */
  on(reader: Reader, look: Look, question: string): Promise<RelevantRecord[]>;
  /** Records in force that chose something else where a proposal chooses now. */
  against(reader: Reader, look: Look, title: string): Promise<RelevantRecord[]>;
}

const shown = 3;

/** Prepares the names of the knowledge's technologies. */
export function createRelevantRecords(knowledge: Knowledge): RelevantRecords {
  const titles = openTitles(knowledge);
  return {
    async on(reader, look, question) {
      const found: DecisionRecord[] = [];
      for (const id of titles.technologiesIn(question).slice(0, shown)) {
        const hits = await reader.search(look, titles.nameOf(id), { limit: shown, exact: true });
        found.push(...hits.map(({ record }) => record));
      }
      return once(found)
        .sort((a, b) => Number(isInForce(b.status)) - Number(isInForce(a.status)))
        .slice(0, shown)
        .map(bearingOf);
    },
    async against(reader, look, title) {
      const accepted = async (words: string, exact: boolean) => {
        const hits = await reader.search(look, words, { status: ['accepted'], limit: shown, exact });
        return hits.map(({ record }) => record);
      };
      const found = [
        ...(await inPlaceOf(titles, title, (name) => accepted(name, true))),
        ...(await forOnePurpose(titles, title, (words) => accepted(words, false))),
      ];
      return once(found).slice(0, shown).map(bearingOf);
    },
  };
}

type Search = (words: string) => Promise<readonly DecisionRecord[]>;

/** Records that chose a rival of what is chosen now, or what is rejected now. */
async function inPlaceOf(titles: Titles, title: string, search: Search): Promise<DecisionRecord[]> {
  const mine = titles.sidesOf(title);
  const found: DecisionRecord[] = [];
  for (const rival of titles.rivalsOf(mine)) {
    for (const record of await search(titles.nameOf(rival))) {
      const { chosen } = titles.sidesOf(record.title);
      const isInstead = chosen.includes(rival) && !chosen.some((id) => mine.chosen.includes(id));
      if (isInstead && haveOnePurpose(title, record.title)) found.push(record);
    }
  }
  return found;
}

/**
 * Records that chose something else of the same topic for one and the same: "Redis for sessions", "sessions live in
 * PostgreSQL" are of use for much else, but not here.
 */
async function forOnePurpose(titles: Titles, title: string, search: Search): Promise<DecisionRecord[]> {
  const mine = titles.sidesOf(title);
  const purpose = titles.purposeWords(title);
  if (purpose.length === 0 || mine.chosen.length === 0) return [];
  return (await search(purpose.join(' '))).filter((record) => {
    const { chosen } = titles.sidesOf(record.title);
    return (
      chosen.length > 0 &&
      chosen.every((id) => !mine.chosen.includes(id)) &&
      chosen.some((id) => mine.chosen.some((one) => titles.shareTopic(one, id))) &&
      isSame(purpose, titles.purposeWords(record.title))
    );
  });
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((word) => other.includes(word));
}

function once(records: readonly DecisionRecord[]): DecisionRecord[] {
  return [...new Map(records.map((record) => [`${record.log} ${record.number}`, record])).values()];
}

function bearingOf({ number, log, title, status, date }: DecisionRecord): RelevantRecord {
  return { number, log, title, status, date };
}
