import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Database } from '../../src/database/connection.ts';
import { createConflicts } from '../../src/decisions/conflicts.ts';
import { createDecisions, type Decisions } from '../../src/decisions/decisions.ts';
import type { Reader } from '../../src/decisions/reader.ts';
import type { Viewer } from '../../src/decisions/record.ts';
import { type Look, orders } from '../../src/decisions/record-queries.ts';
import type { Act } from '../../src/decisions/write-scope.ts';
import type { Writer } from '../../src/decisions/writer.ts';
import { loadBuiltIn } from '../../src/knowledge/load.ts';

const operator: Viewer = { kind: 'operator' };

function act(name: string, log = 'decisions', viewer = operator): Act {
  return { workspace: 'w', log, person: { id: name, name }, viewer, source: 'test' };
}

function member(channels: string[], more: { outside?: boolean; amidOutsiders?: boolean } = {}): Viewer {
  return { kind: 'member', person: { id: 'zoe', name: 'zoe' }, channels, outside: false, ...more };
}

/** People who may not see what the channels C1 and C9 hold. */
const strangers: readonly (readonly [string, Viewer])[] = [
  ['somebody in no channel', member([])],
  ['somebody in another channel', member(['C2'])],
  ['a guest', member(['C2'], { outside: true })],
  ['somebody whom guests hear', member(['C2'], { amidOutsiders: true })],
];

/** Logs and records that strangers may not see at all. */
const hidden = [
  ['decisions', 4],
  ['layoffs', 1],
  ['closed', 1],
] as const;

/** What everybody may see; with `secrets` also what only some may. */
async function fill(decisions: Decisions, secrets: boolean): Promise<void> {
  await decisions.propose(
    act('ann'),
    { title: 'Use MySQL for orders', tags: ['data'], reviewBy: '2026-06-01' },
    { channel: 'C2' },
  );
  await decisions.approve(act('bob'), 1);
  await decisions.propose(act('ann'), { title: 'Send mails from a queue', decision: 'RabbitMQ' });
  await decisions.propose(act('ann'), { title: 'Call services by REST', tags: ['data'] }, { channel: 'C2' });
  if (!secrets) return;
  const quiet = {
    title: 'Buy silverware quietly',
    decision: 'Forks for the mails in a queue: mysqll orde',
    tags: ['data'],
    deciders: ['zoe'],
  };
  const forChannel = { visibility: 'members', channel: 'C1' } as const;
  await decisions.propose(act('cy'), { ...quiet, reviewBy: '2026-05-01' }, forChannel);
  await decisions.approve(act('zoe'), 4);
  await decisions.relate(act('cy'), 4, 1);
  await decisions.relate(act('cy'), 1, 4);
  await decisions.createLog(act('cy', 'layoffs'));
  await decisions.setLog(act('cy', 'layoffs'), { visibility: 'members', channel: 'C9' });
  await decisions.propose(act('cy', 'layoffs'), quiet);
  // Open when it was recorded; its log was closed since.
  await decisions.propose(act('cy', 'closed'), quiet);
  await decisions.approve(act('bob', 'closed'), 1);
  await decisions.setLog(act('cy', 'closed'), { visibility: 'members', channel: 'C9' });
}

