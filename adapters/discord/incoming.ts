import { z } from 'zod';
import * as core from '../core/arrival.ts';
import { componentSchema } from './outgoing.ts';

const text = z.string();

/** What Discord needs to answer something that arrived. */
const originSchema = z.object({
  /** Ids of the person's roles in the server. */
  roles: z.array(text),
  /** Discord's type of the channel or thread; null where the payload does not tell. */
  type: z.number().nullable(),
  /** Of a thread the channel that it is in, where the payload tells; else empty. */
  parent: text,
  /** Admits to answering an interaction; empty for messages. */
  token: text,
  /** Whether the interaction began at a message of ours, so that it can be taken without anything to show. */
  onMessage: z.boolean(),
  /** Whether we may post there: false where the payload says that we may not. */
  mayPost: z.boolean(),
  /** What is left of a message without the button that shows it to the channel; empty where it stays as it is. */
  left: z.array(componentSchema).default([]),
});
export type Origin = z.infer<typeof originSchema>;

export type Arrived = core.Arrived<Origin>;
export type ArrivedOf<Kind extends Arrived['kind']> = core.ArrivedOf<Origin, Kind>;

const beforeSchema = z.looseObject({
  place: z.looseObject({ at: text, type: z.unknown(), parent: z.unknown(), thread: text }),
  replyTo: text,
  token: text,
});

/** What an earlier version stored, as it is stored now; anything else as it is. */
function fromBefore(stored: unknown): unknown {
  const before = beforeSchema.safeParse(stored);
  if (!before.success) return stored;
  const { place, replyTo, token, roles, onMessage, mayPost, left, ...rest } = before.data;
  const { at, type, parent, thread } = place;
  return {
    ...rest,
    answered: rest.answered ?? '',
    isPrivate: null,
    // What is pressed is answered by other means than below the message in which it stands.
    place: { channel: at, thread, postIn: token === '' ? replyTo : '' },
    origin: { roles, type, parent, token, onMessage, mayPost, left },
  };
}

/** What arrived, as the inbox keeps it until it is handled. */
export const arrivedSchema = core.arrivedSchema(originSchema, fromBefore);
