import { expect, it } from 'vitest';
import type { Database } from '../../src/database/connection.ts';
import { claim } from '../../src/delivery/claims.ts';
import { insertAll, rowOf } from '../../src/delivery/inbox-rows.ts';
import { textSchema } from './schemas.ts';
import { arrival, open } from './support.ts';

const lease = 1_000;
const at = Date.parse('2026-03-02T12:00:00.000Z');
const by = (owner: string, now: number) => ({ table: 'inbox', owner, now, lease }) as const;

async function rows(database: Database) {
  return database.db.selectFrom('inbox').selectAll().execute();
}

it('what somebody tried since it was found is not claimed', async () => {
  const database = await open();
  await insertAll(database.db, [rowOf(arrival('a'), textSchema, new Date(at).toISOString())]);
  const found = await rows(database);
  await database.db.updateTable('inbox').set({ attempts: 1 }).execute();
  expect(await claim(database, by('late', at), found)).toEqual([]);
});
