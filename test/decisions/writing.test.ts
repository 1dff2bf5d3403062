import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Database } from '../../src/database/connection.ts';
import { createDecisions, type Decisions } from '../../src/decisions/decisions.ts';
import { cleanDeciders, requireReachable } from '../../src/decisions/log-settings.ts';
import type { Viewer } from '../../src/decisions/record.ts';
import type { Act } from '../../src/decisions/write-scope.ts';
import { freshDatabase } from '../support/database.ts';

const operator: Viewer = { kind: 'operator' };
const look = { workspace: 'w', viewer: operator };
const inLog = { ...look, log: 'decisions' };
const by = (name: string, more: Partial<Act> = {}): Act => ({
  workspace: 'w',
  log: 'decisions',
  person: { id: `u-${name}`, name },
  viewer: operator,
  source: 'test',
  ...more,
});
const member = (name: string, more: object = {}) => ({
  kind: 'member' as const,
  person: { id: `u-${name}`, name },
  channels: ['C1'],
  outside: false,
  ...more,
});

let database: Database;
let decisions: Decisions;
let second: number;
beforeEach(async () => {
  database = await freshDatabase();
  onTestFinished(() => database.close());
  second = 0;
  decisions = createDecisions(database, () => new Date(Date.UTC(2026, 2, 1, 9, 0, second++)).toISOString());
});

const status = async (number: number) => (await decisions.get(inLog, number)).status;
async function accepted(title: string): Promise<number> {
  const number = await decisions.propose(by('ann'), { title });
  await decisions.approve(by('bob'), number);
  return number;
}

/** Everything that was written of a log: what, of which record, and what was said of it. */
async function told(log = 'decisions') {
  const rows = await database.db
    .selectFrom('events')
    .innerJoin('logs', 'logs.id', 'events.log_id')
    .select(['events.kind', 'events.data', 'events.person_id', 'events.person_name', 'events.source'])
    .where('logs.name', '=', log)
    .orderBy('seq')
    .execute();
  return rows.map(({ kind, data, person_id, person_name, source }) => {
    const { state, ...said } = JSON.parse(data);
    expect([person_id, source]).toEqual([`u-${person_name}`, 'test']);
    expect(state === undefined || /^[0-9a-f]{64}$/.test(state)).toBe(true);
    return [kind, person_name, said];
  });
}

