import { expect, it } from 'vitest';
import type { Database } from '../../src/database/connection.ts';
import { claim, claimOf, end, freeAbandoned, renew } from '../../src/delivery/claims.ts';
import { insertAll, rowOf } from '../../src/delivery/inbox-rows.ts';
import { textSchema } from './schemas.ts';
import { arrival, open } from './support.ts';

const lease = 1_000;
const at = Date.parse('2026-03-02T12:00:00.000Z');
const by = (owner: string, now: number) => ({ table: 'inbox', owner, now, lease }) as const;

async function rows(database: Database) {
  return database.db.selectFrom('inbox').selectAll().execute();
}

it('who lost a claim to another process neither ends nor prolongs what that one works on', async () => {
  const database = await open();
  await insertAll(database.db, [rowOf(arrival('a'), textSchema, new Date(at).toISOString())]);
  const [first] = await claim(database, by('slow', at), await rows(database));
  const later = at + lease + 1;
  const freeing = { stateOf: () => 'unknown' as const, random: () => 0.5 };
  await freeAbandoned(database, by('other', at + lease - 1), freeing);
  expect(await claim(database, by('other', later), await rows(database))).toEqual([]);
  await freeAbandoned(database, by('other', later), freeing);
  const [second] = await claim(database, by('other', later), await rows(database));
  if (first === undefined || second === undefined) throw new Error('nothing was claimed');
  const held = await rows(database);
  await renew(database, by('slow', later + 500), [claimOf(first)]);
  expect(await end(database, by('slow', later), claimOf(first), { kind: 'done' })).toBe(false);
  // Also where both are on a try of the same number.
  expect(await end(database, by('slow', later), claimOf(second), { kind: 'done' })).toBe(false);
  expect(await rows(database)).toEqual(held);
  expect(await end(database, by('other', later), claimOf(second), { kind: 'done' })).toBe(true);
});

it('what somebody tried since it was found is not claimed', async () => {
  const database = await open();
  await insertAll(database.db, [rowOf(arrival('a'), textSchema, new Date(at).toISOString())]);
  const found = await rows(database);
  await database.db.updateTable('inbox').set({ attempts: 1 }).execute();
  expect(await claim(database, by('late', at), found)).toEqual([]);
});
