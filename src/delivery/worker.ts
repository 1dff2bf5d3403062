import { type Clock, every } from './clock.ts';

/** What a worker does: the same for what comes in and for what goes out. */
export interface Work<Item> {
  /** Takes up to so many items that are due, for so many milliseconds, so that nobody else takes them. */
  claim(limit: number): Promise<readonly Item[]>;
  /** Works one off, to its end: whatever it throws is a fault of the machinery, not of the item. */
  run(item: Item): Promise<void>;
  /** Claims for longer what is being worked on. */
  renew(items: readonly Item[]): Promise<void>;
}

/** How a worker works. */
export interface WorkerOptions {
  readonly clock: Clock;
  /** So many items at once. */
  readonly concurrency: number;
  /** How often to look for what others left, in milliseconds. */
  readonly pollEvery: number;
  /** How long a claim holds, in milliseconds. */
  readonly lease: number;
  /** Told of faults that end no item: the database is locked, the disk is full. The worker goes on. */
  readonly onFault: (error: unknown) => void;
}

/** Claims and runs items, some at once, from `start` to `stop`. */
export class Worker<Item> {
  readonly #work: Work<Item>;
  readonly #options: WorkerOptions;
  readonly #running = new Map<Promise<void>, Item>();
  #state: 'new' | 'open' | 'stopped' = 'new';
  #cancelPoll = () => {};
  #cancelRenewal = () => {};
  #isLooking = false;
  #isWanted = false;
  #looking: Promise<void> = Promise.resolve();

  constructor(work: Work<Item>, options: WorkerOptions) {
    this.#work = work;
    this.#options = options;
  }

  /** Begins; once in a worker's life. */
  start(): void {
    if (this.#state !== 'new') throw new RangeError('a worker is started once');
    this.#state = 'open';
    const { clock, pollEvery, lease } = this.#options;
    this.#cancelPoll = every(clock, pollEvery, () => this.wake());
    // Two renewals may fail before the claim is lost.
    this.#cancelRenewal = every(clock, lease / 3, () => void this.#renew());
    this.wake();
  }

  /** Looks for items now: something came in, or became free. */
  wake(): void {
    if (this.#state !== 'open') return;
    this.#isWanted = true;
    if (!this.#isLooking) this.#looking = this.#look();
  }

  /** Looks for items in so many milliseconds. */
  wakeIn(milliseconds: number): void {
    if (this.#state === 'open') this.#options.clock.after(milliseconds, () => this.wake());
  }

  /**
   * Takes nothing new and waits for what runs, at most so long; says whether all of it was finished. What was not is
   * taken up by another process, or at the next start, when its lease is over.
   */
  async stop(within: number): Promise<boolean> {
    this.#state = 'stopped';
    this.#cancelPoll();
    await this.#looking;
    const isFinished = await this.#finish(within);
    this.#cancelRenewal();
    return isFinished;
  }

  async #look(): Promise<void> {
    this.#isLooking = true;
    while (this.#isWanted && this.#state === 'open') {
      this.#isWanted = false;
      await this.#takeUp();
    }
    this.#isLooking = false;
  }

  async #takeUp(): Promise<void> {
    const free = this.#options.concurrency - this.#running.size;
    if (free <= 0) return;
    try {
      for (const item of await this.#work.claim(free)) this.#launch(item);
    } catch (error) {
      this.#options.onFault(error);
    }
  }

  #launch(item: Item): void {
    const run = this.#work.run(item).catch(this.#options.onFault);
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
    } catch (error) {
      this.#options.onFault(error);
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
