import { expect, it } from 'vitest';
import { createGaps } from '../../src/conversation/knowledge-gaps.ts';
import { createMemoryStore } from '../../src/conversation/memory-store.ts';
import { createHousekeeping } from '../../src/queue/housekeeping.ts';
import {
  arrival,
  day,
  fail,
  hour,
  manualClock,
  message,
  open,
  settled,
  textInbox,
  textOutbox,
} from './support.ts';

/** A house in which everything happened just now. */
async function house() {
  const database = await open('sqlite::memory:');
  const clock = manualClock();
  const now = () => new Date(clock.now()).toISOString();
  const [memories, gaps] = [createMemoryStore(database, now), createGaps(database)];
  const [inbox, outbox] = [textInbox(database, clock), textOutbox(database, clock)];
  inbox.start(async () => {});
  outbox.start(async () => 'sent');
  await inbox.accept(arrival('a'));
  await outbox.put(message('a'));
  await settled();
  await Promise.all([inbox.stop(), outbox.stop()]);
  const place = { workspace: 'w', channel: 'c', thread: 't', person: 'ann' };
  await database.db
    .insertInto('sessions')
    .values({ ...place, state: '{}', updated_at: now() })
    .execute();
  const gap = { workspace: 'w', kind: 'uncovered', question: 'what is love', count: 1 };
  await database.db
    .insertInto('gaps')
    .values({ ...gap, first_at: now(), last_at: now() })
    .execute();
  const ends_at = new Date(clock.now() + 6 * day).toISOString();
  await database.db.insertInto('sign_ins').values({ workspace: 'w', session: 's', ends_at }).execute();
  const ours = { platform: 'p', workspace: 'w', at: now() };
  await database.db
    .insertInto('posted')
    .values({ ...ours, channel: 'c', message: '1', thread: 't', live: null })
    .execute();
  await database.db
    .insertInto('kept_forms')
    .values({ ...ours, id: 'f', form: '{}' })
    .execute();
  return { database, clock, inbox, outbox, memories, gaps };
}

it('keeps things as many days as an operator says', async () => {
  const { database, clock, memories, gaps } = await house();
  const retention = { inbox: 3, outbox: 1, memories: 2, gaps: 4, posted: 5 };
  const { tidy } = createHousekeeping(database, { memories, gaps, retention, onFault: fail, clock });
  const nothing = { inbox: 0, outbox: 0, memories: 0, gaps: 0, posted: 0, signIns: 0 };
  await clock.pass(hour);
  for (const what of ['outbox', 'memories', 'inbox', 'gaps', 'posted']) {
    await clock.pass(day);
    expect(await tidy()).toEqual({ ...nothing, [what]: what === 'posted' ? 2 : 1 });
  }
});

it('keeps what may come again, and forgets what is old', async () => {
  const { database, clock, inbox, outbox, memories, gaps } = await house();
  const { tidy } = createHousekeeping(database, { memories, gaps, onFault: fail, clock });
  const nothing = { inbox: 0, outbox: 0, memories: 0, gaps: 0, posted: 0, signIns: 0 };
  await clock.pass(24 * hour);
  expect(await tidy()).toEqual(nothing);
  expect(await inbox.accept(arrival('a'))).toBe('seen');
  await clock.pass(25 * hour);
  expect(await tidy()).toEqual({ ...nothing, inbox: 1 });
  expect(await outbox.put(message('a'))).toBe('seen');
  await clock.pass(5 * day);
  expect(await tidy()).toEqual({ ...nothing, outbox: 1, signIns: 1 });
  await clock.pass(24 * day);
  expect(await tidy()).toEqual({ ...nothing, memories: 1 });
  await clock.pass(150 * day);
  expect(await tidy()).toEqual({ ...nothing, gaps: 1, posted: 2 });
});

it('forgets a session at its own end', async () => {
  const { database, clock, memories, gaps } = await house();
  const { tidy } = createHousekeeping(database, { memories, gaps, onFault: fail, clock });
  await clock.pass(6 * day - 1);
  expect((await tidy()).signIns).toBe(0);
  await clock.pass(1);
  expect((await tidy()).signIns).toBe(1);
});

it('never forgets what is not done with', async () => {
  const { database, clock, inbox, outbox, memories, gaps } = await house();
  await inbox.accept(arrival('open'));
  await outbox.put(message('open'));
  await clock.pass(365 * day);
  await createHousekeeping(database, { memories, gaps, onFault: fail, clock }).tidy();
  expect(await database.db.selectFrom('inbox').select('key').execute()).toEqual([{ key: 'open' }]);
  expect(await database.db.selectFrom('outbox').select('dedupe').execute()).toEqual([{ dedupe: 'open' }]);
});

it('is done at the start and every day, until it is stopped', async () => {
  const { database, clock } = await house();
  let times = 0;
  const gaps = { forget: async () => ++times };
  const housekeeping = createHousekeeping(database, { memories: gaps, gaps, onFault: fail, clock });
  housekeeping.start();
  await clock.pass(2 * day);
  expect(times).toBe(6);
  await housekeeping.stop();
  await clock.pass(2 * day);
  expect(times).toBe(6);
});

it('goes on where one part fails', async () => {
  const { database, clock, gaps } = await house();
  const faults: unknown[] = [];
  const memories = { forget: () => Promise.reject(new Error('locked')) };
  const onFault = (fault: unknown) => faults.push(fault);
  await clock.pass(200 * day);
  const forgotten = await createHousekeeping(database, { memories, gaps, onFault, clock }).tidy();
  expect(forgotten).toEqual({ inbox: 1, outbox: 1, memories: 0, gaps: 1, posted: 2, signIns: 1 });
  expect(faults).toEqual([new Error('locked')]);
});
