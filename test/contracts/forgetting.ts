import { type Kysely, sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Database } from '../../src/database/connection.ts';
import type { Tables } from '../../src/database/schema.ts';
import { createDecisions } from '../../src/decisions/decisions.ts';
import type { Act } from '../../src/decisions/write-scope.ts';
import { type ForgetPerson, forgetPerson } from '../../src/forgetting/person.ts';
import { forgetWorkspace } from '../../src/forgetting/workspace.ts';
import { allOf, furnish } from './two-tenants/house.ts';
import { onlyTheirs, ours, telltale, theirs } from './two-tenants/ids.ts';

const operator: ForgetPerson['act'] = {
  person: { id: 'op', name: 'op' },
  viewer: { kind: 'operator' },
  source: 'test',
  isOperator: true,
};

const everyTable: Readonly<Record<keyof Tables, true>> = {
  approvals: true,
  asked_people: true,
  asked_records: true,
  audiences: true,
  change_requests: true,
  channels: true,
  conversation_titles: true,
  data_copies: true,
  leases: true,
  digest_questions: true,
  digests: true,
  events: true,
  gaps: true,
  inbox: true,
  installations: true,
  kept_forms: true,
  links: true,
  logs: true,
  outbox: true,
  people: true,
  posted: true,
  record_words: true,
  records: true,
  reminders: true,
  schema_version: true,
  sessions: true,
  sign_ins: true,
  sync_files: true,
  token_owners: true,
  tokens: true,
  turns: true,
};

/** Everything that a database holds, as text. */
async function textOf({ db }: Database): Promise<string> {
  const rows = await Promise.all(
    Object.keys(everyTable).map((table) => sql`select * from ${sql.table(table)}`.execute(db)),
  );
  return JSON.stringify(rows.map((one) => one.rows));
}

