import { onTestFinished } from 'vitest';
import { type Database, type OpeningOptions, openDatabase } from '../../src/database/connection.ts';
import type { Arrival } from '../../src/queue/arrival.ts';
import type { Clock } from '../../src/queue/clock.ts';
import { createInbox, type Inbox, type InboxOptions } from '../../src/queue/inbox.ts';
import type { Message } from '../../src/queue/message.ts';
import { createOutbox, type Outbox, type OutboxOptions } from '../../src/queue/outbox.ts';
import type { OwnerState } from '../../src/queue/process-owner.ts';
import { freshDatabase } from '../support/database.ts';
import { type Text, textSchema } from './schemas.ts';

/** A clock that stands still until time is made to pass. */
export interface ManualClock extends Clock {
  /** Lets so much time pass: every timer rings in its turn, and what it begins is done before the next. */
  pass(milliseconds: number): Promise<void>;
}

export function manualClock(start = '2026-03-02T12:00:00.000Z'): ManualClock {
  let now = Date.parse(start);
  const timers = new Map<object, { at: number; work: () => void }>();
  const next = (until: number) =>
    [...timers].filter(([, { at }]) => at <= until).sort(([, one], [, other]) => one.at - other.at)[0];
  return {
    now: () => now,
    after(milliseconds, work) {
      const id = {};
      timers.set(id, { at: now + milliseconds, work });
      return () => timers.delete(id);
    },
    async pass(milliseconds) {
      const until = now + milliseconds;
      await settled();
      for (let due = next(until); due !== undefined; due = next(until)) {
        const [id, { at, work }] = due;
        timers.delete(id);
        now = Math.max(now, at);
        work();
        await settled();
      }
      now = until;
      await settled();
    },
  };
}

/** Lets everything run that does not wait for time, but for answers of the database. */
export async function settled(): Promise<void> {
  for (let quiet = 0; quiet < 10; ) {
    await new Promise((resolve) => setImmediate(resolve));
    quiet = [...opened].some(isBusy) ? 0 : quiet + 1;
  }
}

const opened = new Set<Database>();

function isBusy({ connections }: Database): boolean {
  const { open, idle, waiting } = connections?.() ?? { open: 0, idle: 0, waiting: 0 };
  return idle < open || waiting > 0;
}

/** A promise and what resolves it. */
export function gate(): { opened: Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

/** A database that is closed when the test ends. */
export async function open(url?: string, options: OpeningOptions = {}): Promise<Database> {
  const database = url === undefined ? await freshDatabase(options) : await openDatabase(url, options);
  opened.add(database);
  onTestFinished(() => {
    opened.delete(database);
    return database.close();
  });
  return database;
}

export function fail(error: unknown): never {
  throw error;
}

/** Waits are as long as they may be, and whoever claimed something is known by its lease alone. */
function quiet(clock: Clock) {
  const stateOfOwner = (): OwnerState => 'unknown';
  const rare = { pollEvery: hour, random: () => 1, stateOfOwner };
  return { ...rare, payload: textSchema, onFault: fail, clock };
}

/** An inbox of texts that looks for what others left only every hour, so that hours pass fast. */
export function textInbox(
  database: Database,
  clock: Clock,
  more: Partial<InboxOptions<Text>> = {},
): Inbox<Text> {
  return createInbox(database, { ...quiet(clock), onDead: fail, ...more });
}

export function textOutbox(
  database: Database,
  clock: Clock,
  more: Partial<OutboxOptions<Text>> = {},
): Outbox<Text> {
  return createOutbox(database, { ...quiet(clock), onFailed: fail, ...more });
}

export function arrival(key: string, conversation = 'c', more: Partial<Arrival<Text>> = {}): Arrival<Text> {
  return { platform: 'p', workspace: 'w', key, conversation, payload: { text: key }, ...more };
}

export function message(dedupe: string, channel = 'c', more: Partial<Message<Text>> = {}): Message<Text> {
  return { platform: 'p', workspace: 'w', channel, dedupe, payload: { text: dedupe }, ...more };
}

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
