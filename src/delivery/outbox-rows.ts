import type { Kysely, Selectable } from 'kysely';
import type { z } from 'zod';
import type { OutboxTable, Tables } from '../database/schema.ts';
import { addressSchema, checked } from './addresses.ts';
import { isoTime } from './clock.ts';
import { seal } from './envelope.ts';
import type { Message } from './message.ts';

export type OutboxRow = Selectable<OutboxTable>;

/** A message as it is stored. @throws AdvisorError `invalid` when it cannot be. */
export function rowOf<Payload>(message: Message<Payload>, schema: z.ZodType<Payload>, at: string) {
  return {
    ...checked(addressSchema, message),
    payload: seal(message.payload, schema),
    put_at: at,
    free_at: at,
    attempts: 0,
    owner: null,
    error: null,
    settled_at: null,
  };
}

/** Stores a message; says whether it is new. */
export async function insert(db: Kysely<Tables>, row: ReturnType<typeof rowOf>): Promise<boolean> {
  const result = await db
    .insertInto('outbox')
    .values(row)
    .onConflict((conflict) => conflict.columns(['platform', 'workspace', 'dedupe']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** Which messages may be sent. */
export interface Due {
  readonly now: number;
  /** Milliseconds between two messages of a channel. */
  readonly pace: number;
  readonly limit: number;
  readonly platforms: readonly string[] | undefined;
}

/** The first open message of each channel, where it is due and the channel has rested since the one before. */
export function dueRows(db: Kysely<Tables>, { now, pace, limit, platforms }: Due): Promise<OutboxRow[]> {
  return db
    .selectFrom('outbox as message')
    .selectAll('message')
    .where('message.settled_at', 'is', null)
    .where('message.free_at', '<=', isoTime(now))
    .$if(platforms !== undefined, (query) => query.where('message.platform', 'in', platforms ?? []))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox as earlier')
            .select('earlier.id')
            .whereRef('earlier.platform', '=', 'message.platform')
            .whereRef('earlier.workspace', '=', 'message.workspace')
            .whereRef('earlier.channel', '=', 'message.channel')
            .whereRef('earlier.id', '<', 'message.id')
            .where('earlier.settled_at', 'is', null),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox as recent')
            .select('recent.id')
            .whereRef('recent.platform', '=', 'message.platform')
            .whereRef('recent.workspace', '=', 'message.workspace')
            .whereRef('recent.channel', '=', 'message.channel')
            .where('recent.settled_at', 'is not', null)
            .where('recent.settled_at', '>', isoTime(now - pace)),
        ),
      ),
    )
    .orderBy('message.free_at')
    .limit(limit)
    .execute();
}
