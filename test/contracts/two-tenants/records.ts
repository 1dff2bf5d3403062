import { expect } from 'vitest';
import { type Conflict, recordsIn } from '../../../src/decisions/conflict.ts';
import { type Conflicts, createConflicts } from '../../../src/decisions/conflicts.ts';
import { createDecisions, type Decisions } from '../../../src/decisions/decisions.ts';
import { exportFiles } from '../../../src/decisions/export.ts';
import * as importing from '../../../src/decisions/import.ts';
import { newLog } from '../../../src/decisions/log-settings.ts';
import type { Look } from '../../../src/decisions/record-queries.ts';
import { createRelevantRecords, type RelevantRecords } from '../../../src/decisions/relevant-records.ts';
import type { Knowledge } from '../../../src/knowledge/knowledge.ts';
import { folderWith } from './filling.ts';
import { type Cases, refusal, staysWithin } from './house.ts';
import { act, onlyTheirs, ours, telltale } from './ids.ts';

const look: Look = { workspace: ours, viewer: { kind: 'operator' } };
const inLog = { ...look, log: 'decisions' };
const { number: foreign, log: foreignLog } = onlyTheirs;
const missing = /^there is no record 7 in decisions$/;
const noLog = /^no log "payments"; there are decisions$/;

const reading: Pick<
  Cases<Decisions>,
  | 'get'
  | 'list'
  | 'latest'
  | 'page'
  | 'search'
  | 'due'
  | 'waiting'
  | 'decidedSince'
  | 'successor'
  | 'history'
  | 'sinceImports'
  | 'logHistory'
  | 'logs'
  | 'logNames'
  | 'outline'
  | 'verify'
