import { z } from 'zod';

const text = z.string();

/** Where something happened, and where its answer goes. */
const placeSchema = z.object({
  /** Empty for the Home tab, which is in no channel. */
  channel: text,
  /** The conversation's thread: Slack's, or one of our own for what a person alone sees. */
  thread: text,
  /** Slack's thread in which answers are posted; empty for the channel itself. */
  postIn: text,
});
export type Place = z.infer<typeof placeSchema>;

const common = {
  user: text,
  place: placeSchema,
  /** Whether the channel is private, where the payload tells. */
  isPrivate: z.boolean().nullable(),
  /** Where what happened can be read; empty where it cannot. */
  permalink: text,
  /** Takes answers for a while, a few of them; empty where there is none. */
  responseUrl: text,
  /** Whether only the person sees what they pressed, or the answer to their command. */
  ephemeral: z.boolean(),
  /** The message in which something was pressed, where others see it too; empty elsewhere. */
  pressed: text,
  /** A view that was opened at once and waits to be filled; empty where there is none. */
  view: text,
};

/** What arrived, as the inbox keeps it until it is handled. */
export const arrivedSchema = z.discriminatedUnion('kind', [
  /** `begins`: whoever mentions the advisor at the top of a channel begins a thread with it. */
  z.object({ kind: z.literal('said'), ...common, text, begins: z.boolean() }),
  /** The words of others are not stored: they wait in memory under the arrival's key. */
  z.object({ kind: z.literal('overheard'), ...common }),
  z.object({ kind: z.literal('commanded'), ...common, name: text, given: z.record(text, text) }),
  z.object({ kind: z.literal('chose'), ...common, choices: z.array(text) }),
  z.object({ kind: z.literal('submitted'), ...common, form: text, fields: z.record(text, text) }),
  /** A question whose answer is shown to the channel. */
  z.object({ kind: z.literal('shared'), ...common, question: text }),
  /** A form that waits behind a button is to be opened. */
  z.object({ kind: z.literal('wanted-form'), ...common, form: text }),
  /** A message is to be recorded: a form is filled from it and its thread. */
  z.object({ kind: z.literal('from-message'), ...common, text, author: text, root: text }),
  z.object({ kind: z.literal('opened-home'), ...common }),
  z.object({ kind: z.literal('opened-messages'), ...common }),
]);
export type Arrived = z.infer<typeof arrivedSchema>;
export type ArrivedOf<Kind extends Arrived['kind']> = Extract<Arrived, { kind: Kind }>;
