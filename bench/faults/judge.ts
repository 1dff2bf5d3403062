import Sqlite from 'better-sqlite3';
import { z } from 'zod';
import { openDatabase } from '../../src/database/connection.ts';
import { createDecisions } from '../../src/decisions/decisions.ts';
import type { Side, Traffic, Unit } from './traffic.ts';
import { wordsIn } from './traffic.ts';

/** What is wrong with what was acknowledged. */
export interface Verdict {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly disordered: readonly string[];
  /** What the database and its histories say of themselves. */
  readonly unsound: readonly string[];
}

/** Acknowledged and not answered yet. */
export function unanswered(side: Side, taken: readonly Unit[]): Unit[] {
  return taken.filter((unit) => side.answers(unit) === 0);
}

/** Compares what people see, and what is in the database, with what was acknowledged. */
export async function judge(side: Side, traffic: Traffic, url: string): Promise<Verdict> {
  const { units, taken } = traffic;
  const records = readRecords(url);
  const lost: string[] = [];
  const doubled = units.flatMap((unit) => {
    const times = side.answers(unit);
    return times > 1 ? [`${told(unit)} was answered ${times} times`] : [];
  });
  for (const unit of units) {
    const own = records.filter(({ title }) => wordsIn(title)[0] === unit.word);
    if (own.length > 1) doubled.push(`${told(unit)} made ${own.length} records`);
  }
  for (const unit of taken) {
    const isAnswered = side.answers(unit) > 0;
    if (!isAnswered) lost.push(`${told(unit)} was not answered`);
    const word = unit.kind === 'accept' ? unit.about : unit.word;
    const record = records.find(({ title }) => wordsIn(title)[0] === word);
    if (unit.kind === 'propose' && record === undefined && isAnswered)
      lost.push(`${told(unit)} made no record`);
    if (unit.kind !== 'accept') continue;
    if (record?.status !== 'accepted' && isAnswered)
      lost.push(`${told(unit)}: ${word} is ${record?.status ?? 'nothing'}`);
    if ((record?.accepted ?? 0) > 1) doubled.push(`${told(unit)}: ${word} was accepted more than once`);
  }
  const database = await openDatabase(url);
  const unsound = [...(await database.check()), ...(await createDecisions(database).verify(side.workspace))];
  await database.close();
  return { lost, doubled, disordered: disordered(side, taken), unsound };
}

function told({ word, kind }: Unit): string {
  return `${kind} ${word}`;
}

/** Where answers of one conversation came in another order than what they answer. */
function disordered(side: Side, units: readonly Unit[]): string[] {
  const known = new Map(units.map((unit) => [unit.word, unit]));
  const found: string[] = [];
  for (const [place, words] of side.posted()) {
    const last = new Map<string, number>();
    for (const word of words) {
      const unit = known.get(word);
      if (unit === undefined) continue;
      const before = last.get(unit.kind) ?? 0;
      if (unit.number < before) found.push(`${place}: ${told(unit)} was answered after ${before}`);
      last.set(unit.kind, Math.max(before, unit.number));
    }
  }
  return found;
}

const rowsSchema = z.array(z.object({ title: z.string(), status: z.string(), accepted: z.number() }));

function readRecords(url: string): z.infer<typeof rowsSchema> {
  const sqlite = openReading(url);
  const rows = sqlite
    .prepare(
      `select title, status,
        (select count(*) from events where record_id = records.id and kind = 'accepted') as accepted from records`,
    )
    .all();
  sqlite.close();
  return rowsSchema.parse(rows);
}

/** The program's database, to be read beside it. */
export function openReading(url: string): Sqlite.Database {
  return new Sqlite(url.replace(/^sqlite:/, ''), { readonly: true, fileMustExist: true, timeout: 10_000 });
}
