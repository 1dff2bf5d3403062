import { setTimeout as sleep } from 'node:timers/promises';
import type { Shown } from '../faults/slack-api.ts';
import { wordOf } from '../faults/traffic.ts';
import { createThreads, deliver, type Kind, type Unit } from './slack-teams.ts';

/** Processes behind a balancer: each request goes to the next one that is up. */
export interface Balancer {
  next(): string;
}

/** One thing that was done, and what came of it. */
interface Done {
  readonly unit: Unit;
  readonly sentAt: number;
  takenAt?: number;
  answeredAt?: number;
  answers: number;
}

/** What is wrong with what was acknowledged. */
export interface Verdict {
  readonly taken: number;
  readonly again: number;
  readonly lost: number;
  readonly doubled: number;
  readonly disordered: number;
  /** From the request to the answer, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
}

const kinds: readonly Kind[] = ['tell', 'propose', 'tell', 'ask'];
/** What was not acknowledged Slack gives again; sooner here, so that more of it happens. In milliseconds. */
const againMs = 300;

/** People of many workspaces, who act in their channels. Nobody acts in a channel before what was done there is acknowledged. */
export class Traffic {
  readonly #places: readonly { readonly workspace: number; readonly channel: number }[];
  readonly #balancer: Balancer;
  readonly #apiUrl: string;
  readonly #done = new Map<string, Done>();
  readonly #busy = new Set<number>();
  readonly #threadOf: (unit: Unit) => string;
  /** The numbers of the words that were answered, in their order, by conversation. */
  readonly #posted = new Map<string, number[]>();
  readonly #waiting = new Map<string, () => void>();
  #again = 0;
  #count: number;
  #turn = 0;

  /** `first` is the number of the first thing that is done: numbers go on over all runs on one database. */
  constructor(
    size: { readonly workspaces: number; readonly channels: number; readonly unitsInThread?: number },
    balancer: Balancer,
    apiUrl: string,
    first: number,
  ) {
    this.#threadOf = createThreads(size.unitsInThread);
    this.#balancer = balancer;
    this.#apiUrl = apiUrl;
    this.#count = first;
    // Workspaces in turns, so that few places are many workspaces.
    this.#places = Array.from({ length: size.channels }, (_, channel) =>
      Array.from({ length: size.workspaces }, (_, workspace) => ({ workspace, channel })),
    ).flat();
  }

  get count(): number {
    return this.#count;
  }

  /** Told of each message that the program posts. */
  shown(message: Shown): void {
    // What came too late for the acknowledgement goes to an address of its own.
    const word = wordOf(message.content) || message.channel.replace('response ', '');
    const done = this.#done.get(word);
    if (done === undefined) return;
    this.#answered(done);
    const place = `${message.channel} ${message.thread} ${message.alone}`;
    this.#posted.set(place, [...(this.#posted.get(place) ?? []), done.unit.number]);
  }