describe('a history', () => {
  it('says of each step who took it and what was said', async () => {
    await decisions.createLog(by('ann'), { quorum: 2 });
    await decisions.propose(by('ann'), { title: 'One' }, { draft: true });
    await decisions.submit(by('ann'), 1);
    await decisions.edit(by('ann'), 1, { decision: 'It.', tags: ['x'] });
    await decisions.approve(by('bob'), 1);
    await decisions.approve(by('cy'), 1);
    await decisions.amend(by('bob'), 1, 'also', 'asked');
    await decisions.deprecate(by('cy'), 1, 'old');
    await decisions.propose(by('ann'), { title: 'Two' }, { supersedes: [1], partial: true });
    await decisions.relate(by('ann'), 2, 1);
    await decisions.reject(by('bob'), 2, 'no');
    await decisions.propose(by('ann'), { title: 'Three' });
    await decisions.withdraw(by('ann'), 3);
    await decisions.propose(by('ann'), { title: 'Four' });
    await decisions.undo(by('ann'), 4);
    await decisions.setLog(by('ann'), { quorum: 1, deciders: [' bob ', 'cy'], ownApproval: false });
    expect(await told()).toEqual([
      ['log-created', 'ann', {}],
      ['log-set', 'ann', { quorum: 2 }],
      ['drafted', 'ann', { number: 1 }],
      ['proposed', 'ann', { number: 1 }],
      ['edited', 'ann', { number: 1, fields: ['decision', 'tags'], before: { decision: '', tags: [] } }],
      ['approved', 'bob', { number: 1, approvals: 1, quorum: 2, from: 'proposed' }],
      ['accepted', 'cy', { number: 1, approvals: 2, quorum: 2, from: 'proposed' }],
      ['amended', 'bob', { number: 1, text: 'also', reason: 'asked' }],
      ['deprecated', 'cy', { number: 1, reason: 'old', from: 'accepted' }],
      ['proposed', 'ann', { number: 2 }],
      ['linked', 'ann', { number: 2, kind: 'supersedes', to: 1, partial: true }],
      ['linked', 'ann', { number: 2, kind: 'relates-to', to: 1, partial: false }],
      ['rejected', 'bob', { number: 2, reason: 'no', from: 'proposed' }],
      ['proposed', 'ann', { number: 3 }],
      ['withdrawn', 'ann', { number: 3, from: 'proposed' }],
      ['proposed', 'ann', { number: 4 }],
      ['withdrawn', 'ann', { number: 4, from: 'proposed' }],
      ['log-set', 'ann', { quorum: 1, deciders: ['bob', 'cy'], ownApproval: false }],
    ]);
    expect(await decisions.verify('w')).toEqual([]);
  });

  it('says of what was superseded by which record', async () => {
    const [older, newer] = [await accepted('One'), await accepted('Two')];
    await decisions.supersede(by('bob'), newer, older, false);
    expect((await told()).slice(-2)).toEqual([
      ['linked', 'bob', { number: 2, kind: 'supersedes', to: 1, partial: false }],
      ['superseded', 'bob', { number: 1, by: 2 }],
    ]);
  });

  it('is none where nothing was done', async () => {
    await decisions.createLog(by('ann'));
    expect(await told()).toEqual([['log-created', 'ann', {}]]);
    await expect(decisions.propose(by('ann'), { title: '' })).rejects.toThrow();
    expect(await told()).toHaveLength(1);
  });
});

