import { type ChildProcess, fork } from 'node:child_process';

/** What became of a job: its result, or why there is none. */
export type Bounded<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'failed'; readonly reason: string };

/** How much a worker may take. */
export interface WorkerBounds<Result> {
  /** The longest that one job may take, in milliseconds. */
  readonly jobMs: number;
  readonly heapMb: number;
  /** Whether a message of the worker is a result; only this program's own processes send any. */
  readonly isResult: (message: unknown) => message is Result;
}

/** Loading what a worker needs takes a moment, more on a busy machine; in milliseconds. */
const startMs = 30_000;
const started = 'started';

/**
 * A process that works off jobs on what came from outside, one after the other. A job that takes too long, too much memory
 * or too deep a stack fails alone: its process is ended, and the next job gets a new one. It is no thread: one that runs
 * out of memory can take its whole process down.
 */
export class BoundedWorker<Job extends object, Result> {
  readonly #file: URL;
  readonly #bounds: WorkerBounds<Result>;
  #child: Promise<ChildProcess> | undefined;

  constructor(file: URL, bounds: WorkerBounds<Result>) {
    this.#file = file;
    this.#bounds = bounds;
  }

  /** Works a job off; call it again when the one before has ended. */
  async run(job: Job): Promise<Bounded<Result>> {
    this.#child ??= start(this.#file, this.#bounds.heapMb);
    const child = await this.#child;
    const { outcome, isOver } = await ask(child, job, this.#bounds);
    if (isOver) await this.close();
    return outcome;
  }

  /** Ends the process. */
  async close(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    (await child?.catch(() => undefined))?.kill('SIGKILL');
  }
}

/** What became of a job, and whether the process is of no use any more. */
interface Asked<Result> {
  readonly outcome: Bounded<Result>;
  readonly isOver: boolean;
}

function ask<Job extends object, Result>(
  child: ChildProcess,
  job: Job,
  { jobMs, isResult }: WorkerBounds<Result>,
): Promise<Asked<Result>> {
  return new Promise((resolve) => {
    const settle = (outcome: Bounded<Result>, isOver: boolean) => {
      clearTimeout(timer);
      child.off('message', hear).off('exit', leave);
      resolve({ outcome, isOver });
    };
    const end = (reason: string) => settle({ kind: 'failed', reason }, true);
    // Out of memory, V8 aborts; nothing else in it does.
    const leave = (_code: number | null, signal: NodeJS.Signals | null) =>
      end(signal === 'SIGABRT' ? 'takes too much memory to read' : 'cannot be read');
    const hear = (message: unknown) => {
      if (isFault(message)) settle({ kind: 'failed', reason: message.fault }, false);
      else if (isResult(message)) settle({ kind: 'done', result: message }, false);
    };
    const timer = setTimeout(() => end(`takes longer than ${jobMs / 1_000} s to read`), jobMs);
    child.on('message', hear).on('exit', leave);
    child.send(job, (error) => {
      if (error !== null) end('cannot be read');
    });
  });
}

function start(file: URL, heapMb: number): Promise<ChildProcess> {
  const child = fork(file, {
    env: {},
    execArgv: [`--max-old-space-size=${heapMb}`],
    serialization: 'advanced',
    // What it says when it is ended is no matter.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // Where it cannot be spoken to any more it has ended, and that is heard.
  child.on('error', () => {});
  return new Promise((resolve, reject) => {
    const settle = (isStarted: boolean) => {
      clearTimeout(timer);
      child.off('message', hear).off('exit', leave);
      if (isStarted) return resolve(child);
      child.kill('SIGKILL');
      reject(new Error('the process that reads did not start'));
    };
    const hear = (message: unknown) => settle(message === started);
    const leave = () => settle(false);
    const timer = setTimeout(leave, startMs);
    child.on('message', hear).on('exit', leave);
  });
}

interface Fault {
  readonly fault: string;
}

function isFault(message: unknown): message is Fault {
  return typeof message === 'object' && message !== null && 'fault' in message;
}

/** Why a job failed, in words for a person. */
function reasonOf(error: unknown): string {
  return error instanceof RangeError ? 'nested too deep' : 'cannot be read';
}

/** The worker's side: answers every job with what `work` makes of it, until whoever gives them is gone. */
export function serveJobs<Job, Result extends object>(
  isJob: (message: unknown) => message is Job,
  work: (job: Job) => Result,
): void {
  const answer = (message: object | string) => process.send?.(message);
  process.on('message', (message: unknown) => {
    if (!isJob(message)) return;
    try {
      answer(work(message));
    } catch (error) {
      answer({ fault: reasonOf(error) } satisfies Fault);
    }
  });
  process.on('disconnect', () => process.exit());
  answer(started);
}
