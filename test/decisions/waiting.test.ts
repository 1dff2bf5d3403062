import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createDecisions, type Decisions } from '../../src/decisions/decisions.ts';
import { openDeciders, waitsFor } from '../../src/decisions/waiting.ts';
import type { Act } from '../../src/decisions/write-scope.ts';
import { freshDatabase } from '../support/database.ts';

let decisions: Decisions;
let now = '';
beforeEach(async () => {
  const database = await freshDatabase();
  onTestFinished(() => database.close());
  now = '2026-03-01T10:00:00.000Z';
  decisions = createDecisions(database, () => now);
});

const look = { workspace: 'w', viewer: { kind: 'operator' } } as const;
const by = (id: string, log = 'decisions'): Act => ({
  ...{ workspace: 'w', log, source: 'test' },
  ...{ person: { id, name: `${id} by name`, handle: id }, viewer: { kind: 'operator' } },
});
const member = (id: string, outside = false) =>
  ({ kind: 'member', person: { id, name: id }, channels: [], outside }) as const;
const owes = async (id: string, outside = false) =>
  (await decisions.waiting(look))
    .filter((one) => waitsFor(one, { id, name: id }, member(id, outside)))
    .map(({ number }) => number);

describe('what waits', () => {
  test('waits for each decider who has not approved it, and for nobody else', async () => {
    await decisions.setLog(by('op'), {
      quorum: 2,
      deciders: ['ann', { id: 'bob', name: 'Bob Ray' }, '@data'],
    });
    await decisions.propose(by('ann'), { title: 'Use Go' });
    await decisions.propose(by('cy'), { title: 'Use Rust' });
    await decisions.approve(by('bob'), 1);
    expect(await owes('ann')).toEqual([1, 2]);
    expect(await owes('bob')).toEqual([2]);
    expect(await owes('cy')).toEqual([]);
    expect(await owes('ann', true)).toEqual([]);
    const [first, second] = await decisions.waiting(look);
    expect(first).toMatchObject({
      since: '2026-03-01T10:00:00.000Z',
      approvals: [{ id: 'bob', name: 'bob by name' }],
    });
    expect([first, second].map((one) => (one === undefined ? [] : openDeciders(one)))).toEqual([
      ['ann', '@data'],
      ['ann', 'Bob Ray', '@data'],
    ]);
  });

  test('waits for everybody where nobody is named, but for its author where their own does not count', async () => {
    await decisions.propose(by('ann'), { title: 'Use Go' });
    expect(await owes('ann')).toEqual([1]);
    await decisions.setLog(by('op'), { ownApproval: false });
    expect(await owes('ann')).toEqual([]);
    expect(await owes('bob')).toEqual([1]);
    expect((await decisions.waiting(look)).map(openDeciders)).toEqual([[]]);
  });

  test('is told apart by person, not by what they call themselves', async () => {
    await decisions.setLog(by('op'), { quorum: 2 });
    await decisions.propose(by('cy'), { title: 'Use Go' });
    await decisions.approve({ ...by('u1'), person: { id: 'u1', name: 'Sam' } }, 1);
    const [waiting] = await decisions.waiting(look);
    const other = { id: 'u2', name: 'Sam' };
    expect(waiting !== undefined && waitsFor(waiting, other, member('u2'))).toBe(true);
    expect(await owes('u1')).toEqual([]);
  });

  test('is what is proposed alone', async () => {
    for (const title of ['Use Go', 'Use Rust', 'Use PHP'])
      await decisions.propose(by('ann'), { title }, { draft: title === 'Use PHP' });
    await decisions.approve(by('bob'), 1);
    expect((await decisions.waiting(look)).map(({ number }) => number)).toEqual([2]);
  });
});

describe('what was decided', () => {
  test('is what came to it since a time and stands so still, the newest first', async () => {
    const at = (day: number) => {
      now = `2026-03-${String(day).padStart(2, '0')}T10:00:00.000Z`;
    };
    for (let number = 1; number <= 6; number++)
      await decisions.propose(by('ann'), { title: `Use ${number}` });
    await decisions.approve(by('bob'), 1);
    at(5);
    await decisions.approve(by('bob'), 2);
    await decisions.approve(by('bob'), 3);
    await decisions.reject(by('bob'), 4, 'no');
    await decisions.withdraw(by('ann'), 5);
    at(6);
    await decisions.takeBack(by('bob'), 4);
    await decisions.amend(by('bob'), 1, 'also', '');
    at(7);
    await decisions.deprecate(by('bob'), 3, 'old');
    const told = async (since: string) =>
      (await decisions.decidedSince(look, since)).map(({ number, status, at: when }) => [
        number,
        status,
        when.slice(0, 10),
      ]);
    expect(await told('2026-03-02')).toEqual([
      [3, 'deprecated', '2026-03-07'],
      [2, 'accepted', '2026-03-05'],
    ]);
    expect((await told('2026-03-01')).map(([number]) => number)).toEqual([3, 2, 1]);
    expect(await told('2026-03-08')).toEqual([]);
  });

  test('is found behind many other entries', async () => {
    await decisions.propose(by('ann'), { title: 'Use Go' });
    await decisions.approve(by('bob'), 1);
    for (let count = 0; count < 600; count++) await decisions.amend(by('bob'), 1, `also ${count}`, '');
    expect(await decisions.decidedSince(look, '2026-03-01')).toHaveLength(1);
  });
});
