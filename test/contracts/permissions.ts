import { describe, expect, it, onTestFinished } from 'vitest';
import type { Database } from '../../src/database/connection.ts';
import { createDecisions, type Decisions } from '../../src/decisions/decisions.ts';
import { type Action, actions, mayDo, type Place, type Role } from '../../src/decisions/permissions.ts';
import { type Person, type Status, statuses, type Viewer } from '../../src/decisions/record.ts';
import type { Act } from '../../src/decisions/write-scope.ts';
import { AdvisorError } from '../../src/errors.ts';

/** Somebody of each kind, as they come to a log that ann and bob decide and to what ida, or they themselves, proposed. */
const people = [
  'author',
  'decider',
  'author-decider',
  'member',
  'guest',
  'guest-author',
  'outsider',
  'operator',
] as const;
type Who = (typeof people)[number];

const rolesOf: Readonly<Record<Who, readonly Role[]>> = {
  author: ['author', 'member'],
  decider: ['decider', 'member'],
  'author-decider': ['author', 'decider', 'member'],
  member: ['member'],
  guest: ['guest'],
  'guest-author': ['guest', 'author'],
  outsider: ['outsider'],
  operator: ['operator', 'member'],
};

function actOf(who: Who): Act {
  const id = who.includes('author') ? 'ida' : who;
  const name = who.includes('decider') ? 'ann' : id;
  const person: Person = { id, name };
  const outside = who.startsWith('guest') || who === 'outsider';
  const viewer: Viewer =
    who === 'operator'
      ? { kind: 'operator' }
      : {
          kind: 'member',
          person,
          channels: ['c'],
          outside,
          ...(who.startsWith('guest') ? { isGuest: true } : {}),
        };
  return {
    workspace: 'w',
    log: 'shop',
    person,
    viewer,
    source: 'test',
    ...(who === 'operator' ? { isOperator: true } : {}),
  };
}

/** What is done, and what the history calls it. */
const work: Readonly<
  Record<
    Exclude<Action, 'import' | 'forget-person'>,
    (decisions: Decisions, act: Act, number: number) => Promise<unknown>
  >
> = {
  propose: (decisions, act) => decisions.propose(act, { title: 'Another' }, { channel: 'c' }),
  submit: (decisions, act, number) => decisions.submit(act, number),
  edit: (decisions, act, number) => decisions.edit(act, number, { title: 'Changed' }),
  withdraw: (decisions, act, number) => decisions.withdraw(act, number),
  undo: (decisions, act, number) => decisions.undo(act, number),
  accept: (decisions, act, number) => decisions.approve(act, number),
  'request-changes': (decisions, act, number) => decisions.requestChanges(act, number, 'shorter'),
  comment: (decisions, act, number) => decisions.comment(act, number, 'well'),
  reject: (decisions, act, number) => decisions.reject(act, number, 'no'),
  deprecate: (decisions, act, number) => decisions.deprecate(act, number, 'old'),
  amend: (decisions, act, number) => decisions.amend(act, number, 'also', 'more'),
  supersede: (decisions, act, number) => decisions.supersede(act, number, 1, false),
  relate: (decisions, act, number) => decisions.relate(act, number, 1),
  'create-log': (decisions, act) => decisions.createLog({ ...act, log: 'new' }),
  'set-log': (decisions, act) => decisions.setLog(act, { quorum: 2 }),
};

const ofLogs: readonly Action[] = ['propose', 'create-log', 'set-log'];

