import { expect } from 'vitest';
import type { Inbox } from '../../../src/queue/inbox.ts';
import type { Message } from '../../../src/queue/message.ts';
import type { Outbox } from '../../../src/queue/outbox.ts';
import { createReminders, type Reminder, type Reminders } from '../../../src/queue/reminders.ts';
import type { Text } from '../../queue/schemas.ts';
import { arrival, fail, manualClock, message, textInbox, textOutbox } from '../../queue/support.ts';
import { type Cases, staysWithin } from './house.ts';
import { ours, telltale, theirs } from './ids.ts';

const arrivalIn = (workspace: string, text = '') => arrival('k', 'c', { workspace, payload: { text } });
const messageIn = (workspace: string, text = '') => message('k', 'c', { workspace, payload: { text } });
/** Work on it never ends. */
const forever = new Promise<never>(() => {});

const inbox: Cases<Inbox<Text>> = {
  async accept(store, { database }) {
    const rows = () => database.db.selectFrom('inbox').select(['workspace', 'payload']).execute();
    expect(await store.accept(arrivalIn('T-third', telltale))).toBe('new');
    expect(await store.accept(arrivalIn(ours))).toBe('new');
    expect(await store.accept(arrivalIn(ours))).toBe('seen');
    expect(await rows()).toHaveLength(2);
  },
  async start(store) {
    const handled: string[] = [];
    await store.accept(arrivalIn('T-third', telltale));
    await store.accept(arrivalIn(ours));
    store.start(async ({ workspace }) => {
      if (workspace !== ours) await forever;
      handled.push(workspace);
    });
    // A conversation of the same id that hangs in the other workspace holds back nothing here.
    await expect.poll(() => handled).toEqual([ours]);
  },
  stop: (store) => store.stop(),
};

const outbox: Cases<Outbox<Text>> = {
  async put(store) {
    expect(await store.put(messageIn('T-third', telltale))).toBe('new');
    expect(await store.put(messageIn(ours))).toBe('new');
    expect(await store.put(messageIn(ours))).toBe('seen');
  },
  async start(store) {
    const sent = new Map<string, string>();
    await store.put(messageIn('T-hangs'));
    await store.put(messageIn('T-done'));
    store.start(async ({ workspace, token }) => {
      if (workspace === 'T-hangs') await forever;
      sent.set(workspace, token);
      return 'sent';
    });
    await expect.poll(() => [...sent.keys()]).toEqual(['T-done']);
    await store.put(messageIn(ours));
    // Neither the pace of a channel of the same id elsewhere nor what hangs there is waited for.
    await expect.poll(() => [...sent.keys()]).toEqual(['T-done', ours]);
    expect(new Set(sent.values()).size).toBe(2);
  },
  stop: (store) => store.stop(),
};

let put: Message<Reminder>[] = [];

const reminders: Cases<Reminders> = {
  async remind(store) {
    await store.remind();
    expect(put.map(({ workspace }) => workspace)).toEqual([ours, ours, ours]);
    return put;
  },
  async start(store) {
    store.start();
    await store.stop();
    expect(put).toHaveLength(3);
    return put;
  },
  stop: (store) => store.stop(),
};

/** What comes in and goes out. */
export function deliveriesStayWithin(): void {
  const clock = manualClock('2026-12-01T12:00:00.000Z');
  staysWithin('inboxes', ({ database }) => textInbox(database, clock), inbox);
  staysWithin('outboxes', ({ database }) => textOutbox(database, clock), outbox);
  staysWithin(
    'reminders',
    ({ database }) => {
      put = [];
      return createReminders(database, {
        outbox: {
          put: async (one) => {
            put.push(one);
            return 'new';
          },
        },
        platformOf: (workspace) => (workspace === theirs ? undefined : 'p'),
        onFault: fail,
        clock,
      });
    },
    reminders,
  );
}
