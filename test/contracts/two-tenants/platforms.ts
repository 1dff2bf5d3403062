import { expect } from 'vitest';
import { createPostedMessages, type PostedMessages } from '../../../adapters/core/posted-messages.ts';
import { type StoredInstallations, storeInstallations } from '../../../adapters/slack/installations.ts';
import { type Conversations, createConversations } from '../../../adapters/web/conversations.ts';
import { createTranscript, type Transcript } from '../../../adapters/web/transcript.ts';
import type { Database } from '../../../src/database/connection.ts';
import * as hiding from '../../../src/decisions/visibility-queries.ts';
import { createTokens, type Tokens } from '../../../src/tokens/tokens.ts';
import { formWith, secrets } from './filling.ts';
import { type Cases, refusal, staysWithin } from './house.ts';
import { onlyTheirs, ours } from './ids.ts';

const both = { channel: 'C1', message: 'm1' };
const foreign = { channel: 'C1', message: 'm9' };
const live = 'record:decisions:1';
const liveKey = { kind: 'record', log: 'decisions', number: 1 } as const;
const foreignLive = 'record:payments:1';

const posted: Cases<PostedMessages> = {
  async remember(store) {
    await store.remember(ours, foreign, 'new', foreignLive);
    expect(await store.threadOf(ours, foreign)).toBe('new');
  },
  async threadOf(store) {
    expect(await store.threadOf(ours, foreign)).toBeUndefined();
    expect(await store.threadOf(ours, both)).toBe('thread own');
  },
  async liveKeyOf(store) {
    expect(await store.liveKeyOf(ours, foreign)).toBeUndefined();
    expect(await store.liveKeyOf(ours, both)).toBe(live);
  },
  async live(store) {
    expect(await store.live(ours, foreignLive)).toEqual([]);
    expect(await store.live(ours, live)).toEqual([{ ...both, thread: 'thread own', person: '' }]);
    expect(await store.live(ours, live, 'C1')).toEqual([{ ...both, thread: 'thread own', person: '' }]);
  },
  async workspaceOf(store) {
    // What stands in a channel is found by its workspace alone.
    expect(await store.workspaceOf(both, '')).toBeUndefined();
    expect(await store.workspaceOf(foreign, 'ann')).toBeUndefined();
    await store.remember(ours, { channel: 'D1', message: 'm2' }, '', live, 'ann');
    expect(await store.workspaceOf({ channel: 'D1', message: 'm2' }, 'ann')).toBe(ours);
    expect(await store.workspaceOf({ channel: 'D1', message: 'm2' }, 'bob')).toBeUndefined();
  },
  async forget(store) {
    await store.forget(ours, foreign);
    await store.forget(ours, both);
    expect(await store.threadOf(ours, both)).toBeUndefined();
  },
  async keepForm(store) {
    await store.keepForm(ours, 'C1', formWith('new'));
    expect(await store.form(ours, 'C1', 'f1')).toEqual(formWith('new'));
  },
  async form(store) {
    expect(await store.form(ours, 'C1', 'f9')).toBeUndefined();
    expect(await store.form(ours, 'C1', 'f1')).toEqual(formWith('own'));
  },
};

const installations: Cases<StoredInstallations> = {
  async find(store) {
    expect(await store.find('T-third')).toBeUndefined();
    expect(await store.find(ours)).toMatchObject({ id: ours, token: 'xoxb-own', botUser: 'bot own' });
    return store.find(ours);
  },
  async save(store) {
    await store.save({ id: ours, token: 'xoxb-new', botUser: 'bot', url: '' }, 'new', []);
    expect(await store.find(ours)).toMatchObject({ token: 'xoxb-new' });
  },
  async end(store) {
    const own = await store.find(ours);
    if (own === undefined) throw new Error('not installed');
    await store.end({ ...own, id: 'T-third' });
    await store.end({ ...own, token: 'of another installation' });
    expect(await store.find(ours)).toBeDefined();
    await store.end(own);
    expect(await store.find(ours)).toBeUndefined();
  },
  async has(store) {
    expect([await store.has(ours), await store.has('T-theirs'), await store.has('T-third')]).toEqual([
      true,
      true,
      false,
    ]);
  },
};

const hides: Cases<typeof hiding> = {
  async visibilityMark(module, { database }) {
    expect(await module.visibilityMark(database.db, ours)).toBe('');
  },
  async namesGroups(module, { database }) {
    expect(await module.namesGroups(database.db, ours)).toBe(false);
  },
};

