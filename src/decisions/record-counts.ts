import type { Database } from '../database/connection.ts';
import type { Status } from './record.ts';
import { statusOf } from './rows.ts';

/** How many records have each status, over all workspaces: for whoever runs the program, who learns nothing of any of them. */
export async function countByStatus({ db }: Database): Promise<{ status: Status; count: number }[]> {
  // Log by log first: that is the order of an index, and a million need no sorting.
  const byLog = db
    .selectFrom('records')
    .select(({ fn }) => ['log_id', 'status', fn.countAll().as('count')])
    .groupBy(['log_id', 'status']);
  const rows = await db
    .selectFrom(byLog.as('by_log'))
    .select(({ fn }) => ['status', fn.sum('count').as('count')])
    .groupBy('status')
    .execute();
  return rows.map((row) => ({ status: statusOf(row), count: Number(row.count) }));
}
