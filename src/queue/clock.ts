/** The time and a way to wait for it; tests bring their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `work` once after so many milliseconds, unless the returned function is called before. */
  after(milliseconds: number, work: () => void): () => void;
}

/** The system's time. Its timers never keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, work) {
    const timer = setTimeout(work, milliseconds).unref();
    return () => {
      clearTimeout(timer);
    };
  },
};

/** The time by which all processes go that share a database. */
export function clockOf({ now }: { now(): number }): Clock {
  return { ...systemClock, now };
}

/** A time as it is stored: ISO text of one length, so that texts compare as times do. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** Runs `work` again and again, so many milliseconds apart, until the returned function is called. */
export function every(clock: Clock, milliseconds: number, work: () => void): () => void {
  let cancel = clock.after(milliseconds, next);
  function next() {
    cancel = clock.after(milliseconds, next);
    work();
  }
  return () => {
    cancel();
  };
}

/** Work that is done when it starts and again and again from then on. */
export interface Rounds {
  start(): void;
  /** Begins no other round and waits for the one that runs. */
  stop(): Promise<void>;
}

/** Rounds that begin so many milliseconds apart; one that takes longer is waited for. What fails is told to `onFault`. */
export function createRounds(
  clock: Clock,
  milliseconds: number,
  round: () => Promise<unknown>,
  onFault: (error: unknown) => void,
): Rounds {
  let cancel = () => {};
  let running: Promise<void> | undefined;
  const begin = () => {
    running ??= round()
      .then(() => {}, onFault)
      .finally(() => {
        running = undefined;
      });
  };
  return {
    start() {
      cancel = every(clock, milliseconds, begin);
      begin();
    },
    async stop() {
      cancel();
      await running;
    },
  };
}
