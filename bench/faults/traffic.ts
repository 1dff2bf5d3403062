import { setTimeout as sleep } from 'node:timers/promises';

/** What people do on both platforms. */
export type Kind = 'mention' | 'ask' | 'propose' | 'accept';

/** One thing that somebody does, told from all others by its word. */
export interface Unit {
  readonly number: number;
  readonly word: string;
  readonly kind: Kind;
  /** Which of the channels, each with a person of its own. */
  readonly place: number;
  /** The word of the proposal that is accepted; empty elsewhere. */
  readonly about: string;
}

/** What came of giving it to the program: what the platform gives again is the same delivery, under the same id. */
export type Given = 'taken' | 'again' | 'dropped';

/** How a platform cannot be reached. */
export type Away = 'refused' | 'silent' | 'failing';

/** Where deliveries go. */
export interface Receiver {
  readonly address: string;
  /** Whether the program has stored a delivery. */
  isStored(key: string): boolean;
}

/** A chat platform: what it delivers to the program, and what it shows of the program's answers. */
export interface Side {
  readonly name: 'slack' | 'discord';
  /** The tenant in the database. */
  readonly workspace: string;
  environment(starts: number): Readonly<Record<string, string>>;
  /** Waits a moment until the program takes what is delivered. */
  reachable(): Promise<void>;
  /** Whether somebody can do so just now. */
  offers(kind: Kind): boolean;
  /** Never throws: what cannot be delivered is given again, where the platform would do so, or dropped. */
  deliver(unit: Unit, receiver: Receiver): Promise<Given>;
  /** How often it was answered, as people see it; an acceptance is answered where the record's card says so. */
  answers(unit: Unit): number;
  /** Whether the card of a proposal is there. */
  hasCard(word: string): boolean;
  /** Words in the order in which their answers were posted, by place. */
  posted(): ReadonlyMap<string, readonly string[]>;
  away(how: Away | undefined): Promise<void>;
  stop(): Promise<void>;
}

/** How people act. */
export interface TrafficOptions {
  readonly places: number;
  /** Seconds that a person waits, on average, before they do the next thing. */
  readonly pause: number;
}

/** What was done. */
export interface Traffic {
  readonly units: readonly Unit[];
  /** Those that the program acknowledged. */
  readonly taken: readonly Unit[];
  /** How often something was given again. */
  readonly again: number;
  /** Nobody begins anything any more; what was begun is given until it is taken. */
  end(): Promise<void>;
}

const turns: readonly Kind[] = ['mention', 'propose', 'mention', 'accept', 'ask'];
/** A platform gives again what was not taken; sooner than the real ones, so that more of it happens. */
const againMs = 400;
/** Whoever sees it fail does something else soon; that a message came to nothing nobody sees. */
const tryMs = 300;

/** People who act in their channels, each one thing after the other, until the end. */
export function beginTraffic(side: Side, receiver: Receiver, { places, pause }: TrafficOptions): Traffic {
  const units: Unit[] = [];
  const taken: Unit[] = [];
  let again = 0;
  const over = new AbortController();
  const rest = (milliseconds: number) =>
    sleep(milliseconds, undefined, { signal: over.signal }).catch(() => {});

  const act = async (unit: Unit) => {
    units.push(unit);
    for (;;) {
      const given = await side.deliver(unit, receiver);
      if (given === 'taken') taken.push(unit);
      if (given !== 'again') return given;
      again += 1;
      await sleep(againMs);
    }
  };
  const person = async (place: number) => {
    let about = '';
    await rest(Math.random() * pause * 1_000);
    for (let turn = place; !over.signal.aborted; turn++) {
      const kind = kindOf(turns[turn % turns.length] ?? 'ask', about);
      let given: Given = 'dropped';
      if (side.offers(kind)) {
        const number = units.length + 1;
        const unit = { number, word: `zq${number}x`, kind, place, about: kind === 'accept' ? about : '' };
        given = await act(unit);
        if (kind === 'propose') about = given === 'taken' ? unit.word : '';
        if (kind === 'accept') about = '';
      }
      const isSeen = given === 'dropped' && kind !== 'mention';
      await rest(isSeen ? tryMs : pause * 1_000 * (0.5 + Math.random()));
    }
  };
  /** A proposal is accepted once, where its card is there to be pressed. */
  const kindOf = (kind: Kind, about: string): Kind =>
    kind === 'accept' && (about === '' || !side.hasCard(about)) ? 'propose' : kind;
  const people = Array.from({ length: places }, (_, place) => person(place));
  return {
    units,
    taken,
    get again() {
      return again;
    },
    async end() {
      over.abort();
      await Promise.all(people);
    },
  };
}

/** The words of the units in what was shown. */
export function wordsIn(value: unknown): string[] {
  return [...new Set(JSON.stringify(value).match(/zq\d+x/g) ?? [])];
}

const firstWords = new WeakMap<object, string>();

/** The word of the unit that something shown is about: the first in it. What changes is another object then. */
export function wordOf(shown: object): string {
  const word = firstWords.get(shown) ?? wordsIn(shown)[0] ?? '';
  firstWords.set(shown, word);
  return word;
}

/** What somebody says; asks are the question alone. */
export function textOf({ kind, word }: Unit): string {
  switch (kind) {
    case 'mention':
      return `we decided to call the billing queue ${word} because it is short`;
    case 'ask':
      return `what is ${word}`;
    case 'propose':
      return `we call the storage bucket ${word} because it is short`;
    case 'accept':
      return '';
  }
}