  /** Acts at a steady rate, whatever becomes of it. */
  async atRate(rate: number, seconds: number): Promise<void> {
    const begun: Promise<unknown>[] = [];
    const start = Date.now();
    for (let at = 0; at < rate * seconds; at++) {
      await sleep(Math.max(start + (at * 1_000) / rate - Date.now(), 0));
      begun.push(this.#act());
    }
    await Promise.all(begun);
  }

  /** So many people act, each as soon as they are answered; says how many answers came in a second. */
  async asFastAs(people: number, seconds: number, warmUp: number): Promise<number> {
    const begin = Date.now() + warmUp * 1_000;
    const end = begin + seconds * 1_000;
    let answered = 0;
    const person = async () => {
      while (Date.now() < end) {
        const done = await this.#act();
        if (done === undefined) continue;
        await this.#answerOf(done.unit.word, end);
        if (done.answeredAt !== undefined && done.answeredAt >= begin && done.answeredAt < end) answered += 1;
      }
    };
    await Promise.all(Array.from({ length: people }, person));
    return answered / seconds;
  }

  /** Acknowledged and not answered yet. */
  open(): readonly string[] {
    return [...this.#done.values()].flatMap(({ unit, takenAt, answeredAt }) =>
      takenAt !== undefined && answeredAt === undefined ? [unit.word] : [],
    );
  }

  /** When the last of these was answered, in milliseconds; undefined where one was not. */
  lastAnswer(words: readonly string[]): number | undefined {
    const times = words.map((word) => this.#done.get(word)?.answeredAt ?? Number.POSITIVE_INFINITY);
    const last = Math.max(0, ...times);
    return Number.isFinite(last) ? last : undefined;
  }

  /** The same in words. */
  lost(): readonly string[] {
    return this.open().map((word) => `${this.#done.get(word)?.unit.kind ?? ''} ${word}`);
  }

  /** Waits until all is answered, at most so long in seconds. */
  async settled(seconds: number): Promise<void> {
    const end = Date.now() + seconds * 1_000;
    while (this.open().length > 0 && Date.now() < end) await sleep(50);
    // What comes twice may come a little later.
    await sleep(1_500);
  }

  verdict(): Verdict {
    const all = [...this.#done.values()];
    const taken = all.filter(({ takenAt }) => takenAt !== undefined);
    const times = taken
      .flatMap(({ sentAt, answeredAt }) => (answeredAt === undefined ? [] : [answeredAt - sentAt]))
      .sort((a, b) => a - b);
    const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
    return {
      taken: taken.length,
      again: this.#again,
      lost: this.open().length,
      doubled: all.filter(({ answers }) => answers > 1).length,
      disordered: [...this.#posted.values()].filter((numbers) =>
        numbers.some((number, index) => number < (numbers[index - 1] ?? 0)),
      ).length,
      p50: at(0.5),
      p99: at(0.99),
      longest: times.at(-1) ?? Number.NaN,
    };
  }

  /** Does the next thing in a place where nothing is on its way; undefined where it came to nothing. */
  async #act(): Promise<Done | undefined> {
    const at = this.#freePlace();
    const place = this.#places[at];
    if (place === undefined) {
      await sleep(10);
      return undefined;
    }
    this.#busy.add(at);
    const number = this.#count++;
    const round = Math.floor(number / this.#places.length);
    const kind = kinds[(number + round) % kinds.length] ?? 'ask';
    const done: Done = {
      unit: { number, word: `zq${number}x`, kind, ...place },
      sentAt: Date.now(),
      answers: 0,
    };
    this.#done.set(done.unit.word, done);
    const isTaken = await this.#give(done);
    this.#busy.delete(at);
    return isTaken ? done : undefined;
  }

  #freePlace(): number {
    for (let tried = 0; tried < this.#places.length; tried++) {
      const at = this.#turn++ % this.#places.length;
      if (!this.#busy.has(at)) return at;
    }
    return -1;
  }

  /** An event is given until it is taken; whoever sees a command fail does something else. */
  async #give(done: Done): Promise<boolean> {
    const { unit } = done;
    const thread = unit.kind === 'tell' ? this.#threadOf(unit) : '';
    for (;;) {
      const got = await deliver(this.#balancer.next(), unit, thread, this.#apiUrl);
      if (got !== undefined) {
        done.takenAt = Date.now();
        if (unit.kind === 'ask' && got !== '') this.#answered(done);
        return true;
      }
      if (unit.kind !== 'tell') return false;
      this.#again += 1;
      await sleep(againMs);
    }
  }

  #answered(done: Done): void {
    done.answers += 1;
    done.answeredAt ??= Date.now();
    this.#waiting.get(done.unit.word)?.();
  }

  async #answerOf(word: string, end: number): Promise<void> {
    if (this.#done.get(word)?.answeredAt !== undefined) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.set(word, resolve);
    await Promise.race([promise, sleep(Math.max(end - Date.now(), 0), undefined, { ref: false })]);
    this.#waiting.delete(word);
  }
}
