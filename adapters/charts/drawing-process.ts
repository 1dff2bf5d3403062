import { type ChildProcess, fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Chart } from '../../src/chart.ts';
import { AdvisorError } from '../../src/errors.ts';
import { type Drawing, type DrawOptions, isOutcome, type Job, type Outcome } from './job.ts';
import { drawingMs, heapMb, idleMs, maxWaiting } from './limits.ts';

interface Waiting {
  readonly resolve: (drawing: Drawing) => void;
  readonly reject: (error: AdvisorError) => void;
  readonly timer: NodeJS.Timeout;
}

/** The process that draws, from its start to its end; who finds that it `hasEnded` starts another. */
export class DrawingProcess {
  readonly #child = startChild();
  readonly #waiting = new Map<number, Waiting>();
  readonly #idleMs: number;
  #next = 0;
  #idle: NodeJS.Timeout | undefined;
  #hasEnded = false;

  /** Ends by itself after so many milliseconds in which no chart was wanted. */
  constructor(idle = idleMs) {
    this.#idleMs = idle;
    this.#child.on('message', (message) => {
      if (isOutcome(message)) this.#settle(message);
    });
    this.#child.on('error', (error) => this.#end(error));
    this.#child.on('exit', (code, signal) =>
      this.#end(new Error(`the drawing process ended: ${signal ?? code}`)),
    );
  }

  /** Whether it takes no more charts. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** The process's id, for tests and for who looks after it. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** The chart as drawn; the process does one after the other. */
  draw(chart: Chart, options: DrawOptions): Promise<Drawing> {
    if (this.#waiting.size >= maxWaiting) return Promise.reject(failure('too many charts are being drawn'));
    this.#next += 1;
    const job: Job = { id: this.#next, chart, ...options };
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#end(new Error('drawing took too long')), drawingMs);
      this.#waiting.set(job.id, { resolve, reject, timer });
      this.#keepAlive();
      this.#child.send(job, (error) => {
        if (error !== null) this.#end(error);
      });
    });
  }

  /** Ends it; charts that wait fail. */
  stop(): void {
    this.#end(new Error('drawing was stopped'));
  }

  #settle(outcome: Outcome): void {
    const waiting = this.#waiting.get(outcome.id);
    if (waiting === undefined) return;
    clearTimeout(waiting.timer);
    this.#waiting.delete(outcome.id);
    if ('drawing' in outcome) waiting.resolve(outcome.drawing);
    else waiting.reject(failure('the chart could not be drawn', new Error(outcome.fault)));
    this.#keepAlive();
  }

  /** This process waits for charts that are being drawn, and for nothing else of the child. */
  #keepAlive(): void {
    clearTimeout(this.#idle);
    if (this.#waiting.size > 0) {
      this.#child.ref();
      this.#child.channel?.ref();
      return;
    }
    this.#child.unref();
    this.#child.channel?.unref();
    this.#idle = setTimeout(() => this.stop(), this.#idleMs).unref();
  }

  #end(cause: Error): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    clearTimeout(this.#idle);
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(failure('the chart could not be drawn', cause));
    }
    this.#waiting.clear();
    this.#child.kill('SIGKILL');
    this.#child.unref();
  }
}

/** Nothing of the environment goes along: drawing needs no settings, and no secrets. */
function startChild(): ChildProcess {
  const file = new URL(`./worker${extname(import.meta.url)}`, import.meta.url);
  return fork(fileURLToPath(file), {
    env: {},
    execArgv: [`--max-old-space-size=${heapMb}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

/** No code says "did not work this time"; a conflict's remedy, to look and try again, is the nearest. */
function failure(what: string, cause?: Error): AdvisorError {
  return new AdvisorError('unavailable', `${what}; try again`, { cause });
}