/** Forgetting people and workspaces, on any database. */
export function forgettingContract(name: string, open: () => Promise<Database>): void {
  const act = (who: string): Act => ({
    ...{ workspace: 'w', log: 'decisions', viewer: { kind: 'operator' }, source: 'test' },
    person: { id: `U-${who}`, name: who.toUpperCase() },
  });

  /** A team of ann and bob, and what they did. */
  async function team() {
    const database = await open();
    onTestFinished(() => database.close());
    const decisions = createDecisions(database);
    await decisions.createLog(
      { ...act('bob'), isOperator: true },
      {
        deciders: [
          { id: 'U-ann', name: 'ANN' },
          { id: 'U-bob', name: 'BOB' },
        ],
        quorum: 2,
      },
    );
    const content = { decision: 'As we said.', deciders: ['ANN', 'BOB'], consulted: ['U-ann'] };
    const first = await decisions.propose(act('ann'), { title: 'Use Redis', ...content }, { origin: 'f1' });
    await decisions.approve(act('ann'), first);
    await decisions.requestChanges(act('bob'), first, 'shorter');
    await decisions.comment(act('ann'), first, 'a fair point');
    const second = await decisions.propose(
      act('bob'),
      { title: 'Use Kafka', decision: 'It was ANN who said so.' },
      { origin: 'f2' },
    );
    const asked = { record_id: first, deciders: '["U-ann","U-bob"]' };
    await database.transaction((db) => db.insertInto('asked_records').values(asked).execute(), {
      workspace: 'w',
    });
    await fillRest(database.db);
    return { database, decisions, first, second };
  }

  const forget = (database: Database, more: Partial<ForgetPerson> = {}) =>
    forgetPerson(database, { person: 'U-ann', act: operator, dryRun: false, ...more });

  describe(`forgetting a person in ${name}`, () => {
    it('leaves nothing of them but the words of others, and a history that holds', async () => {
      const { database, decisions, first, second } = await team();
      const { workspaces } = await forget(database);
      const [told] = workspaces;
      expect(workspaces).toHaveLength(1);
      expect(told).toMatchObject({
        workspace: 'w',
        names: ['ANN'],
        erased: { conversations: 2, turns: 1, messages: 2, posted: 3, settings: 2 },
        logs: [{ log: 'decisions', records: 1, answers: 1, decides: true, inWords: [second] }],
      });
      expect(await decisions.verify('w')).toEqual([]);
      const left = await textOf(database);
      expect(left).not.toContain('U-ann');
      expect(left.match(/ANN/g)).toHaveLength(1);
      const look = { workspace: 'w', viewer: { kind: 'operator' }, log: 'decisions' } as const;
      const alias = told?.alias ?? '';
      expect(alias).toMatch(/^forgotten:[0-9a-f]{8}$/);
      const record = await decisions.get(look, first);
      expect(record.deciders).toEqual([alias, 'BOB']);
      expect(record.consulted).toEqual([alias]);
      const history = await decisions.history(look, first);
      expect(history.map(({ kind, person }) => `${kind} ${person}`)).toEqual([
        `proposed ${alias}`,
        `approved ${alias}`,
        'changes-requested BOB',
        `commented ${alias}`,
        'forgotten op',
      ]);
      const [log] = await decisions.logs(look);
      expect(log?.deciders).toEqual([alias, 'U-bob']);
      expect(await decisions.search(look, 'forgotten', {})).toHaveLength(1);
      const asked = await database.db.selectFrom('asked_records').select('deciders').execute();
      const logs = await database.db.selectFrom('logs').select('deciders').execute();
      expect(asked).toEqual(logs);
      // It goes on: the next entry is chained to the last one.
      await decisions.approve(act('bob'), second);
      expect(await decisions.verify('w')).toEqual([]);
    });

    it('takes the person out of what a team shares, and leaves the rest of it', async () => {
      const { database } = await team();
      const { alias } = (await forget(database)).workspaces[0] ?? {};
      const shared = await database.db
        .selectFrom('sessions')
        .select('state')
        .where('person', '=', '')
        .execute();
      expect(shared.map(({ state }) => JSON.parse(state))).toEqual([
        { voices: { [alias ?? '']: { name: alias }, 'U-bob': { name: 'BOB' } } },
      ]);
      const turns = await database.db.selectFrom('turns').select(['person_id', 'replies']).execute();
      expect(turns).toEqual([
        {
          person_id: 'U-bob',
          replies: JSON.stringify([{ kind: 'question', tally: [{ people: [alias, 'BOB'] }] }]),
        },
      ]);
      const open = await database.db.selectFrom('inbox').select('key').execute();
      expect(open.map(({ key }) => key)).toEqual(['of bob']);
    });

    it('takes their name from the words of the search, unless a record still holds it', async () => {
      const { database, decisions, second } = await team();
      const words = async () =>
        (
          await database.db
            .selectFrom('record_words')
            .select('word')
            .where('word', 'in', ['ann', 'bob'])
            .execute()
        )
          .map(({ word }) => word)
          .sort();
      await decisions.edit(act('bob'), second, { decision: 'It was said so.' });
      expect(await words()).toEqual(['ann', 'bob']);
      await forget(database);
      expect(await words()).toEqual(['bob']);
    });

    it('that is only tried changes nothing, and tells the same', async () => {
      const { database } = await team();
      const before = await textOf(database);
      const tried = await forget(database, { dryRun: true });
      expect(await textOf(database)).toBe(before);
      const done = await forget(database);
      expect(tried.workspaces.map(({ alias: _alias, ...rest }) => rest)).toEqual(
        done.workspaces.map(({ alias: _alias, ...rest }) => rest),
      );
      expect(await forget(database)).toEqual({ workspaces: [], own: {} });
    });

    it('leaves a name alone that somebody else has too', async () => {
      const { database, decisions } = await team();
      await decisions.comment({ ...act('ann'), person: { id: 'U-other', name: 'ANN' } }, 1, 'I am ANN too');
      const [told] = (await forget(database)).workspaces;
      expect(told).toMatchObject({ names: [], sharedNames: ['ANN'] });
      const look = { workspace: 'w', viewer: { kind: 'operator' }, log: 'decisions' } as const;
      expect((await decisions.get(look, 1)).deciders).toEqual(['ANN', 'BOB']);
      expect((await decisions.history(look, 1)).map(({ person }) => person)).toContain('ANN');
      expect(await decisions.verify('w')).toEqual([]);
    });

    it('is refused where a history was changed behind its back, which would not show any more', async () => {
      const { database, decisions } = await team();
      await database.db.updateTable('events').set({ source: 'forged' }).where('seq', '=', 2).execute();
      const before = await textOf(database);
      await expect(forget(database)).rejects.toThrow(
        /entry 2 of the history was changed.*nobody is forgotten/,
      );
      expect(await textOf(database)).toBe(before);
      expect(await decisions.verify('w')).not.toEqual([]);
    });

    it('is for whoever runs the program alone', async () => {
      const { database } = await team();
      const before = await textOf(database);
      await expect(forget(database, { act: act('bob') })).rejects.toThrow(/is decided by|not by/);
      expect(await textOf(database)).toBe(before);
    });

    it('in one workspace changes nothing in another', async () => {
      const house = await furnish();
      const before = await allOf(house, theirs);
      const { workspaces } = await forget(house.database, { person: 'id of ann', workspace: ours });
      expect(workspaces.map(({ workspace }) => workspace)).toEqual([ours]);
      expect(await allOf(house, theirs)).toEqual(before);
      expect(await createDecisions(house.database).verify(ours)).toEqual([]);
    });

    it('erases the workspace that is theirs alone', async () => {
      const { database } = await team();
      await createDecisions(database).propose({ ...act('ann'), workspace: 'dm:U-ann' }, { title: 'My own' });
      expect((await forget(database, { own: 'dm:U-ann' })).own).toMatchObject({ records: 1, logs: 1 });
      expect(await textOf(database)).not.toContain('My own');
    });
  });

  describe(`forgetting a workspace in ${name}`, () => {
    it('leaves nothing of it, and everything of the other', async () => {
      const house = await furnish();
      const before = await allOf(house, theirs);
      const tried = await forgetWorkspace(house.database, ours, { dryRun: true });
      const erased = await forgetWorkspace(house.database, ours, { dryRun: false });
      expect(erased).toEqual(tried);
      expect(erased).toMatchObject({ logs: 1, records: 5, installations: 1, turns: 1, sessions: 2 });
      expect(await allOf(house, theirs)).toEqual(before);
      expect(await forgetWorkspace(house.database, ours, { dryRun: false })).toEqual({});
      const decisions = createDecisions(house.database);
      const look = { workspace: theirs, viewer: { kind: 'operator' } } as const;
      expect((await decisions.search(look, 'mysql', {})).length).toBeGreaterThan(0);
    });

    it('with records of every kind leaves no row, and no word of the search', async () => {
      const house = await furnish();
      await forgetWorkspace(house.database, theirs, { dryRun: false });
      const left = await textOf(house.database);
      expect(left).not.toContain(telltale);
      expect(left).not.toContain(theirs);
      expect(left).not.toContain(onlyTheirs.log);
      const decisions = createDecisions(house.database);
      const look = { workspace: theirs, viewer: { kind: 'operator' } } as const;
      expect(await decisions.list(look)).toEqual([]);
      expect(await decisions.search(look, telltale, {})).toEqual([]);
      expect(await decisions.verify(ours)).toEqual([]);
      // The same numbers can be taken again.
      await decisions.propose({ ...act('ann'), workspace: theirs }, { title: 'Anew' });
      expect((await decisions.search(look, 'anew', {})).map(({ record }) => record.title)).toEqual(['Anew']);
    });
  });
}

