import { z } from 'zod';
import { type Digest, digestSchema } from '../../src/queue/digest.ts';
import { type Reminder, reminderSchema } from '../../src/queue/reminders.ts';

const text = z.string();

/** Where a message goes. */
const targetSchema = z.discriminatedUnion('kind', [
  /** Everybody in the channel sees it; `postIn` is the thread in it, or the message that it answers. */
  z.object({ kind: z.literal('channel'), channel: text, postIn: text }),
  /**
   * What somebody did is answered, with what came along for that (`token`) until it ends: `original` takes the place of what
   * was pressed or shown first, `followup` is another message. Where it has ended, the message goes to the channel, or to the
   * person where only they may see it.
   */
  z.object({
    kind: z.literal('answer'),
    token: text,
    /** When the token ends, in ISO form. */
    until: text,
    as: z.enum(['original', 'followup']),
    ephemeral: z.boolean(),
    channel: text,
    postIn: text,
  }),
  /** The person alone sees it, where it can be shown so in the channel; else directly. */
  z.object({ kind: z.literal('alone'), channel: text, postIn: text }),
  /** A message of ours is changed. */
  z.object({ kind: z.literal('update'), channel: text, message: text }),
  /** A direct message; `channel` is where it belongs, or empty. */
  z.object({ kind: z.literal('direct'), channel: text }),
  /** A direct message of its own: what is pressed in it counts in the workspace, wherever direct messages are. */
  z.object({ kind: z.literal('personal') }),
]);
export type Target = z.infer<typeof targetSchema>;
export type TargetOf<Kind extends Target['kind']> = Extract<Target, { kind: Kind }>;

const addressSchema = z.object({
  kind: z.literal('message'),
  to: targetSchema,
  /** Whom it answers: told where it cannot be sent. Empty for what nobody asked for. */
  user: text,
  /**
   * Where it belongs, where that has to be found again: a thread of the conversation, or null where it begins one; `live` is
   * its key where it is updated in place: then a message that is there under this key is changed instead of another posted.
   */
  note: z.object({ thread: text.nullable(), live: text.nullable() }).nullable(),
  /** The name of a thread that is begun from the message once it is posted, for its discussion; empty for none. */
  discussion: text,
  /** When that arrived which it answers, in ISO form; left out of what answers nothing. */
  arrivedAt: text.optional(),
});

/** A painted message with where it goes. */
export type OutgoingMessage<Body> = z.infer<typeof addressSchema> & { readonly body: Body };
/** What the outbox keeps until it is sent. */
export type OutgoingPayload<Body> = OutgoingMessage<Body> | Reminder | Digest;

/** Reads what is stored. `before` turns what an earlier version stored into what is stored now. */
export function outgoingSchema<Body>(
  body: z.ZodType<Body>,
  before: (stored: unknown) => unknown,
): z.ZodType<OutgoingPayload<Body>> {
  const message = z.intersection(addressSchema, z.object({ body }));
  return z.preprocess(before, z.union([message, reminderSchema, digestSchema]));
}

/** A painted message with where it goes, and whom it answers. */
export function addressMessage<Body>(
  body: Body,
  to: Target,
  user: string,
  rest: Partial<Pick<OutgoingMessage<Body>, 'note' | 'discussion'>> = {},
): OutgoingMessage<Body> {
  return { kind: 'message', to, user, body, note: null, discussion: '', ...rest };
}

/** The queue in which a message keeps its order and pace: what one person alone sees does not wait for a channel's. */
export function paceOf(to: Target, user: string): string {
  return to.kind === 'channel' || to.kind === 'update' ? to.channel : `person ${user}`;
}