/** Walks the whole table of permissions: every action, everybody, every status. */
export function permissionsContract(name: string, open: () => Promise<Database>): void {
  async function start(status: Status) {
    const database = await open();
    onTestFinished(() => database.close());
    const decisions = createDecisions(database);
    const keeper = { ...actOf('operator'), person: { id: 'ida', name: 'ida' } };
    await decisions.createLog(keeper, { deciders: ['ann', 'bob'], channel: 'c' });
    const decider = { ...actOf('decider'), person: { id: 'bob', name: 'bob' } };
    const older = await decisions.propose(keeper, { title: 'Older' }, { channel: 'c' });
    await decisions.approve(decider, older);
    const number = await decisions.propose(
      keeper,
      { title: 'This' },
      { channel: 'c', draft: status === 'draft' },
    );
    // Statuses that come from imports alone, and those at the end of a way, are set beneath.
    await database.db.updateTable('records').set({ status }).where('number', '=', number).execute();
    return { database, decisions, number };
  }

  async function stateOf(database: Database) {
    const tables = ['records', 'links', 'approvals', 'events', 'logs'] as const;
    return Promise.all(tables.map((table) => database.db.selectFrom(table).selectAll().execute()));
  }

  describe(`who may do what in ${name}`, () => {
    it.each(actions.filter((action) => action !== 'import' && action !== 'forget-person'))(
      '%s',
      async (action) => {
        const places: readonly Place[] = ofLogs.includes(action) ? ['log'] : statuses;
        let allowed = 0;
        for (const place of places) {
          const mayDoIt = (who: Who) => mayDo(action, place, new Set(rolesOf[who]));
          const status = place === 'log' ? 'proposed' : place;
          const { database, decisions, number } = await start(status);
          const before = await stateOf(database);
          for (const who of people.filter((one) => !mayDoIt(one))) {
            const does = work[action](decisions, actOf(who), number);
            await expect(does, `${who} ${place}`).rejects.toThrow(AdvisorError);
            expect(await stateOf(database), `${who} ${place}`).toEqual(before);
          }
          // What is done changes it, but for words beside it: the first one finds it as those found it who were refused.
          let own = { database, decisions, number };
          for (const [at, who] of people.filter(mayDoIt).entries()) {
            if (at > 0 && action !== 'comment') own = await start(status);
            const earlier = await stateOf(own.database);
            await work[action](own.decisions, actOf(who), own.number);
            allowed++;
            const after = await stateOf(own.database);
            expect(after[3]?.length, `${who} ${place}`).toBeGreaterThan(earlier[3]?.length ?? 0);
          }
        }
        expect(allowed).toBeGreaterThan(0);
      },
    );

    it.each([
      ['accept', ['decider', 'author-decider']],
      ['reject', ['decider', 'author-decider']],
      ['withdraw', ['author', 'decider', 'author-decider', 'guest-author']],
      ['edit', ['author', 'decider', 'author-decider', 'guest-author']],
      ['undo', ['author', 'author-decider', 'guest-author']],
      ['supersede', ['author', 'decider', 'author-decider']],
      ['relate', ['author', 'decider', 'author-decider']],
    ] as const)('lets do to a proposal: %s by %j alone', (action, expected) => {
      expect(people.filter((who) => mayDo(action, 'proposed', new Set(rolesOf[who])))).toEqual(expected);
    });

    it.each([
      ['supersede', ['decider', 'author-decider']],
      ['amend', ['decider', 'author-decider']],
      ['deprecate', ['decider', 'author-decider']],
      ['withdraw', []],
      ['edit', []],
    ] as const)('lets do to what is accepted: %s by %j alone', (action, expected) => {
      expect(people.filter((who) => mayDo(action, 'accepted', new Set(rolesOf[who])))).toEqual(expected);
    });

    it.each([
      ['propose', ['author', 'decider', 'author-decider', 'member', 'guest', 'guest-author', 'operator']],
      ['import', ['decider', 'author-decider', 'operator']],
      ['create-log', ['author', 'decider', 'author-decider', 'member', 'operator']],
      ['set-log', ['decider', 'author-decider', 'operator']],
    ] as const)('lets do to a log: %s by %j alone', (action, expected) => {
      expect(people.filter((who) => mayDo(action, 'log', new Set(rolesOf[who])))).toEqual(expected);
    });

    it('says of what is at its end that it stays as it is', async () => {
      const { decisions, number } = await start('rejected');
      await expect(decisions.supersede(actOf('decider'), number, 1, false)).rejects.toThrow(
        'what is rejected stays as it is; nobody may say what it supersedes',
      );
    });

    it('counts no approval of the author where the log says so', async () => {
      const { decisions, number } = await start('proposed');
      await decisions.setLog(actOf('operator'), { ownApproval: false });
      await expect(decisions.approve(actOf('author-decider'), number)).rejects.toThrow(
        'own approval does not count',
      );
      expect(await decisions.approve(actOf('decider'), number)).toMatchObject({ accepted: true });
    });

    it.each([
      [{ quorum: 3 }, 'a quorum of 3 needs at least 3 deciders'],
      [{ quorum: 2, ownApproval: false }, 'needs at least 3 deciders'],
      [{ quorum: 0 }, 'a whole number from 1 to 100'],
      [{ deciders: ['\u200b'] }, 'a name that can be read'],
      [{ deciders: ['x'.repeat(10_000)] }, 'at most 100 characters'],
    ])('refuses to set %j', async (settings, message) => {
      const { decisions, database } = await start('proposed');
      const before = await stateOf(database);
      await expect(decisions.setLog(actOf('operator'), settings)).rejects.toThrow(message);
      expect(await stateOf(database)).toEqual(before);
    });

    it('refuses to leave fewer deciders than have to approve, and counts nobody twice', async () => {
      const { decisions } = await start('proposed');
      await decisions.setLog(actOf('operator'), { quorum: 2 });
      await expect(decisions.setLog(actOf('operator'), { deciders: ['ann'] })).rejects.toThrow(
        'at least 2 deciders',
      );
      await expect(decisions.setLog(actOf('operator'), { deciders: ['ann', ' ann '] })).rejects.toThrow(
        'at least 2',
      );
      await decisions.setLog(actOf('operator'), { deciders: ['@platform'] });
    });

    it('sets a log before its first record', async () => {
      const { decisions } = await start('proposed');
      await decisions.setLog({ ...actOf('member'), log: 'fresh' }, { quorum: 2 });
      expect(
        (await decisions.logs({ workspace: 'w', viewer: { kind: 'operator' } })).find(
          ({ name: log }) => log === 'fresh',
        ),
      ).toMatchObject({ quorum: 2 });
    });

    it('lets who runs the program repair a log whose deciders left', async () => {
      const { decisions } = await start('proposed');
      await expect(decisions.setLog(actOf('member'), { deciders: ['member'] })).rejects.toThrow(
        'decided by ann, bob, not by member',
      );
      await decisions.setLog(actOf('operator'), { deciders: ['cy'] });
    });
  });
}
