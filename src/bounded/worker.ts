import { parentPort, Worker } from 'node:worker_threads';

/** What became of a job: its result, or why there is none. */
export type Bounded<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'failed'; readonly reason: string };

/** How much a worker may take. */
export interface WorkerBounds<Result> {
  /** The longest that one job may take, in milliseconds. */
  readonly jobMs: number;
  readonly heapMb: number;
  /** Whether a message of the worker is a result; only this program's own threads send any. */
  readonly isResult: (message: unknown) => message is Result;
}

/** Loading what a worker needs takes a moment, more on a busy machine; in milliseconds. */
const startMs = 30_000;
const started = 'started';

/**
 * A thread that works off jobs on what came from outside, one after the other. A job that takes too long, too much memory
 * or too deep a stack fails alone: the thread is ended, and the next job gets a new one.
 */
export class BoundedWorker<Job, Result> {
  readonly #file: URL;
  readonly #bounds: WorkerBounds<Result>;
  #thread: Promise<Worker> | undefined;

  constructor(file: URL, bounds: WorkerBounds<Result>) {
    this.#file = file;
    this.#bounds = bounds;
  }

  /** Works a job off; call it again when the one before has ended. */
  async run(job: Job): Promise<Bounded<Result>> {
    this.#thread ??= start(this.#file, this.#bounds.heapMb);
    const thread = await this.#thread;
    const { outcome, isOver } = await ask(thread, job, this.#bounds);
    if (isOver) await this.close();
    return outcome;
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    await (await thread?.catch(() => undefined))?.terminate();
  }
}

/** What became of a job, and whether the thread is of no use any more. */
interface Asked<Result> {
  readonly outcome: Bounded<Result>;
  readonly isOver: boolean;
}

function ask<Job, Result>(
  thread: Worker,
  job: Job,
  { jobMs, isResult }: WorkerBounds<Result>,
): Promise<Asked<Result>> {
  return new Promise((resolve) => {
    const settle = (outcome: Bounded<Result>, isOver: boolean) => {
      clearTimeout(timer);
      thread.off('message', hear).off('error', fail).off('exit', fail);
      resolve({ outcome, isOver });
    };
    const end = (reason: string) => settle({ kind: 'failed', reason }, true);
    const fail = (error: unknown) => end(reasonOf(error));
    const hear = (message: unknown) => {
      if (isFault(message)) settle({ kind: 'failed', reason: message.fault }, false);
      else if (isResult(message)) settle({ kind: 'done', result: message }, false);
    };
    const timer = setTimeout(() => end(`takes longer than ${jobMs / 1_000} s to read`), jobMs);
    thread.on('message', hear).on('error', fail).on('exit', fail);
    thread.postMessage(job);
  });
}

function start(file: URL, heapMb: number): Promise<Worker> {
  const thread = new Worker(file, {
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
    stdout: true,
    stderr: true,
  });
  // What a thread that is being ended still has to say is no matter.
  thread.on('error', () => {});
  return new Promise((resolve, reject) => {
    const settle = (error?: unknown) => {
      clearTimeout(timer);
      thread.off('message', hear).off('error', settle);
      if (error === undefined) resolve(thread);
      else reject(error);
    };
    const hear = (message: unknown) => settle(message === started ? undefined : new Error(notStarted));
    const timer = setTimeout(() => {
      settle(new Error(notStarted));
      thread.terminate();
    }, startMs);
    thread.on('message', hear).on('error', settle);
  });
}

const notStarted = 'the thread that reads did not start';

interface Fault {
  readonly fault: string;
}

function isFault(message: unknown): message is Fault {
  return typeof message === 'object' && message !== null && 'fault' in message;
}

/** Why a job failed, in words for a person. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return 'takes too much memory to read';
  return error instanceof RangeError ? 'nested too deep' : 'cannot be read';
}

/** The worker's side: answers every job with what `work` makes of it. */
export function serveJobs<Job, Result extends object>(
  isJob: (message: unknown) => message is Job,
  work: (job: Job) => Result,
): void {
  const port = parentPort;
  port?.on('message', (message: unknown) => {
    if (!isJob(message)) return;
    try {
      port.postMessage(work(message));
    } catch (error) {
      port.postMessage({ fault: reasonOf(error) } satisfies Fault);
    }
  });
  port?.postMessage(started);
}
