import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/connection.ts';
import { type Claimant, claim, claimOf, end, freeAbandoned, holds, renew } from '../../src/queue/claims.ts';
import { isoTime } from '../../src/queue/clock.ts';
import type { OwnerState } from '../../src/queue/process-owner.ts';
import { dueRows, type QueueRow } from '../../src/queue/queue-rows.ts';
import { arrival, hour, manualClock, minute, open, second, textInbox } from './support.ts';

const began = manualClock().now();
const random = () => 1;

function claimant(owner: string, now = began): Claimant {
  return { table: 'inbox', owner, now, lease: 4 * second };
}

/** A database with arrivals, each in a conversation of its own, and their rows as they are found. */
async function arrivedIn(...keys: string[]): Promise<{ database: Database; found: QueueRow[] }> {
  const database = await open();
  const inbox = textInbox(database, manualClock());
  for (const key of keys) await inbox.accept(arrival(key, key));
  return { database, found: await due(database, began) };
}

function due({ db }: Database, now: number): Promise<QueueRow[]> {
  return dueRows(db, 'inbox', { at: isoTime(now), limit: 10, platforms: undefined });
}

function rowsOf({ db }: Database) {
  return db.selectFrom('inbox').selectAll().orderBy('id').execute();
}

function one<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new RangeError('no row');
  return row;
}

describe('a claim', () => {
  it('goes to one of two who found the same, and is due to nobody while it holds', async () => {
    const { database, found } = await arrivedIn('a', 'b');
    expect(await claim(database, claimant('one'), found)).toEqual(found);
    expect(await claim(database, claimant('other'), found)).toEqual([]);
    expect(await rowsOf(database)).toMatchObject(
      found.map(() => ({ owner: 'one', attempts: 1, free_at: isoTime(began + 4 * second) })),
    );
    // Its time being over makes it nobody's: it has to be freed first.
    expect(await due(database, began + hour)).toEqual([]);
  });

  it('is renewed by its owner alone, and only what was named', async () => {
    const { database, found } = await arrivedIn('a', 'b');
    await claim(database, claimant('one'), found);
    const [first] = found.map(claimOf);
    if (first === undefined) throw new RangeError('no claim');
    await renew(database, claimant('other', began + second), [first]);
    await renew(database, claimant('one', began + 2 * second), [first]);
    expect((await rowsOf(database)).map(({ free_at }) => free_at)).toEqual([
      isoTime(began + 6 * second),
      isoTime(began + 4 * second),
    ]);
  });

  it('that was done is renewed no more', async () => {
    const { database, found } = await arrivedIn('a');
    await claim(database, claimant('one'), found);
    const mine = claimOf(one(found));
    expect(await end(database, claimant('one'), mine, { kind: 'done' })).toBe(true);
    await renew(database, claimant('one', began + hour), [mine]);
    expect(await rowsOf(database)).toMatchObject([{ free_at: isoTime(began + 4 * second), owner: null }]);
    expect(await end(database, claimant('one'), mine, { kind: 'done' })).toBe(false);
    expect(await holds(database, claimant('one'), mine)).toBe(false);
  });
});

describe('whether a claim holds', () => {
  const claimed = async () => {
    const { database, found } = await arrivedIn('a');
    await claim(database, claimant('one'), found);
    return { database, mine: claimOf(one(found)) };
  };

  it('is so until its time is over, without a change', async () => {
    const { database, mine } = await claimed();
    expect(await holds(database, claimant('one', began + 4 * second - 1), mine)).toBe(true);
    expect(await rowsOf(database)).toMatchObject([{ free_at: isoTime(began + 4 * second) }]);
  });

  it('is so after that where nobody took it, and then holds anew', async () => {
    const { database, mine } = await claimed();
    expect(await holds(database, claimant('one', began + 4 * second), mine)).toBe(true);
    expect(await rowsOf(database)).toMatchObject([{ free_at: isoTime(began + 8 * second), owner: 'one' }]);
  });

  it('is not so for others, for another try, and once it was freed', async () => {
    const { database, mine } = await claimed();
    expect(await holds(database, claimant('other'), mine)).toBe(false);
    expect(await holds(database, claimant('one'), { ...mine, attempts: 2 })).toBe(false);
    await freeAbandoned(database, claimant('other'), { stateOfOwner: () => 'gone', random, running: [] });
    expect(await holds(database, claimant('one'), mine)).toBe(false);
    expect(await end(database, claimant('one'), mine, { kind: 'done' })).toBe(false);
  });
});

