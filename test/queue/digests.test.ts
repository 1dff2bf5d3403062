import { describe, expect, it } from 'vitest';
import { createChannels } from '../../src/conversation/channels.ts';
import { keepFeedback } from '../../src/conversation/knowledge-gaps.ts';
import type { Database } from '../../src/database/connection.ts';
import { createDecisions } from '../../src/decisions/decisions.ts';
import { type Digest, digestSchema } from '../../src/queue/digest.ts';
import { createDigests, type DigestsOptions } from '../../src/queue/digests.ts';
import { latestWeekly } from '../../src/queue/local-time.ts';
import type { Message } from '../../src/queue/message.ts';
import { createOutbox } from '../../src/queue/outbox.ts';
import { day, fail, hour, type ManualClock, manualClock, minute, open } from './support.ts';

const act = (name: string, log = 'decisions') => ({
  ...{ workspace: 'w', log, source: 'test' },
  ...{ person: { id: name, name }, viewer: { kind: 'operator' } as const },
});
const monday = { day: 1, hour: 9 };

/** A team whose week is looked at; it begins on a Wednesday. */
async function team(more: Partial<DigestsOptions> = {}) {
  const database = await open('sqlite::memory:');
  const clock = manualClock('2026-03-04T12:00:00Z');
  const messages: Message<Digest>[] = [];
  const outbox = {
    put: async (message: Message<Digest>) => {
      messages.push(message);
      return 'new' as const;
    },
  };
  const now = () => new Date(clock.now()).toISOString();
  const decisions = createDecisions(database, now);
  const channels = createChannels(database);
  await channels.setDigest('w', 'c', monday, now());
  return {
    ...{ database, clock, messages, decisions, channels, now },
    digests: digestsOf(database, clock, { outbox, ...more }),
    asked: (question: string, rest: { channel?: string; isAloud?: boolean; workspace?: string } = {}) => {
      const { channel = 'c', isAloud = true, workspace = 'w' } = rest;
      return keepFeedback(
        database.db,
        { workspace, channel },
        { kind: 'uncovered', question, isAloud },
        now(),
      );
    },
  };
}

function digestsOf(
  database: Database,
  clock: ManualClock,
  more: Partial<DigestsOptions> & Pick<DigestsOptions, 'outbox'>,
) {
  return createDigests(database, {
    ...{ decisions: createDecisions(database), platformOf: () => 'p', isShared: async () => false },
    ...{ onFault: fail, clock, ...more },
  });
}

