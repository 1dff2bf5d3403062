import type { Services } from '../../src/conversation/services.ts';
import type { Database } from '../../src/database/connection.ts';

/** The people of a room. */
export type Who = 'ann' | 'bob' | 'cy';

/** A message as people see it; the handle is the platform's, for presses. */
export interface Seen<Handle> {
  readonly words: string;
  readonly labels: readonly string[];
  readonly handle: Handle;
}

/** A chat platform with the advisor in it, as people use it: one channel in which all are, and their direct messages. */
export interface ChatRoom<Handle> {
  readonly services: Services;
  readonly database: Database;
  readonly workspace: string;
  /** Says something to the advisor in the channel. */
  say(who: Who, text: string): Promise<void>;
  /** Says something in the channel that is not for the advisor. */
  murmur(who: Who, text: string): Promise<void>;
  /** Says something in direct messages. */
  tell(who: Who, text: string): Promise<void>;
  /** Gives a command, written as in `/adr accept 3`; `@bob` in it mentions bob. */
  command(who: Who, typed: string): Promise<void>;
  press(who: Who, seen: Seen<Handle>, label: string): Promise<void>;
  /** Answers a question with its first option, whether that is pressed or picked. */
  choose(who: Who, seen: Seen<Handle>): Promise<void>;
  /** Presses what an older version put on a button. */
  pressId(who: Who, seen: Seen<Handle>, id: string): Promise<void>;
  /** Fills in the form that opened last for somebody; people are picked by their names: `ann, bob`. */
  fillIn(who: Who, fields: Readonly<Record<string, string>>): Promise<void>;
  /** Opens a form from a message of somebody that says this. */
  recordMessage(who: Who, text: string): Promise<void>;
  /** The last thing that somebody did is delivered once more. */
  again(): Promise<void>;
  /** Messages of the channel as they are now. */
  inChannel(): Promise<readonly Seen<Handle>[]>;
  /** What people were shown alone, in the channel or directly. */
  alone(who: Who): Promise<readonly Seen<Handle>[]>;
  /** What was written to somebody directly for them to answer, as it is now; it can be pressed there. */
  directly(who: Who): Promise<readonly Seen<Handle>[]>;
  /** The process ends and another one begins. */
  restart(): Promise<void>;
  /** The platform cannot be reached, or can be again. */
  away(isAway: boolean): void;
  /** The next message into the channel is refused for good. */
  refuseNext(): void;
  logged(): string;
  /** What is told to whoever watches. */
  metrics(): Promise<string>;
  stop(): Promise<void>;
}
