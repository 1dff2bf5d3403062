import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/connection.ts';
import { createDecisions } from '../../src/decisions/decisions.ts';
import { recordName } from '../../src/decisions/record-name.ts';
import { addDays, daysBetween, isZone, latestMorning, localDay } from '../../src/queue/local-time.ts';
import type { Message } from '../../src/queue/message.ts';
import { createReminders, type Reminder, type RemindersOptions } from '../../src/queue/reminders.ts';
import { day, fail, hour, type ManualClock, manualClock, minute, open } from './support.ts';

const act = {
  workspace: 'w',
  log: 'decisions',
  person: { id: 'u1', name: 'ann' },
  viewer: { kind: 'operator' },
  source: 'test',
} as const;

/** Records at a time of their own, and reminders of which the messages are looked at. */
async function team(start: string, more: Partial<RemindersOptions> = {}) {
  const database = await open('sqlite::memory:');
  const clock = manualClock(start);
  const messages: Message<Reminder>[] = [];
  const outbox = {
    put: async (message: Message<Reminder>) => {
      messages.push(message);
      return 'new' as const;
    },
  };
  const reminders = remindersOf(database, clock, { outbox, ...more });
  const decisions = createDecisions(database, () => new Date(clock.now()).toISOString());
  return { database, clock, messages, reminders, decisions };
}

function remindersOf(
  database: Database,
  clock: ManualClock,
  more: Partial<RemindersOptions> & Pick<RemindersOptions, 'outbox'>,
) {
  return createReminders(database, { platformOf: () => 'p', onFault: fail, clock, ...more });
}

/** The UTC times, to the hour, at which a review of a day is reminded of in a zone. */
async function reviewTimes(zone: string, created: string, reviewBy: string): Promise<string[]> {
  const { clock, messages, reminders, decisions } = await team(created, { zoneOf: () => zone });
  await decisions.approve(act, await decisions.propose(act, { title: 'Use Go', reviewBy }, { channel: 'c' }));
  const times: string[] = [];
  for (let passed = 0; passed < 10 * day; passed += hour / 2) {
    await reminders.remind();
    if (messages.length > times.length) times.push(new Date(clock.now()).toISOString().slice(0, 16));
    await clock.pass(hour / 2);
  }
  return times;
}

describe('a reminder', () => {
  it("goes to the record's own channel, also where its log has another", async () => {
    const { clock, messages, reminders, decisions } = await team('2026-03-01T10:00:00Z');
    await decisions.createLog(act);
    await decisions.setLog(act, { channel: 'of the log' });
    await decisions.propose(act, { title: 'Use Go' }, { channel: 'its own' });
    await decisions.propose(act, { title: 'Use Rust' });
    await clock.pass(10 * day);
    await reminders.remind();
    expect(messages.map(({ channel }) => channel)).toEqual(['its own', 'of the log']);
  });

  it('tells of the approvals of its own record alone', async () => {
    const { clock, messages, reminders, decisions } = await team('2026-03-01T10:00:00Z');
    await decisions.createLog(act);
    await decisions.setLog(act, { quorum: 2 });
    for (const title of ['Use Go', 'Use Rust']) await decisions.propose(act, { title }, { channel: 'c' });
    await decisions.approve({ ...act, person: { id: 'u2', name: 'bob' } }, 1);
    await clock.pass(10 * day);
    await reminders.remind();
    expect(messages.map(({ payload }) => 'approvals' in payload && payload.approvals)).toEqual([1, 0]);
  });

  it('that two look for at once is given once', async () => {
    const { clock, messages, reminders, decisions } = await team('2026-03-01T10:00:00Z');
    await decisions.propose(act, { title: 'Use Go' }, { channel: 'c' });
    await clock.pass(10 * day);
    const reminded = await Promise.all([reminders.remind(), reminders.remind(), reminders.remind()]);
    expect(reminded.sort()).toEqual([0, 0, 1]);
    expect(messages).toHaveLength(1);
  });
});

