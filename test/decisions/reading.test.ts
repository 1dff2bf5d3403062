import { describe, expect, it, onTestFinished } from 'vitest';
import type { Database } from '../../src/database/connection.ts';
import { createDecisions, type Decisions } from '../../src/decisions/decisions.ts';
import { newLog } from '../../src/decisions/log-settings.ts';
import { rebuildSearch } from '../../src/decisions/rebuild-search.ts';
import type { ContentInput, Viewer } from '../../src/decisions/record.ts';
import { statusOf } from '../../src/decisions/rows.ts';
import { owedWords } from '../../src/decisions/waiting.ts';
import type { Act } from '../../src/decisions/write-scope.ts';
import { freshDatabase } from '../support/database.ts';

const operator: Viewer = { kind: 'operator' };
const look = { workspace: 'w', viewer: operator };
const act = (more: Partial<Act> = {}): Act => ({
  workspace: 'w',
  log: 'decisions',
  person: { id: 'ann', name: 'ann' },
  viewer: operator,
  source: 'test',
  ...more,
});
const by = (name: string, more: Partial<Act> = {}) => act({ person: { id: name, name }, ...more });
const member = (name: string, ...channels: string[]) => ({
  kind: 'member' as const,
  person: { id: name, name },
  channels,
  outside: false,
});

/** Records whose every change is made a day after the one before. */
async function start(): Promise<{ decisions: Decisions; database: Database }> {
  const database = await freshDatabase();
  onTestFinished(() => database.close());
  let day = 0;
  const now = () => new Date(Date.UTC(2026, 2, ++day, 9)).toISOString();
  return { database, decisions: createDecisions(database, now) };
}

async function accepted(decisions: Decisions, content: string | ContentInput, log = 'decisions') {
  const said = typeof content === 'string' ? { title: content } : content;
  const number = await decisions.propose(act({ log }), said);
  await decisions.approve(by('bob', { log }), number);
  return number;
}

/** A workspace with a log of each name, and one of the same names elsewhere. */
async function inLogs(...logs: string[]) {
  const { decisions, database } = await start();
  for (const log of logs) {
    await accepted(decisions, `Use Kafka in ${log}`, log);
    await decisions.propose(act({ log, workspace: 'other' }), { title: 'Use Kafka elsewhere' });
  }
  return { decisions, database };
}

describe('a log', () => {
  it.each(['a', '7', 'Ä ö.ü_-/é', 'x'.repeat(80)])('may be called "%s"', async (log) => {
    const { decisions } = await start();
    expect(await decisions.propose(act({ log }), { title: 'Use Go' })).toBe(1);
  });

  it.each(['', ' a', '-a', 'a!', 'a\nb', 'x'.repeat(81), '.a'])('may not be called "%s"', async (log) => {
    const { decisions } = await start();
    await expect(decisions.propose(act({ log }), { title: 'Use Go' })).rejects.toMatchObject({
      code: 'invalid',
      message: 'a log is named with letters, digits, dots, dashes and slashes, up to 80',
    });
    expect(await decisions.logs(look)).toEqual([]);
  });

  it('that is not there is told with those that are, of this workspace', async () => {
    const { decisions } = await inLogs('shop', 'pay');
    const asked = (workspace: string, log: string) => decisions.get({ ...look, workspace, log }, 1);
    await expect(asked('nowhere', 'x')).rejects.toMatchObject({
      code: 'not-found',
      message: 'no log "x"; nothing is recorded yet',
    });
    await decisions.createLog(act({ workspace: 'third', log: 'own' }));
    await expect(asked('third', 'shop')).rejects.toMatchObject({ message: 'no log "shop"; there are own' });
    await expect(asked('w', 'y'.repeat(90))).rejects.toMatchObject({
      message: `no log "${'y'.repeat(60)}"; there are ${['pay', 'shop'].join(', ')}`,
    });
  });

  it('that is not there is told with twenty others at most', async () => {
    const { decisions } = await start();
    for (let number = 10; number < 35; number++) await decisions.createLog(act({ log: `log-${number}` }));
    const error = await decisions.get({ ...look, log: 'x' }, 1).catch((reason: unknown) => String(reason));
    expect(String(error).match(/log-\d\d/g)).toHaveLength(20);
  });

  it('is shown as it was set, by name and for this workspace alone', async () => {
    const { decisions } = await inLogs('shop', 'pay');
    await decisions.setLog(act({ log: 'pay' }), {
      quorum: 2,
      deciders: ['ann', 'bob', 'cy'],
      visibility: 'members',
      channel: 'C1',
      ownApproval: false,
    });
    expect(await decisions.logs(look)).toEqual([
      {
        name: 'pay',
        quorum: 2,
        deciders: ['ann', 'bob', 'cy'],
        deciderNames: ['ann', 'bob', 'cy'],
        visibility: 'members',
        channel: 'C1',
        ownApproval: false,
        template: null,
      },
      newLog('shop'),
    ]);
  });
});

