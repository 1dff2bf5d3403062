// Takes in arrivals as fast as it can, answers each with a message and sends it; says what it acknowledged. Made to be
// killed. With `drain` it takes in nothing, and ends when all is done.
import { setTimeout as wait } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { z } from 'zod';
import { openDatabase } from '../../src/database/connection.ts';
import { createInbox } from '../../src/queue/inbox.ts';
import { createOutbox } from '../../src/queue/outbox.ts';

const [url = '', platformFile = '', run = '0', mode = 'accept'] = process.argv.slice(2);
const database = await openDatabase(url);
const payload = z.object({ step: z.number() });
const quick = { lease: 300, pollEvery: 50 };

const onFault = (error: unknown): void => {
  process.stderr.write(`run ${run}: ${String(error)}\n`);
};
const inbox = createInbox(database, { payload, onDead: ({ error }) => onFault(error), onFault, ...quick });
const outbox = createOutbox(database, {
  payload,
  onFailed: ({ reason }) => onFault(reason),
  onFault,
  pace: { burst: 1, every: 0 },
  ...quick,
});

// The platform: takes a message once for each token, and counts how often it came.
const platform = new Sqlite(platformFile, { timeout: 10_000 });
platform.pragma('journal_mode = WAL');
platform.exec(
  'create table if not exists taken (id integer primary key, token text unique, channel text, step integer, times integer)',
);
const take = platform.prepare(
  'insert into taken (token, channel, step, times) values (?, ?, ?, 1) on conflict (token) do update set times = times + 1',
);

inbox.start(async ({ key, conversation, payload: { step } }) => {
  await wait(Math.random() * 3);
  await outbox.put({
    platform: 'p',
    workspace: 'w',
    channel: conversation,
    dedupe: key,
    payload: { step },
  });
});
outbox.start(async ({ token, channel, payload: { step } }) => {
  take.run(token, channel, step);
  await wait(Math.random() * 2);
  return 'sent';
});

if (mode === 'drain') await drain();
else await accept();

/** Every arrival is delivered twice, and the second time to a process that may be a new one. */
async function accept(): Promise<never> {
  for (let step = Number(run) * 100_000; ; step++) {
    const key = `event-${step}`;
    const arrival = {
      platform: 'p',
      workspace: 'w',
      key,
      conversation: `thread-${step % 7}`,
      payload: { step },
    };
    await inbox.accept(arrival);
    process.stdout.write(`${key}\n`);
    if (step % 3 === 0) await inbox.accept(arrival);
    await wait(1);
  }
}

async function drain(): Promise<void> {
  while ((await openRows('inbox')) + (await openRows('outbox')) > 0) await wait(50);
  await inbox.stop();
  await outbox.stop();
  platform.close();
  await database.close();
}

async function openRows(table: 'inbox' | 'outbox'): Promise<number> {
  const row = await database.db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('settled_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