describe('a review', () => {
  it('is told in its channel, once, with what the record is', async () => {
    const { clock, messages, reminders, decisions } = await team('2026-03-01T10:00:00Z');
    await decisions.approve(
      act,
      await decisions.propose(act, { title: 'Use Go', reviewBy: '2026-03-10' }, { channel: 'c' }),
    );
    reminders.start();
    await clock.pass(9 * day - 61 * minute);
    expect(messages).toEqual([]);
    await clock.pass(day);
    await reminders.stop();
    expect(messages).toEqual([
      {
        platform: 'p',
        workspace: 'w',
        channel: 'c',
        dedupe: 'reminder:review:1:2026-03-10',
        payload: { kind: 'review-due', log: 'decisions', number: 1, title: 'Use Go', reviewBy: '2026-03-10' },
      },
    ]);
  });

  it('names the record with its log where the channel sees several, and else not', async () => {
    const { clock, messages, reminders, decisions } = await team('2026-03-01T10:00:00Z');
    await decisions.propose(act, { title: 'Use Go' }, { channel: 'c' });
    await decisions.createLog({ ...act, log: 'hidden' }, { visibility: 'members', channel: 'elsewhere' });
    await clock.pass(4 * day);
    await reminders.remind();
    await decisions.createLog({ ...act, log: 'shop' });
    await clock.pass(7 * day);
    await reminders.remind();
    expect(messages.map(({ payload }) => recordName(payload, payload.several === true))).toEqual([
      '1',
      'decisions-1',
    ]);
  });

  it('comes at nine by the clock of its channel', async () => {
    const inZone = (zone: string) => reviewTimes(zone, '2026-06-01T00:00:00Z', '2026-06-05');
    expect(await inZone('UTC')).toEqual(['2026-06-05T09:00']);
    expect(await inZone('America/New_York')).toEqual(['2026-06-05T13:00']);
    expect(await inZone('Asia/Kolkata')).toEqual(['2026-06-05T03:30']);
    expect(await inZone('Pacific/Kiritimati')).toEqual(['2026-06-04T19:00']);
    expect(await inZone('Pacific/Pago_Pago')).toEqual(['2026-06-05T20:00']);
  });

  it('comes at nine on the days on which the clocks change', async () => {
    expect(await reviewTimes('Europe/Berlin', '2026-03-26T00:00:00Z', '2026-03-28')).toEqual([
      '2026-03-28T08:00',
    ]);
    expect(await reviewTimes('Europe/Berlin', '2026-03-26T00:00:00Z', '2026-03-29')).toEqual([
      '2026-03-29T07:00',
    ]);
    expect(await reviewTimes('Europe/Berlin', '2026-10-20T00:00:00Z', '2026-10-25')).toEqual([
      '2026-10-25T08:00',
    ]);
    expect(await reviewTimes('America/New_York', '2026-03-05T00:00:00Z', '2026-03-08')).toEqual([
      '2026-03-08T13:00',
    ]);
    expect(await reviewTimes('America/New_York', '2026-10-28T00:00:00Z', '2026-11-01')).toEqual([
      '2026-11-01T14:00',
    ]);
    expect(await reviewTimes('Australia/Lord_Howe', '2026-10-01T00:00:00Z', '2026-10-04')).toEqual([
      '2026-10-03T22:00',
    ]);
  });

  it('that fell due while nothing ran is told when something runs again', async () => {
    const { clock, messages, reminders, decisions } = await team('2026-03-01T10:00:00Z');
    await decisions.approve(
      act,
      await decisions.propose(act, { title: 'Use Go', reviewBy: '2026-03-10' }, { channel: 'c' }),
    );
    await clock.pass(40 * day);
    expect(await reminders.remind()).toBe(1);
    expect(await reminders.remind()).toBe(0);
    expect(messages).toHaveLength(1);
  });

  it('of a record that is no longer in force is not told', async () => {
    const { clock, messages, reminders, decisions } = await team('2026-03-01T10:00:00Z');
    await decisions.approve(
      act,
      await decisions.propose(act, { title: 'Use Go', reviewBy: '2026-03-10' }, { channel: 'c' }),
    );
    await decisions.deprecate(act, 1, 'gone');
    await clock.pass(40 * day);
    await reminders.remind();
    expect(messages).toEqual([]);
  });
});

