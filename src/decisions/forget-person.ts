import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/schema.ts';
import { AdvisorError } from '../errors.ts';
import { aliasedJson, type Forgotten, jsonPatterns, looseText, withAlias } from '../forgetting/alias.ts';
import { addEvent, rewriteHistory, verifyLog } from './history.ts';
import { requireMayDo } from './permissions.ts';
import type { RecordSearch } from './record-search.ts';
import {
  contentOf,
  decidersOf,
  type LogRow,
  logOf,
  namesOf,
  namesText,
  type RecordRow,
  stateOf,
  textList,
} from './rows.ts';
import type { Act } from './write-scope.ts';

/** What of a log's records names somebody who is forgotten, in numbers. */
export interface ForgottenInLog {
  readonly log: string;
  /** Records among whose people they stood. */
  readonly records: number;
  /** Answers on proposals. */
  readonly answers: number;
  /** Entries of the history. */
  readonly entries: number;
  /** Whether the log names them among those who decide. */
  readonly decides: boolean;
  /** Records in whose words their name stands still, as somebody wrote it. */
  readonly inWords: readonly number[];
}

/**
 * Puts an alias in somebody's place in a log: in its records' lists of people, its answers, its deciders and its history,
 * which is chained anew from the first entry that names them; a last entry tells that, and what the chain ended with before.
 * What people wrote stays. In a transaction of the caller's.
 * @throws AdvisorError `conflict` where the history was changed behind its back: chained anew that would not show any more.
 */
export async function forgetInLog(
  db: Kysely<Tables>,
  index: RecordSearch,
  log: LogRow,
  act: Omit<Act, 'log'> & { readonly at: string },
  whom: Forgotten,
): Promise<ForgottenInLog> {
  requireMayDo('forget-person', 'log', act, logOf(log));
  await requireSound(db, log);
  const answers = await forgetAnswers(db, log, whom);
  await db
    .updateTable('records')
    .set({ proposed_by: whom.alias })
    .where('log_id', '=', log.id)
    .where('proposed_by', '=', whom.id)
    .execute();
  await forgetAsked(db, log, whom);
  const decides = await forgetDecider(db, log, whom);
  const changed = await forgetInRecords(db, index, log, whom);
  const { entries, ...end } = await forgetInHistory(db, log, whom);
  if (entries + answers + changed.length > 0 || decides) {
    const base = { kind: 'forgotten', person: act.person, at: act.at, source: act.source };
    for (const { row, fields } of changed)
      await addEvent(db, log.id, end, {
        ...base,
        record: row.id,
        data: { number: row.number, fields, state: stateOf(row) },
      });
    await addEvent(db, log.id, end, { ...base, record: null, data: { entries, before: log.head } });
    await db.updateTable('logs').set(end).where('id', '=', log.id).execute();
  }
  const inWords = await recordsWithName(db, log, whom);
  return { log: log.name, records: changed.length, answers, entries, decides, inWords };
}

async function requireSound(db: Kysely<Tables>, log: LogRow): Promise<void> {
  const [fault] = await verifyLog(db, log);
  if (fault !== undefined)
    throw new AdvisorError(
      'conflict',
      `${fault}; nobody is forgotten before that is put right, from a backup (see stack-advisor adr verify)`,
    );
}

async function forgetAnswers(db: Kysely<Tables>, log: LogRow, { id, alias }: Forgotten): Promise<number> {
  const ofLog = db.selectFrom('records').select('id').where('log_id', '=', log.id);
  const them = { person_id: alias, person_name: alias };
  let count = 0;
  for (const table of ['approvals', 'change_requests'] as const) {
    const { numUpdatedRows } = await db
      .updateTable(table)
      .set(them)
      .where('person_id', '=', id)
      .where('record_id', 'in', ofLog)
      .executeTakeFirstOrThrow();
    count += Number(numUpdatedRows);
  }
  await db.deleteFrom('asked_people').where('person_id', '=', id).where('record_id', 'in', ofLog).execute();
  return count;
}

/** The deciders as they stood when they were asked stand beside each proposal. */
async function forgetAsked(db: Kysely<Tables>, log: LogRow, whom: Forgotten): Promise<void> {
  const ofLog = db.selectFrom('records').select('id').where('log_id', '=', log.id);
  const rows = await db
    .selectFrom('asked_records')
    .selectAll()
    .where('record_id', 'in', ofLog)
    .where((eb) => eb.or(jsonPatterns(whom).map((pattern) => eb('deciders', 'like', pattern))))
    .execute();
  for (const { record_id, deciders } of rows)
    await db
      .updateTable('asked_records')
      .set({ deciders: JSON.stringify(withAlias(textList(deciders), whom)) })
      .where('record_id', '=', record_id)
      .execute();
}

