import { expect, it } from 'vitest';
import { createChannels } from '../../src/conversation/channels.ts';
import { createDecisions } from '../../src/decisions/decisions.ts';
import { systemClock } from '../../src/queue/clock.ts';
import { digestSchema } from '../../src/queue/digest.ts';
import { createDigests } from '../../src/queue/digests.ts';
import { createInbox } from '../../src/queue/inbox.ts';
import { createOutbox } from '../../src/queue/outbox.ts';
import { stateOfOwner } from '../../src/queue/process-owner.ts';
import { createReminders, reminderSchema } from '../../src/queue/reminders.ts';
import { freshUrl } from '../support/database.ts';
import { until } from '../support/until.ts';
import { other } from './other-process.ts';
import { textSchema } from './schemas.ts';
import { arrival, fail, manualClock, message, open, second, textInbox, textOutbox } from './support.ts';

it('two processes on one file share the work: each item once, each conversation in order', async () => {
  const url = await freshUrl();
  const database = await open(url);
  const all = Array.from({ length: 200 }, (_, index) => arrival(String(index), `c${index % 20}`));
  const inbox = createInbox(database, { payload: textSchema, onDead: fail, onFault: fail });
  for (const one of all) await inbox.accept(one);
  const [mine, theirs]: string[][] = [[], []];
  const done = Promise.withResolvers<void>();
  const note = (list: string[] | undefined, key: string) => {
    list?.push(key);
    if ((mine?.length ?? 0) + (theirs?.length ?? 0) === all.length) done.resolve();
  };
  const child = await other((key) => note(theirs, key), 'handle', url);
  child.go();
  inbox.start(async ({ key }) => note(mine, key));
  await done.promise;
  expect(await inbox.stop()).toBe(true);
  expect(await child.end()).toBe(0);
  expect([...(mine ?? []), ...(theirs ?? [])].map(Number).toSorted((a, b) => a - b)).toEqual(
    all.map((_, index) => index),
  );
  for (const list of [mine, theirs])
    for (let conversation = 0; conversation < 20; conversation++) {
      const keys = (list ?? []).map(Number).filter((key) => key % 20 === conversation);
      expect(keys).toEqual(keys.toSorted((a, b) => a - b));
    }
  const rows = await database.db
    .selectFrom('inbox')
    .selectAll()
    .orderBy('settled_at')
    .orderBy('id')
    .execute();
  expect(rows.every(({ attempts, settled_at }) => attempts === 1 && settled_at !== null)).toBe(true);
});

/** A process that holds what there is, and says what it did. */
async function holding(url: string) {
  const said: string[] = [];
  const child = await other((line) => said.push(line), 'hold', url);
  child.go();
  return { ...child, said: (line: string) => until(line, () => (said.includes(line) ? line : undefined)) };
}

it('what a killed process held is taken up as soon as it is looked for, whatever its lease', async () => {
  const url = await freshUrl();
  const database = await open(url);
  const clock = manualClock(new Date().toISOString());
  const byProcess = { stateOfOwner, pollEvery: second };
  const inbox = textInbox(database, clock, byProcess);
  const outbox = textOutbox(database, clock, byProcess);
  await inbox.accept(arrival('in'));
  await outbox.put(message('out'));
  const child = await holding(url);
  await Promise.all([child.said('in'), child.said('out')]);
  const taken: string[] = [];
  inbox.start(async ({ key, attempt }) => void taken.push(`${key} ${attempt}`));
  outbox.start(async ({ dedupe, attempt, uncertain }) => {
    taken.push(`${dedupe} ${attempt} ${uncertain}`);
    return 'sent';
  });
  await clock.pass(2 * second);
  expect(taken).toEqual([]);
  child.kill('SIGKILL');
  await child.ended;
  await clock.pass(second);
  expect(taken.toSorted()).toEqual(['in 2', 'out 2 true']);
});