describe('a record', () => {
  it('keeps when it was decided, by approval, rejection or withdrawal', async () => {
    for (const title of ['One', 'Two', 'Three', 'Four']) await decisions.propose(by('ann'), { title });
    await decisions.approve(by('bob'), 1);
    await decisions.reject(by('bob'), 2, '');
    await decisions.withdraw(by('ann'), 3);
    const rows = await database.db.selectFrom('records').select('decided_at').orderBy('number').execute();
    expect(rows.map(({ decided_at }) => decided_at?.slice(11, 19))).toEqual([
      '09:00:04',
      '09:00:05',
      '09:00:06',
      undefined,
    ]);
  });

  it('is made once for what may ask twice, in its log', async () => {
    const ask = (log: string, origin?: string) =>
      decisions.propose(by('ann', { log }), { title: 'Use Go' }, origin === undefined ? {} : { origin });
    expect([await ask('a', 'e1'), await ask('a', 'e1'), await ask('a', 'e2')]).toEqual([1, 1, 2]);
    expect([await ask('b', 'e2'), await ask('a'), await ask('a')]).toEqual([1, 3, 4]);
  });

  it('belongs where its log does, unless it says otherwise', async () => {
    await decisions.createLog(by('ann', { log: 'own' }), { visibility: 'members', channel: 'C1' });
    const propose = (log: string, options = {}) =>
      decisions.propose(by('ann', { log }), { title: 'Use Go' }, options);
    await propose('own');
    await propose('own', { visibility: 'open', channel: 'C2' });
    await propose('decisions');
    await propose('decisions', { visibility: 'members', channel: 'C3' });
    const rows = await database.db
      .selectFrom('records')
      .select(['visibility', 'channel'])
      .orderBy('id')
      .execute();
    expect(rows.map(({ visibility, channel }) => [visibility, channel])).toEqual([
      ['members', 'C1'],
      ['open', 'C2'],
      ['open', null],
      ['members', 'C3'],
    ]);
  });

  it('is edited as it was seen, or not at all', async () => {
    await decisions.propose(by('ann'), { title: 'Use Go' });
    await decisions.edit(by('ann'), 1, { title: 'Use Zig' }, 1);
    await expect(decisions.edit(by('ann'), 1, { title: 'Use C' }, 1)).rejects.toMatchObject({
      code: 'conflict',
      message: '1 was changed meanwhile; look at it again before you edit it',
    });
    await decisions.edit(by('ann'), 1, { context: 'Why.' });
    expect(await decisions.get(inLog, 1)).toMatchObject({ title: 'Use Zig', context: 'Why.', version: 3 });
  });

  it('loses its own approvals alone when it is edited', async () => {
    await decisions.setLog(by('ann'), { quorum: 2 });
    for (const title of ['One', 'Two']) await decisions.propose(by('ann'), { title });
    for (const number of [1, 2]) await decisions.approve(by('bob'), number);
    await decisions.edit(by('ann'), 1, { title: 'Other' });
    const records = await decisions.list(look);
    expect(records.map(({ approvals }) => approvals.length)).toEqual([0, 1]);
  });

  it('may be reviewed today or later', async () => {
    await decisions.propose(by('ann'), { title: 'One', reviewBy: '2026-03-01' });
    await expect(
      decisions.propose(by('ann'), { title: 'Two', reviewBy: '2026-02-28' }),
    ).rejects.toMatchObject({
      code: 'invalid',
      message: 'reviewBy: 2026-02-28 is in the past; name a day to come',
    });
  });

  it.each([
    [' ', 'an amendment says what it amends; give it a text'],
    ['x'.repeat(20_001), 'an amendment has at most 20000 characters'],
  ])('is not amended by nothing, nor by pages', async (text, message) => {
    await accepted('Use Go');
    await expect(decisions.amend(by('bob'), 1, text, '')).rejects.toMatchObject({ code: 'invalid', message });
    await decisions.amend(by('bob'), 1, 'x'.repeat(20_000), '');
  });

  it('that is accepted says by whom', async () => {
    await accepted('One');
    await decisions.propose(by('ann'), { title: 'Two' });
    await database.db.updateTable('records').set({ status: 'accepted' }).where('number', '=', 2).execute();
    const again = (number: number) => decisions.approve(by('cy'), number);
    await expect(again(1)).rejects.toMatchObject({
      code: 'conflict',
      message: '1 is already accepted by bob',
    });
    await expect(again(2)).rejects.toMatchObject({ message: '2 is already accepted' });
  });

  it('is not linked to itself', async () => {
    await accepted('One');
    await expect(decisions.relate(by('bob'), 1, 1)).rejects.toMatchObject({
      code: 'invalid',
      message: '1 cannot be linked to itself',
    });
  });

  it('is superseded through others only one way', async () => {
    for (const title of ['One', 'Two', 'Three']) await accepted(title);
    await decisions.supersede(by('bob'), 2, 1, true);
    await decisions.supersede(by('bob'), 3, 2, true);
    await expect(decisions.supersede(by('bob'), 1, 3, true)).rejects.toMatchObject({
      code: 'conflict',
      message: '3 already supersedes 1; they cannot supersede each other',
    });
    await decisions.relate(by('bob'), 1, 3);
    await decisions.supersede(by('bob'), 3, 1, true);
    expect((await decisions.get(inLog, 3)).links.map(({ kind, number }) => [kind, number])).toEqual([
      ['supersedes', 2],
      ['supersedes', 1],
      ['relates-to', 1],
    ]);
  });

  it('ends what it supersedes when it is accepted, and nothing that it supersedes in part or speaks of', async () => {
    for (const title of ['One', 'Two', 'Three', 'Four']) await accepted(title);
    const number = await decisions.propose(by('ann'), { title: 'Five' }, { supersedes: [1] });
    await decisions.supersede(by('ann'), number, 2, true);
    await decisions.relate(by('ann'), number, 3);
    await decisions.supersede(by('bob'), 4, 1, false);
    expect([await status(1), await status(2)]).toEqual(['superseded', 'accepted']);
    await decisions.approve(by('bob'), number);
    expect(await Promise.all([1, 2, 3, 4, 5].map(status))).toEqual([
      'superseded',
      'accepted',
      'accepted',
      'accepted',
      'accepted',
    ]);
  });

  it('is not accepted where what it would supersede was withdrawn', async () => {
    await decisions.propose(by('ann'), { title: 'One' });
    await database.db.updateTable('records').set({ status: 'accepted' }).execute();
    await decisions.propose(by('ann'), { title: 'Two' }, { supersedes: [1] });
    await database.db.updateTable('records').set({ status: 'withdrawn' }).where('number', '=', 1).execute();
    await expect(decisions.approve(by('bob'), 2)).rejects.toMatchObject({
      code: 'conflict',
      message: '1 is withdrawn; it cannot be superseded. Nothing more happens to it',
    });
    expect(await status(2)).toBe('proposed');
  });

  it('linked twice is linked once', async () => {
    for (const title of ['One', 'Two']) await accepted(title);
    for (let times = 0; times < 2; times++) await decisions.relate(by('bob'), 1, 2);
    expect((await decisions.get(inLog, 1)).links).toHaveLength(1);
  });
});