describe('what another claimed', () => {
  const freedAt = async (state: OwnerState, now: number, by = 'other') => {
    const { database, found } = await arrivedIn('a');
    await claim(database, claimant('one'), found);
    const asked: string[] = [];
    const stateOfOwner = (owner: string) => {
      asked.push(owner);
      return state;
    };
    const running = by === 'one' ? found.map(claimOf) : [];
    await freeAbandoned(database, claimant(by, now), { stateOfOwner, random, running });
    return { row: one(await rowsOf(database)), asked };
  };
  const until = began + 4 * second;

  it.each([
    ['gone', began, true],
    ['unknown', until - 1, false],
    ['unknown', until, true],
    ['there', until, false],
    ['there', until + minute - 1, false],
    ['there', until + minute, true],
  ] as const)('by an owner that is %s is freed at %d: %s', async (state, now, isFreed) => {
    const { row, asked } = await freedAt(state, now);
    expect(asked).toEqual(['one']);
    expect(row).toMatchObject(
      isFreed
        ? { owner: null, deaths: 1, attempts: 1, free_at: isoTime(now) }
        : { owner: 'one', deaths: 0, attempts: 1, free_at: isoTime(until) },
    );
  });

  it('is not freed by its owner, who is at it', async () => {
    const { row, asked } = await freedAt('gone', until + hour, 'one');
    expect(asked).toEqual([]);
    expect(row).toMatchObject({ owner: 'one', deaths: 0 });
  });

  it('is freed by its owner, who was not told that the claim was stored', async () => {
    const { database, found } = await arrivedIn('a');
    await claim(database, claimant('one'), found);
    await freeAbandoned(database, claimant('one'), { stateOfOwner: () => 'there', random, running: [] });
    expect(await rowsOf(database)).toMatchObject([{ owner: null, deaths: 0, free_at: isoTime(began) }]);
  });

  it('waits from the third death on, and may be claimed after that', async () => {
    const { database } = await arrivedIn('a');
    const waits: number[] = [];
    let now = began;
    for (let death = 1; death <= 5; death++) {
      await claim(database, claimant('one', now), await due(database, now));
      await freeAbandoned(database, claimant('other', now), {
        stateOfOwner: () => 'gone',
        random,
        running: [],
      });
      const row = one(await rowsOf(database));
      expect(row.deaths).toBe(death);
      waits.push(Date.parse(row.free_at) - now);
      now = Date.parse(row.free_at);
    }
    expect(waits).toEqual([0, 0, 500, 1_000, 2_000]);
  });

  it('and finished stays finished', async () => {
    const { database, found } = await arrivedIn('a');
    await claim(database, claimant('one'), found);
    await end(database, claimant('one'), claimOf(one(found)), { kind: 'dead', error: 'never' });
    await freeAbandoned(database, claimant('other'), { stateOfOwner: () => 'gone', random, running: [] });
    expect(await rowsOf(database)).toMatchObject([{ deaths: 0, error: 'never', settled_at: isoTime(began) }]);
  });
});

describe('a queue', () => {
  it('that was stopped before it began does not begin', async () => {
    const inbox = textInbox(await open(), manualClock());
    expect(await inbox.stop()).toBe(true);
    expect(() => inbox.start(async () => {})).toThrow('started once');
  });
});