describe('a list', () => {
  it('goes through the logs by their names and through each by number', async () => {
    const { decisions } = await inLogs('b', 'a');
    await accepted(decisions, 'Use Go', 'b');
    await accepted(decisions, 'Use Go', 'a');
    const shown = async (filter = {}, log?: string) =>
      (await decisions.list({ ...look, ...(log === undefined ? {} : { log }) }, filter)).map(
        (record) => `${record.log}${record.number}`,
      );
    expect(await shown()).toEqual(['a1', 'a2', 'b1', 'b2']);
    for (const [limit, count] of [
      [1, 1],
      [2, 2],
      [3, 3],
      [9, 4],
    ] as const) {
      expect(await shown({ limit })).toEqual(['a1', 'a2', 'b1', 'b2'].slice(0, count));
    }
    expect(await shown({}, 'b')).toEqual(['b1', 'b2']);
    expect(await shown({ status: ['proposed'] })).toEqual([]);
    expect(await shown({ status: [] })).toHaveLength(4);
  });

  it('shows each record with its own approvals, in their order, and its own links', async () => {
    const { decisions } = await start();
    await decisions.setLog(act(), { quorum: 2 });
    for (const title of ['One', 'Two', 'Three']) await decisions.propose(act(), { title });
    for (const name of ['zoe', 'bob']) await decisions.approve(by(name), 1);
    await decisions.approve(by('cy'), 2);
    await decisions.relate(act(), 1, 3);
    await decisions.relate(act(), 1, 2);
    const records = await decisions.list(look);
    expect(records.map(({ approvals }) => approvals.map(({ person }) => person))).toEqual([
      ['zoe', 'bob'],
      ['cy'],
      [],
    ]);
    expect(records.map(({ links }) => links.map(({ number }) => number))).toEqual([[3, 2], [1], [1]]);
  });

  it('is read whole, however long it is', async () => {
    const { decisions } = await start();
    for (let number = 1; number <= 1_010; number++)
      await decisions.propose(act(), { title: `Use X${number}` });
    await decisions.relate(act(), 1, 900);
    await decisions.approve(by('bob'), 700);
    const records = await decisions.list(look);
    expect(records).toHaveLength(1_000);
    expect(records.map(({ number }) => number)).toEqual(
      Array.from({ length: 1_000 }, (_, index) => index + 1),
    );
    expect(records[899]?.links).toMatchObject([{ kind: 'relates-to', number: 1 }]);
    expect(records[699]?.approvals).toMatchObject([{ person: 'bob' }]);
    expect(await decisions.verify('w')).toEqual([]);
    const { total, records: page } = await decisions.latest(look, { offset: 505, limit: 3 });
    expect([total, ...page.map(({ number }) => number)]).toEqual([1_010, 505, 504, 503]);
  });

  it('of what is due goes by log and number, each with its day', async () => {
    const { decisions } = await inLogs('b', 'a');
    for (const log of ['b', 'a']) {
      await decisions.propose(act({ log }), { title: `Use Go in ${log}` });
      await accepted(decisions, { title: `Use Nix in ${log}`, reviewBy: '2026-12-01' }, log);
    }
    const due = await decisions.due(look, '2027-01-01');
    expect(due.map(({ kind, log, number, since }) => [kind, log, number, since])).toEqual([
      ['proposal', 'a', 2, '2026-03-10'],
      ['review', 'a', 3, '2026-12-01'],
      ['proposal', 'b', 2, '2026-03-07'],
      ['review', 'b', 3, '2026-12-01'],
    ]);
    expect(await decisions.due({ ...look, log: 'b' }, '2027-01-01')).toHaveLength(2);
  });

  it('of what is due says who owes an answer on a proposal', async () => {
    const { decisions } = await inLogs('a');
    const owed = async () => {
      const all = await decisions.due({ ...look, log: 'a' }, '2026-01-01');
      return all.map((one) => (one.kind === 'proposal' ? owedWords(one).join('; ') : one.kind));
    };
    const as = (id: string) => act({ log: 'a', person: { id, name: id.toUpperCase() } });
    const number = await decisions.propose(as('ann'), { title: 'Use Go' });
    expect((await owed()).at(-1)).toBe('0 of 1 approval; anybody may decide');
    await decisions.setLog(act({ log: 'a' }), {
      ...{ quorum: 2, ownApproval: false },
      deciders: ['ann', { id: 'bob', name: 'Bob Ray' }, 'cy', 'di', 'ed', 'flo', 'gus', 'hal'],
    });
    expect((await owed()).at(-1)).toBe('0 of 2 approvals; waits for Bob Ray, cy, di, ed, flo and 2 more');
    await decisions.approve(as('bob'), number);
    expect((await owed()).at(-1)).toBe('1 of 2 approvals; waits for cy, di, ed, flo, gus and 1 more');
    await decisions.requestChanges(as('cy'), number, 'Say why.');
    expect((await owed()).at(-1)).toBe('1 of 2 approvals; changes asked for by CY');
  });
});