/** The page is a workspace beside the platforms' ones. */
const transcript: Cases<Transcript> = {
  async latest(store) {
    expect(await store.latest('t1', 10)).toHaveLength(1);
    expect(await store.latest('t1', 10, 99)).toHaveLength(1);
    return store.latest('t1', 10);
  },
  async since(store) {
    expect(await store.since('t1', 0)).toHaveLength(1);
    return store.since('t1', 0);
  },
  async turn(store, { database }) {
    const rows = await database.db.selectFrom('turns').select(['id', 'workspace']).execute();
    const found = await Promise.all(rows.map(({ id }) => store.turn(id)));
    expect(found.map((turn) => turn !== undefined)).toEqual(rows.map(({ workspace }) => workspace === ours));
    return found;
  },
  async newest(store) {
    const [own] = await store.latest('t1', 1);
    expect(await store.newest('t1')).toBe(own?.id);
    expect(await store.newest(onlyTheirs.thread)).toBeUndefined();
  },
  async people(store) {
    expect(await store.people('t1')).toEqual(['own']);
  },
  async revisions(store) {
    const known = await store.revisions(['t1', onlyTheirs.thread]);
    expect([...known]).toEqual([['t1', 1]]);
  },
  async add(store) {
    const person = { id: 'u1', name: 'ann' };
    const outcome = {
      intent: 'record',
      audience: 'channel',
      replies: [{ kind: 'text', text: 'new' }],
      live: liveKey,
    } as const;
    await store.add({ thread: 't1', person, text: 'new', typed: false, outcome });
    // It took the place of our own message with that key, and counts our own changes.
    expect(await store.latest('t1', 10)).toMatchObject([{ revision: 2, replies: outcome.replies }]);
  },
};

const conversations: Cases<Conversations> = {
  async list(store) {
    expect(await store.list(10)).toMatchObject([{ id: 't1', title: 'called own' }]);
    return store.list(10);
  },
  async get(store) {
    expect(await store.get(onlyTheirs.thread)).toBeUndefined();
    return store.get('t1');
  },
  async rename(store) {
    await store.rename('t1', 'Other');
    expect(await store.get('t1')).toMatchObject({ title: 'Other' });
    await store.rename('t1', '');
    expect(await store.get('t1')).toMatchObject({ title: 'own' });
    await store.rename(onlyTheirs.thread, 'Ours');
    await store.rename(onlyTheirs.thread, '');
  },
  async others(store) {
    expect(await store.others('t1', 'u1')).toEqual([]);
    expect(await store.others('t1', 'u2')).toEqual(['own']);
    expect(await store.others(onlyTheirs.thread, 'u2')).toEqual([]);
  },
  async erase(store, { database }) {
    await store.erase(onlyTheirs.thread, 'u1');
    await store.erase('t1', 'u1');
    expect(await store.list(10)).toEqual([]);
    // What is remembered of it on another channel, which has a thread of the same name, stays.
    expect(
      await database.db.selectFrom('sessions').select('person').where('workspace', '=', ours).execute(),
    ).not.toEqual([]);
  },
};

const tokens: Cases<Tokens> = {
  async create(store) {
    return store.create(ours, 'ann', { name: 'new' });
  },
  async find(store) {
    const { text } = await store.create(ours, 'ann', { name: 'new' });
    expect(await store.find(text)).toMatchObject({ workspace: ours });
  },
  async list(store) {
    expect(await store.list(ours)).toMatchObject([{ name: 'own', lastUsedAt: null }]);
    return store.list(ours);
  },
  async revoke(store, { database }) {
    for (const { id, workspace } of await idsOfTokens(database))
      if (workspace === ours) expect(await store.revoke(ours, id)).toMatchObject({ name: 'own' });
      else expect(await refusal(store.revoke(ours, id))).toMatch(/no such token in local/);
  },
  async uses(store, { database }) {
    for (const { id, workspace } of await idsOfTokens(database))
      if (workspace === ours) expect(await store.uses(ours, id)).toMatchObject([{ log: 'decisions' }]);
      else expect(await refusal(store.uses(ours, id))).toMatch(/no such token in local/);
  },
};

function idsOfTokens({ db }: Database) {
  return db.selectFrom('tokens').select(['id', 'workspace']).execute();
}

/** What adapters keep. */
export function platformsStayWithin(): void {
  staysWithin('posted messages', ({ database }) => createPostedMessages(database, 'slack'), posted);
  staysWithin('installations', ({ database }) => storeInstallations(database, secrets), installations);
  staysWithin('what hides', () => hiding, hides);
  staysWithin('tokens of agents', ({ database }) => createTokens(database), tokens);
  staysWithin('conversations', ({ database }) => createConversations(database), conversations);
  staysWithin('transcripts', ({ database }) => createTranscript(database), transcript);
}