describe('a log', () => {
  it('counts no approval of the author where it says so', async () => {
    await decisions.setLog(by('ann'), { ownApproval: false });
    await decisions.propose(by('ann'), { title: 'One' });
    await expect(decisions.approve(by('ann'), 1)).rejects.toMatchObject({
      code: 'conflict',
      message: "in decisions an author's own approval does not count; others approve 1",
    });
    expect(await decisions.approve(by('bob'), 1)).toMatchObject({ accepted: true, approvals: 1, quorum: 1 });
  });

  it('keeps what is not set anew', async () => {
    await decisions.setLog(by('ann'), {
      quorum: 2,
      deciders: ['ann', 'bob', 'cy'],
      ownApproval: false,
      visibility: 'members',
      channel: 'C1',
    });
    const [before] = await decisions.logs(look);
    await decisions.setLog(by('ann'), {});
    expect(await decisions.logs(look)).toEqual([before]);
    await decisions.setLog(by('ann'), { channel: null, visibility: 'open' });
    expect(await decisions.logs(look)).toEqual([{ ...before, channel: null, visibility: 'open' }]);
  });

  it('is set and counts for itself', async () => {
    await decisions.createLog(by('ann', { log: 'a' }));
    await decisions.createLog(by('ann', { log: 'b' }));
    await decisions.setLog(by('ann', { log: 'a' }), { quorum: 3 });
    await decisions.propose(by('ann', { log: 'a' }), { title: 'One' });
    expect((await decisions.logs(look)).map(({ quorum }) => quorum)).toEqual([3, 1]);
    const rows = await database.db
      .selectFrom('logs')
      .select(['next_number', 'event_count'])
      .orderBy('id')
      .execute();
    expect(rows).toEqual([
      { next_number: 2, event_count: 3 },
      { next_number: 1, event_count: 1 },
    ]);
  });

  it('of others is not there to be added to', async () => {
    await decisions.createLog(by('ann', { log: 'own' }), { visibility: 'members', channel: 'C9' });
    const zoe = by('zoe', { log: 'own', viewer: member('zoe') });
    for (const work of [
      () => decisions.propose(zoe, { title: 'One' }),
      () => decisions.setLog(zoe, { quorum: 1 }),
      () => decisions.createLog(zoe),
    ])
      await expect(work()).rejects.toMatchObject({
        code: 'not-found',
        message: 'no log "own"; nothing is recorded yet',
      });
  });

  it.each([
    ['accept', 'approve', 'decisions is decided by bob, cy, not by zoe'],
    ['withdraw', 'withdraw', 'only who proposed it or a decider of decisions may withdraw it (bob, cy)'],
    ['undo', 'undo', 'only who proposed it may undo it'],
  ] as const)('says who may %s a record', async (_what, name, message) => {
    await decisions.setLog(by('bob'), { deciders: ['bob', 'cy'] });
    await decisions.propose(by('ann'), { title: 'One' });
    const work = decisions[name](by('zoe'), 1);
    await expect(work).rejects.toMatchObject({ code: 'conflict', message });
  });

  it('says what people from outside and guests may do', async () => {
    const outsider = by('zoe', { viewer: member('zoe', { outside: true }) });
    const guest = by('gus', { viewer: member('gus', { outside: true, isGuest: true }) });
    await decisions.propose(by('ann'), { title: 'One' }, { channel: 'C1' });
    await expect(decisions.approve(outsider, 1)).rejects.toMatchObject({
      message: 'people from outside cannot decide or change anything here',
    });
    await expect(decisions.approve(guest, 1)).rejects.toMatchObject({
      message: 'guests are from outside: they propose and change their own proposals, nothing else',
    });
  });

  it('asks beforehand whether somebody may', async () => {
    await decisions.setLog(by('bob'), { deciders: ['bob'] });
    await decisions.propose(by('ann'), { title: 'One' });
    await decisions.requireMayDo(by('bob'), 1, 'accept');
    await decisions.requireMayDo(by('ann'), 1, 'edit');
    await expect(decisions.requireMayDo(by('ann'), 1, 'accept')).rejects.toThrow('is decided by bob');
    await expect(decisions.requireMayDo(by('bob'), 1, 'amend')).rejects.toThrow('cannot be amended');
    expect(await told()).toHaveLength(2);
  });
});