describe('a proposal', () => {
  it('that waits is told after three days, then weekly, until it is decided', async () => {
    const { clock, messages, reminders, decisions } = await team('2026-03-01T20:00:00Z');
    await decisions.propose(act, { title: 'Use Go' }, { channel: 'c' });
    await clock.pass(13 * hour);
    const days: number[] = [];
    for (let passed = 1; passed <= 30; passed++) {
      if ((await reminders.remind()) > 0) days.push(passed);
      await clock.pass(day);
    }
    expect(days).toEqual([3, 10, 17, 24]);
    expect(messages.map(({ payload }) => (payload.kind === 'proposal-waiting' ? payload.days : 0))).toEqual([
      3, 10, 17, 24,
    ]);
    await decisions.reject(act, 1, 'no');
    await clock.pass(30 * day);
    expect(await reminders.remind()).toBe(0);
  });

  it('names the deciders who have not approved it', async () => {
    const { clock, messages, reminders, decisions } = await team('2026-03-01T10:00:00Z');
    await decisions.createLog(act);
    await decisions.setLog(act, { quorum: 2, deciders: ['u1', 'bob', 'u3'], channel: 'deciding' });
    await decisions.propose(act, { title: 'Use Go' });
    await decisions.approve(act, 1);
    await clock.pass(3 * day);
    await reminders.remind();
    expect(messages).toMatchObject([
      {
        channel: 'deciding',
        payload: {
          kind: 'proposal-waiting',
          since: '2026-03-01',
          approvals: 1,
          quorum: 2,
          deciders: ['bob', 'u3'],
        },
      },
    ]);
  });

  it('that was a draft waits since it was submitted', async () => {
    const { clock, messages, reminders, decisions } = await team('2026-03-01T10:00:00Z');
    await decisions.propose(act, { title: 'Use Go' }, { channel: 'c', draft: true });
    await clock.pass(10 * day);
    await decisions.submit(act, 1);
    expect(await reminders.remind()).toBe(0);
    await clock.pass(3 * day);
    expect(await reminders.remind()).toBe(1);
    expect(messages).toMatchObject([{ payload: { since: '2026-03-11', days: 3 } }]);
  });

  it('that waited while nothing ran is told once, not once for each week', async () => {
    const { clock, messages, reminders, decisions } = await team('2026-03-01T10:00:00Z');
    await decisions.propose(act, { title: 'Use Go' }, { channel: 'c' });
    await clock.pass(26 * day);
    await reminders.remind();
    await reminders.remind();
    expect(messages).toMatchObject([{ payload: { days: 24 } }]);
  });
});

describe('a reminder', () => {
  it('goes nowhere where a record has no channel or its workspace no platform', async () => {
    const { clock, messages, reminders, decisions } = await team('2026-03-01T10:00:00Z', {
      platformOf: (workspace) => (workspace === 'local' ? undefined : 'p'),
    });
    await decisions.propose(act, { title: 'Use Go' });
    await decisions.propose({ ...act, workspace: 'local' }, { title: 'Use Go' }, { channel: 'c' });
    await clock.pass(5 * day);
    await reminders.remind();
    expect(messages).toEqual([]);
  });

  it('comes by UTC where the zone is unknown or cannot be asked for', async () => {
    const faults: unknown[] = [];
    const { clock, reminders, decisions } = await team('2026-03-01T10:00:00Z', {
      zoneOf: (_workspace, channel) =>
        channel === 'odd' ? 'Mars/Olympus' : Promise.reject(new Error('no answer')),
      onFault: (fault) => faults.push(fault),
    });
    await decisions.propose(act, { title: 'Use Go' }, { channel: 'odd' });
    await decisions.propose(act, { title: 'Use C' }, { channel: 'silent' });
    await clock.pass(3 * day);
    expect(await reminders.remind()).toBe(2);
    expect(faults).toEqual([new Error('no answer')]);
  });

  it('that cannot be put into the outbox is not taken for told, and the others are', async () => {
    const faults: unknown[] = [];
    let isBroken = true;
    const put: RemindersOptions['outbox']['put'] = async ({ payload }) => {
      if (isBroken && payload.number === 1) throw new Error('full');
      return 'new';
    };
    const { clock, reminders, decisions } = await team('2026-03-01T10:00:00Z', {
      outbox: { put },
      onFault: (fault) => faults.push(fault),
    });
    await decisions.propose(act, { title: 'Use Go' }, { channel: 'c' });
    await decisions.propose(act, { title: 'Use C' }, { channel: 'c' });
    await clock.pass(3 * day);
    expect(await reminders.remind()).toBe(1);
    expect(faults).toEqual([new Error('full')]);
    isBroken = false;
    expect(await reminders.remind()).toBe(1);
  });
});

describe('local time', () => {
  it('counts days by the calendar', () => {
    expect(addDays('2026-02-27', 3)).toBe('2026-03-02');
    expect(addDays('2026-03-02', -3)).toBe('2026-02-27');
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  });

  it('knows the day and whether nine has come', () => {
    const at = (time: string) => Date.parse(time);
    expect(localDay('Asia/Tokyo', at('2026-03-01T15:00:00Z'))).toBe('2026-03-02');
    expect(latestMorning('UTC', at('2026-03-02T08:59:59Z'))).toBe('2026-03-01');
    expect(latestMorning('UTC', at('2026-03-02T09:00:00Z'))).toBe('2026-03-02');
    expect(latestMorning('UTC', at('2026-03-02T00:00:00Z'))).toBe('2026-03-01');
  });

  it('goes on where a zone left out a whole day', () => {
    // Samoa went from 29 to 31 December 2011.
    const at = (time: string) => latestMorning('Pacific/Apia', Date.parse(time));
    expect(at('2011-12-30T09:00:00Z')).toBe('2011-12-29');
    expect(at('2011-12-30T19:00:00Z')).toBe('2011-12-31');
  });

  it('knows zones from other words', () => {
    expect([isZone('Europe/Berlin'), isZone('UTC'), isZone('Berlin'), isZone('')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
