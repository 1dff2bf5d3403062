import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/schema.ts';
import { AdvisorError } from '../errors.ts';
import type { LinkKind } from './record.ts';
import { type RecordRow, statusOf } from './rows.ts';
import { change, record, requireStepOn, type Scope } from './write-scope.ts';

/** What an accepted record supersedes is superseded now, unless only in part. */
export async function takeOver(scope: Scope, newer: RecordRow): Promise<void> {
  const older = await scope.db
    .selectFrom('links')
    .innerJoin('records', 'records.id', 'links.to_id')
    .selectAll('records')
    .select('links.partial')
    .where('links.from_id', '=', newer.id)
    .where('links.kind', '=', 'supersedes')
    .execute();
  for (const { partial, ...row } of older) {
    if (partial === 1 || statusOf(row) === 'superseded') continue;
    await requireStepOn(scope, row, 'supersede');
    await change(scope, row, { status: 'superseded' }, 'superseded', { by: newer.number });
  }
}

/**
 * Links two records, and says so in the newer one's history. @throws AdvisorError `invalid` for a record and itself,
 * `conflict` where they would supersede each other, or where the older one cannot be superseded from where it stands.
 */
export async function link(
  scope: Scope,
  kind: LinkKind,
  newer: RecordRow,
  older: RecordRow,
  partial: boolean,
): Promise<void> {
  const { db, name } = scope;
  if (newer.id === older.id)
    throw new AdvisorError('invalid', `${name(newer.number)} cannot be linked to itself`);
  if (kind === 'supersedes') {
    if (await reaches(db, older.id, newer.id)) {
      throw new AdvisorError(
        'conflict',
        `${name(older.number)} already supersedes ${name(newer.number)}; they cannot supersede each other`,
      );
    }
    if (statusOf(older) !== 'superseded') await requireStepOn(scope, older, 'supersede');
  }
  await storeLink(db, kind, newer, older, partial);
  await record(scope, newer, 'linked', { kind, to: older.number, partial });
}

/** Links two records; one that is there already stays as it is. */
export async function storeLink(
  db: Kysely<Tables>,
  kind: LinkKind,
  newer: Pick<RecordRow, 'id'>,
  older: Pick<RecordRow, 'id'>,
  partial: boolean,
): Promise<void> {
  await db
    .insertInto('links')
    .values({ kind, from_id: newer.id, to_id: older.id, partial: partial ? 1 : 0 })
    .onConflict((conflict) => conflict.columns(['kind', 'from_id', 'to_id']).doNothing())
    .execute();
}

/** Whether two records are linked, whichever is the newer one. */
export async function areLinked(
  db: Kysely<Tables>,
  one: Pick<RecordRow, 'id'>,
  other: Pick<RecordRow, 'id'>,
): Promise<boolean> {
  const found = await db
    .selectFrom('links')
    .select('kind')
    .where((where) =>
      where.or([
        where.and([where('from_id', '=', one.id), where('to_id', '=', other.id)]),
        where.and([where('from_id', '=', other.id), where('to_id', '=', one.id)]),
      ]),
    )
    .executeTakeFirst();
  return found !== undefined;
}

/** Whether one record supersedes another, directly or through others. */
async function reaches(db: Kysely<Tables>, from: number, to: number): Promise<boolean> {
  const found = await sql<{ id: number }>`
    with recursive older (id) as (
      select to_id from links where kind = 'supersedes' and from_id = ${from}
      union
      select links.to_id from links join older on links.from_id = older.id where links.kind = 'supersedes'
    )
    select id from older where id = ${to} limit 1`.execute(db);
  return found.rows.length > 0;
}
