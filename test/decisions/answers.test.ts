import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Database } from '../../src/database/connection.ts';
import { createDecisions, type Decisions } from '../../src/decisions/decisions.ts';
import type { Act } from '../../src/decisions/write-scope.ts';
import { freshDatabase } from '../support/database.ts';

const operator = { kind: 'operator' } as const;
const inLog = { workspace: 'w', viewer: operator, log: 'decisions' };
const by = (name: string): Act => ({
  ...{ workspace: 'w', log: 'decisions', source: 'test', viewer: operator },
  person: { id: `u-${name}`, name },
});

let database: Database;
let decisions: Decisions;
beforeEach(async () => {
  database = await freshDatabase();
  onTestFinished(() => database.close());
  let second = 0;
  decisions = createDecisions(database, () => new Date(Date.UTC(2026, 2, 1, 9, 0, second++)).toISOString());
  await decisions.setLog(by('ann'), { quorum: 2 });
  await decisions.propose(by('ann'), { title: 'Use Go' });
});

const record = () => decisions.get(inLog, 1);
const kinds = async () => (await decisions.history(inLog, 1)).map(({ kind, person }) => [kind, person]);

describe('a request for changes', () => {
  it('holds an acceptance back, whatever the approvals, until its author edits', async () => {
    await decisions.requestChanges(by('bob'), 1, ' name the owner ');
    expect((await record()).changeRequests).toEqual([
      { person: 'bob', at: '2026-03-01T09:00:02.000Z', comment: 'name the owner' },
    ]);
    await decisions.approve(by('cy'), 1);
    const last = await decisions.approve(by('dee'), 1);
    expect(last).toEqual({ accepted: false, approvals: 2, quorum: 2, requested: ['bob'] });
    expect((await record()).status).toBe('proposed');
    await decisions.edit(by('ann'), 1, { decision: 'Go, kept by team core' });
    expect(await record()).toMatchObject({ changeRequests: [], approvals: [], status: 'proposed' });
    await decisions.approve(by('bob'), 1);
    expect((await decisions.approve(by('cy'), 1)).accepted).toBe(true);
    expect(await decisions.verify('w')).toEqual([]);
  });

  it('is over when who asked approves, which may decide', async () => {
    await decisions.requestChanges(by('bob'), 1, 'shorter');
    await decisions.approve(by('cy'), 1);
    expect((await decisions.approve(by('bob'), 1, 'fine as it is')).accepted).toBe(true);
    expect(await kinds()).toEqual([
      ['proposed', 'ann'],
      ['changes-requested', 'bob'],
      ['approved', 'cy'],
      ['accepted', 'bob'],
    ]);
  });

  it('takes the place of an approval, and is taken back by who asked', async () => {
    await decisions.approve(by('bob'), 1);
    await decisions.requestChanges(by('bob'), 1, 'on second thought: shorter');
    expect(await record()).toMatchObject({ approvals: [], changeRequests: [{ person: 'bob' }] });
    await expect(decisions.takeBack(by('cy'), 1)).rejects.toThrow('1 was sent back by bob');
    expect(await decisions.takeBack(by('bob'), 1)).toEqual({ step: 'changes-requested', status: 'proposed' });
    expect((await record()).changeRequests).toEqual([]);
  });

  it('says what has to change, of a proposal', async () => {
    await expect(decisions.requestChanges(by('bob'), 1, '  ')).rejects.toThrow('say what has to change');
    await expect(decisions.requestChanges(by('bob'), 1, 'x'.repeat(2_001))).rejects.toThrow('at most 2000');
    for (const name of ['bob', 'cy']) await decisions.approve(by(name), 1);
    await expect(decisions.requestChanges(by('bob'), 1, 'shorter')).rejects.toThrow(
      '1 is accepted; it cannot be sent back for changes',
    );
    expect(await kinds()).toHaveLength(3);
  });
});

describe('a comment', () => {
  it('is kept with its person and time, and disturbs nobody who edits', async () => {
    const { version } = await record();
    await decisions.comment(by('cy'), 1, 'we tried that in 2024');
    await decisions.edit(by('ann'), 1, { title: 'Use Go 1.25' }, version);
    expect(await decisions.history(inLog, 1)).toMatchObject([
      { kind: 'proposed' },
      {
        kind: 'commented',
        person: 'cy',
        at: '2026-03-01T09:00:02.000Z',
        data: { text: 'we tried that in 2024' },
      },
      { kind: 'edited' },
    ]);
    expect(await decisions.verify('w')).toEqual([]);
  });

  it('can be made on what is decided, and never says nothing', async () => {
    await decisions.reject(by('bob'), 1, 'no');
    await decisions.comment(by('cy'), 1, 'a pity');
    await expect(decisions.comment(by('cy'), 1, '\n')).rejects.toThrow('give it words');
  });
});

it('takes no answer away from whoever was not asked anew', async () => {
  const both = ['u-bob', 'u-cy'].map((person_id) => ({ record_id: 1, person_id, at: 'then' }));
  await database.transaction((db) => db.insertInto('asked_people').values(both).execute(), {
    workspace: by('bob').workspace,
  });
  await decisions.approve(by('bob'), 1);
  await decisions.edit(by('ann'), 1, { title: 'Use Go 1.25' });
  const asked = await database.db.selectFrom('asked_people').select('person_id').execute();
  expect(asked).toEqual([{ person_id: 'u-cy' }]);
});
