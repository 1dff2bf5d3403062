import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/database/connection.ts';
import { createBearings } from '../../src/decisions/bearing.ts';
import { createDecisions, type Decisions } from '../../src/decisions/decisions.ts';
import { loadBuiltIn } from '../../src/knowledge/load.ts';

const bearings = createBearings(await loadBuiltIn());
const viewer = { kind: 'operator' } as const;
const act = { workspace: 'w', log: 'decisions', person: { id: 'ann', name: 'ann' }, viewer, source: 'test' };
const look = { workspace: 'w', viewer };
let decisions: Decisions;

beforeEach(async () => {
  const database = await openDatabase('sqlite::memory:');
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
