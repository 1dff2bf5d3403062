import type { KyselyPlugin } from 'kysely';
import { expect, it } from 'vitest';
import type { Database } from '../../src/database/connection.ts';
import { freshUrl } from '../support/database.ts';
import { arrival, manualClock, message, minute, open, textInbox, textOutbox } from './support.ts';

/** The same database for a process that dies before its n-th statement: that one and all later ones do nothing. */
function dyingAt(database: Database, deathAt: number): { database: Database; hasDied: () => boolean } {
  let statements = 0;
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      if (++statements >= deathAt) throw new Error('the process is dead');
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return {
    hasDied: () => statements >= deathAt,
    database: {
      ...database,
      db: database.db.withPlugin(plugin),
      transaction: (work) => database.transaction((db) => work(db.withPlugin(plugin))),
    },
  };
}

const arrivals = [arrival('a1', 'a'), arrival('b1', 'b'), arrival('a2', 'a')];

/** A platform that takes a message once for each token, and counts how often it came. */
function platform() {
  const times = new Map<string, number>();
  const texts: string[] = [];
  return {
    times,
    texts,
    take(token: string, text: string) {
      if (!times.has(token)) texts.push(text);
      times.set(token, (times.get(token) ?? 0) + 1);
    },
  };
}

/** One life of a process: takes in what is delivered, answers each with a message, sends it. */
async function live(database: Database, there: ReturnType<typeof platform>, at: string): Promise<string[]> {
  const clock = manualClock(at);
  const quiet = { onFault: () => {}, lease: 20_000 };
  const inbox = textInbox(database, clock, quiet);
  const outbox = textOutbox(database, clock, quiet);
  inbox.start(
    async ({ key, conversation }) => void (await outbox.put(message(`answer:${key}`, conversation))),
  );
  outbox.start(async ({ token, payload }) => {
    there.take(token, payload.text);
    return 'sent';
  });
  const acknowledged: string[] = [];
  for (const one of arrivals) {
    await inbox.accept(one).then(
      () => acknowledged.push(one.key),
      () => {},
    );
  }
  await clock.pass(minute);
  return acknowledged;
}

it('a process that dies between any two steps loses nothing that it acknowledged and does nothing twice', async () => {
  let deaths = 0;
  let repeats = 0;
  for (let deathAt = 1; ; deathAt++) {
    const url = await freshUrl();
    const there = platform();
    const first = await open(url);
    const dying = dyingAt(first, deathAt);
    const acknowledged = await live(dying.database, there, '2026-03-02T12:00:00.000Z');
    await first.close();
    const second = await open(url);
    const stored = await second.db.selectFrom('inbox').select('key').execute();
    for (const key of acknowledged) expect(stored).toContainEqual({ key });
    // What was not acknowledged is delivered again, and what was, too.
    await live(second, there, '2026-03-02T13:00:00.000Z');
    const left = await second.db.selectFrom('outbox').selectAll().where('settled_at', 'is', null).execute();
    await second.close();
    expect(left).toEqual([]);
    expect(there.texts.toSorted()).toEqual(['answer:a1', 'answer:a2', 'answer:b1']);
    expect(there.texts.indexOf('answer:a1')).toBeLessThan(there.texts.indexOf('answer:a2'));
    repeats += [...there.times.values()].filter((times) => times > 1).length;
    if (!dying.hasDied()) break;
    deaths++;
  }
  expect(deaths).toBeGreaterThan(20);
  // The one window: taken by the platform, not yet stored as sent. The token closes it.
  expect(repeats).toBeGreaterThan(0);
  expect(repeats).toBeLessThanOrEqual(deaths);
});
