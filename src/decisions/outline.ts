import type { Kysely } from 'kysely';
import type { Tables } from '../database/schema.ts';
import type { LinkTable } from '../database/tables/records.ts';
import { inPages } from './in-pages.ts';
import { type LinkKind, linkKinds, type Status } from './record.ts';
import type { Look } from './record-queries.ts';
import { maySee, statusOf } from './rows.ts';
import { filtered, visibleLogs } from './visible-logs.ts';

/** A record without its texts. */
export interface RecordHead {
  readonly log: string;
  readonly number: number;
  readonly title: string;
  readonly status: Status;
  /** What its file says of its status. */
  readonly statusRaw: string | null;
  readonly date: string | null;
  /** When it was decided here, in ISO form; null where it was not. */
  readonly decidedAt: string | null;
  /** The file that it was imported from. */
  readonly file: string | null;
  /** How many records are said to take its place as a whole, those that may not be seen too. */
  readonly successors: number;
}

/** A link between two records of an outline. */
export interface HeadLink {
  readonly kind: LinkKind;
  readonly newer: RecordHead;
  readonly older: RecordHead;
  readonly partial: boolean;
}

/** All records without their texts, and how they are linked. */
export interface Outline {
  readonly records: readonly RecordHead[];
  readonly links: readonly HeadLink[];
}

/** So many records are looked at, the newest of each log. */
export const mostHeads = 20_000;

/** The records that somebody may see, by log and number, and the links among them. */
export async function readOutline(db: Kysely<Tables>, look: Look): Promise<Outline> {
  const rows: (Omit<RecordHead, 'successors'> & { readonly id: number })[] = [];
  for (const log of await visibleLogs(db, look)) {
    const found = await filtered(db, log, look.viewer, {})
      .select(['id', 'number', 'title', 'status', 'status_raw', 'date', 'decided_at', 'file'])
      .select(['visibility', 'channel'])
      .orderBy('number', 'desc')
      .limit(mostHeads - rows.length)
      .execute();
    for (const row of found.reverse())
      if (maySee(look.viewer, log, row))
        rows.push({
          id: row.id,
          log: log.name,
          number: row.number,
          title: row.title,
          status: statusOf(row),
          statusRaw: row.status_raw,
          date: row.date,
          decidedAt: row.decided_at,
          file: row.file,
        });
  }
  const ids = rows.map(({ id }) => id);
  const stored = await inPages(ids, (page) =>
    db.selectFrom('links').selectAll().where('to_id', 'in', page).orderBy('id').execute(),
  );
  const superseding = stored.filter(({ kind, partial }) => kind === 'supersedes' && partial === 0);
  const counts = Map.groupBy(superseding, ({ to_id }) => to_id);
  const heads = new Map(
    rows.map(({ id, ...head }): [number, RecordHead] => [
      id,
      { ...head, successors: counts.get(id)?.length ?? 0 },
    ]),
  );
  return { records: [...heads.values()], links: stored.flatMap((link) => linkAmong(heads, link)) };
}

function linkAmong(
  heads: ReadonlyMap<number, RecordHead>,
  { kind: stored, from_id, to_id, partial }: Pick<LinkTable, 'kind' | 'from_id' | 'to_id' | 'partial'>,
): HeadLink[] {
  const [newer, older] = [heads.get(from_id), heads.get(to_id)];
  const kind = linkKinds.find((one) => one === stored);
  if (kind === undefined || newer === undefined || older === undefined) return [];
  return [{ kind, newer, older, partial: partial === 1 }];
}
