import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createEngine } from '../../src/conversation/engine.ts';
import { answerOffer, offerToRecord } from '../../src/conversation/intents/offer.ts';
import {
  askedIn,
  emptyMemory,
  type Memory,
  remember,
  sharedMemorySchema,
  together,
  withOffered,
} from '../../src/conversation/memory.ts';
import { createMemoryStore } from '../../src/conversation/memory-store.ts';
import { recordReply } from '../../src/conversation/record-replies.ts';
import type { Services } from '../../src/conversation/services.ts';
import type { Act } from '../../src/decisions/write-scope.ts';
import type { Said } from '../../src/event.ts';
import { freshDatabase } from '../support/database.ts';
import { throwFault } from '../support/faults.ts';
import { servicesFor } from '../support/services.ts';

const start = Date.parse('2026-11-21T09:00:00.000Z');
let now = start;
let services: Services;

beforeEach(async () => {
  now = start;
  const database = await freshDatabase();
  onTestFinished(() => database.close());
  services = await servicesFor(database, () => new Date(now).toISOString());
});

const person = { id: 'ann', name: 'ann' };
const act: Act = { workspace: 'w', log: 'decisions', person, viewer: { kind: 'operator' }, source: 'test' };

function said(text: string, change: Partial<Said> = {}): Said {
  const { workspace, viewer, source } = act;
  return {
    ...{ workspace, channel: 'c', thread: 't', person, viewer, source },
    kind: 'said',
    text,
    ...change,
  };
}

/** A memory of so many questions. */
function asking(count: number): Memory {
  let memory = emptyMemory();
  for (let at = 1; at <= count; at++)
    memory = remember(memory, { said: `q${at}`, question: `q${at}`, entries: [`e${at}`], told: [] }).memory;
  return memory;
}

describe('what is remembered of a thread is the latest', () => {
  test('of events: the same one again does nothing, however many came before', async () => {
    const engine = createEngine(services, throwFault);
    for (let at = 1; at <= 40; at++) await engine.handle(said('thanks', { id: `e${at}` }));
    expect(await engine.handle(said('thanks', { id: 'e40' }))).toMatchObject({ again: true });
    expect(await engine.handle(said('thanks', { id: 'e39' }))).toMatchObject({ again: true, replies: [] });
  });

  test('of questions, of one person and of all', () => {
    const memory = asking(20);
    expect(memory.asked.at(-1)?.question).toBe('q20');
    expect(memory.recent[0]).toBe('e20');
    const shared = together(sharedMemorySchema.parse({}), memory);
    expect(askedIn(emptyMemory(), shared, 20)?.question).toBe('q20');
    const later = together(shared, {
      ...remember(memory, { said: '', question: 'q21', told: [], entries: [] }).memory,
    });
    expect(askedIn(emptyMemory(), later, 21)?.question).toBe('q21');
    expect(askedIn(emptyMemory(), later, 1)).toBeUndefined();
  });

  test('of what can be pressed', () => {
    let shared = sharedMemorySchema.parse({});
    for (let at = 1; at <= 60; at++) shared = withOffered(shared, [{ id: `say:${at}`, label: `${at}` }]);
    expect(shared.offered[0]?.label).toBe('60');
    expect(shared.offered.map(({ label }) => label)).not.toContain('1');
  });
});

test('a thread of another channel is another thread', async () => {
  const database = await freshDatabase();
  onTestFinished(() => database.close());
  const store = createMemoryStore(database, services.now);
  const at = (channel: string, thread: string) => ({ workspace: 'w', channel, thread });
  const shared = sharedMemorySchema.parse({});
  await store.save(at('c', 't'), 'ann', { memory: asking(1), shared, feedback: undefined, sync: true });
  expect((await store.load(at('c', 't'), 'ann')).memory.asked).toHaveLength(1);
  expect((await store.load(at('d', 't'), 'ann')).memory.asked).toEqual([]);
  expect((await store.load(at('c', 'u'), 'ann')).memory.asked).toEqual([]);
});

describe('an offer to record what was noticed', () => {
  const noticed = () => {
    const found = services.notice('we go with Postgres for billing');
    if (found === undefined) throw new RangeError('that is a decision');
    return found;
  };

  test('is made once in a channel, and again in another one or when it has lapsed', async () => {
    const made = async (channel: string) =>
      (await offerToRecord({ services, event: said('', { channel }), logs: [] }, noticed())).length === 1;
    expect([await made('c'), await made('c'), await made('d')]).toEqual([true, false, true]);
    now += 6 * 3_600_000 + 1;
    expect(await made('c')).toBe(true);
  });

  test('gives way to newer ones where there are too many', async () => {
    const make = (at: number) =>
      offerToRecord({ services, event: said('', { channel: `c${at}` }), logs: [] }, noticed());
    const [first] = await make(0);
    const id = first?.choices?.[0]?.id.split(':')[2] ?? '';
    for (let at = 1; at <= 1_001; at++) await make(at);
    const [event, memory] = [said('', { channel: 'c0' }), emptyMemory()];
    const turn = { services, event, logs: [], memory, shared: sharedMemorySchema.parse({}) };
    expect(JSON.stringify((await answerOffer(turn, id, 'dismiss')).replies)).toContain('has lapsed');
  });
});

test('what is recorded in a channel goes to the log that the channel is bound to', async () => {
  const { decisions } = services;
  await decisions.createLog({ ...act, log: 'another' });
  await decisions.createLog({ ...act, log: 'payments' });
  await decisions.setLog({ ...act, log: 'payments' }, { channel: 'pay' });
  const engine = createEngine(services, throwFault);
  const inPay = await engine.handle(said('record that we use Stripe', { channel: 'pay' }));
  const elsewhere = await engine.handle(said('record that we use Stripe'));
  expect(inPay.replies).toMatchObject([{ record: { log: 'payments', number: 1 } }]);
  expect(elsewhere.replies).toMatchObject([{ record: { log: 'decisions', number: 1 } }]);
});

test('the card of a superseded record names what took its place, not what took a part of it', async () => {
  const { decisions } = services;
  for (const title of ['Use FTP', 'Use SFTP', 'Use S3'])
    await decisions.approve(act, await decisions.propose(act, { title }));
  await decisions.supersede(act, 2, 1, true);
  await decisions.supersede(act, 3, 1, false);
  const card = await recordReply({ services, event: said('') }, { log: 'decisions', number: 1 }, '');
  expect(card.successor).toMatchObject({ number: 3, title: 'Use S3' });
});