describe('deciders', () => {
  it('are named as they can be read, each once', () => {
    expect(cleanDeciders([' ann ', 'ann', 'b\u200Bob', 'Jose\u0301', 'Jos\u00E9', '@ops'])).toEqual([
      'ann',
      'bob',
      'Jos\u00E9',
      '@ops',
    ]);
    expect(cleanDeciders(['x'.repeat(100)])).toHaveLength(1);
    expect(cleanDeciders(Array.from({ length: 200 }, (_, index) => `n${index}`))).toHaveLength(200);
  });

  it.each([
    [[' '], 'a decider needs a name that can be read'],
    [['ann', '\u200B'], 'a decider needs a name that can be read'],
    [['@'], 'a decider needs a name that can be read'],
    [['ann', 'x'.repeat(101)], "a decider's name has at most 100 characters"],
    [
      Array.from({ length: 201 }, (_, index) => `n${index}`),
      'a log has at most 200 deciders; name a group: @platform',
    ],
  ])('are refused where nobody could tell them', (names, message) => {
    expect(() => cleanDeciders(names)).toThrow(expect.objectContaining({ code: 'invalid', message }));
  });

  it.each([
    [1, [], true],
    [100, [], true],
    [2, ['ann', 'bob'], true],
    [1, ['ann', 'bob'], false],
    [9, ['ann', '@ops'], false],
  ])('can come to a decision: a quorum of %s of %j, own approval %s', (quorum, deciders, ownApproval) => {
    expect(() => requireReachable({ quorum, deciders, ownApproval })).not.toThrow();
  });

  it.each([
    [0, [], true, 'a quorum is a whole number from 1 to 100'],
    [1.5, [], true, 'a quorum is a whole number from 1 to 100'],
    [101, [], true, 'a quorum is a whole number from 1 to 100'],
    [3, ['ann', 'bob'], true, 'a quorum of 3 needs at least 3 deciders'],
    [
      2,
      ['ann', 'bob'],
      false,
      "a quorum of 2 needs at least 3 deciders, as an author's own approval does not count",
    ],
  ])(
    'cannot come to a decision: a quorum of %s of %j, own approval %s',
    (quorum, deciders, ownApproval, message) => {
      expect(() => requireReachable({ quorum, deciders, ownApproval })).toThrow(
        expect.objectContaining({ code: 'invalid', message }),
      );
    },
  );
});