/** What they said, set and were sent, beside records. */
async function fillRest(db: Kysely<Tables>): Promise<void> {
  const at = new Date().toISOString();
  const place = { workspace: 'w', channel: 'C1', updated_at: at };
  const voices = { 'U-ann': { name: 'ANN' }, 'U-bob': { name: 'BOB' } };
  await db
    .insertInto('sessions')
    .values([
      { ...place, thread: 't1', person: 'U-ann', state: '{"recent":["ann"]}' },
      { ...place, thread: 'me:U-ann', person: 'x', state: '{}' },
      { ...place, thread: 't1', person: '', state: JSON.stringify({ voices }) },
      { ...place, thread: 't1', person: 'U-bob', state: '{}' },
    ])
    .execute();
  const turn = { workspace: 'w', channel: 'page', intent: 'ask', live: null, at, revision: 1 };
  const replies = JSON.stringify([{ kind: 'question', tally: [{ people: ['ANN', 'BOB'] }] }]);
  await db
    .insertInto('turns')
    .values([
      { ...turn, thread: 'a', person_id: 'U-ann', person_name: 'ANN', text: 'I am ANN', replies },
      { ...turn, thread: 'b', person_id: 'U-bob', person_name: 'BOB', text: 'hello', replies },
    ])
    .execute();
  await db
    .insertInto('conversation_titles')
    .values([{ workspace: 'w', channel: 'page', thread: 'a', title: 'ANN asks' }])
    .execute();
  await db.insertInto('people').values({ workspace: 'w', person_id: 'U-ann', direct_asks: 0 }).execute();
  await db
    .insertInto('tokens')
    .values({
      ...{ id: 'f00', workspace: 'w', name: 'ci', digest: 'd', scopes: '["read"]', channels: '[]' },
      ...{ created_at: at, created_by: 'U-ann', expires_at: null, revoked_at: null, last_used_at: null },
    })
    .execute();
  const message = { platform: 'p', workspace: 'w', live: null, at };
  await db
    .insertInto('posted')
    .values([
      { ...message, channel: 'D1', message: '1', thread: 't', person: 'U-ann' },
      { ...message, channel: 'C1', message: '2', thread: 'me:U-ann', person: '' },
      { ...message, channel: 'C1', message: '3', thread: 't', person: '' },
    ])
    .execute();
  await db
    .insertInto('kept_forms')
    .values({ platform: 'p', workspace: 'w', id: 'me:U-ann form', form: '{}', at })
    .execute();
  const item = { platform: 'p', workspace: 'w', free_at: at, attempts: 0, faults: 0, deaths: 0 };
  const rest = { owner: null, error: null, settled_at: null };
  const arrived = (id: string) =>
    JSON.stringify({ version: 1, body: { person: { id }, text: 'U-bob, ANN' } });
  await db
    .insertInto('inbox')
    .values([
      {
        ...item,
        ...rest,
        key: 'of ann',
        conversation: 'C1 t',
        payload: arrived('U-ann'),
        received_at: at,
        expires_at: null,
      },
      {
        ...item,
        ...rest,
        key: 'of bob',
        conversation: 'C1 t',
        payload: arrived('U-bob').replace(', ANN', ''),
        received_at: at,
        expires_at: null,
      },
    ])
    .execute();
  await db
    .insertInto('outbox')
    .values({ ...item, ...rest, channel: 'person U-ann', dedupe: 'x', payload: '', put_at: at })
    .execute();
}
