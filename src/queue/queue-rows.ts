import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/schema.ts';
import type { QueueTable } from './claims.ts';

/** An item as it is stored, by the same names for what comes in and for what goes out. */
export interface QueueRow {
  /** The order in which items were put. */
  readonly id: number;
  readonly platform: string;
  readonly workspace: string;
  /** Items of one line are worked off in order: a conversation, a channel. */
  readonly line: string;
  /** Tells it from all others of its workspace. */
  readonly key: string;
  /** When it was put, in ISO form. */
  readonly since: string;
  /** When an answer in the usual way is no longer possible; null for what has no such end. */
  readonly expires: string | null;
  readonly payload: string;
  readonly attempts: number;
  readonly faults: number;
  readonly deaths: number;
  readonly free_at: string;
}

/** What these are called in each table. */
const columns = {
  inbox: { line: 'conversation', key: 'key', since: 'received_at', expires: sql.ref('item.expires_at') },
  outbox: { line: 'channel', key: 'dedupe', since: 'put_at', expires: sql`null` },
} as const;

/** The columns of an item that nobody has worked on yet. */
export function newColumns(payload: string, at: string) {
  return {
    payload,
    free_at: at,
    attempts: 0,
    faults: 0,
    deaths: 0,
    owner: null,
    error: null,
    settled_at: null,
  };
}

/** What tells an item from all others. */
export type ItemName = Pick<QueueRow, 'platform' | 'workspace' | 'key'>;

/** Of these items, in their order, whether each is among those that were stored; one that came twice is the first time. */
export function areNew(items: readonly ItemName[], stored: readonly ItemName[]): boolean[] {
  const nameOf = ({ platform, workspace, key }: ItemName) => JSON.stringify([platform, workspace, key]);
  const names = new Set(stored.map(nameOf));
  return items.map((item) => names.delete(nameOf(item)));
}

/** What is looked for. */
export interface Looking {
  /** In ISO form. */
  readonly at: string;
  readonly limit: number;
  /** All where it is left out. */
  readonly platforms: readonly string[] | undefined;
}

/** What both tables call alike. */
type Stored = Omit<QueueRow, 'line' | 'key' | 'since' | 'expires'> & {
  owner: string | null;
  settled_at: string | null;
};

/** The first open item of each line, where it is due: an earlier one that waits or runs holds back the rest. */
export function dueRows(
  db: Kysely<Tables>,
  table: QueueTable,
  { at, limit, platforms }: Looking,
): Promise<QueueRow[]> {
  const { line, key, since, expires } = columns[table];
  const stored = sql<Stored>`${sql.table(table)}`;
  const column = (name: string) => sql.ref<string>(name);
  return db
    .selectFrom(stored.as('item'))
    .select(['item.id', 'item.platform', 'item.workspace', 'item.payload', 'item.free_at'])
    .select(['item.attempts', 'item.faults', 'item.deaths'])
    .select([
      column(`item.${line}`).as('line'),
      column(`item.${key}`).as('key'),
      column(`item.${since}`).as('since'),
      expires.$castTo<string | null>().as('expires'),
    ])
    .where('item.settled_at', 'is', null)
    .where('item.owner', 'is', null)
    .where('item.free_at', '<=', at)
    .$if(platforms !== undefined, (query) => query.where('item.platform', 'in', platforms ?? []))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom(stored.as('earlier'))
            .select('earlier.id')
            .whereRef('earlier.platform', '=', 'item.platform')
            .whereRef('earlier.workspace', '=', 'item.workspace')
            .where(column(`earlier.${line}`), '=', column(`item.${line}`))
            .whereRef('earlier.id', '<', 'item.id')
            .where('earlier.settled_at', 'is', null),
        ),
      ),
    )
    .orderBy('item.free_at')
    .orderBy('item.id')
    .limit(limit)
    .execute();
}
