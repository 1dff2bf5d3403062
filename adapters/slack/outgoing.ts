import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import * as core from '../core/outgoing.ts';
import type { Picture, SlackMessage } from './message.ts';

const text = z.string();

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
const blockSchema = z.custom<KnownBlock>((value) => isObject(value) && 'type' in value);
const pictureSchema = z.custom<Picture>((value) => isObject(value) && 'block' in value && 'chart' in value);
const bodySchema: z.ZodType<SlackMessage> = z.object({
  text,
  blocks: z.array(blockSchema),
  pictures: z.array(pictureSchema),
});

const beforeSchema = z.looseObject({
  kind: z.literal('message'),
  to: z.looseObject({
    kind: text,
    thread: text.default(''),
    url: text.default(''),
    replace: z.boolean().default(false),
  }),
  text,
  blocks: z.array(z.unknown()),
  pictures: z.array(z.unknown()),
});

/** What an earlier version stored, as it is stored now; anything else as it is. */
function fromBefore(stored: unknown): unknown {
  const before = beforeSchema.safeParse(stored);
  if (!before.success) return stored;
  const { to, text: words, blocks, pictures, ...rest } = before.data;
  return { ...rest, to: targetFromBefore(to), body: { text: words, blocks, pictures }, discussion: '' };
}

function targetFromBefore({ kind, thread, url, replace, ...to }: z.infer<typeof beforeSchema>['to']): object {
  const place = { ...to, postIn: thread };
  switch (kind) {
    case 'response':
      return { ...place, kind: 'answer', token: url, as: replace ? 'original' : 'followup', ephemeral: true };
    case 'ephemeral':
      return { ...place, kind: 'alone' };
    case 'direct':
      return { kind, channel: '' };
    default:
      return { ...place, kind };
  }
}

/** What the outbox keeps until it is sent. */
export const outgoingSchema = core.outgoingSchema(bodySchema, fromBefore);
