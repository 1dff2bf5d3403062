import type { Kysely, Selectable } from 'kysely';
import type { z } from 'zod';
import type { InboxTable, Tables } from '../database/schema.ts';
import { arrivalSchema, checked } from './addresses.ts';
import type { Arrival } from './arrival.ts';
import { isoTime } from './clock.ts';
import { seal } from './payload-codec.ts';

export type InboxRow = Selectable<InboxTable>;

/** An arrival as it is stored. @throws AdvisorError `invalid` when it cannot be. */
export function rowOf<Payload>(arrival: Arrival<Payload>, schema: z.ZodType<Payload>, at: string) {
  const { expiresAt, ...address } = checked(arrivalSchema, arrival);
  return {
    ...address,
    payload: seal(arrival.payload, schema),
    received_at: at,
    free_at: at,
    expires_at: expiresAt === undefined ? null : isoTime(Date.parse(expiresAt)),
    attempts: 0,
    faults: 0,
    deaths: 0,
    owner: null,
    error: null,
    settled_at: null,
  };
}

/**
 * Stores arrivals in their order; says of each whether it is new. It is one statement, so that no other connection of this
 * process can come in between and wait for it for ever.
 */
export async function insertAll(
  db: Kysely<Tables>,
  rows: readonly ReturnType<typeof rowOf>[],
): Promise<readonly boolean[]> {
  const stored = await db
    .insertInto('inbox')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['platform', 'workspace', 'key']).doNothing())
    .returning(['platform', 'workspace', 'key'])
    .execute();
  const areNew = new Set(stored.map(nameOf));
  // What came twice at once is new the first time.
  return rows.map((row) => areNew.delete(nameOf(row)));
}

function nameOf({ platform, workspace, key }: Pick<InboxRow, 'platform' | 'workspace' | 'key'>): string {
  return JSON.stringify([platform, workspace, key]);
}

/** The first open item of each conversation, where it is due: an earlier one that waits or runs holds back the rest. */
export function dueRows(
  db: Kysely<Tables>,
  at: string,
  limit: number,
  platforms: readonly string[] | undefined,
): Promise<InboxRow[]> {
  return db
    .selectFrom('inbox as item')
    .selectAll('item')
    .where('item.settled_at', 'is', null)
    .where('item.owner', 'is', null)
    .where('item.free_at', '<=', at)
    .$if(platforms !== undefined, (query) => query.where('item.platform', 'in', platforms ?? []))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('inbox as earlier')
            .select('earlier.id')
            .whereRef('earlier.platform', '=', 'item.platform')
            .whereRef('earlier.workspace', '=', 'item.workspace')
            .whereRef('earlier.conversation', '=', 'item.conversation')
            .whereRef('earlier.id', '<', 'item.id')
            .where('earlier.settled_at', 'is', null),
        ),
      ),
    )
    .orderBy('item.free_at')
    .limit(limit)
    .execute();
}
