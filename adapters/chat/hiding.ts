import type { Database } from '../../src/database/connection.ts';

/** Whether anything is for members alone: mostly nothing is, and then nobody has to be asked where they are members. */
export async function hidesAnything(db: Database['db'], workspace: string): Promise<boolean> {
  const row = await db
    .selectFrom('logs')
    .leftJoin('records', (join) =>
      join.onRef('records.log_id', '=', 'logs.id').on('records.visibility', '=', 'members'),
    )
    .select('logs.id')
    .where('logs.workspace', '=', workspace)
    .where((where) =>
      where.or([where('logs.visibility', '=', 'members'), where('records.id', 'is not', null)]),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
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
