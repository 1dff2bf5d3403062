import { expect } from 'vitest';
import { type Channels, createChannels } from '../../../src/conversation/channels.ts';
import { createEngine, type Engine } from '../../../src/conversation/engine.ts';
import { createGaps, type Gaps } from '../../../src/conversation/knowledge-gaps.ts';
import { emptyMemory, sharedMemorySchema } from '../../../src/conversation/memory.ts';
import {
  createMemoryStore,
  type MemoryStore,
  type ToRemember,
} from '../../../src/conversation/memory-store.ts';
import { createOffers, type Offers } from '../../../src/conversation/offers.ts';
import type { Services } from '../../../src/conversation/services.ts';
import { createDecisions } from '../../../src/decisions/decisions.ts';
import type { Said } from '../../../src/event.ts';
import { throwFault } from '../../support/faults.ts';
import { type Cases, staysWithin } from './house.ts';
import { act, type House, onlyTheirs, ours, telltale, theirs } from './ids.ts';

const place = { workspace: ours, channel: 'C1', thread: 't1' };
const elsewhere = { ...place, thread: onlyTheirs.thread };
const nothing = sharedMemorySchema.parse({});
const kept: ToRemember = {
  memory: { ...emptyMemory(), recent: ['new'] },
  shared: nothing,
  feedback: { kind: 'uncovered', question: `what is ${telltale}` },
  sync: true,
};

const memories: Cases<MemoryStore> = {
  async load(store) {
    expect(await store.load(place, onlyTheirs.person)).toMatchObject({ memory: emptyMemory() });
    expect(await store.load(elsewhere, 'u1')).toEqual({ memory: emptyMemory(), shared: nothing });
    const own = await store.load(place, 'u1');
    expect(own.memory.recent).toEqual(['own']);
    return own;
  },
  async loadShared(store) {
    expect(await store.loadShared(elsewhere)).toEqual(nothing);
    const own = await store.loadShared(place);
    expect(own.offered).toEqual([{ id: 'say:x', label: 'own' }]);
    return own;
  },
  async save(store, { database }) {
    await store.save(place, 'u1', kept);
    // The other workspace asked the same: here it was asked once.
    expect(await createGaps(database).list(ours)).toMatchObject([{ count: 1 }, { count: 1 }]);
    expect((await store.load(place, 'u1')).memory.recent).toEqual(['new']);
  },
  async saveShared(store) {
    await store.saveShared(place, nothing);
    expect(await store.loadShared(place)).toEqual(nothing);
  },
  // What is old is forgotten for all; this is older than anything.
  forget: (store) => store.forget('2026-01-01T00:00:00.000Z'),
};

const gaps: Cases<Gaps> = {
  async list(store) {
    expect(await store.list(ours)).toMatchObject([{ question: 'what is ours', count: 1 }]);
    return store.list(ours);
  },
  async helped(store) {
    expect(await store.helped(theirs)).toEqual({ count: 1, questions: 1 });
    expect(await store.helped(ours)).toEqual({ count: 0, questions: 0 });
  },
  forget: (store) => store.forget('2026-01-01T00:00:00.000Z'),
};

const friday = { day: 5, hour: 16 };

const channels: Cases<Channels> = {
  async digestOf(store) {
    expect(await store.digestOf(ours, 'C1')).toBeUndefined();
    expect(await store.digestOf(theirs, 'C1')).toEqual(friday);
  },
  async setDigest(store, { database, now }) {
    await store.setDigest(ours, 'C1', { day: 1, hour: 9 }, now());
    expect(await store.digestOf(ours, 'C1')).toEqual({ day: 1, hour: 9 });
    await store.setDigest(ours, 'C1', undefined, now());
    expect(await store.digestOf(theirs, 'C1')).toEqual(friday);
    // What the other channel of that name asked is kept for its digest.
    expect(await database.db.selectFrom('digest_questions').select('workspace').execute()).toEqual([
      { workspace: theirs },
    ]);
  },
  async isNoticing(store) {
    expect(await store.isNoticing(ours, 'C1')).toBe(false);
    expect(await store.isNoticing(ours, onlyTheirs.channel)).toBe(false);
  },
  async setNoticing(store) {
    await store.setNoticing(ours, 'C1', true);
    await store.setNoticing(ours, onlyTheirs.channel, false);
    expect([await store.isNoticing(ours, 'C1'), await store.isNoticing(ours, onlyTheirs.channel)]).toEqual([
      ...[true, false],
    ]);
  },
};

function said(workspace: string, text: string): Said {
  const { person, viewer, source } = act(workspace);
  return {
    ...{ workspace, channel: 'C1', thread: 't1', person, viewer, source },
    kind: 'said',
    text,
    id: 'e1',
  };
}

function servicesOf(base: Services, { database, now }: House): Services {
  return {
    ...base,
    decisions: createDecisions(database, now),
    memories: createMemoryStore(database, now),
    gaps: createGaps(database),
    channels: createChannels(database),
    offers: createOffers(now),
    now,
  };
}

/** What one process keeps for all workspaces. */
function offersOf(base: Services): Cases<Offers> {
  const noticed = base.notice('we go with Postgres for billing');
  if (noticed === undefined) throw new RangeError('that is a decision');
  const keep = (store: Offers, workspace: string) =>
    store.keep({ workspace, channel: 'C1', noticed, person: 'ann' });
  return {
    async keep(store) {
      expect(keep(store, theirs)).toBeDefined();
      // What is offered in the other workspace is offered here all the same.
      expect(keep(store, ours)).toBeDefined();
      expect(keep(store, ours)).toBeUndefined();
    },
    async take(store) {
      const id = keep(store, theirs) ?? '';
      expect(store.take(id, { workspace: ours, channel: 'C1' })).toBeUndefined();
      expect(store.take(id, { workspace: theirs, channel: 'C1' })).toMatchObject({ noticed });
    },
  };
}

const engine: Cases<Engine> = {
  async handle(own, { database }) {
    const first = await own.handle(said(ours, 'record that we use Deno'));
    expect(first).toMatchObject({ intent: 'record', replies: [{ record: { number: 6 } }] });
    const asked = await own.handle({ ...said(ours, `what did we decide on ${telltale}?`), id: 'e2' });
    expect(JSON.stringify(asked.replies).replaceAll(telltale, '')).not.toContain('PostgreSQL');
    // An event of the same id in another workspace is another event.
    const other = await own.handle(said('T-third', 'record that we use Deno'));
    expect(other).toMatchObject({ intent: 'record', replies: [{ record: { number: 1 } }] });
    expect(other.again).toBeUndefined();
    expect(
      await createDecisions(database).list({ workspace: ours, viewer: { kind: 'operator' } }),
    ).toHaveLength(6);
    return first;
  },
};

/** What conversations keep. */
export function conversationsStayWithin(base: Services): void {
  staysWithin('memories', ({ database, now }) => createMemoryStore(database, now), memories);
  staysWithin('gaps', ({ database }) => createGaps(database), gaps);
  staysWithin('channels', ({ database }) => createChannels(database), channels);
  staysWithin('offers', ({ now }) => createOffers(now), offersOf(base));
  staysWithin('engines', (house) => createEngine(servicesOf(base, house), throwFault), engine);
}
