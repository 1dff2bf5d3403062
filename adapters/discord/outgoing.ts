import type { APIMessageTopLevelComponent } from 'discord.js';
import { z } from 'zod';
import { type Reminder, reminderSchema } from '../../src/queue/reminders.ts';
import type { Picture } from './message.ts';

const text = z.string();

/** Where a message goes. In Discord a thread is a channel with an id of its own. */
const targetSchema = z.discriminatedUnion('kind', [
  /** Everybody in the channel or thread sees it; `replyTo` is the message that it answers, or empty. */
  z.object({ kind: z.literal('channel'), channel: text, replyTo: text }),
  /**
   * Through an interaction's token, until it ends: `original` is the first response (also where that was a deferral),
   * `followup` another message. Where the token ended: a message in the channel if everybody may see it, else a direct one.
   */
  z.object({
    kind: z.literal('interaction'),
    token: text,
    /** When the token ends, in ISO form. */
    until: text,
    as: z.enum(['original', 'followup']),
    ephemeral: z.boolean(),
    channel: text,
  }),
  /** A message of ours is changed. */
  z.object({ kind: z.literal('update'), channel: text, message: text }),
  /** A direct message; `channel` is where in the server it belongs, or empty. */
  z.object({ kind: z.literal('direct'), user: text, channel: text.default('') }),
]);
export type Target = z.infer<typeof targetSchema>;

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
/** A component; what is in it is Discord's matter. */
export const componentSchema = z.custom<APIMessageTopLevelComponent>(
  (value) => isObject(value) && 'type' in value,
);
const pictureSchema = z.custom<Picture>((value) => isObject(value) && 'file' in value && 'chart' in value);

/** A message, rendered. */
const messageSchema = z.object({
  kind: z.literal('message'),
  to: targetSchema,
  /** Whom it answers: told where it cannot be sent. Empty for what nobody asked for. */
  user: text,
  components: z.array(componentSchema),
  pictures: z.array(pictureSchema),
  /**
   * Where it belongs, where that has to be found again: the conversation's thread; `live` is its key where it is updated
   * in place: then a message that is there already under this key in this channel is changed instead of another posted.
   */
  note: z.object({ thread: text, live: text.nullable() }).nullable(),
  /** The name of a thread that is begun from the message once it is posted, for its discussion; empty for none. */
  discussion: text,
});

/** What the outbox keeps until it is sent. */
export const outgoingSchema = z.union([messageSchema, reminderSchema]);
export type OutgoingMessage = z.infer<typeof messageSchema>;
export type OutgoingPayload = OutgoingMessage | Reminder;
