import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Database } from '../../src/database/connection.ts';
import { createDecisions, type Decisions } from '../../src/decisions/decisions.ts';
import { namesGroups, visibilityMark } from '../../src/decisions/visibility-queries.ts';
import { freshDatabase } from '../support/database.ts';

let database: Database;
let decisions: Decisions;
const person = { id: 'ann', name: 'ann' };
const act = {
  workspace: 'w',
  log: 'decisions',
  person,
  viewer: { kind: 'operator' },
  source: 'test',
  isOperator: true,
} as const;

beforeEach(async () => {
  database = await freshDatabase();
  onTestFinished(() => database.close());
  decisions = createDecisions(database);
  await decisions.propose(act, { title: 'Use Go' });
});

const hides = () => visibilityMark(database.db, 'w');
const groups = () => namesGroups(database.db, 'w');

test('a workspace hides nothing where all is open', async () => {
  expect(await hides()).toBe('');
});

test('a workspace hides something by one record', async () => {
  await decisions.propose(act, { title: 'Use Rust' }, { visibility: 'members', channel: 'c' });
  const one = await hides();
  expect(one).not.toBe('');
  await decisions.propose(act, { title: 'Use Zig' }, { visibility: 'members', channel: 'c' });
  expect(await hides()).not.toBe(one);
});

test('a workspace hides something by a log, though nothing is in it yet', async () => {
  await decisions.createLog({ ...act, log: 'secret' });
  await decisions.setLog({ ...act, log: 'secret' }, { visibility: 'members', channel: 'c' });
  expect(await hides()).not.toBe('');
});

test('a workspace names groups where a log is decided by one', async () => {
  await decisions.setLog(act, { deciders: ['ann@example.org'] });
  expect(await groups()).toBe(false);
  await decisions.setLog(act, { deciders: ['ann', '@platform'] });
  expect(await groups()).toBe(true);
});
