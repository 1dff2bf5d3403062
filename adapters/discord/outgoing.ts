import type { APIMessageTopLevelComponent } from 'discord.js';
import { z } from 'zod';
import * as core from '../core/outgoing.ts';
import type { DiscordMessage, Picture } from './message.ts';

const text = z.string();

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
/** A component; what is in it is Discord's matter. */
export const componentSchema = z.custom<APIMessageTopLevelComponent>(
  (value) => isObject(value) && 'type' in value,
);
const pictureSchema = z.custom<Picture>((value) => isObject(value) && 'file' in value && 'chart' in value);
const bodySchema: z.ZodType<DiscordMessage> = z.object({
  components: z.array(componentSchema),
  pictures: z.array(pictureSchema),
});

const beforeSchema = z.looseObject({
  kind: z.literal('message'),
  to: z.looseObject({ kind: text, channel: text.default(''), replyTo: text.default('') }),
  components: z.array(z.unknown()),
  pictures: z.array(z.unknown()),
});

/** What an earlier version stored, as it is stored now; anything else as it is. */
function fromBefore(stored: unknown): unknown {
  const before = beforeSchema.safeParse(stored);
  if (!before.success) return stored;
  const { to, components, pictures, ...rest } = before.data;
  const { kind, replyTo, ...place } = to;
  const now = { ...place, kind: kind === 'interaction' ? 'answer' : kind, postIn: replyTo };
  return { ...rest, to: now, body: { components, pictures } };
}

/** What the outbox keeps until it is sent. */
export const outgoingSchema = core.outgoingSchema(bodySchema, fromBefore);
export type OutgoingPayload = core.OutgoingPayload<DiscordMessage>;
