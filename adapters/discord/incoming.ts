import { z } from 'zod';
import { componentSchema } from './outgoing.ts';

const text = z.string();

/** Where something happened. */
const placeSchema = z.object({
  /** The channel or thread; in Discord a thread is a channel with an id of its own. */
  at: text,
  /** Discord's type of it; null where the payload does not tell. */
  type: z.number().nullable(),
  /** Of a thread the channel that it is in, where the payload tells; else empty. */
  parent: text,
  /** A conversation of its own within: what a person alone sees, a team's walk. Empty for the place's own. */
  thread: text,
});
export type Place = z.infer<typeof placeSchema>;

const common = {
  /** `handle` is the user name, which nobody else has; the name is chosen in each server. */
  person: z.object({ id: text, name: text, handle: text }),
  /** Ids of the person's roles in the server. */
  roles: z.array(text),
  place: placeSchema,
  /** Where what happened can be read; empty where it cannot. */
  permalink: text,
  /** The message that is answered; empty for none. */
  replyTo: text,
  /** Admits to answering an interaction; empty for messages. */
  token: text,
  /** Whether the answer is for the person alone. */
  ephemeral: z.boolean(),
  /** Whether the interaction began at a message of ours, so that it can be taken without anything to show. */
  onMessage: z.boolean(),
  /** The message in which something was pressed, where others see it too; empty elsewhere. */
  pressed: text,
  /** Whether we may post there: false where the payload says that we may not. */
  mayPost: z.boolean(),
};

/** What arrived, as the inbox keeps it until it is handled. */
export const arrivedSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('said'), ...common, text }),
  /** The words of others are not stored: they wait in memory under the arrival's key. */
  z.object({ kind: z.literal('overheard'), ...common }),
  z.object({ kind: z.literal('commanded'), ...common, name: text, given: z.record(text, text) }),
  z.object({ kind: z.literal('chose'), ...common, choices: z.array(text) }),
  z.object({ kind: z.literal('submitted'), ...common, form: text, fields: z.record(text, text) }),
  /** What the person alone sees is shown to the channel: it is kept under `shared`. */
  z.object({
    kind: z.literal('shared'),
    ...common,
    shared: text,
    /** What is left of the message without the button that was pressed; empty where it stays as it is. */
    left: z.array(componentSchema).default([]),
  }),
  /** Somebody answered a message of ours without letting us read it. */
  z.object({ kind: z.literal('unread'), ...common, answered: text.default('') }),
  /** A form that waits behind a button is to be opened; it is opened at once, so it is never stored. */
  z.object({ kind: z.literal('wanted-form'), ...common, form: text }),
  /** A message is to be recorded: a form is filled from it; opened at once too. */
  z.object({ kind: z.literal('from-message'), ...common, text, author: text, message: text }),
]);
export type Arrived = z.infer<typeof arrivedSchema>;
export type ArrivedOf<Kind extends Arrived['kind']> = Extract<Arrived, { kind: Kind }>;
