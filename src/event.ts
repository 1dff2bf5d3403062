import type { Person, Viewer } from './decisions/record.ts';

/** Something that a person did on some platform, in words that all platforms share. */
export type Event = Said | Overheard | Chose | Submitted | Commanded;

/**
 * Who notices that something is done: nobody else is there (direct messages, somebody's own tab); in a channel the person
 * alone sees it (a command, a message for them alone); all of a channel see it (words said there, a message of all's).
 */
export type Setting = 'direct' | 'quiet' | 'open';

/** Somebody, or a group of people, whom words mention: they stand in them as `@name`. */
export interface Mentioned {
  readonly kind: 'person' | 'group';
  readonly id: string;
  readonly name: string;
  /** Whether that is their name; else it only says that somebody stands there. */
  readonly isNamed: boolean;
}

interface Anywhere {
  /** The tenant: nothing crosses it. */
  readonly workspace: string;
  readonly channel: string;
  /** The thread in the channel; the channel itself where it is empty. */
  readonly thread: string;
  readonly person: Person;
  /** What the person may see. */
  readonly viewer: Viewer;
  /** The surface: `web`, `terminal` ... */
  readonly source: string;
  /** Tells this event from all others, so that one delivered twice happens once; undefined where it cannot be. */
  readonly id?: string;
  /** Where the message can be read; empty where there is no such place. */
  readonly permalink?: string;
  /** Whether records that come from here belong to the channel's members alone. */
  readonly isPrivate?: boolean;
  /** Whether people from outside are in the channel. */
  readonly isShared?: boolean;
  /** Whom the words mention, in their order; undefined where a mention is just words. */
  readonly mentioned?: readonly Mentioned[];
  /** Who noticed it; undefined where the surface shows everything to whoever uses it. */
  readonly setting?: Setting;
}

/** Words to the advisor. */
export interface Said extends Anywhere {
  readonly kind: 'said';
  readonly text: string;
}

/** Words in a channel that were not said to the advisor; looked at only where noticing is on, and never stored. */
export interface Overheard extends Anywhere {
  readonly kind: 'overheard';
  readonly text: string;
}

/** A command of the registry (src/commands) with its arguments by name. */
export interface Commanded extends Anywhere {
  readonly kind: 'commanded';
  readonly name: string;
  readonly given: Readonly<Record<string, string>>;
}

/** Choices that were pressed: one, or several of a question that takes several. Ids or labels. */
export interface Chose extends Anywhere {
  readonly kind: 'chose';
  readonly choices: readonly string[];
}

/** A form that was filled in. */
export interface Submitted extends Anywhere {
  readonly kind: 'submitted';
  readonly form: string;
  readonly fields: Readonly<Record<string, string>>;
}
