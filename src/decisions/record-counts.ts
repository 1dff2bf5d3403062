import type { Database } from '../database/connection.ts';
import type { Status } from './record.ts';
import { statusOf } from './rows.ts';

/** How many records have each status, over all workspaces: for whoever runs the program, who learns nothing of any of them. */
export async function countByStatus({ db }: Database): Promise<{ status: Status; count: number }[]> {
  const rows = await db
    .selectFrom('records')
    .select(({ fn }) => ['status', fn.countAll().as('count')])
    .groupBy('status')
    .execute();
  return rows.map((row) => ({ status: statusOf(row), count: Number(row.count) }));
}
