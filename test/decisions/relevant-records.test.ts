import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createDecisions, type Decisions } from '../../src/decisions/decisions.ts';
import { createRelevantRecords } from '../../src/decisions/relevant-records.ts';
import { loadBuiltIn } from '../../src/knowledge/load.ts';
import { freshDatabase } from '../support/database.ts';

const bearings = createRelevantRecords(await loadBuiltIn());
const viewer = { kind: 'operator' } as const;
const act = { workspace: 'w', log: 'decisions', person: { id: 'ann', name: 'ann' }, viewer, source: 'test' };
const look = { workspace: 'w', viewer };
let decisions: Decisions;

beforeEach(async () => {
  const database = await freshDatabase();
  onTestFinished(() => database.close());
  decisions = createDecisions(database);
});

async function accepted(title: string): Promise<number> {
  const number = await decisions.propose(act, { title });
  await decisions.approve(act, number);
  return number;
}

const against = async (title: string) =>
  (await bearings.against(decisions, look, title)).map(({ number }) => number);

describe('a proposal goes against', () => {
  test('what is in force and chose something else for the same', async () => {
    const number = await accepted('Use PostgreSQL for orders');
    expect(await against('Use MongoDB for orders')).toEqual([number]);
    expect(await against('Use MongoDB')).toEqual([number]);
  });

  test('nothing that chose something else for something else', async () => {
    await accepted('Use PostgreSQL for orders');
    expect(await against('Use MongoDB for the catalogue')).toEqual([]);
  });

  test('nothing that is only proposed, or that chose the same', async () => {
    await decisions.propose(act, { title: 'Use PostgreSQL for orders' });
    await accepted('Use MongoDB for orders');
    expect(await against('Use MongoDB for orders')).toEqual([]);
  });

  test('nothing that stands beside it', async () => {
    await accepted('Use Redis for caching');
    expect(await against('Use PostgreSQL')).toEqual([]);
  });
});

test('records about what a question names stand beside it, those in force first, three at most', async () => {
  await decisions.propose(act, { title: 'Use PostgreSQL for events' });
  const inForce = await accepted('Use PostgreSQL for orders');
  for (const use of ['audits', 'stock', 'mails'])
    await decisions.propose(act, { title: `Use PostgreSQL for ${use}` });
  const on = await bearings.on(decisions, look, 'what are the weaknesses of postgres?');
  expect(on).toHaveLength(3);
  expect(on[0]).toMatchObject({ number: inForce, status: 'accepted' });
  expect(await bearings.on(decisions, look, 'what are the weaknesses of kafka?')).toEqual([]);
});

describe('a question is met by', () => {
  const on = async (question: string) =>
    (await bearings.on(decisions, look, question)).map(({ number }) => number);

  test('records about what it names, those in force first', async () => {
    await decisions.propose(act, { title: 'Use PostgreSQL for logs' });
    const number = await accepted('Use PostgreSQL for orders');
    await accepted('Use MongoDB for events');
    expect(await on('Is PostgreSQL fast?')).toEqual([number, 1]);
    expect(await on('Is Postgres fast?')).toEqual([number, 1]);
    expect(await on('Is MongoDB or PostgreSQL fast?')).toEqual([3, number, 1]);
  });

  test('each record once, and three at most, with what is to be shown of them', async () => {
    for (const what of ['orders', 'stock', 'mails', 'users'])
      await accepted(`Use PostgreSQL and MongoDB for ${what}`);
    const met = await bearings.on(decisions, look, 'PostgreSQL or MongoDB?');
    expect(met).toHaveLength(3);
    expect(new Set(met.map(({ number }) => number)).size).toBe(3);
    expect(met[0]).toEqual({
      number: expect.any(Number),
      log: 'decisions',
      title: expect.stringMatching(/^Use PostgreSQL and MongoDB/),
      status: 'accepted',
      supersededBy: null,
      date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
  });

  test('nothing where it names nothing, or nothing that was recorded', async () => {
    await accepted('Use PostgreSQL for orders');
    expect(await on('How do we do it?')).toEqual([]);
    expect(await on('')).toEqual([]);
    expect(await on('Is MongoDB fast?')).toEqual([]);
  });
});

describe('a purpose', () => {
  test.each([
    ['Use MongoDB as the store of orders', true],
    ['Use MongoDB in orders and invoices', true],
    ['Use MongoDB for  all new orders', true],
    ['Use MongoDB', true],
    ['Use MongoDB for the', true],
    ['Use MongoDB for the new store', false],
    ['Use MongoDB in our catalogue', false],
  ])('is the same or another one: %s', async (title, isSame) => {
    await accepted('Use PostgreSQL for all our orders');
    expect(await against(title)).toEqual(isSame ? [1] : []);
  });

  test('is told of three records at most', async () => {
    for (const log of ['a', 'b', 'c', 'd']) {
      await decisions.propose({ ...act, log }, { title: 'Use PostgreSQL for orders' });
      await decisions.approve({ ...act, log }, 1);
    }
    expect(await against('Use MongoDB for orders')).toHaveLength(3);
  });

  test.each([
    ['Sessions live in PostgreSQL', true],
    ['Use PostgreSQL for sessions', true],
    ['Use PostgreSQL for orders', false],
    ['Use Python for sessions', false],
  ])('is against another thing for one and the same purpose: %s', async (title, isAgainst) => {
    const number = await accepted('Use Redis for sessions');
    expect(await against(title)).toEqual(isAgainst ? [number] : []);
  });

  test('is not against a record that speaks of both', async () => {
    await accepted('Use PostgreSQL and MongoDB for orders');
    await accepted('Use something, as PostgreSQL is slow, for orders');
    expect(await against('Use MongoDB for orders')).toEqual([2]);
    expect(await against('Use something for orders')).toEqual([]);
  });
});