describe('a history', () => {
  it('is of one record, in the order in which things happened', async () => {
    const { decisions, database } = await inLogs('decisions');
    await decisions.propose(act(), { title: 'Use Go' });
    await decisions.amend(act(), 1, 'more', 'asked');
    await database.db
      .updateTable('events')
      .set(({ eb, val }) => ({ id: eb(val(1_000), '-', eb.ref('id')) }))
      .execute();
    const history = await decisions.history({ ...look, log: 'decisions' }, 1);
    expect(history.map(({ kind }) => kind)).toEqual(['proposed', 'accepted', 'amended']);
  });

  it('is checked for one workspace, in all of its logs', async () => {
    const { decisions, database } = await inLogs('a', 'b');
    const tamper = (workspace: string, log: string) =>
      database.db
        .updateTable('records')
        .set({ title: 'Use Rust' })
        .where('log_id', 'in', (eb) =>
          eb.selectFrom('logs').select('id').where('workspace', '=', workspace).where('name', '=', log),
        )
        .execute();
    await tamper('other', 'a');
    expect(await decisions.verify('w')).toEqual([]);
    await tamper('w', 'b');
    expect(await decisions.verify('w')).toEqual(['b: record 1 was changed behind its history']);
  });

  it('is checked to the last of many records', async () => {
    const { decisions, database } = await start();
    for (let number = 1; number <= 1_002; number++) await decisions.propose(act(), { title: 'Use Go' });
    expect(await decisions.verify('w')).toEqual([]);
    await database.db.updateTable('records').set({ title: 'Use Rust' }).where('number', '=', 1_001).execute();
    expect(await decisions.verify('w')).toEqual(['decisions: record 1001 was changed behind its history']);
  });
});

