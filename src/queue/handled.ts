import type { Database } from '../database/connection.ts';
import type { Arrival } from './arrival.ts';

/** Whether something that arrived has been worked off, by whichever process. */
export async function isHandled(
  { db }: Pick<Database, 'db'>,
  { platform, workspace, key }: Pick<Arrival<never>, 'platform' | 'workspace' | 'key'>,
): Promise<boolean> {
  const row = await db
    .selectFrom('inbox')
    .select('settled_at')
    .where('platform', '=', platform)
    .where('workspace', '=', workspace)
    .where('key', '=', key)
    .executeTakeFirst();
  return row === undefined || row.settled_at !== null;
}
