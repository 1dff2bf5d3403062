import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/database/connection.ts';
import type { Clock } from '../../src/queue/clock.ts';
import { createOwnership, lookEvery, type Ownership } from '../../src/queue/ownership.ts';
import { databaseName, freshUrl } from '../support/database.ts';
import { until } from '../support/until.ts';
import { other } from './other-process.ts';
import { fail, manualClock } from './support.ts';

interface Owning {
  readonly ownership: Ownership;
  readonly told: string[];
  /** Lets it look once, and waits until it has. */
  look(): Promise<void>;
  sql(change: { until: number }): Promise<unknown>;
}

/** Somebody who wants to own it; looks happen when the test says so. */
async function owning(url: string, clock: Clock & { pass(ms: number): Promise<void> }): Promise<Owning> {
  const database = await openDatabase(url, { connections: 1 });
  const told: string[] = [];
  const ownership = createOwnership(database, {
    name: 'the one',
    begin: () => void told.push('begun'),
    end: async () => void told.push('ended'),
    onFault: fail,
    clock,
    // Known by its time alone, as in another machine's process.
    stateOfOwner: () => 'unknown',
  });
  onTestFinished(async () => {
    await ownership.stop(0);
    await database.close();
  });
  const row = () => database.db.selectFrom('leases').selectAll().executeTakeFirst();
  return {
    ownership,
    told,
    async look() {
      await clock.pass(lookEvery);
      // What it asks of the database is answered after what it asked before.
      for (let turn = 0; turn < 5; turn++) {
        await row();
        await clock.pass(0);
      }
    },
    sql: (change) => database.db.updateTable('leases').set(change).execute(),
  };
}

async function started(url: string, clock = manualClock(new Date().toISOString())): Promise<Owning> {
  const one = await owning(url, clock);
  one.ownership.start();
  await one.look();
  return one;
}

describe(databaseName, () => {
  test('one of several owns it; when it stops the next one does', async () => {
    const url = await freshUrl();
    const [first, second, third] = [await started(url), await started(url), await started(url)];
    await Promise.all([first.look(), second.look(), third.look()]);
    expect([first, second, third].map(({ ownership }) => ownership.isMine())).toEqual([true, false, false]);
    await first.ownership.stop(1_000);
    expect(first.told).toEqual(['begun', 'ended']);
    await Promise.all([second.look(), third.look()]);
    expect([second, third].filter(({ ownership }) => ownership.isMine())).toHaveLength(1);
    expect([...second.told, ...third.told]).toEqual(['begun']);
  });

  test('what is renewed stays, also where somebody’s clock is five minutes ahead or behind', async () => {
    const url = await freshUrl();
    const away = (minutes: number) => manualClock(new Date(Date.now() + minutes * 60_000).toISOString());
    const first = await started(url, away(-5));
    const [ahead, right] = [await started(url, away(5)), await started(url)];
    for (let round = 0; round < 3; round++) await Promise.all([first, ahead, right].map((one) => one.look()));
    expect([first.told, ahead.told, right.told]).toEqual([['begun'], [], []]);
  });

  test('what is not renewed in time is taken over, and whoever had it learns so', async () => {
    const url = await freshUrl();
    const [first, second] = [await started(url), await started(url)];
    await first.sql({ until: 0 });
    await second.look();
    expect(second.told).toEqual(['begun']);
    await first.look();
    expect(first.told).toEqual(['begun', 'ended']);
    await second.look();
    expect(second.ownership.isMine()).toBe(true);
  });

  test('of many who find it free, one takes it', async () => {
    const url = await freshUrl();
    const first = await started(url);
    const others: Owning[] = [];
    for (let count = 0; count < 6; count++) others.push(await started(url));
    await first.sql({ until: 0 });
    await Promise.all(others.map((one) => one.look()));
    expect(others.flatMap(({ told }) => told)).toEqual(['begun']);
  });

  test('a process that is killed is followed by another one; so is one that stands still, which ends it when it goes on', async () => {
    const url = await freshUrl();
    const said: string[] = [];
    const process = async (name: string) => {
      const child = await other((line) => said.push(`${name} ${line}`), 'own', url);
      child.go();
      return child;
    };
    const saidBy = (line: string) => until(line, () => (said.includes(line) ? line : undefined), 60_000);
    const first = await process('first');
    await saidBy('first begun');
    const second = await process('second');
    first.kill('SIGKILL');
    await saidBy('second begun');
    second.kill('SIGSTOP');
    const third = await process('third');
    await saidBy('third begun');
    second.kill('SIGCONT');
    await saidBy('second ended');
    expect(said).toEqual(['first begun', 'second begun', 'third begun', 'second ended']);
    expect(await second.end()).toBe(0);
    expect(await third.end()).toBe(0);
    expect(said.at(-1)).toBe('third ended');
  });
});
