import { type Clock, every, systemClock } from '../../src/queue/clock.ts';

/** Tells listening pages that something is new in their conversation. */
export interface Hub {
  /** How many listen. */
  readonly size: number;
  /** How far a conversation is; whoever listens from there on hears of all that comes after. */
  newest(thread: string): Promise<number>;
  listen(thread: string, from: number, hear: () => void): () => void;
  /** Something is new here; `revision` says how far the conversation is now, where that is known. */
  ring(thread: string, revision?: number): void;
}

/** How far each of these conversations is, by their names; 0 for an empty one. */
export type Revisions = (threads: readonly string[]) => Promise<ReadonlyMap<string, number>>;

/** A conversation to which somebody listens. */
interface Room {
  /** How far those who listen know it. */
  known: number;
  readonly listeners: Set<() => void>;
}

/** So often it is looked for what other processes have added, while anybody listens, in milliseconds. */
const lookEvery = 1_000;

/** A hub for the pages of one process: what is new here is heard at once, what came through another process soon after. */
export function createHub(revisions: Revisions, clock: Clock = systemClock): Hub {
  const rooms = new Map<string, Room>();
  let isLooking = false;
  let stopLooking: () => void = () => {};
  const tell = (room: Room, revision: number) => {
    room.known = revision;
    for (const hear of room.listeners) hear();
  };
  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    try {
      const now = await revisions([...rooms.keys()]);
      for (const [thread, room] of rooms) {
        const revision = now.get(thread) ?? 0;
        if (revision !== room.known) tell(room, revision);
      }
    } catch {
      // The database is away: what was missed is seen with the next look.
    } finally {
      isLooking = false;
    }
  };
  return {
    get size() {
      return [...rooms.values()].reduce((sum, { listeners }) => sum + listeners.size, 0);
    },
    async newest(thread) {
      return (await revisions([thread])).get(thread) ?? 0;
    },
    listen(thread, from, hear) {
      if (rooms.size === 0) stopLooking = every(clock, lookEvery, () => void look());
      const room = rooms.get(thread) ?? { known: from, listeners: new Set() };
      rooms.set(thread, room);
      room.known = Math.min(room.known, from);
      // A listener of its own for each call, so that the same function can listen twice.
      const own = () => hear();
      room.listeners.add(own);
      return () => {
        room.listeners.delete(own);
        if (room.listeners.size > 0) return;
        rooms.delete(thread);
        if (rooms.size === 0) stopLooking();
      };
    },
    ring(thread, revision) {
      const room = rooms.get(thread);
      if (room !== undefined) tell(room, revision ?? room.known);
    },
  };
}