it('what a process holds that stands still is left to it for a minute; then it loses it, and does not send it', async () => {
  const url = await freshUrl();
  const database = await open(url);
  const clock = manualClock(new Date().toISOString());
  const outbox = textOutbox(database, clock, { stateOfOwner, pollEvery: second });
  await outbox.put(message('out'));
  const child = await holding(url);
  await child.said('out');
  child.kill('SIGSTOP');
  const sent: string[] = [];
  outbox.start(async ({ dedupe, uncertain }) => {
    sent.push(`${dedupe} ${uncertain}`);
    return 'sent';
  });
  await clock.pass(60 * second);
  expect(sent).toEqual([]);
  await clock.pass(10 * second);
  expect(sent).toEqual(['out true']);
  child.kill('SIGCONT');
  child.go();
  await child.said('lost');
  expect(await child.end()).toBe(0);
  const row = await database.db.selectFrom('outbox').selectAll().executeTakeFirstOrThrow();
  expect(row).toMatchObject({ attempts: 2, deaths: 1, owner: null, error: null });
});

it('one key that two processes accept at once is new to one of them', async () => {
  const url = await freshUrl();
  const inboxes = [textInbox(await open(url), systemClock), textInbox(await open(url), systemClock)];
  const keys = Array.from({ length: 50 }, (_, index) => String(index));
  const answers = await Promise.all(
    keys.flatMap((key) => inboxes.map((inbox) => inbox.accept(arrival(key)))),
  );
  expect(answers.filter((answer) => answer === 'new')).toHaveLength(keys.length);
});

it('two processes that remind at the same time remind once', async () => {
  const url = await freshUrl();
  const database = await open(url);
  const decisions = createDecisions(database, () => '2026-03-01T10:00:00.000Z');
  const act = {
    workspace: 'w',
    log: 'decisions',
    person: { id: 'ann', name: 'ann' },
    viewer: { kind: 'operator' },
    source: 'test',
  } as const;
  for (let number = 1; number <= 60; number++) {
    await decisions.propose(act, { title: `Use ${number}`, reviewBy: '2026-03-20' }, { channel: 'c' });
    if (number % 2 === 0) await decisions.approve(act, number);
  }
  const theirs = Promise.withResolvers<number>();
  const at = '2026-03-20T09:00:00.000Z';
  const child = await other((line) => theirs.resolve(Number(line)), 'remind', url, at);
  const outbox = createOutbox(database, { payload: reminderSchema, onFailed: fail, onFault: fail });
  const clock = { now: () => Date.parse(at), after: () => () => {} };
  const reminders = createReminders(database, { outbox, platformOf: () => 'p', onFault: fail, clock });
  child.go();
  const mine = await reminders.remind();
  expect(mine + (await theirs.promise)).toBe(60);
  expect(await child.end()).toBe(0);
  expect(await database.db.selectFrom('outbox').select('dedupe').distinct().execute()).toHaveLength(60);
});

it('two processes that send digests at the same time send each once', async () => {
  const url = await freshUrl();
  const database = await open(url);
  const decisions = createDecisions(database, () => '2026-03-01T10:00:00.000Z');
  const channels = createChannels(database);
  await decisions.propose(
    {
      ...{ workspace: 'w', log: 'decisions', source: 'test', viewer: { kind: 'operator' } },
      person: { id: 'ann', name: 'ann' },
    },
    { title: 'Use Go' },
  );
  for (let number = 1; number <= 60; number++)
    await channels.setDigest('w', `c${number}`, { day: 1, hour: 9 }, '2026-03-01T10:00:00.000Z');
  const theirs = Promise.withResolvers<number>();
  const at = '2026-03-02T09:00:00.000Z';
  const child = await other((line) => theirs.resolve(Number(line)), 'digest', url, at);
  const outbox = createOutbox(database, { payload: digestSchema, onFailed: fail, onFault: fail });
  const clock = { now: () => Date.parse(at), after: () => () => {} };
  const digests = createDigests(database, {
    ...{ outbox, decisions, platformOf: () => 'p', onFault: fail, clock },
    isShared: () => Promise.resolve(false),
  });
  child.go();
  const mine = await digests.send();
  expect(mine + (await theirs.promise)).toBe(60);
  expect(await child.end()).toBe(0);
  expect(await database.db.selectFrom('outbox').select('dedupe').distinct().execute()).toHaveLength(60);
});
