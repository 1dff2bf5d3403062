import { createHash } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Database } from '../../src/database/connection.ts';
import { createDecisions, type Decisions } from '../../src/decisions/decisions.ts';
import type { Person, Viewer } from '../../src/decisions/record.ts';
import type { Act } from '../../src/decisions/write-scope.ts';

const operator: Viewer = { kind: 'operator' };
const look = { workspace: 'w', viewer: operator } as const;
const inLog = { ...look, log: 'decisions' } as const;

function act(name = 'ann', overrides: Partial<Act> = {}): Act {
  const person: Person = { id: name, name };
  return { workspace: 'w', log: 'decisions', person, viewer: operator, source: 'test', ...overrides };
}

function member(name: string, channels: string[] = [], outside = false): Viewer {
  return { kind: 'member', person: { id: name, name }, channels, outside };
}

/** What every store of records has to do, whatever database is under it. */
export function decisionsContract(name: string, open: () => Promise<Database>): void {
  async function start(): Promise<{ decisions: Decisions; database: Database }> {
    const database = await open();
    onTestFinished(() => database.close());
    let second = 0;
    // Time moves with every change, so that histories have an order.
    const decisions = createDecisions(database, () =>
      new Date(Date.UTC(2026, 2, 1, 9, 0, second++)).toISOString(),
    );
    return { decisions, database };
  }

  async function accepted(decisions: Decisions, title: string): Promise<number> {
    const number = await decisions.propose(act(), { title });
    await decisions.approve(act('bob'), number);
    return number;
  }

  describe(`records in ${name}`, () => {
    it('numbers records in a log, one after the other', async () => {
      const { decisions } = await start();
      expect(await decisions.propose(act(), { title: 'First' })).toBe(1);
      expect(await decisions.propose(act(), { title: 'Second' })).toBe(2);
      expect(await decisions.propose(act('ann', { log: 'payments' }), { title: 'First there' })).toBe(1);
    });

    it('gives each of many writers at once a number of their own', async () => {
      const { decisions } = await start();
      const numbers = await Promise.all(
        Array.from({ length: 20 }, (_, index) => decisions.propose(act(), { title: `Record ${index}` })),
      );
      expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    });

    it('keeps every field', async () => {
      const { decisions } = await start();
      const content = {
        title: 'Use PostgreSQL',
        context: 'Orders have to add up.',
        drivers: ['transactions'],
        options: [
          { name: 'PostgreSQL', pros: ['ACID'], cons: [] },
          { name: 'MongoDB', pros: [], cons: ['no joins'] },
        ],
        decision: 'PostgreSQL.',
        consequences: ['migrations'],
        confirmation: 'a load test',
        deciders: ['ann'],
        consulted: ['bob'],
        informed: ['cy'],
        tags: ['data'],
        reviewBy: '2027-01-01',
        evidence: [{ kind: 'thread', url: 'https://example.org/t', excerpt: 'we said' }],
      };
      const number = await decisions.propose(act(), content);
      expect(await decisions.get(inLog, number)).toMatchObject({
        ...content,
        number,
        status: 'proposed',
        log: 'decisions',
        date: '2026-03-01',
      });
    });

    it('is decided by whom the log names, not by whoever calls themselves so', async () => {
      const { decisions } = await start();
      await decisions.createLog(act());
      await decisions.setLog(act(), { deciders: ['ann', '@platform'] });
      const number = await decisions.propose(act(), { title: 'Use Kafka' });
      const by = (name: string, handle: string, groups: readonly string[] = []) => {
        const person = { id: 'u7', name, handle };
        const viewer = { kind: 'member', person, channels: [], outside: false, groups } as const;
        return decisions.approve({ ...act(), person, viewer }, number);
      };
      await expect(by('ann', 'mallory')).rejects.toThrow('is decided by ann, @platform');
      await expect(by('@platform', 'mallory')).rejects.toThrow('is decided by');
      await expect(by('@platform', '@platform')).rejects.toThrow('is decided by');
      await expect(by('Mallory', 'mallory', ['@other'])).rejects.toThrow('is decided by');
      expect(await by('Annie', 'ann')).toMatchObject({ accepted: true });
    });

    it('is accepted at quorum, by whom and when', async () => {
      const { decisions } = await start();
      await decisions.createLog(act());
      await decisions.setLog(act(), { quorum: 2, deciders: ['bob', 'cy', 'dee'] });
      const number = await decisions.propose(act(), { title: 'Use Kafka' });
      expect(await decisions.approve(act('bob'), number)).toMatchObject({
        accepted: false,
        approvals: 1,
        quorum: 2,
      });
      expect(await decisions.approve(act('bob'), number)).toMatchObject({ accepted: false, approvals: 1 });
      await expect(decisions.approve(act('zoe'), number)).rejects.toThrow(
        /decided by bob, cy, dee, not by zoe/,
      );
      expect(await decisions.approve(act('cy'), number)).toMatchObject({
        accepted: true,
        approvals: 2,
        quorum: 2,
      });
      await expect(decisions.approve(act('dee'), number)).rejects.toThrow(/already accepted by bob, cy/);
      expect((await decisions.get(inLog, number)).approvals.map(({ person }) => person)).toEqual([
        'bob',
        'cy',
      ]);
    });

    it('gives two who decide at once one outcome', async () => {
      const { decisions } = await start();
      const number = await decisions.propose(act(), { title: 'Use Redis' });
      const outcomes = await Promise.allSettled([
        decisions.approve(act('bob'), number),
        decisions.reject(act('cy'), number, 'no'),
      ]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    });

    it('lets nobody overwrite an edit that they did not see, and asks for approvals anew', async () => {
      const { decisions } = await start();
      await decisions.createLog(act());
      await decisions.setLog(act(), { quorum: 2 });
      const number = await decisions.propose(act(), { title: 'Use Go' });
      await decisions.approve(act('bob'), number);
      const { version } = await decisions.get(inLog, number);
      await decisions.edit(act(), number, { decision: 'Go, for the gateway' }, version);
      await expect(decisions.edit(act('cy'), number, { decision: 'Rust' }, version)).rejects.toThrow(
        /changed meanwhile/,
      );
      expect(await decisions.get(inLog, number)).toMatchObject({
        decision: 'Go, for the gateway',
        approvals: [],
      });
    });

    it('says what is possible where a step is not', async () => {
      const { decisions } = await start();
      const number = await accepted(decisions, 'Use Go');
      await expect(decisions.reject(act(), number, '')).rejects.toThrow(
        /1 is accepted; it cannot be rejected. Possible: amend, deprecate, supersede/,
      );
      await expect(decisions.edit(act(), number, { title: 'Use Rust' })).rejects.toThrow(/cannot be edited/);
      await decisions.deprecate(act(), number, 'old');
      await expect(decisions.withdraw(act(), number)).rejects.toThrow(/is deprecated/);
      await expect(decisions.approve(act(), 99)).rejects.toThrow(/no record 99/);
    });

    it('keeps drafts, which can be proposed or withdrawn', async () => {
      const { decisions } = await start();
      const number = await decisions.propose(act(), { title: 'Maybe' }, { draft: true });
      await expect(decisions.approve(act(), number)).rejects.toThrow(/is draft/);
      await decisions.submit(act(), number);
      expect((await decisions.get(inLog, number)).status).toBe('proposed');
    });

    it('supersedes when the new record is accepted, not before, and reads the link from both ends', async () => {
      const { decisions } = await start();
      const older = await accepted(decisions, 'Use MySQL');
      const newer = await decisions.propose(act(), { title: 'Use PostgreSQL' }, { supersedes: [older] });
      expect((await decisions.get(inLog, older)).status).toBe('accepted');
      await decisions.approve(act('bob'), newer);
      expect(await decisions.get(inLog, older)).toMatchObject({
        status: 'superseded',
        links: [{ kind: 'superseded-by', number: newer }],
      });
      expect((await decisions.get(inLog, newer)).links).toMatchObject([
        { kind: 'supersedes', number: older },
      ]);
    });

    it('supersedes in part without ending the older record', async () => {
      const { decisions } = await start();
      const [older, newer] = [
        await accepted(decisions, 'Use REST'),
        await accepted(decisions, 'Use gRPC inside'),
      ];
      await decisions.supersede(act(), newer, older, true);
      expect(await decisions.get(inLog, older)).toMatchObject({
        status: 'accepted',
        links: [{ kind: 'superseded-by', partial: true }],
      });
    });

    it('refuses a link to itself and a circle of supersessions', async () => {
      const { decisions } = await start();
      const [a, b, c] = [
        await accepted(decisions, 'A'),
        await accepted(decisions, 'B'),
        await accepted(decisions, 'C'),
      ];
      await expect(decisions.supersede(act(), a, a, false)).rejects.toThrow(/itself/);
      await decisions.supersede(act(), b, a, true);
      await decisions.supersede(act(), c, b, true);
      await expect(decisions.supersede(act(), a, c, false)).rejects.toThrow(/cannot supersede each other/);
    });

    it.each([
      ['accepted', (decisions: Decisions) => decisions.approve(act('bob'), 1), 'proposed'],
      ['rejected', (decisions: Decisions) => decisions.reject(act('bob'), 1, 'no'), 'proposed'],
      ['withdrawn', (decisions: Decisions) => decisions.withdraw(act('bob'), 1, 'wrong log'), 'proposed'],
    ] as const)('takes back what was %s in error, and tells both', async (kind, does, status) => {
      const { decisions } = await start();
      await decisions.propose(act(), { title: 'Use Go' });
      await does(decisions);
      await expect(decisions.takeBack(act('cy'), 1)).rejects.toThrow(`was ${kind} by bob, who alone`);
      expect(await decisions.takeBack(act('bob'), 1)).toEqual({ step: kind, status });
      expect(await decisions.get(inLog, 1)).toMatchObject({ status, approvals: [] });
      const history = (await decisions.history(inLog, 1)).slice(1);
      expect(history.map((entry) => entry.kind)).toEqual([kind, 'taken-back']);
      await expect(decisions.takeBack(act('bob'), 1)).rejects.toThrow('cannot be taken back');
      expect(await decisions.approve(act('bob'), 1)).toMatchObject({ accepted: true, approvals: 1 });
    });

    it('takes back an edit of one’s own, whole, and nobody else’s', async () => {
      const { decisions } = await start();
      const content = {
        title: 'Use Redis',
        decision: 'We use Redis.',
        drivers: ['it is fast'],
        tags: ['api'],
      };
      await decisions.propose(act('bob'), content);
      await decisions.edit(act('bob'), 1, { title: 'Use Valkey', drivers: [], reviewBy: '2030-01-01' });
      await expect(decisions.takeBack(act('cy'), 1)).rejects.toThrow('cannot be taken back');
      expect(await decisions.takeBack(act('bob'), 1)).toEqual({ step: 'edited', status: 'proposed' });
      expect(await decisions.get(inLog, 1)).toMatchObject({ ...content, reviewBy: null });
      expect((await decisions.search(look, 'Redis')).map(({ record }) => record.number)).toEqual([1]);
      await expect(decisions.takeBack(act('bob'), 1)).rejects.toThrow('cannot be taken back');
    });

    it('takes back a deprecation, and one of several approvals', async () => {
      const { decisions } = await start();
      const number = await accepted(decisions, 'Use Go');
      const { date } = await decisions.get(inLog, number);
      await decisions.deprecate(act('cy'), number, 'gone');
      await decisions.takeBack(act('cy'), number);
      expect(await decisions.get(inLog, number)).toMatchObject({ status: 'accepted', date });
      await decisions.setLog(act(), { quorum: 2 });
      const other = await decisions.propose(act(), { title: 'Use Rust' });
      await decisions.approve(act('bob'), other);
      expect(await decisions.takeBack(act('bob'), other)).toEqual({ step: 'approved', status: 'proposed' });
      expect((await decisions.get(inLog, other)).approvals).toEqual([]);
    });

    it('takes back no approval by which another record was superseded, and nothing that others came after', async () => {
      const { decisions } = await start();
      const old = await accepted(decisions, 'Use Go');
      const newer = await decisions.propose(act(), { title: 'Use Rust' }, { supersedes: [old] });
      await decisions.approve(act('bob'), newer);
      await expect(decisions.takeBack(act('bob'), newer)).rejects.toThrow(
        'takes the place of another record',
      );
      const other = await accepted(decisions, 'Use C');
      await decisions.amend(act('cy'), other, 'For the driver.', '');
      await expect(decisions.takeBack(act('bob'), other)).rejects.toThrow('cannot be taken back');
    });

    it('amends an accepted record as a dated entry; its text stays', async () => {
      const { decisions } = await start();
      const number = await accepted(decisions, 'Use Go');
      await decisions.amend(act('cy'), number, 'Also for the CLI.', 'asked by ops');
      expect((await decisions.get(inLog, number)).title).toBe('Use Go');
      const last = (await decisions.history(inLog, number)).at(-1);
      expect(last).toMatchObject({
        kind: 'amended',
        person: 'cy',
        data: { text: 'Also for the CLI.', reason: 'asked by ops' },
      });
      await expect(decisions.amend(act(), number, ' ', '')).rejects.toThrow(/give it a text/);
    });

    it.each([
      ['an empty title', { title: '  ' }, /needs a title/],
      ['a title of pages', { title: 'x'.repeat(5_000) }, /at most 300/],
      ['a text of megabytes', { title: 'x', context: 'x'.repeat(3_000_000) }, /at most 100000/],
      ['a review date in the past', { title: 'x', reviewBy: '2020-01-01' }, /in the past/],
      ['a day that is none', { title: 'x', reviewBy: '2027-02-30' }, /a date such as/],
    ])('refuses %s and leaves nothing behind', async (_what, content, message) => {
      const { decisions } = await start();
      await expect(decisions.propose(act(), content)).rejects.toThrow(message);
      expect(await decisions.list(look)).toEqual([]);
      expect(await decisions.propose(act(), { title: 'Next' })).toBe(1);
    });
  });

  describe(`history in ${name}`, () => {
    it('tells everything that happened, and is found sound', async () => {
      const { decisions } = await start();
      const number = await accepted(decisions, 'Use Go');
      await decisions.deprecate(act('cy'), number, 'nobody knows it');
      expect((await decisions.history(inLog, number)).map(({ kind, person }) => [kind, person])).toEqual([
        ['proposed', 'ann'],
        ['accepted', 'bob'],
        ['deprecated', 'cy'],
      ]);
      expect(await decisions.verify('w')).toEqual([]);
    });

    it('finds an entry that was written anew, its hash with it', async () => {
      const { decisions, database } = await start();
      await accepted(decisions, 'Use Go');
      const {
        hash: _hash,
        id: _id,
        ...row
      } = await database.db.selectFrom('events').selectAll().where('seq', '=', 1).executeTakeFirstOrThrow();
      const forged = { ...row, person_name: 'mallory' };
      const fields = [
        'previous',
        'log_id',
        'seq',
        'record_id',
        'at',
        'person_id',
        'person_name',
        'kind',
        'data',
        'source',
      ] as const;
      const hash = createHash('sha256')
        .update(JSON.stringify(fields.map((field) => forged[field])))
        .digest('hex');
      await database.db
        .updateTable('events')
        .set({ person_name: 'mallory', hash })
        .where('seq', '=', 1)
        .execute();
      expect((await decisions.verify('w')).join()).toMatch(/entry 2 of the history was changed/);
    });

    it.each([
      [
        'an entry that was changed',
        `update events set person_name = 'mallory' where seq = 2`,
        /entry 2 of the history was changed/,
      ],
      [
        'an entry that was taken out',
        'delete from events where seq = 2',
        /entry 2 of the history is missing/,
      ],
      ['an entry that was cut off', 'delete from events where seq = 4', /ends before its last entry/],
      [
        'a record that was changed',
        `update records set title = 'Use Rust' where number = 1`,
        /record 1 was changed behind its history/,
      ],
      [
        'a status that was changed',
        `update records set status = 'accepted' where number = 2`,
        /record 2 was changed behind its history/,
      ],
    ])('finds %s', async (_what, tampering, message) => {
      const { decisions, database } = await start();
      await accepted(decisions, 'Use Go');
      await decisions.propose(act(), { title: 'Use Kafka' });
      await decisions.propose(act(), { title: 'Use Redis' });
      await runRaw(database, tampering);
      expect((await decisions.verify('w')).join('\n')).toMatch(message);
    });
  });

  describe(`search in ${name}`, () => {
    async function filled(): Promise<Decisions> {
      const { decisions } = await start();
      const mysql = await accepted(decisions, 'Use MySQL for orders');
      const postgres = await decisions.propose(
        act(),
        {
          title: 'Use PostgreSQL for orders',
          context: 'Orders have to add up',
          options: [{ name: 'PostgreSQL' }, { name: 'MongoDB', cons: ['no joins'] }],
          decision: 'PostgreSQL, because of transactions',
          tags: ['data'],
        },
        { supersedes: [mysql] },
      );
      await decisions.approve(act('bob'), postgres);
      await decisions.propose(act('cy'), {
        title: 'Send mails from a queue',
        decision: 'RabbitMQ',
        deciders: ['dee'],
      });
      return decisions;
    }

    it.each([
      ['why did we choose postgres', 2],
      ['postgrsql', 2],
      ['transac', 2],
      ['rabitmq', 3],
      ['queue', 3],
      ['dee', 3],
      ['data', 2],
    ])('finds by "%s"', async (words, number) => {
      const found = await (await filled()).search(look, words);
      expect(found[0]?.record.number).toBe(number);
    });

    it('tells which option was ruled out and why', async () => {
      const [found] = await (await filled()).search(look, 'did we ever rule out MongoDB?');
      expect(found).toMatchObject({
        record: { number: 2 },
        rejectedOption: { name: 'MongoDB', cons: ['no joins'] },
      });
    });

    it('shows what is in force first, and where a superseded record leads', async () => {
      const found = await (await filled()).search(look, 'orders');
      expect(found.map(({ record }) => record.number)).toEqual([2, 1]);
      expect(found[1]?.successor).toEqual({
        log: 'decisions',
        number: 2,
        title: 'Use PostgreSQL for orders',
      });
    });

    it('filters by status, tag, person and days', async () => {
      const decisions = await filled();
      const numbers = async (filter: object) =>
        (await decisions.list(look, filter)).map(({ number }) => number);
      expect(await numbers({ status: ['accepted'] })).toEqual([2]);
      expect(await numbers({ tag: 'Data' })).toEqual([2]);
      expect(await numbers({ person: 'cy' })).toEqual([3]);
      expect(await numbers({ person: 'bob' })).toEqual([1, 2]);
      expect(await numbers({ after: '2027-01-01' })).toEqual([]);
      expect(await numbers({ before: '2026-12-31' })).toEqual([1, 2, 3]);
    });

    it.each([
      '',
      '   ',
      '"',
      "'; DROP TABLE records; --",
      'NEAR(',
      '* OR *',
      '🤷',
      'a'.repeat(5_000),
      '{title} : x',
      'データ',
    ])('survives "%s"', async (words) => {
      const decisions = await filled();
      await expect(decisions.search(look, words)).resolves.toBeInstanceOf(Array);
      expect(await decisions.list(look)).toHaveLength(3);
    });
  });

  describe(`visibility in ${name}`, () => {
    async function withSecret(): Promise<Decisions> {
      const { decisions } = await start();
      await accepted(decisions, 'Use PostgreSQL openly');
      await decisions.propose(
        act(),
        { title: 'Buy PostgreSQL support', tags: ['money'], reviewBy: '2026-12-01' },
        { visibility: 'members', channel: 'C1' },
      );
      return decisions;
    }

    it('shows what belongs to a channel to its members alone, everywhere', async () => {
      const decisions = await withSecret();
      const [stranger, insider] = [member('zoe'), member('ann', ['C1'])];
      for (const [viewer, count] of [
        [stranger, 1],
        [insider, 2],
      ] as const) {
        const at = { workspace: 'w', viewer };
        expect(await decisions.list(at)).toHaveLength(count);
        expect(await decisions.search(at, 'postgresql')).toHaveLength(count);
        expect(await decisions.due(at, '2027-01-01')).toHaveLength(count - 1);
      }
      await expect(decisions.get({ ...inLog, viewer: stranger }, 2)).rejects.toThrow(/no record 2/);
      await expect(decisions.history({ ...inLog, viewer: stranger }, 2)).rejects.toThrow(/no record 2/);
      await expect(decisions.approve(act('zoe', { viewer: stranger }), 2)).rejects.toThrow(/no record 2/);
    });

    it('shows people from outside only what their channel holds, and lets them decide nothing', async () => {
      const decisions = await withSecret();
      const guest = member('guest', ['C1'], true);
      expect((await decisions.list({ workspace: 'w', viewer: guest })).map(({ number }) => number)).toEqual([
        2,
      ]);
      await expect(decisions.approve(act('guest', { viewer: guest, log: 'decisions' }), 2)).rejects.toThrow(
        /from outside|no log/,
      );
    });

    it('hides links to what somebody may not see', async () => {
      const decisions = await withSecret();
      await decisions.relate(act(), 2, 1);
      expect((await decisions.get({ ...inLog, viewer: member('zoe') }, 1)).links).toEqual([]);
      expect((await decisions.get({ ...inLog, viewer: member('ann', ['C1']) }, 1)).links).toHaveLength(1);
    });

    it('does not even tell the names of logs that somebody may not see', async () => {
      const decisions = await withSecret();
      await decisions.createLog(act('ann', { log: 'layoffs' }));
      await decisions.setLog(act('ann', { log: 'layoffs' }), { visibility: 'members', channel: 'C9' });
      const stranger = { workspace: 'w', viewer: member('zoe') };
      expect((await decisions.logs(stranger)).map(({ name: log }) => log)).toEqual(['decisions']);
      await expect(decisions.get({ ...stranger, log: 'nowhere' }, 1)).rejects.toThrow(/^(?!.*layoffs)/);
      expect(
        (await decisions.logs({ workspace: 'w', viewer: member('ann', ['C9']) })).map(({ name: log }) => log),
      ).toEqual(['decisions', 'layoffs']);
    });

    it('never mixes workspaces', async () => {
      const decisions = await withSecret();
      await decisions.propose(act('eve', { workspace: 'other' }), { title: 'Use PostgreSQL elsewhere' });
      expect(await decisions.search({ workspace: 'other', viewer: operator }, 'postgresql')).toHaveLength(1);
      expect(await decisions.list({ workspace: 'nowhere', viewer: operator })).toEqual([]);
      await expect(
        decisions.get({ workspace: 'nowhere', log: 'decisions', viewer: operator }, 1),
      ).rejects.toThrow(/no log/);
    });
  });

  describe(`due in ${name}`, () => {
    it('names reviews that are due and proposals that wait', async () => {
      const { decisions } = await start();
      const number = await decisions.propose(act(), { title: 'Use Go', reviewBy: '2026-06-01' });
      await decisions.approve(act('bob'), number);
      await decisions.propose(act(), { title: 'Use Rust' });
      expect(await decisions.due(look, '2026-05-31')).toMatchObject([{ kind: 'proposal', number: 2 }]);
      expect(await decisions.due(look, '2026-06-01')).toMatchObject([
        { kind: 'review', number: 1, since: '2026-06-01' },
        { kind: 'proposal', number: 2 },
      ]);
    });
  });
}

async function runRaw(database: Database, statement: string): Promise<void> {
  const { sql } = await import('kysely');
  await sql.raw(statement).execute(database.db);
}
