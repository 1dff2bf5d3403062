import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { matchesPath, requirePath } from '../affects/affects.ts';
import { isAmong, listIn } from '../database/dialect.ts';
import type { Tables } from '../database/schema.ts';
import type { Filter } from './record-queries.ts';
import type { LogRow } from './rows.ts';

/** A filter as a query narrows by it: patterns are no database's matter, so that its path has become records. */
export type Narrowing = Omit<Filter, 'path'> & {
  readonly path?: never;
  /** Ids of the records that hold the path. */
  readonly ids?: readonly number[];
};

const listSchema = z.array(z.string());

/**
 * Finds the records of some logs that hold a filter's path.
 * @throws FieldError for what is no path from a repository's root
 */
export async function narrowing(
  db: Kysely<Tables>,
  logs: readonly Pick<LogRow, 'id'>[],
  { path, ...filter }: Filter,
): Promise<Narrowing> {
  if (path === undefined) return filter;
  const wanted = requirePath(path);
  const own = logs.map(({ id }) => id);
  const rows = await db
    .selectFrom('records')
    .select(['id', listIn(db, 'content', 'affects').as('affects')])
    .where(isAmong(db, 'log_id', own))
    // Content is written in one way, and in its texts a quote is escaped: this tells a list that holds something.
    .where('content', 'like', sql.lit('%"affects":["%'))
    .execute();
  const holding = rows.filter(({ affects }) =>
    listSchema.parse(JSON.parse(affects)).some((entry) => matchesPath(entry, wanted)),
  );
  return { ...filter, ids: holding.map(({ id }) => id) };
}