describe('a digest', () => {
  it('tells once, at its hour, what the week came to', async () => {
    const { clock, messages, decisions, digests, asked } = await team();
    await decisions.setLog(act('op'), { quorum: 2, deciders: ['ann', { id: 'u2', name: 'Bob Ray' }] });
    await decisions.propose(act('ann'), { title: 'Use Go', reviewBy: '2026-03-07' }, { channel: 'c' });
    await decisions.propose(act('ann'), { title: 'Use Rust' }, { channel: 'c' });
    for (const who of ['ann', 'u2']) await decisions.approve(act(who), 1);
    await decisions.approve(act('ann'), 2);
    await asked('What is Kubernetes?');
    await asked('what is  kubernetes?');
    digests.start();
    await clock.pass(5 * day - 4 * hour);
    expect(messages).toEqual([]);
    await clock.pass(2 * hour);
    await digests.stop();
    expect(messages).toEqual([
      {
        ...{ platform: 'p', workspace: 'w', channel: 'c', dedupe: 'digest:c:2026-03-09' },
        payload: {
          ...{ kind: 'digest', since: '2026-03-02', isOfSeveral: false },
          decided: {
            shown: [{ log: 'decisions', number: 1, title: 'Use Go', status: 'accepted', day: '2026-03-04' }],
            total: 1,
          },
          waiting: {
            shown: [
              {
                ...{ log: 'decisions', number: 2, title: 'Use Rust', day: '2026-03-04' },
                ...{ approvals: 1, quorum: 2, deciders: ['Bob Ray'] },
              },
            ],
            total: 1,
          },
          due: { shown: [{ log: 'decisions', number: 1, title: 'Use Go', day: '2026-03-07' }], total: 1 },
          asked: { shown: [{ question: 'what is kubernetes?', count: 2 }], total: 1 },
        },
      },
    ]);
  });

  it('is not sent for a week in which nothing happened, and the next one tells of both', async () => {
    const { clock, messages, decisions, digests } = await team();
    await decisions.propose(act('ann'), { title: 'Use Go' });
    await clock.pass(7 * day);
    expect(await digests.send()).toBe(1);
    // It waits still: reminders tell of that.
    await clock.pass(7 * day);
    expect(await digests.send()).toBe(0);
    await clock.pass(3 * day);
    await decisions.approve(act('bob'), 1);
    await clock.pass(4 * day);
    expect(await digests.send()).toBe(1);
    expect(
      messages.map(({ payload }) => [payload.since, payload.decided.total, payload.waiting.total]),
    ).toEqual([
      ['2026-03-04', 0, 1],
      ['2026-03-18', 1, 0],
    ]);
  });

  it('that was missed while nothing ran is sent once, and tells of all the time', async () => {
    const { clock, messages, decisions, digests } = await team();
    await clock.pass(6 * day);
    expect(await digests.send()).toBe(0);
    await clock.pass(2 * day);
    await decisions.approve(act('bob'), await decisions.propose(act('ann'), { title: 'Use Go' }));
    await clock.pass(30 * day);
    expect([await digests.send(), await digests.send()]).toEqual([1, 0]);
    expect(messages[0]?.payload).toMatchObject({ since: '2026-03-10', decided: { total: 1 } });
  });

  it('is the next one after it was turned on, and none after it was turned off', async () => {
    const { clock, messages, decisions, channels, digests, asked, database, now } = await team();
    await decisions.propose(act('ann'), { title: 'Use Go' });
    expect(await digests.send()).toBe(0);
    await channels.setDigest('w', 'c', { day: 3, hour: 13 }, now());
    expect(await digests.send()).toBe(0);
    await clock.pass(hour);
    expect(await digests.send()).toBe(1);
    await asked('what is kubernetes?');
    await channels.setDigest('w', 'c', undefined, now());
    expect(await database.db.selectFrom('digest_questions').selectAll().execute()).toEqual([]);
    await asked('what is kubernetes?');
    expect(await database.db.selectFrom('digest_questions').selectAll().execute()).toEqual([]);
    await decisions.propose(act('ann'), { title: 'Use Rust' });
    await clock.pass(14 * day);
    expect(await digests.send()).toBe(0);
    expect(messages).toHaveLength(1);
  });

  it('comes by the clock of its channel', async () => {
    for (const [zone, at] of [
      ['America/New_York', '2026-03-09T13:00'],
      ['Asia/Kolkata', '2026-03-09T03:30'],
      ['Pacific/Kiritimati', '2026-03-08T19:00'],
      ['nowhere', '2026-03-09T09:00'],
    ] as const) {
      const { clock, messages, decisions, digests } = await team({ zoneOf: () => zone });
      await decisions.propose(act('ann'), { title: 'Use Go' });
      while (messages.length === 0) {
        await clock.pass(hour / 2);
        await digests.send();
      }
      expect(new Date(clock.now()).toISOString().slice(0, 16)).toBe(at);
    }
  });

  it('tells a channel with a log of its own of that alone, and others of all that they may see', async () => {
    const { clock, messages, decisions, channels, digests, now } = await team();
    await decisions.createLog(act('op', 'shop'), { channel: 'c' });
    await decisions.createLog(act('op', 'secret'), { channel: 's', visibility: 'members' });
    for (const log of ['shop', 'secret', 'decisions'])
      await decisions.propose(act('ann', log), { title: `Use ${log}` });
    for (const channel of ['s', 'd']) await channels.setDigest('w', channel, monday, now());
    await clock.pass(7 * day);
    await digests.send();
    const told = messages.map(({ channel, payload }) => [
      channel,
      payload.isOfSeveral,
      ...payload.waiting.shown.map(({ log }) => log),
    ]);
    expect(told).toEqual([
      ['c', false, 'shop'],
      ['d', true, 'decisions', 'shop'],
      ['s', false, 'secret'],
    ]);
  });

  it('holds nothing but its own where people from outside read along, and waits until that is known', async () => {
    let isKnown = false;
    const { clock, messages, decisions, digests } = await team({
      isShared: async () => {
        if (!isKnown) throw new Error('away');
        return true;
      },
      onFault: () => {},
    });
    await decisions.propose(act('ann'), { title: 'Use Go' });
    await decisions.propose(act('ann'), { title: 'Use Rust' }, { channel: 'c' });
    await clock.pass(7 * day);
    expect(await digests.send()).toBe(0);
    isKnown = true;
    expect(await digests.send()).toBe(1);
    expect(messages[0]?.payload.waiting.shown.map(({ title }) => title)).toEqual(['Use Rust']);
  });

  it('holds the words that were said aloud in its own channel, and no others', async () => {
    const { clock, messages, digests, asked, channels, now } = await team();
    await channels.setDigest('w', 'd', monday, now());
    await channels.setDigest('other', 'c', monday, now());
    await asked('said aloud');
    await asked('said to me alone', { isAloud: false });
    await asked('said elsewhere', { channel: 'd' });
    await asked('said in another workspace', { workspace: 'other' });
    await asked('said where nobody wants a digest', { channel: 'e' });
    await clock.pass(7 * day);
    await digests.send();
    const told = messages.map(({ workspace, channel, payload }) => [
      `${workspace} ${channel}`,
      ...payload.asked.shown.map(({ question }) => question),
    ]);
    expect(told).toEqual([
      ['other c', 'said in another workspace'],
      ['w c', 'said aloud'],
      ['w d', 'said elsewhere'],
    ]);
    // They are not kept any longer.
    await clock.pass(7 * day);
    expect(await digests.send()).toBe(0);
  });

  it('is put once, whole or not at all', async () => {
    const database = await open('sqlite::memory:');
    const clock = manualClock('2026-03-04T12:00:00Z');
    await createChannels(database).setDigest('w', 'c', monday, new Date(clock.now()).toISOString());
    await keepFeedback(
      database.db,
      { workspace: 'w', channel: 'c' },
      {
        ...{ kind: 'uncovered', question: 'what is kubernetes?', isAloud: true },
      },
      '2026-03-05T00:00:00Z',
    );
    await clock.pass(7 * day);
    // What dies between taking it on and putting it did neither, and the words are there still.
    const dying = digestsOf(database, clock, {
      outbox: { put: () => Promise.reject(new Error('killed')) },
      onFault: () => {},
    });
    expect(await dying.send()).toBe(0);
    const outbox = createOutbox(database, { payload: digestSchema, onFailed: fail, onFault: fail });
    const several = [1, 2, 3].map(() => digestsOf(database, clock, { outbox }));
    expect((await Promise.all(several.map((one) => one.send()))).sort()).toEqual([0, 0, 1]);
    const rows = await database.db.selectFrom('outbox').select(['dedupe', 'payload']).execute();
    expect(rows.map(({ dedupe }) => dedupe)).toEqual(['digest:c:2026-03-09']);
    expect(rows[0]?.payload).toContain('what is kubernetes?');
  });

  it('of one channel is sent although that of another fails', async () => {
    const faults: unknown[] = [];
    const { clock, messages, decisions, channels, digests, now } = await team({
      isShared: async (_workspace, channel) => {
        if (channel === 'c') throw new Error('away');
        return false;
      },
      onFault: (error) => faults.push(error),
    });
    await channels.setDigest('w', 'd', monday, now());
    await decisions.propose(act('ann'), { title: 'Use Go' });
    await clock.pass(7 * day);
    await digests.send();
    expect(messages.map(({ channel }) => channel)).toEqual(['d']);
    expect(faults).toHaveLength(1);
  });
});

describe('the latest day of a week whose hour has come', () => {
  it.each([
    ['2026-03-09T08:59:00Z', '2026-03-02'],
    ['2026-03-09T09:00:00Z', '2026-03-09'],
    ['2026-03-15T23:59:00Z', '2026-03-09'],
  ])('at %s is %s', (now, latest) => {
    expect(latestWeekly('UTC', Date.parse(now), monday)).toBe(latest);
    expect(latestWeekly('UTC', Date.parse(now), { day: 7, hour: 0 }).slice(8)).toBe(
      latest === '2026-03-02' || now.includes('-09T09') ? '08' : '15',
    );
  });

  it('comes on the days on which the clocks change', () => {
    const sunday = { day: 7, hour: 2 };
    // There is no two o'clock on that day: it comes at three.
    const at = (now: string) => latestWeekly('Europe/Berlin', Date.parse(now), sunday);
    expect(at('2026-03-29T00:59:00Z')).toBe('2026-03-22');
    expect(at('2026-03-29T01:00:00Z')).toBe('2026-03-29');
    expect(at(new Date(Date.parse('2026-10-25T00:00:00Z') + minute).toISOString())).toBe('2026-10-25');
  });
});
