import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createGaps } from '../../src/conversation/knowledge-gaps.ts';
import {
  askedIn,
  emptyMemory,
  joined,
  type Memory,
  remember,
  type SharedMemory,
  sharedMemorySchema,
  together,
  withOffered,
  withSeen,
} from '../../src/conversation/memory.ts';
import { createMemoryStore, type MemoryStore } from '../../src/conversation/memory-store.ts';
import type { Outcome } from '../../src/conversation/outcome.ts';
import type { Database } from '../../src/database/connection.ts';
import { freshDatabase } from '../support/database.ts';

const emptyShared: SharedMemory = sharedMemorySchema.parse({});
const outcome = (): Outcome => ({ intent: 'ask', audience: 'channel', replies: [] });
const asked = (question: string, entries: string[] = []) => ({ said: question, question, entries, told: [] });

describe('what somebody asked', () => {
  test('has an id, and what it was about is spoken of lately, the latest first and each once', () => {
    const first = remember(emptyMemory(), asked('Kafka?', ['kafka', 'nats']));
    const second = remember(first.memory, asked('NATS?', ['nats']));
    expect([first.id, second.id]).toEqual([1, 2]);
    expect(second.memory).toMatchObject({ counter: 2, recent: ['nats', 'kafka'] });
    expect(second.memory.asked.map(({ id, question }) => [id, question])).toEqual([
      [1, 'Kafka?'],
      [2, 'NATS?'],
    ]);
  });

  test('is remembered twelve questions and six entries back', () => {
    let memory = emptyMemory();
    for (let turn = 1; turn <= 20; turn++) {
      memory = remember(memory, asked(`question ${turn}`, [`entry-${turn}`])).memory;
    }
    expect(memory.asked.map(({ id }) => id)).toEqual([9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
    expect(memory.recent).toEqual(['entry-20', 'entry-19', 'entry-18', 'entry-17', 'entry-16', 'entry-15']);
  });

  test('can be found by its id, whoever of the thread asked', () => {
    const mine = remember(emptyMemory(), asked('mine')).memory;
    const theirs = remember({ ...emptyMemory(), counter: 1 }, asked('theirs')).memory;
    const shared = together(emptyShared, theirs);
    expect(askedIn(mine, shared, 1)?.question).toBe('mine');
    expect(askedIn(mine, shared, 2)?.question).toBe('theirs');
    expect(askedIn(mine, shared, 3)).toBeUndefined();
    expect(askedIn(mine, emptyShared, 2)).toBeUndefined();
  });
});

describe('an event that was handled', () => {
  test('is remembered with what came of it', () => {
    expect(withSeen(emptyMemory(), 'e1', outcome())).toMatchObject({
      seen: ['e1'],
      answered: { id: 'e1', outcome: outcome() },
    });
  });

  test('leaves no trace where it has no id', () => {
    expect(withSeen(emptyMemory(), undefined, outcome())).toEqual(emptyMemory());
  });

  test('is known for thirty more, and the oldest goes first', () => {
    let memory = emptyMemory();
    for (let event = 1; event <= 32; event++) memory = withSeen(memory, `e${event}`, outcome());
    expect(memory.seen).toHaveLength(30);
    expect([memory.seen.at(0), memory.seen.at(-1)]).toEqual(['e3', 'e32']);
  });
});

describe('what was offered to press', () => {
  const offers = (...ids: string[]) => ids.map((id) => ({ id, label: `label of ${id}` }));

  test('stands before what was offered earlier, each once and as it is called now', () => {
    const before = withOffered(emptyShared, [{ id: 'a', label: 'old' }, ...offers('b')]);
    expect(withOffered(before, offers('c', 'a')).offered).toEqual(offers('c', 'a', 'b'));
  });

  test('is remembered 48 choices back', () => {
    const ids = Array.from({ length: 60 }, (_, index) => `c${index}`);
    const { offered } = withOffered(withOffered(emptyShared, offers('old')), offers(...ids));
    expect(offered.map(({ id }) => id)).toEqual(ids.slice(0, 48));
  });
});

describe('a thread', () => {
  const spoken: Memory = {
    ...remember(emptyMemory(), asked('Kafka?', ['kafka'])).memory,
    compared: ['kafka', 'nats'],
    record: { log: 'decisions', number: 3 },
    last: 'ask',
  };

  test('hands on to somebody new what was spoken of', () => {
    const shared = together(emptyShared, spoken);
    expect(shared).toMatchObject({ counter: 1, latest: { record: { number: 3 }, last: 'ask' } });
    const { walking: _, ...latest } = shared.latest ?? {};
    expect(joined(emptyMemory(), shared)).toEqual({ ...emptyMemory(), ...latest, counter: 1 });
  });

  test.each([
    ['asked something', { asked: [{ ...asked('mine'), id: 9 }] }],
    ['was answered', { last: 'help' as const }],
  ])('leaves their own to who %s before, but for the record that is spoken of', (_what, own) => {
    const memory = joined({ ...emptyMemory(), ...own }, together(emptyShared, spoken));
    expect(memory).toEqual({ ...emptyMemory(), ...own, counter: 1, record: { log: 'decisions', number: 3 } });
    const record = { log: 'other', number: 8 };
    expect(joined({ ...emptyMemory(), ...own, record }, together(emptyShared, spoken)).record).toEqual(
      record,
    );
  });

  test('counts for all of it, so that no id is given twice', () => {
    expect(joined({ ...emptyMemory(), counter: 7 }, { ...emptyShared, counter: 3 }).counter).toBe(7);
    expect(joined({ ...emptyMemory(), counter: 3 }, { ...emptyShared, counter: 7 }).counter).toBe(7);
    expect(together({ ...emptyShared, counter: 7 }, { ...emptyMemory(), counter: 3 }).counter).toBe(7);
    expect(together({ ...emptyShared, counter: 3 }, { ...emptyMemory(), counter: 7 }).counter).toBe(7);
  });

  test('keeps the latest twelve questions of all who ask in it, in their order and each once', () => {
    const memoryOf = (...ids: number[]) => ({
      ...emptyMemory(),
      asked: ids.map((id) => ({ ...asked(`question ${id}`), id })),
    });
    const ids = (shared: SharedMemory) => shared.latest?.asked.map(({ id }) => id);
    const both = together(together(emptyShared, memoryOf(2, 3, 5)), memoryOf(1, 3, 4));
    expect(ids(both)).toEqual([1, 2, 3, 4, 5]);
    const many = together(both, memoryOf(...Array.from({ length: 12 }, (_, index) => index + 4)));
    expect(ids(many)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
  });
});

describe('stored memories', () => {
  const place = { workspace: 'w', channel: 'c', thread: 't' };
  let database: Database;
  let now: string;
  let store: MemoryStore;
  beforeEach(async () => {
    database = await freshDatabase();
    now = '2026-11-21T09:00:00.000Z';
    store = anew();
  });
  afterEach(() => database.close());

  /** As another process sees what is stored. */
  const anew = () => createMemoryStore(database, () => now);
  const memory = { ...emptyMemory(), counter: 4, recent: ['kafka'] };
  const shared = { ...emptyShared, counter: 5, offered: [{ id: 'a', label: 'A' }] };
  const kept = { memory, shared, feedback: undefined, sync: true };

  test('come back for their person and place, and for nobody and nowhere else', async () => {
    await store.save(place, 'ann', kept);
    for (const reader of [store, anew()]) {
      expect(await reader.load(place, 'ann')).toEqual({ memory, shared });
      expect(await reader.loadShared(place)).toEqual(shared);
      expect(await reader.load(place, 'bob')).toEqual({ memory: emptyMemory(), shared });
      for (const elsewhere of [{ workspace: 'x' }, { channel: 'x' }, { thread: 'x' }]) {
        expect(await reader.load({ ...place, ...elsewhere }, 'ann')).toEqual({
          memory: emptyMemory(),
          shared: emptyShared,
        });
        expect(await reader.loadShared({ ...place, ...elsewhere })).toEqual(emptyShared);
      }
    }
  });

  test('take the place of what stood there before', async () => {
    await store.save(place, 'ann', kept);
    const later = { ...kept, memory: { ...memory, counter: 9 }, shared: { ...shared, counter: 9 } };
    await store.save(place, 'ann', later);
    expect(await anew().load(place, 'ann')).toEqual({ memory: later.memory, shared: later.shared });
    await store.saveShared(place, shared);
    expect(await anew().load(place, 'ann')).toEqual({ memory: later.memory, shared });
  });

  test('keep a question that was not served, with its words alone', async () => {
    await store.save(place, 'ann', { ...kept, feedback: { kind: 'uncovered', question: 'What is X?' } });
    expect(await createGaps(database).list('w')).toMatchObject([
      { kind: 'uncovered', question: 'what is x?', firstAt: now },
    ]);
    await store.save(place, 'ann', kept);
    expect(await createGaps(database).list('w')).toMatchObject([{ count: 1 }]);
  });

  test('are seen as another process changed them meanwhile', async () => {
    await store.save(place, 'ann', kept);
    const other = { ...memory, counter: 8 };
    await anew().save(place, 'ann', { ...kept, memory: other });
    expect((await store.load(place, 'ann')).memory).toEqual(other);
  });

  test('are not stored over what another process stored since they were loaded', async () => {
    const [ours, theirs] = [await store.load(place, 'ann'), await store.load(place, 'bob')];
    const other = anew();
    const first = await other.load(place, 'ann');
    expect(await other.save(place, 'ann', kept, first)).toBe(true);
    const late = {
      ...kept,
      memory: { ...memory, counter: 8 },
      feedback: { kind: 'uncovered', question: 'x' },
    } as const;
    expect(await store.save(place, 'ann', late, ours)).toBe(false);
    // What the thread shares is changed, though nobody has touched bob's.
    expect(await store.save(place, 'bob', late, theirs)).toBe(false);
    expect(await store.saveShared(place, emptyShared, ours.shared)).toBe(false);
    expect(await anew().load(place, 'ann')).toEqual({ memory, shared });
    expect((await anew().load(place, 'bob')).memory).toEqual(emptyMemory());
    expect(await createGaps(database).list('w')).toEqual([]);
    const now = await store.load(place, 'ann');
    expect(await store.save(place, 'ann', late, now)).toBe(true);
    expect((await anew().load(place, 'ann')).memory).toEqual(late.memory);
    expect(await store.saveShared(place, emptyShared, await store.loadShared(place))).toBe(true);
  });

  test('are read once where nothing changed', async () => {
    await store.save(place, 'ann', kept);
    const reader = anew();
    expect((await reader.load(place, 'ann')).memory).toBe((await reader.load(place, 'ann')).memory);
    expect((await store.load(place, 'ann')).memory).toBe(memory);
  });

  test('in a form that is not known any more are forgotten, and nothing fails', async () => {
    await store.save(place, 'ann', kept);
    await database.db.updateTable('sessions').set({ state: '{"counter":"many"}' }).execute();
    expect(await anew().load(place, 'ann')).toEqual({ memory: emptyMemory(), shared: emptyShared });
  });

  test('are forgotten where nobody touched them since a time, and no others', async () => {
    await store.save(place, 'ann', kept);
    now = '2026-11-22T09:00:00.000Z';
    await store.save({ ...place, thread: 'later' }, 'ann', kept);
    expect(await store.forget('2026-11-21T09:00:00.000Z')).toBe(0);
    expect(await store.forget('2026-11-22T00:00:00.000Z')).toBe(2);
    expect(await anew().load(place, 'ann')).toEqual({ memory: emptyMemory(), shared: emptyShared });
    expect(await anew().load({ ...place, thread: 'later' }, 'ann')).toEqual({ memory, shared });
  });

  test('count as touched by what is stored last', async () => {
    await store.save(place, 'ann', kept);
    now = '2026-11-22T09:00:00.000Z';
    await store.saveShared(place, shared);
    expect(await store.forget('2026-11-22T00:00:00.000Z')).toBe(1);
    expect(await anew().loadShared(place)).toEqual(shared);
  });
});
