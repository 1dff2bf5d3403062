import type { Kysely } from 'kysely';
import type { Tables } from '../database/schema.ts';
import type { RecordRow } from './rows.ts';

/** The records of a log that the same people see, whatever is set for the log: their words are kept together. */
export async function audienceOf(
  db: Kysely<Tables>,
  { log_id, visibility, channel }: Pick<RecordRow, 'log_id' | 'visibility' | 'channel'>,
): Promise<number> {
  const audience = { log_id, visibility, channel: channel ?? '' };
  const known = await db
    .selectFrom('audiences')
    .select('id')
    .where('log_id', '=', audience.log_id)
    .where('visibility', '=', audience.visibility)
    .where('channel', '=', audience.channel)
    .executeTakeFirst();
  if (known !== undefined) return known.id;
  const made = await db.insertInto('audiences').values(audience).returning('id').executeTakeFirstOrThrow();
  return made.id;
}
