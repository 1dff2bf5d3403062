import type { Kysely } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { z } from 'zod';
import type { Database } from '../database/connection.ts';
import type { Tables } from '../database/schema.ts';
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
  /** Stores all of it at once. */
  save(place: Place, person: string, kept: ToRemember): Promise<void>;
  saveShared(place: Place, memory: SharedMemory): Promise<void>;
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
  const write = async (
    to: Kysely<Tables>,
    { workspace, channel, thread }: Place,
    states: Readonly<Record<string, string>>,
  ) => {
    const at = { workspace, channel, thread, updated_at: now() };
    await to
      .insertInto('sessions')
      .values(Object.entries(states).map(([person, state]) => ({ ...at, person, state })))
      .onConflict((conflict) =>
        conflict.columns(['workspace', 'channel', 'thread', 'person']).doUpdateSet(({ ref }) => ({
          state: ref('excluded.state'),
          updated_at: ref('excluded.updated_at'),
        })),
      )
      .execute();
  };
  return {
    async load(place, person) {
      const found = await read(place, [person, everybody]);
      return {
        memory: memories.read(keyOf(place, person), found.get(person)),
        shared: sharedMemories.read(keyOf(place, everybody), found.get(everybody)),
      };
    },
    async loadShared(place) {
      return sharedMemories.read(keyOf(place, everybody), (await read(place, [everybody])).get(everybody));
    },
    save: (place, person, { memory, shared: together, feedback, sync }) =>
      transaction(
        async (to) => {
          await write(to, place, {
            [person]: memories.write(keyOf(place, person), memory),
            [everybody]: sharedMemories.write(keyOf(place, everybody), together),
          });
          if (feedback !== undefined) await keepFeedback(to, place, feedback, now());
        },
        { sync, workspace: place.workspace },
      ),
    saveShared: (place, memory) =>
      write(db, place, { [everybody]: sharedMemories.write(keyOf(place, everybody), memory) }),
    async forget(before) {
      const result = await db.deleteFrom('sessions').where('updated_at', '<', before).executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}

function keyOf({ workspace, channel, thread }: Place, person: string): string {
  return JSON.stringify([workspace, channel, thread, person]);
}

/** So many memories are kept as they were read or written: who speaks now mostly spoke a moment ago. */
const keptLately = 200;

/** Memories as text and back; text that is still the same as a moment ago is not read again. */
function storing<Output>(schema: z.ZodType<Output>) {
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
