import type { Kysely } from 'kysely';
import type { Tables } from '../database/schema.ts';
import { inPages } from './in-pages.ts';
import type { Status } from './record.ts';
import type { Look } from './record-queries.ts';
import { type LogRow, maySee, statusOf } from './rows.ts';
import { visibleLogs } from './visible-logs.ts';

/** A record on which something was decided, and when. */
export interface Decided {
  readonly log: string;
  readonly number: number;
  readonly title: string;
  readonly status: Extract<Status, 'accepted' | 'rejected' | 'deprecated'>;
  /** When it came to that, in ISO form. */
  readonly at: string;
}

/** So many entries of a history are read at once, and at most: an import of a whole wiki is not read through. */
const entriesAtOnce = 500;
const mostEntries = 20_000;

/** What was decided since a time and stands so still, as far as somebody may see it: the newest first. */
export async function decidedSince(db: Kysely<Tables>, look: Look, since: string): Promise<Decided[]> {
  const all: Decided[] = [];
  for (const log of await visibleLogs(db, look)) {
    const times = await decisionTimes(db, log, since);
    const rows = await inPages([...times.keys()], (page) =>
      db
        .selectFrom('records')
        .select(['id', 'number', 'title', 'status', 'visibility', 'channel'])
        .where('id', 'in', page)
        .execute(),
    );
    for (const row of rows) {
      const status = statusOf(row);
      const isDecided = status === 'accepted' || status === 'rejected' || status === 'deprecated';
      if (!isDecided || !maySee(look.viewer, log, row)) continue;
      all.push({
        log: log.name,
        number: row.number,
        title: row.title,
        status,
        at: times.get(row.id) ?? since,
      });
    }
  }
  return all.sort((one, other) => other.at.localeCompare(one.at));
}

/** When records came to their latest decision since a time, by their ids: read from the end of the history. */
async function decisionTimes(
  db: Kysely<Tables>,
  log: LogRow,
  since: string,
): Promise<ReadonlyMap<number, string>> {
  const times = new Map<number, string>();
  for (let read = 0, before = log.event_count + 1; read < mostEntries; read += entriesAtOnce) {
    const entries = await db
      .selectFrom('events')
      .select(['seq', 'at', 'kind', 'record_id'])
      .where('log_id', '=', log.id)
      .where('seq', '<', before)
      .orderBy('seq', 'desc')
      .limit(entriesAtOnce)
      .execute();
    for (const { seq, at, kind, record_id } of entries) {
      if (at < since) return times;
      before = seq;
      const isDecision = kind === 'accepted' || kind === 'rejected' || kind === 'deprecated';
      if (isDecision && record_id !== null && !times.has(record_id)) times.set(record_id, at);
    }
    if (entries.length < entriesAtOnce) return times;
  }
  return times;
}