/** Taken off the list, they would leave it to everybody where nobody else is named. */
async function forgetDecider(db: Kysely<Tables>, log: LogRow, whom: Forgotten): Promise<boolean> {
  const before = decidersOf(log).deciders;
  const deciders = withAlias(before, whom);
  if (deciders.every((decider, at) => decider === before[at])) return false;
  const names = [...namesOf(log)].filter(([id, name]) => id !== whom.id && !whom.names.includes(name));
  await db
    .updateTable('logs')
    .set({ deciders: JSON.stringify(deciders), decider_names: namesText(new Map(names)) })
    .where('id', '=', log.id)
    .execute();
  return true;
}

/** Fields of a record that hold people. */
const peopleFields = ['deciders', 'consulted', 'informed'] as const;

interface ChangedRecord {
  readonly row: RecordRow;
  /** What is other than before, so that an export writes it into the record's file. */
  readonly fields: readonly string[];
}

async function forgetInRecords(
  db: Kysely<Tables>,
  index: RecordSearch,
  log: LogRow,
  whom: Forgotten,
): Promise<ChangedRecord[]> {
  const rows = await db
    .selectFrom('records')
    .selectAll()
    .where('log_id', '=', log.id)
    .where((eb) => eb.or(jsonPatterns(whom).map((pattern) => eb('content', 'like', pattern))))
    .orderBy('number')
    .execute();
  const changed: ChangedRecord[] = [];
  for (const row of rows) {
    const content = contentOf(row);
    const fields = peopleFields.filter((field) => {
      const people = withAlias(content[field], whom);
      return people.some((one, at) => one !== content[field][at]);
    });
    if (fields.length === 0) continue;
    const lists = Object.fromEntries(fields.map((field) => [field, withAlias(content[field], whom)]));
    const text = JSON.stringify({ ...content, ...lists });
    const updated = await db
      .updateTable('records')
      .set({ content: text, version: row.version + 1 })
      .where('id', '=', row.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await index.put(db, [updated], log);
    changed.push({ row: updated, fields });
  }
  if (changed.length > 0) await forgetWords(db, log, whom);
  return changed;
}

/** Words of the name that no record of the log holds any more; they would be offered for what is misspelt. */
async function forgetWords(db: Kysely<Tables>, log: LogRow, { id, names }: Forgotten): Promise<void> {
  const audiences = db.selectFrom('audiences').select('id').where('log_id', '=', log.id);
  for (const word of new Set([id, ...names].flatMap(wordsOf))) {
    const holding = await db
      .selectFrom('records')
      .select('id')
      .where('log_id', '=', log.id)
      .where(sql<string>`lower(content)`, 'like', `%${word}%`)
      .limit(1)
      .executeTakeFirst();
    if (holding !== undefined) continue;
    await db.deleteFrom('record_words').where('word', '=', word).where('audience', 'in', audiences).execute();
  }
}

/** As the search takes words. */
function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return plain.match(/[\p{L}\p{N}]{2,40}/gu) ?? [];
}

async function forgetInHistory(
  db: Kysely<Tables>,
  log: LogRow,
  whom: Forgotten,
): Promise<{ head: string; event_count: number; entries: number }> {
  const first = await db
    .selectFrom('events')
    .select('seq')
    .where('log_id', '=', log.id)
    .where((eb) =>
      eb.or([
        eb('person_id', '=', whom.id),
        ...jsonPatterns(whom).map((pattern) => eb('data', 'like', pattern)),
      ]),
    )
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  const { head, event_count } = log;
  if (first === undefined) return { head, event_count, entries: 0 };
  const { alias } = whom;
  const written = await rewriteHistory(db, log.id, first.seq, ({ person_id, person_name, data }) => ({
    ...(person_id === whom.id ? { person_id: alias, person_name: alias } : { person_id, person_name }),
    data: aliasedJson(data, whom),
  }));
  return { head: written.head, event_count, entries: written.changed };
}

const mostNamed = 100;

/** Where a name stands as a word of its own. */
async function recordsWithName(db: Kysely<Tables>, log: LogRow, { id, names }: Forgotten): Promise<number[]> {
  const called = [...new Set([id, ...names])];
  const rows = await db
    .selectFrom('records')
    .select(['number', 'content'])
    .where('log_id', '=', log.id)
    .where((eb) => eb.or(called.map((name) => eb('content', 'like', `%${looseText(name)}%`))))
    .orderBy('number')
    .limit(10 * mostNamed)
    .execute();
  const words = called.map(
    (name) =>
      new RegExp(`(?<![\\p{L}\\p{N}])${name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'u'),
  );
  const found = rows.filter(({ content }) => words.some((word) => word.test(content)));
  return found.slice(0, mostNamed).map(({ number }) => number);
}