describe('a search', () => {
  const titles = async (decisions: Decisions, words: string, filter = {}) =>
    (await decisions.search(look, words, filter)).map(({ record }) => record.title);

  it('stays in its log where one is named', async () => {
    const { decisions } = await inLogs('a', 'b');
    expect(await titles(decisions, 'kafka')).toEqual(['Use Kafka in b', 'Use Kafka in a']);
    const found = await decisions.search({ ...look, log: 'b' }, 'kafka');
    expect(found.map(({ record }) => record.title)).toEqual(['Use Kafka in b']);
  });

  it('gives twenty at most, or as many as are asked for', async () => {
    const { decisions } = await start();
    for (let number = 1; number <= 25; number++)
      await decisions.propose(act(), { title: `Use Kafka ${number}` });
    expect(await titles(decisions, 'kafka')).toHaveLength(20);
    expect(await titles(decisions, 'kafka', { limit: 3 })).toEqual([
      'Use Kafka 25',
      'Use Kafka 24',
      'Use Kafka 23',
    ]);
  });

  it('finds a word in every part of a record', async () => {
    const { decisions } = await start();
    await decisions.propose(act(), {
      title: 'alpha',
      context: 'bravo',
      drivers: ['charlie'],
      options: [{ name: 'delta', pros: ['echo'], cons: ['foxtrot'] }, { name: 'golf' }],
      decision: 'hotel',
      consequences: ['india'],
      deciders: ['juliet'],
      consulted: ['kilo'],
      informed: ['lima', 'mike'],
      tags: ['november', 'oscar'],
    });
    const words =
      'alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar'.split(
        ' ',
      );
    for (const word of words) expect(await titles(decisions, word, { exact: true })).toEqual(['alpha']);
    expect(await titles(decisions, 'bravocharlie', { exact: true })).toEqual([]);
  });

  it('finds words with signs in them, without accents and in any case', async () => {
    const { decisions } = await start();
    await decisions.propose(act(), { title: 'Use Node.js for Çafé APIs' });
    for (const words of ['node.js', 'NODE', 'cafe', 'Çafé', 'node..js', '.node.', '"api"']) {
      expect(await titles(decisions, words)).toEqual(['Use Node.js for Çafé APIs']);
    }
    for (const words of ['node.js', 'cafe']) {
      expect(await titles(decisions, words, { exact: true })).toEqual(['Use Node.js for Çafé APIs']);
    }
    for (const words of ['nodd', '...', 'what did we decide']) {
      expect([words, ...(await titles(decisions, words, { exact: true }))]).toEqual([words]);
    }
  });

  it('takes a word for one that is mistyped as far as its length lets it', async () => {
    const { decisions } = await start();
    for (const title of ['cat', 'loom', 'rabbit', 'cassandra', 'cassandro', 'zebra'])
      await decisions.propose(act(), { title });
    expect(await titles(decisions, 'cit')).toEqual([]);
    expect(await titles(decisions, 'lomm')).toEqual(['loom']);
    expect(await titles(decisions, 'rabitt')).toEqual([]);
    expect(await titles(decisions, 'rabbitt')).toEqual(['rabbit']);
    expect(await titles(decisions, 'rabbitta')).toEqual(['rabbit']);
    expect(await titles(decisions, 'casandra')).toEqual(['cassandra']);
    expect(await titles(decisions, 'casandro')).toEqual(['cassandro']);
    expect(await titles(decisions, 'kasandra')).toEqual([]);
    expect(await titles(decisions, 'casndr')).toEqual([]);
    expect(await titles(decisions, 'zabra')).toEqual(['zebra']);
  });

  it('looks at eight words at most', async () => {
    const { decisions } = await start();
    await decisions.propose(act(), { title: 'one1 two2 three3 four4 five5 six6 seven7 eight8' });
    expect(await titles(decisions, 'one1 two2 three3 four4 five5 six6 seven7 eight8 unknown9')).toHaveLength(
      1,
    );
    expect(await titles(decisions, 'unknown9 one1 two2 three3 four4 five5 six6 seven7 eight8')).toHaveLength(
      1,
    );
  });

  it('forgets what a record said before it was edited', async () => {
    const { decisions } = await start();
    await decisions.propose(act(), { title: 'Use Kafka' });
    await decisions.edit(act(), 1, { title: 'Use NATS' });
    expect(await titles(decisions, 'kafka', { exact: true })).toEqual([]);
    expect(await titles(decisions, 'nats')).toEqual(['Use NATS']);
  });

  it('comes to the same after its index was made anew', async () => {
    const { decisions, database } = await inLogs('a', 'b');
    for (let number = 1; number <= 510; number++)
      await decisions.propose(act({ log: 'a' }), { title: 'Use Deno' });
    await decisions.propose(
      act({ log: 'a' }),
      { title: 'Use Zig' },
      { visibility: 'members', channel: 'C1' },
    );
    await database.transaction((db) => rebuildSearch(db));
    expect(await titles(decisions, 'kafka')).toEqual(['Use Kafka in b', 'Use Kafka in a']);
    expect(await titles(decisions, 'zig')).toEqual(['Use Zig']);
    expect(await titles(decisions, 'deno', { limit: 600 })).toHaveLength(510);
    const words = (viewer: Viewer) => decisions.search({ workspace: 'w', viewer }, 'zigg');
    expect(await words(member('zoe'))).toEqual([]);
    expect(await words(member('ann', 'C1'))).toHaveLength(1);
    expect(await decisions.search({ ...look, workspace: 'other' }, 'kafka')).toHaveLength(2);
  });

  it('shows accepted records, then open ones, then those that ended, then those that never began', async () => {
    const { decisions, database } = await start();
    const statuses = 'withdrawn rejected deprecated superseded other none draft proposed accepted'.split(' ');
    for (const status of statuses) await decisions.propose(act(), { title: `Use Kafka, ${status}` });
    for (const [index, status] of statuses.entries())
      await database.db
        .updateTable('records')
        .set({ status })
        .where('number', '=', index + 1)
        .execute();
    expect(await titles(decisions, 'kafka')).toEqual(
      'accepted proposed draft none other superseded deprecated rejected withdrawn'
        .split(' ')
        .map((status) => `Use Kafka, ${status}`),
    );
  });

  it('names an option as not taken, also where the title says what it was taken over', async () => {
    const { decisions } = await start();
    await decisions.propose(act(), {
      title: 'Use Elixir',
      decision: 'Elixir over Rust, no Zig',
      options: [{ name: 'Elixir' }, { name: 'Rust', cons: ['slow builds'] }, { name: 'Zig' }],
    });
    const rejected = async (words: string) => (await decisions.search(look, words))[0]?.rejectedOption;
    expect(await rejected('elixir')).toBeNull();
    expect(await rejected('rust')).toEqual({ name: 'Rust', cons: ['slow builds'] });
    expect(await rejected('zig')).toEqual({ name: 'Zig', cons: [] });
  });
});

