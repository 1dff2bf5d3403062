import type { Kysely, Selectable } from 'kysely';
import type { z } from 'zod';
import type { OutboxTable, Tables } from '../database/schema.ts';
import { addressSchema, checked } from './addresses.ts';
import { isoTime } from './clock.ts';
import type { Message } from './message.ts';
import { seal } from './payload-codec.ts';

export type OutboxRow = Selectable<OutboxTable>;

/** A message as it is stored. @throws AdvisorError `invalid` when it cannot be. */
export function rowOf<Payload>(message: Message<Payload>, schema: z.ZodType<Payload>, at: string) {
  return {
    ...checked(addressSchema, message),
    payload: seal(message.payload, schema),
    put_at: at,
    free_at: at,
    attempts: 0,
    faults: 0,
    deaths: 0,
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

/** The first open message of each channel, where it is due: an earlier one that waits or is sent holds back the rest. */
export function dueRows(
  db: Kysely<Tables>,
  now: number,
  limit: number,
  platforms: readonly string[] | undefined,
): Promise<OutboxRow[]> {
  return db
    .selectFrom('outbox as message')
    .selectAll('message')
    .where('message.settled_at', 'is', null)
    .where('message.owner', 'is', null)
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
    .orderBy('message.free_at')
    .orderBy('message.id')
    .limit(limit)
    .execute();
}

/** When a channel's messages were sent of late, the latest first. */
export async function sentOfLate(
  db: Kysely<Tables>,
  { platform, workspace, channel }: Pick<OutboxRow, 'platform' | 'workspace' | 'channel'>,
  since: number,
): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('outbox')
    .select('settled_at')
    .where('platform', '=', platform)
    .where('workspace', '=', workspace)
    .where('channel', '=', channel)
    .where('settled_at', 'is not', null)
    .where('settled_at', '>', isoTime(since))
    .orderBy('settled_at', 'desc')
    .limit(mostOfLate)
    .execute();
  return rows.flatMap(({ settled_at }) => (settled_at === null ? [] : [Date.parse(settled_at)]));
}

/** More than any burst, and what may follow it while it is remembered. */
const mostOfLate = 200;