/** Everything that can be asked, and what it tells: what it gives, or why it is refused. */
const asking: {
  readonly [Read in keyof Reader]: (reader: Reader, look: Look) => readonly Promise<unknown>[];
} = {
  get: (reader, look) =>
    [...hidden, ['decisions', 1] as const, ['decisions', 2] as const].map(([log, number]) =>
      reader.get({ ...look, log }, number),
    ),
  list: (reader, look) => [
    reader.list(look),
    ...filters.map((filter) => reader.list(look, filter)),
    ...hidden.map(([log]) => reader.list({ ...look, log })),
  ],
  latest: (reader, look) => [
    ...filters.map((filter) => reader.latest(look, { ...filter, offset: 0, limit: 2 })),
    ...hidden.map(([log]) => reader.latest({ ...look, log }, { offset: 0, limit: 2 })),
  ],
  page: (reader, look) => [
    ...filters.map((filter) => reader.page(look, { ...filter, order: 'newest', offset: 0, limit: 2 })),
    ...orders.map((order) => reader.page(look, { order, offset: 0, limit: 9 })),
    ...hidden.map(([log]) => reader.page({ ...look, log }, { order: 'number', offset: 0, limit: 2 })),
  ],
  search: (reader, look) => [
    ...phrases.map((words) => reader.search(look, words)),
    ...phrases.map((words) => reader.search(look, words, { exact: true })),
    ...hidden.map(([log]) => reader.search({ ...look, log }, 'mysql')),
  ],
  due: (reader, look) => [
    reader.due(look, '2026-12-31'),
    ...hidden.map(([log]) => reader.due({ ...look, log }, '2026-12-31')),
  ],
  waiting: (reader, look) => [
    reader.waiting(look),
    ...hidden.map(([log]) => reader.waiting({ ...look, log })),
  ],
  decidedSince: (reader, look) => [
    reader.decidedSince(look, '2000-01-01'),
    ...hidden.map(([log]) => reader.decidedSince({ ...look, log }, '2000-01-01')),
  ],
  history: (reader, look) =>
    [...hidden, ['decisions', 1] as const].map(([log, number]) => reader.history({ ...look, log }, number)),
  successor: (reader, look) =>
    [...hidden, ['decisions', 1] as const].map(([log, number]) => reader.successor({ ...look, log }, number)),
  logHistory: (reader, look) =>
    ['decisions', ...hidden.map(([log]) => log)].map((log) => reader.logHistory({ ...look, log })),
  sinceImports: (reader, look) => [
    reader.sinceImports(look),
    ...hidden.map(([log]) => reader.sinceImports({ ...look, log })),
  ],
  logs: (reader, look) => [reader.logs(look)],
  logNames: (reader, look) => [reader.logNames(look)],
  outline: (reader, look) => [
    reader.outline(look),
    ...hidden.map(([log]) => reader.outline({ ...look, log })),
  ],
  // The operator's: it takes nobody's view.
  verify: () => [],
};

const filters = [
  {},
  { tag: 'data' },
  { person: 'zoe' },
  { decider: 'zoe' },
  { status: ['accepted'] },
  { after: '2026-01-01', before: '2026-12-31' },
] as const;

/** Words of what is hidden, and words of what is open that are told otherwise where hidden words count. */
const phrases = [
  'silverware',
  'silver',
  'silverwear',
  'zoe',
  'mails silverware quietly',
  'mails forks queue',
  'mysql',
  'mysqll',
  'orde',
];

/** What is done to what somebody may not see. */
const doing: {
  readonly [Write in Exclude<keyof Writer, 'propose' | 'createLog' | 'setLog'>]: (
    writer: Writer,
    by: Act,
    number: number,
  ) => Promise<unknown>;
} = {
  submit: (writer, by, number) => writer.submit(by, number),
  edit: (writer, by, number) => writer.edit(by, number, { title: 'x' }),
  approve: (writer, by, number) => writer.approve(by, number),
  requestChanges: (writer, by, number) => writer.requestChanges(by, number, 'shorter'),
  comment: (writer, by, number) => writer.comment(by, number, 'well'),
  reject: (writer, by, number) => writer.reject(by, number, 'no'),
  withdraw: (writer, by, number) => writer.withdraw(by, number),
  undo: (writer, by, number) => writer.undo(by, number),
  takeBack: (writer, by, number) => writer.takeBack(by, number),
  requireMayDo: (writer, by, number) => writer.requireMayDo(by, number, 'edit'),
  allowed: (writer, by, number) => writer.allowed(by, number),
  deprecate: (writer, by, number) => writer.deprecate(by, number, 'old'),
  amend: (writer, by, number) => writer.amend(by, number, 'more', ''),
  supersede: (writer, by, number) => writer.supersede(by, number, number, false),
  relate: (writer, by, number) => writer.relate(by, number, number),
};

async function told(calls: readonly Promise<unknown>[]): Promise<unknown[]> {
  return (await Promise.allSettled(calls)).map((outcome) =>
    outcome.status === 'fulfilled' ? outcome.value : `refused: ${outcome.reason}`,
  );
}

/**
 * What every store of records has to do for those who may not see everything: whatever they ask or do comes to the same
 * as where there is nothing to hide.
 */