describe('what may be seen', () => {
  it('is no name of a channel that is none', async () => {
    const { decisions } = await start();
    await decisions.createLog(act({ log: 'layoffs' }));
    await decisions.setLog(act({ log: 'layoffs' }), { visibility: 'members' });
    expect(await decisions.logs({ workspace: 'w', viewer: member('zoe') })).toEqual([]);
    expect(await decisions.logs(look)).toHaveLength(1);
  });

  it('is what its channel holds where people from outside read along', async () => {
    const { decisions } = await start();
    await accepted(decisions, 'Use Kafka');
    await decisions.propose(act(), { title: 'Use NATS' }, { channel: 'C1' });
    const amid: Viewer = { ...member('ann', 'C1'), amidOutsiders: true };
    expect((await decisions.list({ workspace: 'w', viewer: amid })).map(({ title }) => title)).toEqual([
      'Use NATS',
    ]);
  });

  it('is said of a record as it was set', async () => {
    const { decisions } = await start();
    await decisions.propose(act(), { title: 'Use NATS' }, { channel: 'C1', visibility: 'members' });
    await decisions.propose(act(), { title: 'Use Go' });
    expect((await decisions.list(look)).map(({ visibility }) => visibility)).toEqual(['members', 'open']);
  });

  it('is never a status that nobody knows', () => {
    expect(() => statusOf({ status: 'blessed' })).toThrow('unknown status blessed');
  });
});
