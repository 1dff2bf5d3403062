import { setImmediate as eventLoopTurn } from 'node:timers/promises';
import { type Clock, every } from './clock.ts';

/** What was found to be worked on. */
export interface Found<Item> {
  readonly items: readonly Item[];
  /** In how many milliseconds there is more, where that is known. */
  readonly moreIn: number | undefined;
}

/** What a worker does: the same for what comes in and for what goes out. */
export interface Work<Item> {
  /** Takes up to so many items that are due, for so many milliseconds, so that nobody else takes them. */
  claim(limit: number): Promise<Found<Item>>;
  /**
   * Works one off, to its end; says in how many milliseconds it is to be tried again, where it is. Whatever it throws is a
   * fault of the machinery, not of the item.
   */
  run(item: Item): Promise<number | undefined>;
  /** Claims for longer what is being worked on. */
  renew(items: readonly Item[]): Promise<void>;
  /** Frees what was claimed and nobody will finish; `running` is what this worker is at. */
  free(running: readonly Item[]): Promise<void>;
}

/** How a worker works. */
export interface WorkerOptions {
  readonly clock: Clock;
  /** So many items at once. */
  readonly concurrency: number;
  /** How often to look for what others left, in milliseconds. */
  readonly pollEvery: number;
  /** How often to renew claims, in milliseconds. */
  readonly renewEvery: number;
  /**
   * Told of faults that end no item: the database is locked, the disk is full. The worker goes on. The same one that
   * comes again and again is told once.
   */
  readonly onFault: (error: unknown) => void;
}

/** Claims and runs items, some at once, from its making to `stop`. */
export class Worker<Item> {
  readonly #work: Work<Item>;
  readonly #options: WorkerOptions;
  readonly #running = new Map<Promise<void>, Item>();
  readonly #cancelPoll: () => void;
  readonly #cancelRenewal: () => void;
  #isOpen = true;
  #cancelWake = () => {};
  #wakesAt = Number.POSITIVE_INFINITY;
  #isLooking = false;
  #isWanted = false;
  #isFreeing = false;
  readonly #told = new Map<'claiming' | 'renewing', string>();
  #looking: Promise<void> = Promise.resolve();

  constructor(work: Work<Item>, options: WorkerOptions) {
    this.#work = work;
    this.#options = options;
    const { clock, pollEvery, renewEvery } = options;
    this.#cancelPoll = every(clock, pollEvery, () => this.#poll());
    this.#cancelRenewal = every(clock, renewEvery, () => void this.#renew());
    this.#poll();
  }

  #poll(): void {
    this.#isFreeing = true;
    this.wake();
  }

  /** Looks for items now: something came in, or became free. */
  wake(): void {
    if (!this.#isOpen) return;
    this.#isWanted = true;
    if (!this.#isLooking) this.#looking = this.#look();
  }

  /** Looks for items in so many milliseconds, where that is known, or sooner where that was asked for. */
  #wakeIn(milliseconds: number | undefined): void {
    if (milliseconds === undefined) return;
    const { clock } = this.#options;
    const at = clock.now() + milliseconds;
    if (!this.#isOpen || at >= this.#wakesAt) return;
    this.#cancelWake();
    this.#wakesAt = at;
    // It may be due since, where it took long to store that.
    this.#cancelWake = clock.after(Math.max(milliseconds, 0), () => {
      this.#wakesAt = Number.POSITIVE_INFINITY;
      this.wake();
    });
  }

  /**
   * Takes nothing new and waits for what runs, at most so long; says whether all of it was finished. What was not is
   * taken up by another process, or at the next start, when its lease is over.
   */
  async stop(within: number): Promise<boolean> {
    this.#isOpen = false;
    this.#cancelPoll();
    this.#cancelWake();
    await this.#looking;
    const isFinished = await this.#finish(within);
    this.#cancelRenewal();
    return isFinished;
  }

  async #look(): Promise<void> {
    this.#isLooking = true;
    while (this.#isWanted && this.#isOpen) {
      this.#isWanted = false;
      await this.#takeUp();
      // The database answers at once: without this, nothing else of the process would get its turn during a backlog.
      await eventLoopTurn();
    }
    this.#isLooking = false;
  }

  async #takeUp(): Promise<void> {
    const free = this.#options.concurrency - this.#running.size;
    if (free <= 0) return;
    try {
      if (this.#isFreeing) await this.#work.free([...this.#running.values()]);
      this.#isFreeing = false;
      const { items, moreIn } = await this.#work.claim(free);
      this.#wakeIn(moreIn);
      for (const item of items) this.#launch(item);
      this.#told.delete('claiming');
    } catch (error) {
      this.#tell('claiming', error);
    }
  }

  /** A database that is locked for a minute is told of once. */
  #tell(doing: 'claiming' | 'renewing', error: unknown): void {
    const told = String(error);
    if (this.#told.get(doing) !== told) this.#options.onFault(error);
    this.#told.set(doing, told);
  }

  #launch(item: Item): void {
    const run = this.#work.run(item).then((again) => this.#wakeIn(again), this.#options.onFault);
    this.#running.set(run, item);
    void run.then(() => {
      this.#running.delete(run);
      this.wake();
    });
  }

  async #renew(): Promise<void> {
    if (this.#running.size === 0) return;
    try {
      await this.#work.renew([...this.#running.values()]);
      this.#told.delete('renewing');
    } catch (error) {
      this.#tell('renewing', error);
    }
  }

  #finish(within: number): Promise<boolean> {
    return new Promise((resolve) => {
      const cancel = this.#options.clock.after(within, () => resolve(false));
      void Promise.all(this.#running.keys()).then(() => {
        cancel();
        resolve(true);
      });
    });
  }
}
