import { performance } from 'node:perf_hooks';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema.ts';

/** The server's time: processes whose own clocks differ agree by it on whose lease is over. */
export interface ServerClock {
  /** Milliseconds since 1970, as the server counts. */
  now(): number;
  /** Asks the server anew. */
  read(): Promise<void>;
  stop(): void;
}

const readEvery = 30_000;

/**
 * The server's time, asked for now and then; between that by a clock that nobody sets. Where the server does not answer,
 * it goes on by that clock.
 */
export function createServerClock(db: Kysely<Tables>, onFault: (error: unknown) => void): ServerClock {
  let ahead = Date.now() - performance.now();
  const read = async () => {
    const asked = performance.now();
    const { rows } = await sql<{ at: number }>`
      select (extract(epoch from clock_timestamp()) * 1000)::float8 as at`.execute(db);
    // It was read somewhere between asking and hearing.
    if (rows[0] !== undefined) ahead = rows[0].at - (asked + performance.now()) / 2;
  };
  const timer = setInterval(() => void read().catch(onFault), readEvery).unref();
  return {
    now: () => Math.round(performance.now() + ahead),
    read,
    stop: () => clearInterval(timer),
  };
}
