import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { type Reminder, reminderSchema } from '../../src/queue/reminders.ts';
import type { Picture } from './message.ts';

const text = z.string();

/** Where a message goes. */
const targetSchema = z.discriminatedUnion('kind', [
  /** Everybody in the channel sees it. */
  z.object({ kind: z.literal('channel'), channel: text, thread: text }),
  /** The person who pressed or commanded sees it, in place of what they pressed or beside it. */
  z.object({
    kind: z.literal('response'),
    url: text,
    /** When it ends, in ISO form. */
    until: text,
    replace: z.boolean(),
    channel: text,
    thread: text,
  }),
  /** The person alone sees it, where there is no address to answer to. */
  z.object({ kind: z.literal('ephemeral'), channel: text, thread: text }),
  /** A message of ours is changed. */
  z.object({ kind: z.literal('update'), channel: text, message: text }),
  /** A direct message. */
  z.object({ kind: z.literal('direct') }),
]);
export type Target = z.infer<typeof targetSchema>;

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
const blockSchema = z.custom<KnownBlock>((value) => isObject(value) && 'type' in value);
const pictureSchema = z.custom<Picture>((value) => isObject(value) && 'block' in value && 'chart' in value);

/** A message, rendered. */
const messageSchema = z.object({
  kind: z.literal('message'),
  to: targetSchema,
  /** Whom it answers: told where it cannot be sent. Empty for what nobody asked for. */
  user: text,
  text,
  blocks: z.array(blockSchema),
  pictures: z.array(pictureSchema),
  /**
   * Where it belongs, where that has to be found again: a thread of the conversation, or null where it begins one;
   * `live` is its key where it is updated in place.
   */
  note: z.object({ thread: text.nullable(), live: text.nullable() }).nullable(),
});

/** What the outbox keeps until it is sent. */
export const outgoingSchema = z.union([messageSchema, reminderSchema]);
export type OutgoingMessage = z.infer<typeof messageSchema>;
export type OutgoingPayload = OutgoingMessage | Reminder;
