import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../database/schema.ts';
import type { Person } from './record.ts';

/** Something that happened in a log. */
export interface NewEvent {
  readonly record: number | null;
  readonly kind: string;
  readonly data: unknown;
  readonly person: Person;
  readonly at: string;
  /** Where it came from: a surface, an import. */
  readonly source: string;
}

/** The end of a log's chain, as a transaction moves it on. */
export interface ChainEnd {
  head: string;
  event_count: number;
}

/** Adds an event to a log's chain, inside a transaction whose caller stores the chain's end with the log. */
export async function addEvent(
  db: Kysely<Tables>,
  logId: number,
  end: ChainEnd,
  event: NewEvent,
): Promise<void> {
  const row = {
    log_id: logId,
    seq: end.event_count + 1,
    record_id: event.record,
    at: event.at,
    person_id: event.person.id,
    person_name: event.person.name,
    kind: event.kind,
    data: JSON.stringify(event.data),
    source: event.source,
    previous: end.head,
  };
  const hash = hashOf(row);
  await db
    .insertInto('events')
    .values({ ...row, hash })
    .execute();
  end.head = hash;
  end.event_count = row.seq;
}

/** What an entry may hold otherwise than before. */
export type Rewritten = Pick<Hashed, 'person_id' | 'person_name' | 'data'>;

/**
 * Writes a log's history anew from an entry on, each chained to the one before it as it is now; gives the chain's end,
 * which the caller stores. The order, the times and what happened stay.
 */
export async function rewriteHistory(
  db: Kysely<Tables>,
  logId: number,
  from: number,
  change: (entry: Rewritten) => Rewritten,
): Promise<{ readonly head: string; readonly changed: number }> {
  const before = await db
    .selectFrom('events')
    .select('hash')
    .where('log_id', '=', logId)
    .where('seq', '=', from - 1)
    .executeTakeFirst();
  let head = before?.hash ?? '';
  let changed = 0;
  for (let after = from - 1; ; ) {
    const rows = await db
      .selectFrom('events')
      .selectAll()
      .where('log_id', '=', logId)
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(pageSize)
      .execute();
    for (const row of rows) {
      const { person_id, person_name, data } = change(row);
      const isSame = person_id === row.person_id && person_name === row.person_name && data === row.data;
      if (!isSame) changed += 1;
      const entry = { ...row, person_id, person_name, data, previous: head };
      head = hashOf(entry);
      const set = { person_id, person_name, data, previous: entry.previous, hash: head };
      await db.updateTable('events').set(set).where('id', '=', row.id).execute();
      after = row.seq;
    }
    if (rows.length < pageSize) return { head, changed };
  }
}

/** What is wrong with a log's history: entries that were changed, left out or added behind its back. */
export async function verifyLog(
  db: Kysely<Tables>,
  log: { id: number; name: string; head: string; event_count: number },
): Promise<string[]> {
  const faults: string[] = [];
  let previous = '';
  let expected = 1;
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('events')
      .selectAll()
      .where('log_id', '=', log.id)
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(pageSize)
      .execute();
    for (const row of rows) {
      if (row.seq !== expected) faults.push(`${log.name}: entry ${expected} of the history is missing`);
      if (row.previous !== previous || row.hash !== hashOf(row)) {
        faults.push(`${log.name}: entry ${row.seq} of the history was changed (${row.kind}, ${row.at})`);
      }
      previous = row.hash;
      expected = row.seq + 1;
      after = row.seq;
    }
    if (rows.length < pageSize) break;
  }
  if (previous !== log.head || expected !== log.event_count + 1) {
    faults.push(`${log.name}: the history ends before its last entry`);
  }
  return faults;
}

const pageSize = 1_000;

interface Hashed {
  readonly log_id: number;
  readonly seq: number;
  readonly record_id: number | null;
  readonly at: string;
  readonly person_id: string;
  readonly person_name: string;
  readonly kind: string;
  readonly data: string;
  readonly source: string;
  readonly previous: string;
}

function hashOf(row: Hashed): string {
  const parts = [
    row.previous,
    row.log_id,
    row.seq,
    row.record_id,
    row.at,
    row.person_id,
    row.person_name,
    row.kind,
    row.data,
    row.source,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
