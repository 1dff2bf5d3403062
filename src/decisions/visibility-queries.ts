import { sql } from 'kysely';
import type { Database } from '../database/connection.ts';

/**
 * What is for members alone, as a mark that changes whenever something becomes so; empty where nothing is, as mostly, and
 * then nobody has to be asked where they are members. It is read anew each time: a record that was made a moment ago, by
 * whatever process, must not be hidden from its own members.
 */
export async function visibilityMark(db: Database['db'], workspace: string): Promise<string> {
  // The index is used only where the word stands in the statement itself.
  const members = sql<boolean>`records.visibility = 'members'`;
  const rows = await db
    .selectFrom('logs')
    .select((from) => [
      'logs.id',
      'logs.visibility',
      from
        .selectFrom('records')
        .whereRef('records.log_id', '=', 'logs.id')
        .where(members)
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .as('hidden'),
      from
        .selectFrom('records')
        .whereRef('records.log_id', '=', 'logs.id')
        .where(members)
        .select((eb) => eb.fn.max('records.id').as('newest'))
        .as('newest'),
    ])
    .where('logs.workspace', '=', workspace)
    .orderBy('logs.id')
    .execute();
  return rows
    .filter(({ visibility, hidden }) => visibility === 'members' || Number(hidden) > 0)
    .map(({ id, visibility, hidden, newest }) => `${id}:${visibility}:${hidden}:${newest ?? 0}`)
    .join(' ');
}

/** Whether a log of the workspace names a group among its deciders: only then the platform has to be asked. */
export async function namesGroups(db: Database['db'], workspace: string): Promise<boolean> {
  const row = await db
    .selectFrom('logs')
    .select('id')
    .where('workspace', '=', workspace)
    .where('deciders', 'like', '%"@%')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
