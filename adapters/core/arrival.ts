import { z } from 'zod';

const text = z.string();

const common = {
  /** Who did it, as far as what was delivered tells: an id alone, or the names as well. */
  person: z.object({ id: text, name: text, handle: text }),
  place: z.object({
    /** The platform's channel, or its thread where that has an id like a channel's; empty where it is in none. */
    channel: text,
    /** The conversation: the platform's thread, or one of our own for what a person alone sees. Empty for the place's own. */
    thread: text,
    /** Where in the channel answers are posted: a thread, or below a message; empty for the channel itself. */
    postIn: text,
  }),
  /** Whether the channel is private, where what was delivered tells. */
  isPrivate: z.boolean().nullable(),
  /** Where what happened can be read; empty where it cannot. */
  permalink: text,
  /** Whether only the person sees what they pressed, or the answer to what they did. */
  ephemeral: z.boolean(),
  /** The message in which something was pressed, where others see it too; empty elsewhere. */
  pressed: text,
};

/** So many links of a message unfold. */
export const maxLinks = 5;

const kindsSchema = z.discriminatedUnion('kind', [
  /** `begins`: what is said begins a thread with the advisor. */
  z.object({ kind: z.literal('said'), ...common, text, begins: z.boolean().default(false) }),
  /** The words of others are not stored: they wait in memory under the arrival's key. */
  z.object({ kind: z.literal('overheard'), ...common }),
  z.object({ kind: z.literal('commanded'), ...common, name: text, given: z.record(text, text) }),
  z.object({ kind: z.literal('chose'), ...common, choices: z.array(text) }),
  z.object({ kind: z.literal('submitted'), ...common, form: text, fields: z.record(text, text) }),
  /** What the person alone sees is shown to the channel: what is meant by the key `shared` (share-store.ts). */
  z.object({ kind: z.literal('shared'), ...common, shared: text }),
  /** Somebody answered a message of ours without letting us read it. */
  z.object({ kind: z.literal('unread'), ...common, answered: text }),
  /** A form that waits behind a button is to be opened. */
  z.object({ kind: z.literal('wanted-form'), ...common, form: text }),
  /**
   * A message is to be recorded: a form is filled from it and from who spoke around it. `author` and `message` are the
   * platform's, for its `participants`: an id or a name, the message or the root of its thread.
   */
  z.object({ kind: z.literal('from-message'), ...common, text, author: text, message: text }),
  /** A message links to pages of ours. `message` is the platform's: the message itself. */
  z.object({ kind: z.literal('linked'), ...common, links: z.array(text).max(maxLinks), message: text }),
  /** Somebody opened a page of the advisor's own. */
  z.object({ kind: z.literal('opened'), ...common, page: z.enum(['home', 'messages']) }),
]);
type Kinds = z.infer<typeof kindsSchema>;

/** What arrived, as the inbox keeps it until it is handled; `origin` is what the platform needs to answer it. */
export type Arrived<Origin> = Kinds & { readonly origin: Origin };
export type ArrivedOf<Origin, Kind extends Kinds['kind']> = Extract<Kinds, { kind: Kind }> & {
  readonly origin: Origin;
};

/** Reads what is stored. `before` turns what an earlier version stored into what is stored now. */
export function arrivedSchema<Origin>(
  origin: z.ZodType<Origin>,
  before: (stored: unknown) => unknown,
): z.ZodType<Arrived<Origin>> {
  return z.preprocess(before, z.intersection(kindsSchema, z.object({ origin })));
}

/** What was read of a delivery: what to keep, and what has to be used at once. */
export interface Received<Origin> {
  /** The same when it is delivered again. */
  readonly key: string;
  readonly workspace: string;
  readonly arrived: Arrived<Origin>;
  /** The words of something overheard; they are held in memory alone. */
  readonly words: string;
  /** When it can no longer be answered as such, in ISO form. */
  readonly expiresAt: string | undefined;
}

/** The thread of what a person alone sees in a channel: others' answers are not theirs to go on from. */
export function ownThread(person: string): string {
  return `me:${person}`;
}
