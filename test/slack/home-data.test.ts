import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { homeData } from '../../adapters/slack/home-data.ts';
import type { HomeRecords } from '../../adapters/slack/home-view.ts';
import type { Services } from '../../src/conversation/services.ts';
import { type Database, openDatabase } from '../../src/database/connection.ts';
import { servicesFor } from '../support/services.ts';

let database: Database;
let services: Services;
beforeEach(async () => {
  database = await openDatabase('sqlite::memory:');
  services = await servicesFor(database, () => '2026-11-21T09:00:00.000Z');
});
afterEach(() => database.close());

const act = (id: string, log = 'decisions') => ({
  ...{ workspace: 'w', log, source: 'test' },
  ...{ person: { id, name: `${id} by name` }, viewer: { kind: 'operator' } as const },
});
const home = (id: string, more: { channels?: readonly string[]; outside?: boolean } = {}) => {
  const person = { id, name: `${id} by name`, handle: id };
  const viewer = { kind: 'member', person, channels: [], outside: false, ...more } as const;
  return homeData(services, 'w', viewer, person);
};
const numbers = ({ records }: HomeRecords) => records.map(({ number }) => number);

describe('what stands on the Home tab', () => {
  test('is what waits for the person, their own, and for the others what was decided', async () => {
    const { decisions } = services;
    await decisions.setLog(act('op'), { deciders: ['ann', { id: 'bob', name: 'Bob Ray' }], quorum: 2 });
    for (const title of ['Use Go', 'Use Rust', 'Use PHP']) await decisions.propose(act('ann'), { title });
    await decisions.propose(act('cy'), { title: 'Use Java' });
    for (const who of ['ann', 'bob']) await decisions.approve(act(who), 1);
    await decisions.approve(act('bob'), 2);
    const ann = await home('ann');
    expect([ann.owed, ann.own, ann.lately].map(numbers)).toEqual([[4], [2, 3], [1]]);
    expect(ann.own.records.map(({ detail }) => detail)).toEqual([
      '1 of 2 approvals · waits for ann · decisions',
      '0 of 2 approvals · waits for ann, Bob Ray · decisions',
    ]);
    const bob = await home('bob');
    expect([bob.owed, bob.own, bob.lately].map(numbers)).toEqual([[3, 4], [], [2, 1]]);
    expect(bob.owed.records[0]?.detail).toBe('0 of 2 approvals · proposed on 2026-11-21 · decisions');
    // Who decides on nothing sees what is proposed among what is new.
    const dee = await home('dee');
    expect([dee.owed, dee.own].map(numbers)).toEqual([[], []]);
    expect(dee.lately.records.map(({ detail }) => detail.split(' ')[0])).toEqual([
      ...['proposed', 'proposed', 'proposed', 'accepted'],
    ]);
  });

  test('holds reviews for who decides on them alone', async () => {
    const { decisions } = services;
    await decisions.setLog(act('op'), { deciders: ['ann'] });
    await decisions.propose(act('cy'), { title: 'Use Go', reviewBy: '2026-12-01' });
    await decisions.approve(act('ann'), 1);
    await database.db.updateTable('records').set({ review_by: '2026-11-01' }).execute();
    expect((await home('ann')).due.records).toEqual([
      { number: 1, name: '1', log: 'decisions', title: 'Use Go', detail: 'due since 2026-11-01' },
    ]);
    expect((await home('cy')).due.records).toEqual([]);
  });

  test('is nothing that the person may not see, and nothing to answer for people from outside', async () => {
    const { decisions } = services;
    await decisions.createLog(act('op', 'secret'), { visibility: 'members', channel: 'c1' });
    await decisions.propose(act('ann', 'secret'), { title: 'Use Vault' });
    await decisions.propose(act('ann'), { title: 'Use Go' }, { channel: 'c2' });
    expect(JSON.stringify(await home('bob'))).not.toContain('Vault');
    expect(numbers((await home('bob', { channels: ['c1'] })).owed)).toEqual([1, 1]);
    const guest = await home('gus', { outside: true, channels: ['c2'] });
    expect([guest.owed, guest.lately].map(numbers)).toEqual([[], [1]]);
  });

  test('can be begun with any topic there is', async () => {
    const { topics } = await home('ann');
    expect(topics.map(({ id }) => id)).toEqual(services.advisor.topics.map(({ id }) => `topic:${id}`));
    expect(topics.length).toBeGreaterThan(5);
  });
});
