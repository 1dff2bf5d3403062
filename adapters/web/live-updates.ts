/** Tells listening pages that something is new in their conversation. */
export interface Hub {
  /** How many listen. */
  readonly size: number;
  listen(thread: string, hear: () => void): () => void;
  ring(thread: string): void;
}

/** A hub for the pages of one process. */
export function createHub(): Hub {
  const listeners = new Map<() => void, string>();
  return {
    get size() {
      return listeners.size;
    },
    listen(thread, hear) {
      // A listener of its own for each call, so that the same function can listen twice.
      const own = () => hear();
      listeners.set(own, thread);
      return () => listeners.delete(own);
    },
    ring(thread) {
      for (const [hear, listensTo] of listeners) if (listensTo === thread) hear();
    },
  };
}
