import type { Insertable, Kysely } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { z } from 'zod';
import type { Database } from '../database/connection.ts';
import type { Tables } from '../database/schema.ts';
import type { SessionTable } from '../database/tables/conversations.ts';
import type { Event } from '../event.ts';
import { type Feedback, keepFeedback } from './knowledge-gaps.ts';
import { type Memory, memorySchema, type SharedMemory, sharedMemorySchema } from './memory.ts';

/** Where a conversation takes place. */
export type Place = Pick<Event, 'workspace' | 'channel' | 'thread'>;

/** What is remembered of a place: by one person, and by all in it. */
export interface Remembered {
  readonly memory: Memory;
  readonly shared: SharedMemory;
}

/** What is to be remembered from now on. */
export interface ToRemember extends Remembered {
  /** A question that the knowledge did not serve. */
  readonly feedback: Feedback | undefined;
  /** Whether anything was done that has to be there after a power failure, and not only something answered. */
  readonly sync: boolean;
}

/** Stored memories. */
export interface MemoryStore {
  load(place: Place, person: string): Promise<Remembered>;
  loadShared(place: Place): Promise<SharedMemory>;
  /**
   * Stores all of it at once; says whether it did: not where another process has stored something since `since` was loaded.
   * Within one process a conversation's events come one after the other.
   */
  save(place: Place, person: string, kept: ToRemember, since?: Remembered): Promise<boolean>;
  saveShared(place: Place, memory: SharedMemory, since?: SharedMemory): Promise<boolean>;
  /** Forgets what nobody has touched since a time in ISO form; says how many. */
  forget(before: string): Promise<number>;
}

/** The person's id under which a thread's shared memory stands. */
const everybody = '';

/** Memories in a database. What cannot be read (an older form) is forgotten, not an error. */
export function createMemoryStore({ db, transaction }: Database, now: () => string): MemoryStore {
  const [memories, sharedMemories] = [storing(memorySchema), storing(sharedMemorySchema)];
  const read = async (place: Place, people: readonly string[]): Promise<Map<string, string>> => {
    const rows = await db
      .selectFrom('sessions')
      .select(['person', 'state'])
      .where('workspace', '=', place.workspace)
      .where('channel', '=', place.channel)
      .where('thread', '=', place.thread)
      .where('person', 'in', people)
      .execute();
    return new Map(rows.map(({ person, state }) => [person, state]));
  };
  /** As what memories stood there when they were loaded; undefined for one that was not there. */
  const stood = new WeakMap<object, string | undefined>();
  const recall = <Output extends object>(
    store: Storing<Output>,
    place: Place,
    person: string,
    text: string | undefined,
  ): Output => {
    const memory = store.read(keyOf(place, person), text);
    stood.set(memory, text);
    return memory;
  };
  const rowOf = (place: Place, person: string, state: string, since: object | undefined): Row => {
    const { workspace, channel, thread } = place;
    const row = { workspace, channel, thread, person, state, updated_at: now() };
    return since === undefined ? { row } : { row, since: stood.get(since) };
  };
  return {
    async load(place, person) {
      const found = await read(place, [person, everybody]);
      return {
        memory: recall(memories, place, person, found.get(person)),
        shared: recall(sharedMemories, place, everybody, found.get(everybody)),
      };
    },
    async loadShared(place) {
      const found = await read(place, [everybody]);
      return recall(sharedMemories, place, everybody, found.get(everybody));
    },
    async save(place, person, { memory, shared: together, feedback, sync }, since) {
      const own = memories.write(keyOf(place, person), memory);
      const all = sharedMemories.write(keyOf(place, everybody), together);
      const store = async (to: Kysely<Tables>) => {
        const rows = [rowOf(place, person, own, since?.memory), rowOf(place, everybody, all, since?.shared)];
        if (!(await write(to, rows))) throw new ChangedMeanwhile();
        if (feedback !== undefined) await keepFeedback(to, place, feedback, now());
        return true;
      };
      try {
        return await transaction(store, { sync, workspace: place.workspace });
      } catch (error) {
        if (error instanceof ChangedMeanwhile) return false;
        throw error;
      }
    },
    saveShared: (place, memory, since) =>
      write(db, [rowOf(place, everybody, sharedMemories.write(keyOf(place, everybody), memory), since)]),
    async forget(before) {
      const result = await db.deleteFrom('sessions').where('updated_at', '<', before).executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}

/** Undoes what the transaction has stored. */
class ChangedMeanwhile extends Error {}

/** A memory to be stored; with `since` only where that stands there still, and where it is undefined nothing. */
interface Row {
  readonly row: Insertable<SessionTable>;
  readonly since?: string | undefined;
}

/** Says whether all were stored. */
async function write(to: Kysely<Tables>, rows: readonly Row[]): Promise<boolean> {
  const stored = await to
    .insertInto('sessions')
    .values(rows.map(({ row }) => row))
    .onConflict((conflict) =>
      conflict
        .columns(['workspace', 'channel', 'thread', 'person'])
        .doUpdateSet(({ ref }) => ({
          state: ref('excluded.state'),
          updated_at: ref('excluded.updated_at'),
        }))
        .where(({ eb, or, and }) =>
          or(
            rows.map(({ row: { person }, ...one }) => {
              const own = eb('sessions.person', '=', person);
              if (!('since' in one)) return own;
              return and([own, eb('sessions.state', '=', one.since ?? '')]);
            }),
          ),
        ),
    )
    .executeTakeFirst();
  return stored.numInsertedOrUpdatedRows === BigInt(rows.length);
}

function keyOf({ workspace, channel, thread }: Place, person: string): string {
  return JSON.stringify([workspace, channel, thread, person]);
}

/** So many memories are kept as they were read or written: who speaks now mostly spoke a moment ago. */
const keptLately = 200;

interface Storing<Output> {
  read(key: string, text?: string): Output;
  write(key: string, memory: Output): string;
}

/** Memories as text and back; text that is still the same as a moment ago is not read again. */
function storing<Output>(schema: z.ZodType<Output>): Storing<Output> {
  const lately = new LRUCache<string, { readonly text: string; readonly memory: Output }>({
    max: keptLately,
  });
  return {
    read(key: string, text = '{}'): Output {
      const known = lately.get(key);
      if (known?.text === text) return known.memory;
      const read = schema.safeParse(JSON.parse(text));
      const memory = read.success ? read.data : schema.parse({});
      lately.set(key, { text, memory });
      return memory;
    },
    write(key: string, memory: Output): string {
      const text = JSON.stringify(memory);
      lately.set(key, { text, memory });
      return text;
    },
  };
}