export function visibilityContract(name: string, open: () => Promise<Database>): void {
  async function furnish(secrets: boolean): Promise<{ database: Database; decisions: Decisions }> {
    const database = await open();
    let second = 0;
    const now = () => new Date(Date.UTC(2026, 2, 1, 9, 0, second++)).toISOString();
    const decisions = createDecisions(database, now);
    await fill(decisions, secrets);
    return { database, decisions };
  }

  async function house(secrets: boolean): Promise<Decisions> {
    const { database, decisions } = await furnish(secrets);
    onTestFinished(() => database.close());
    return decisions;
  }

  describe(`what is hidden in ${name}`, () => {
    it('is looked for in every way there is', async () => {
      const { propose: _propose, createLog: _createLog, setLog: _setLog, ...changing } = await house(false);
      expect([...Object.keys(asking), ...Object.keys(doing)].sort()).toEqual(Object.keys(changing).sort());
    });

    // For all who only ask, or are refused: that changes nothing.
    let open: Decisions;
    let full: Decisions;
    const furnished: Database[] = [];
    beforeAll(async () => {
      const [one, other] = [await furnish(false), await furnish(true)];
      furnished.push(one.database, other.database);
      [open, full] = [one.decisions, other.decisions];
    });
    afterAll(async () => {
      for (const database of furnished) await database.close();
    });

    for (const [who, viewer] of strangers) {
      it.each(Object.entries(asking))(`shows to ${who} in nothing that tells: %s`, async (_read, ask) => {
        const look = { workspace: 'w', viewer };
        expect(await told(ask(full, look))).toEqual(await told(ask(open, look)));
      });

      it.each(Object.entries(doing))(`is for ${who} not there: %s`, async (_write, write) => {
        for (const [log, number] of hidden) {
          const [where, there] = [
            await told([write(open, act('zoe', log, viewer), number)]),
            write(full, act('zoe', log, viewer), number),
          ];
          expect(await told([there])).toEqual(where);
          expect(String(where)).toMatch(/^refused: AdvisorError: (?:there is no record|no log)/);
        }
      });

      it(`is for ${who} not there to be added to or linked`, async () => {
        const full = await house(true);
        const add = (log: string, supersedes: number[]) =>
          full.propose(act('zoe', log, viewer), { title: 'Use Go' }, { supersedes, channel: 'C2' });
        await expect(add('layoffs', [])).rejects.toThrow(/^no log "layoffs"/);
        await expect(full.createLog(act('zoe', 'layoffs', viewer))).rejects.toThrow(/^no log "layoffs"/);
        await expect(full.setLog(act('zoe', 'layoffs', viewer), { quorum: 2 })).rejects.toThrow(
          /^no log "layoffs"/,
        );
        await expect(add('decisions', [4])).rejects.toThrow(/^(?:there is no record 4|no log)/);
      });
    }

    it.each([
      ['a guest', member(['C2'], { outside: true })],
      ['somebody whom guests hear', member(['C2'], { amidOutsiders: true })],
    ])('is for %s all that is not of their channels, open or not', async (_who, viewer) => {
      const open = await house(false);
      const look = { workspace: 'w', viewer };
      const seen = [1, 3];
      const numbersOf = (records: readonly { number: number }[]) =>
        records.map(({ number }) => number).sort();
      expect(numbersOf(await open.list(look))).toEqual(seen);
      expect(await open.latest(look, { offset: 0, limit: 9 })).toMatchObject({ total: 2 });
      const page = await open.page(look, { order: 'newest', offset: 0, limit: 9 });
      expect(numbersOf(page.listed.map(({ record }) => record))).toEqual(seen);
      expect(await open.search(look, 'mails')).toEqual([]);
      expect(numbersOf(await open.due(look, '2026-12-31'))).toEqual(seen);
      expect(await open.logs(look)).toEqual([]);
      await expect(open.get({ ...look, log: 'decisions' }, 2)).rejects.toThrow(/^no log "decisions"/);
    });

    it('stays so when its log is opened, or moves to another channel', async () => {
      const full = await house(true);
      const secret = { workspace: 'w', viewer: member(['C9']) };
      await full.setLog(act('cy', 'layoffs'), { visibility: 'open', channel: 'C2' });
      for (const [, viewer] of strangers)
        await expect(full.get({ workspace: 'w', viewer, log: 'layoffs' }, 1)).rejects.toThrow(
          /^(?:there is )?no /,
        );
      expect(await full.get({ ...secret, log: 'layoffs' }, 1)).toMatchObject({ visibility: 'members' });
    });

    it('is of its own channel, whatever channel its log has', async () => {
      const full = await house(true);
      const forC1 = { channel: 'C1', visibility: 'members' } as const;
      await full.propose(act('cy', 'layoffs'), { title: 'For C1' }, forC1);
      const at = (channel: string) => ({ workspace: 'w', log: 'layoffs', viewer: member([channel]) });
      expect((await full.list(at('C1'))).map(({ title }) => title)).toEqual(['For C1']);
      // They do not see the log, but a record of it.
      expect((await full.logs({ workspace: 'w', viewer: member(['C1']) })).map(({ name }) => name)).toEqual([
        'decisions',
      ]);
      expect(await full.logNames({ workspace: 'w', viewer: member(['C1']) })).toEqual([
        'decisions',
        'layoffs',
      ]);
      await expect(full.get(at('C9'), 2)).rejects.toThrow(/no record 2/);
    });

    it('shows to those in its channel', async () => {
      const full = await house(true);
      const look = { workspace: 'w', viewer: member(['C1', 'C9']) };
      expect((await full.latest(look, { offset: 0, limit: 9 })).total).toBe(6);
      expect(await full.search(look, 'silverwear')).toHaveLength(3);
      expect((await full.get({ ...look, log: 'decisions' }, 1)).links).toHaveLength(2);
      expect((await full.history({ ...look, log: 'decisions' }, 1)).map(({ kind }) => kind)).toContain(
        'linked',
      );
      expect((await full.logs(look)).map(({ name: log }) => log)).toEqual(['closed', 'decisions', 'layoffs']);
      expect(await full.logNames(look)).toEqual(['closed', 'decisions', 'layoffs']);
    });

    it.each(strangers)('contradicts nothing for %s', async (_who, viewer) => {
      const conflicts = createConflicts(await loadBuiltIn());
      const told = async (secrets: boolean, seenBy: Viewer) => {
        const decisions = await house(secrets);
        const against = { title: 'Orders live in MongoDB' };
        if (secrets) {
          await decisions.propose(act('cy'), against, { visibility: 'members', channel: 'C1' });
          await decisions.approve(act('zoe'), 5);
        }
        return conflicts.among(decisions, { workspace: 'w', viewer: seenBy });
      };
      expect(await told(true, viewer)).toEqual(await told(false, viewer));
      expect(await told(true, member(['C1']))).toMatchObject([{ kind: 'accepted-against' }]);
    });

    it('is no successor that is told of, and its record none that lacks one', async () => {
      const conflicts = createConflicts(await loadBuiltIn());
      for (const isTried of [false, true]) {
        const full = await house(true);
        // Another one that was to supersede it was rejected, for all to see.
        if (isTried) await full.propose(act('ann'), { title: 'Use Oracle' }, { supersedes: [1] });
        if (isTried) await full.reject(act('bob'), 5, 'dear');
        await full.supersede(act('cy'), 4, 1, false);
        expect(await conflicts.among(full, { workspace: 'w', viewer: member(['C2']) })).toEqual([]);
      }
    });

    it('is not told of as what took the place of something', async () => {
      const full = await house(true);
      await full.supersede(act('cy'), 4, 1, false);
      const at = (viewer: Viewer) => ({ workspace: 'w', log: 'decisions', viewer });
      for (const [viewer, number] of [
        [member(['C2']), undefined],
        [member(['C1']), 4],
      ] as const) {
        const [found] = await full.search(at(viewer), 'mysql');
        expect(found?.successor?.number).toBe(number);
        expect((await full.successor(at(viewer), 1))?.number).toBe(number);
        const { listed } = await full.page(at(viewer), { order: 'number', offset: 0, limit: 1 });
        expect(listed[0]?.successor?.number).toBe(number);
        const last = (await full.history(at(viewer), 1)).at(-1);
        expect(last).toMatchObject({ kind: 'superseded' });
        expect(JSON.stringify(last?.data).includes('"by":4')).toBe(number === 4);
      }
    });
  });
}
