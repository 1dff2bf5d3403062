import { z } from 'zod';
import * as core from '../core/arrival.ts';
import { questionKey } from '../core/share-store.ts';

const text = z.string();

/** What Slack needs to answer something that arrived. */
const originSchema = z.object({
  /** Takes answers for a while, a few of them; empty where there is none. */
  responseUrl: text,
  /** A view that was opened at once and waits to be filled; empty where there is none. */
  view: text,
});
export type Origin = z.infer<typeof originSchema>;

export type Arrived = core.Arrived<Origin>;
export type ArrivedOf<Kind extends Arrived['kind']> = core.ArrivedOf<Origin, Kind>;

const beforeSchema = z.looseObject({
  kind: text,
  user: text,
  responseUrl: text,
  view: text,
  question: text.optional(),
  root: text.optional(),
});

/** What an earlier version stored, as it is stored now; anything else as it is. */
function fromBefore(stored: unknown): unknown {
  const before = beforeSchema.safeParse(stored);
  if (!before.success) return stored;
  const { kind, user, responseUrl, view, question = '', root = '', ...rest } = before.data;
  const page = kind === 'opened-messages' ? 'messages' : 'home';
  return {
    ...rest,
    kind: kind.startsWith('opened-') ? 'opened' : kind,
    person: { id: user, name: '', handle: '' },
    origin: { responseUrl, view },
    ...{ shared: questionKey(question), message: root, page },
  };
}

/** What arrived, as the inbox keeps it until it is handled. */
export const arrivedSchema = core.arrivedSchema(originSchema, fromBefore);
