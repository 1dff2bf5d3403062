import type { Knowledge } from '../knowledge/knowledge.ts';
import { isInForce } from './lifecycle.ts';
import type { Reader } from './reader.ts';
import type { DecisionRecord, Successor } from './record.ts';
import type { Look } from './record-queries.ts';
import {
  haveOnePurpose,
  isSame,
  purposeWords,
  sidesOf,
  type Technologies,
  technologiesOf,
} from './title-choices.ts';

/** A record that bears on a question or a proposal. */
export interface RelevantRecord {
  readonly number: number;
  readonly log: string;
  readonly title: string;
  readonly status: string;
  /** What took its place, where it is superseded. */
  readonly supersededBy: Successor | null;
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
  const technologies = technologiesOf(knowledge);
  const { read, nameOf } = technologies;
  return {
    async on(reader, look, question) {
      const found: DecisionRecord[] = [];
      for (const id of read(question).technologies.slice(0, shown))
        for (const { record } of await reader.search(look, nameOf(id), { limit: shown, exact: true }))
          found.push(record);
      return unique(found)
        .sort((a, b) => Number(isInForce(b.status)) - Number(isInForce(a.status)))
        .slice(0, shown)
        .map(bearingOf);
    },
    async against(reader, look, title) {
      const found = [
        ...(await rivalling(technologies, reader, look, title)),
        ...(await ofSamePurpose(technologies, reader, look, title)),
      ];
      return unique(found).slice(0, shown).map(bearingOf);
    },
  };
}

const inForce = { status: ['accepted'], limit: shown } as const;

/** Records in force that chose a rival of what a title chooses, or what it rejects. */
async function rivalling(
  { read, rivalsOf, nameOf }: Technologies,
  reader: Reader,
  look: Look,
  title: string,
): Promise<DecisionRecord[]> {
  const mine = sidesOf(title, read);
  const found: DecisionRecord[] = [];
  for (const id of rivalsOf(mine))
    for (const { record } of await reader.search(look, nameOf(id), { ...inForce, exact: true })) {
      const { chosen } = sidesOf(record.title, read);
      const isInstead = chosen.includes(id) && !chosen.some((one) => mine.chosen.includes(one));
      if (isInstead && haveOnePurpose(title, record.title)) found.push(record);
    }
  return found;
}

/** "Redis for sessions", "sessions live in PostgreSQL": of use for much else, but here for one and the same. */
async function ofSamePurpose(
  { read, shareTopic }: Technologies,
  reader: Reader,
  look: Look,
  title: string,
): Promise<DecisionRecord[]> {
  const { chosen } = sidesOf(title, read);
  const purpose = purposeWords(title, read);
  if (purpose.length === 0 || chosen.length === 0) return [];
  const alike = await reader.search(look, purpose.join(' '), inForce);
  return alike
    .map(({ record }) => record)
    .filter((record) => {
      const theirs = sidesOf(record.title, read).chosen;
      const isInstead =
        theirs.length > 0 &&
        theirs.every((id) => !chosen.includes(id)) &&
        theirs.some((id) => chosen.some((one) => shareTopic(one, id)));
      return isInstead && isSame(purpose, purposeWords(record.title, read));
    });
}

function unique(records: readonly DecisionRecord[]): DecisionRecord[] {
  return [...new Map(records.map((record) => [`${record.log} ${record.number}`, record])).values()];
}

function bearingOf({ number, log, title, status, supersededBy, date }: DecisionRecord): RelevantRecord {
  return { number, log, title, status, supersededBy, date };
}
