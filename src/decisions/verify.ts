import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../database/schema.ts';
import { verifyLog } from './history.ts';
import { idsAtOnce } from './in-pages.ts';
import { type LogRow, stateOf } from './rows.ts';

/** What is wrong with the histories of a workspace's logs, and where records are not what their history says. */
export async function verifyWorkspace(db: Kysely<Tables>, workspace: string): Promise<string[]> {
  const faults: string[] = [];
  const logs = await db.selectFrom('logs').selectAll().where('workspace', '=', workspace).execute();
  for (const log of logs) faults.push(...(await verifyLog(db, log)), ...(await verifyStates(db, log)));
  return faults;
}

/** The same for every workspace; `told` hears of each log that was looked at. */
export async function verifyAll(
  db: Kysely<Tables>,
  told: (log: LogRow) => void = () => undefined,
): Promise<string[]> {
  const faults: string[] = [];
  for (let after = 0; ; ) {
    const logs = await db
      .selectFrom('logs')
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(idsAtOnce)
      .execute();
    for (const log of logs) {
      const own = [...(await verifyLog(db, log)), ...(await verifyStates(db, log))];
      faults.push(...own.map((fault) => `${log.workspace}: ${fault}`));
      told(log);
      after = log.id;
    }
    if (logs.length < idsAtOnce) return faults;
  }
}

/** Records whose text is not the one that the history last told of. */
async function verifyStates(db: Kysely<Tables>, log: LogRow): Promise<string[]> {
  const faults: string[] = [];
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('records')
      .selectAll()
      .where('log_id', '=', log.id)
      .where('number', '>', after)
      .orderBy('number')
      .limit(idsAtOnce)
      .execute();
    if (rows.length === 0) return faults;
    const states = await statesOf(
      db,
      rows.map(({ id }) => id),
    );
    for (const row of rows) {
      after = row.number;
      if (states.get(row.id) !== stateOf(row))
        faults.push(`${log.name}: record ${row.number} was changed behind its history`);
    }
    if (rows.length < idsAtOnce) return faults;
  }
}

/** What the history last told of some records. */
async function statesOf(db: Kysely<Tables>, ids: readonly number[]): Promise<Map<number, unknown>> {
  const rows = await db
    .with('latest', (db) =>
      db
        .selectFrom('events')
        .where('record_id', 'in', ids)
        .groupBy('record_id')
        .select((eb) => ['record_id', eb.fn.max('seq').as('seq')]),
    )
    .selectFrom('latest')
    .innerJoin('events', (join) =>
      join.onRef('events.record_id', '=', 'latest.record_id').onRef('events.seq', '=', 'latest.seq'),
    )
    .select(['events.record_id', 'events.data'])
    .execute();
  return new Map(
    rows.flatMap(({ record_id, data }): [number, unknown][] =>
      record_id === null ? [] : [[record_id, stateIn(data)]],
    ),
  );
}

/** The state that an entry tells; whatever stands there may have been changed. */
function stateIn(data: string): unknown {
  try {
    return z.object({ state: z.string() }).safeParse(JSON.parse(data)).data?.state;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
