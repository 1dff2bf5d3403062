import { describe, expect, it, onTestFinished } from 'vitest';
import type { Database } from '../../src/database/connection.ts';
import { createDecisions, type Decisions } from '../../src/decisions/decisions.ts';
import { freshDatabase } from '../support/database.ts';
import { act } from '../support/imported.ts';

async function start(): Promise<{ database: Database; decisions: Decisions }> {
  const database = await freshDatabase();
  onTestFinished(() => database.close());
  let second = 0;
  const now = () => new Date(Date.UTC(2026, 2, 1, 9, 0, second++)).toISOString();
  return { database, decisions: createDecisions(database, now) };
}

/** A log of three entries after the one that made it, in which the second record is called so. */
async function told(second: string) {
  const { database, decisions } = await start();
  await decisions.propose(act, { title: 'Use Go' });
  await decisions.propose(act, { title: second });
  await decisions.propose(act, { title: 'Use Redis' });
  return { database, decisions };
}

/** An entry of another history, sound in itself, in the place of this one's. */
async function forge(into: Database, from: Database, seq: number): Promise<void> {
  const entry = await from.db
    .selectFrom('events')
    .selectAll()
    .where('seq', '=', seq)
    .executeTakeFirstOrThrow();
  const { id: _id, ...values } = entry;
  await into.db.updateTable('events').set(values).where('seq', '=', seq).execute();
}

describe('a history', () => {
  it('is told from one that was rewritten with hashes of its own, by the entry after it', async () => {
    const [one, other] = [await told('Use Kafka'), await told('Use NATS')];
    const seqs = (await one.database.db.selectFrom('events').select('seq').orderBy('seq').execute()).map(
      ({ seq }) => seq,
    );
    const seq = seqs.at(-2) ?? 0;
    await forge(one.database, other.database, seq);
    expect(await one.decisions.verify('w')).toEqual([
      expect.stringContaining(`entry ${seq + 1} of the history was changed (proposed, 2026-03-01T09:00:0`),
      'decisions: record 2 was changed behind its history',
    ]);
  });

  it.each([
    ['of another last entry', { head: 'another' }],
    ['of more entries', { event_count: 9 }],
  ])('is told from one whose log knows %s', async (_what, end) => {
    const { database, decisions } = await told('Use Kafka');
    expect(await decisions.verify('w')).toEqual([]);
    await database.db.updateTable('logs').set(end).execute();
    expect(await decisions.verify('w')).toEqual(['decisions: the history ends before its last entry']);
  });

  it('names each entry that is missing or was changed, once', async () => {
    const { database, decisions } = await told('Use Kafka');
    await database.db.deleteFrom('events').where('seq', '=', 1).execute();
    expect(await decisions.verify('w')).toContain('decisions: entry 1 of the history is missing');
  });

  it('is sound beside those of other logs, whose entries count for themselves', async () => {
    const { decisions } = await start();
    for (const title of ['One', 'Two', 'Three']) {
      for (const log of ['a', 'b']) await decisions.propose({ ...act, log }, { title });
    }
    expect(await decisions.verify('w')).toEqual([]);
  });

  it('is read to its end, however long it is, and in the order in which it was written', async () => {
    const { database, decisions } = await start();
    const number = await decisions.propose(act, { title: 'Use Go' });
    await decisions.approve(act, number);
    for (let times = 0; times < 1_005; times++) await decisions.amend(act, number, `also ${times}`, '');
    expect(await decisions.verify('w')).toEqual([]);
    // As a copy of the file may hold them: the order of the rows says nothing.
    await database.db
      .updateTable('events')
      .set(({ eb, val }) => ({ id: eb(val(1_000_000), '-', eb.ref('id')) }))
      .execute();
    expect(await decisions.verify('w')).toEqual([]);
    await database.db.updateTable('events').set({ person_name: 'eve' }).where('seq', '=', 1_003).execute();
    expect(await decisions.verify('w')).toEqual([
      expect.stringMatching(/^decisions: entry 1003 of the history was changed \(amended, .*\)$/),
    ]);
  });
});