> = {
  async get(decisions) {
    expect(await refusal(decisions.get(inLog, foreign))).toMatch(missing);
    expect(await refusal(decisions.get({ ...look, log: foreignLog }, 1))).toMatch(noLog);
    return decisions.get(inLog, 1);
  },
  async list(decisions) {
    const all = await decisions.list(look);
    expect(all.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    expect(await decisions.list(look, { person: 'bob' })).toHaveLength(3);
    expect(await decisions.list(look, { person: telltale })).toEqual([]);
    expect(exportFiles(all, 'madr', 'folders')).toHaveLength(6);
    return [all, exportFiles(all, 'madr', 'folders'), exportFiles(all, 'nygard', 'folders')];
  },
  async latest(decisions) {
    const page = await decisions.latest(look, { offset: 0, limit: 100 });
    expect(page.total).toBe(5);
    return page;
  },
  async page(decisions) {
    const asked = { order: 'number', offset: 0, limit: 100 } as const;
    const page = await decisions.page(look, asked);
    expect(page.total).toBe(5);
    expect(page.listed[3]).toMatchObject({ successor: { log: 'decisions', number: 5 } });
    expect((await decisions.page(look, { ...asked, decider: telltale })).total).toBe(0);
    expect(await refusal(decisions.page({ ...look, log: foreignLog }, asked))).toMatch(noLog);
    return page;
  },
  async search(decisions) {
    expect(await decisions.search(look, telltale)).toEqual([]);
    // It is misspelt here, whatever the other workspace holds.
    expect(await decisions.search(look, 'mysqll')).toMatchObject([{ record: { number: 1 } }]);
    const found = await decisions.search(look, 'REST');
    expect(found).toMatchObject([{ successor: { log: 'decisions', number: 5, title: 'Use gRPC for own' } }]);
    return [
      found,
      await decisions.search(inLog, 'use postgresql'),
      await refusal(decisions.search({ ...look, log: foreignLog }, 'use')),
    ];
  },
  async due(decisions) {
    const due = await decisions.due(look, '2026-12-31');
    expect(due.map(({ kind, number }) => `${kind} ${number}`)).toEqual([
      'review 1',
      'proposal 2',
      'review 5',
    ]);
    return due;
  },
  async waiting(decisions) {
    const waiting = await decisions.waiting(look);
    expect(waiting.map(({ log, number }) => `${log} ${number}`)).toEqual(['decisions 2']);
    expect(await refusal(decisions.waiting({ ...look, log: foreignLog }))).toMatch(noLog);
    return waiting;
  },
  async decidedSince(decisions) {
    const decided = await decisions.decidedSince(look, '2000-01-01');
    expect(decided.map(({ number }) => number).sort()).toEqual([1, 5]);
    return decided;
  },
  async history(decisions) {
    expect(await refusal(decisions.history(inLog, foreign))).toMatch(missing);
    const history = await decisions.history(inLog, 1);
    expect(history.map(({ kind }) => kind)).toEqual(['proposed', 'accepted']);
    return history;
  },
  async successor(decisions) {
    expect(await refusal(decisions.successor(inLog, foreign))).toMatch(missing);
    return decisions.successor(inLog, 4);
  },
  async logHistory(decisions) {
    expect(await refusal(decisions.logHistory({ ...look, log: foreignLog }))).toMatch(noLog);
    // The other workspace has set its log; here it is as it was made.
    expect(await decisions.logHistory(inLog)).toEqual([]);
  },
  async sinceImports(decisions) {
    const since = await decisions.sinceImports(look);
    // Ours were made here; of what only the other workspace imported or linked there is nothing.
    expect([...since.keys()]).toEqual(['decisions 5']);
    return [...since];
  },
  async logs(decisions) {
    expect(await decisions.logs(look)).toMatchObject([{ name: 'decisions', quorum: 1, deciders: [] }]);
    return decisions.logs(look);
  },
  async logNames(decisions) {
    expect(await decisions.logNames(look)).toEqual(['decisions']);
    return decisions.logNames(look);
  },
  async outline(decisions) {
    const { records, links } = await decisions.outline(look);
    expect(records.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    expect(links).toMatchObject([{ kind: 'supersedes', newer: { number: 5 }, older: { number: 4 } }]);
    expect(await refusal(decisions.outline({ ...look, log: foreignLog }))).toMatch(noLog);
    return [records, links];
  },
  async verify(decisions) {
    expect(await decisions.verify(ours)).toEqual([]);
  },
};

/** A step is refused for what only the other workspace has, and done to ours where both have the number. */
async function steps(
  step: (number: number) => Promise<unknown>,
  decisions: Decisions,
  number: number,
  status: string,
): Promise<unknown> {
  expect(await refusal(step(foreign))).toMatch(missing);
  await step(number);
  const record = await decisions.get(inLog, number);
  expect(record.status).toBe(status);
  return [record, await decisions.history(inLog, number)];
}

const bob = act(ours, 'bob');

const writing: Omit<Cases<Decisions>, keyof typeof reading> = {
  async propose(decisions) {
    const propose = (origin: string, supersedes: number[]) =>
      decisions.propose(act(), { title: 'Use SQLite' }, { origin, supersedes });
    expect(await refusal(propose('form 8', [foreign]))).toMatch(missing);
    // The same form was sent in the other workspace: this is another one.
    expect(await propose('form 6', [1])).toBe(6);
    return decisions.get(inLog, 6);
  },
  submit: (decisions) => steps((number) => decisions.submit(act(), number), decisions, 3, 'proposed'),
  edit: (decisions) =>
    steps((number) => decisions.edit(act(), number, { decision: 'Valkey' }), decisions, 2, 'proposed'),
  async approve(decisions) {
    // The other workspace asks for two.
    return steps((number) => decisions.approve(bob, number), decisions, 2, 'accepted');
  },
  requestChanges: (decisions) =>
    steps((number) => decisions.requestChanges(bob, number, 'shorter'), decisions, 2, 'proposed'),
  comment: (decisions) => steps((number) => decisions.comment(bob, number, 'well'), decisions, 2, 'proposed'),
  reject: (decisions) => steps((number) => decisions.reject(bob, number, 'no'), decisions, 2, 'rejected'),
  withdraw: (decisions) => steps((number) => decisions.withdraw(act(), number), decisions, 2, 'withdrawn'),
  undo: (decisions) => steps((number) => decisions.undo(act(), number), decisions, 2, 'withdrawn'),
  async takeBack(decisions) {
    await decisions.approve(bob, 2);
    return steps((number) => decisions.takeBack(bob, number), decisions, 2, 'proposed');
  },
  async allowed(decisions) {
    expect(await refusal(decisions.allowed(act(), foreign))).toMatch(missing);
    return [...(await decisions.allowed(act(), 2))].sort();
  },
  async requireMayDo(decisions) {
    expect(await refusal(decisions.requireMayDo(act(), foreign, 'edit'))).toMatch(missing);
    await decisions.requireMayDo(act(), 2, 'edit');
  },
  deprecate: (decisions) =>
    steps((number) => decisions.deprecate(bob, number, 'old'), decisions, 1, 'deprecated'),
  amend: (decisions) =>
    steps((number) => decisions.amend(bob, number, 'For all.', ''), decisions, 1, 'accepted'),
  async supersede(decisions) {
    expect(await refusal(decisions.supersede(bob, 5, foreign, false))).toMatch(missing);
    return steps((number) => decisions.supersede(bob, number, 1, false), decisions, 5, 'accepted');
  },
  async relate(decisions) {
    expect(await refusal(decisions.relate(act(), 1, foreign))).toMatch(missing);
    return steps((number) => decisions.relate(act(), number, 2), decisions, 1, 'accepted');
  },
  async createLog(decisions) {
    await decisions.createLog(act(ours, 'ann', foreignLog));
    expect(await decisions.logs(look)).toContainEqual(newLog(foreignLog));
    expect(await decisions.propose(act(ours, 'ann', foreignLog), { title: 'Use Stripe' })).toBe(1);
    return decisions.logs(look);
  },
  async setLog(decisions) {
    await decisions.setLog(act(), { quorum: 3, channel: 'C2' });
    expect(await decisions.logs(look)).toMatchObject([{ quorum: 3, channel: 'C2' }]);
    // A log of that name is made here; the other workspace's stays as it is.
    await decisions.setLog(act(ours, 'ann', foreignLog), { quorum: 2 });
    expect((await decisions.logs(look)).find(({ name }) => name === foreignLog)).toMatchObject({ quorum: 2 });
    return decisions.logs(look);
  },
};

const imports: Cases<typeof importing> = {
  async importFolder(module, { database, now }) {
    const result = await module.importFolder(database, act(), folderWith(ours), now);
    // The file is known in the other workspace; here it is new.
    expect(result).toMatchObject({ created: 1, updated: 0, records: [{ number: 9 }] });
    return result;
  },
};

/** Records, whatever database is under them. */
export function recordsStayWithin(knowledge: Knowledge): void {
  const bearings: Cases<RelevantRecords> = {
    async on(store, { database }) {
      const found = await store.on(createDecisions(database), look, 'is postgresql faster than mysql?');
      expect(found.map(({ number }) => number).sort()).toEqual([1, 3, 5]);
      return found;
    },
    async against(store, { database }) {
      const found = await store.against(createDecisions(database), look, 'Use PostgreSQL');
      expect(found.map(({ number }) => number)).toEqual([1]);
      return found;
    },
  };
  const contradictions: Cases<Conflicts> = {
    async among(store, { database, now }) {
      const decisions = createDecisions(database, now);
      const numbersIn = (found: readonly Conflict[]) =>
        found.map((conflict) => recordsIn(conflict).map(({ number }) => number));
      expect(numbersIn(await store.among(decisions, look))).toEqual([[2, 1]]);
      // The other workspace has such proposals too.
      await decisions.propose(act(), { title: 'Use PostgreSQL for own' });
      const found = await store.among(decisions, look);
      expect(numbersIn(found)).toEqual([
        [6, 1],
        [2, 1],
      ]);
      return found;
    },
  };
  staysWithin('records', ({ database, now }) => createDecisions(database, now), {
    ...reading,
    ...writing,
  } satisfies Cases<Decisions>);
  staysWithin('imports', () => importing, imports);
  staysWithin('contradictions', () => createConflicts(knowledge), contradictions);
  staysWithin('bearings', () => createRelevantRecords(knowledge), bearings);
}
