import { z } from 'zod';
import type { Reader } from '../decisions/reader.ts';
import type { Look } from '../decisions/record-queries.ts';
import { openDeciders } from '../decisions/waiting.ts';
import type { Day } from './local-time.ts';

const day = z.string();
const record = { log: z.string(), number: z.number().int(), title: z.string() };
const listOf = <Item extends z.ZodRawShape>(item: Item) =>
  z.object({ shown: z.array(z.object(item)), total: z.number().int() });

/** What a channel's week came to; how it is said is the platform's. */
export const digestSchema = z.object({
  kind: z.literal('digest'),
  /** From which day on it tells. */
  since: day,
  /** Whether records of several logs are in it. */
  isOfSeveral: z.boolean(),
  decided: listOf({ ...record, status: z.string(), day }),
  waiting: listOf({
    ...record,
    day,
    approvals: z.number().int(),
    quorum: z.number().int(),
    /** Names of the deciders who owe an answer; where anybody may decide, nobody. */
    deciders: z.array(z.string()),
  }),
  due: listOf({ ...record, day }),
  /** What was asked aloud in the channel and not covered. */
  asked: listOf({ question: z.string(), count: z.number().int() }),
});
export type Digest = z.infer<typeof digestSchema>;

/** What there is to tell of a week's records, and whether any of it is new. */
export interface WeekOfRecords {
  readonly digest: Omit<Digest, 'asked'>;
  readonly isNew: boolean;
}

/** So many of each are told: a digest is read in a minute. */
const shownDecided = 8;
const shownOpen = 4;
const shownAsked = 8;
const shownNames = 5;

/** What a channel may see of a week: in a log of its own that log alone, else all of it. `since` is in ISO form. */
export async function weekOf(
  decisions: Pick<Reader, 'decidedSince' | 'waiting' | 'due' | 'logs'>,
  seen: Look & { readonly channel: string },
  since: string,
  today: Day,
): Promise<WeekOfRecords> {
  const { workspace, viewer, channel } = seen;
  const logs = await decisions.logs({ workspace, viewer });
  const own = logs.find((log) => log.channel === channel);
  const look = { workspace, viewer, ...(own === undefined ? {} : { log: own.name }) };
  const [decided, waiting, all] = await Promise.all([
    decisions.decidedSince(look, since),
    decisions.waiting(look),
    decisions.due(look, today),
  ]);
  const due = all.filter(({ kind }) => kind === 'review');
  const from = since.slice(0, 10);
  return {
    // What waited and was due before, reminders tell of.
    isNew:
      decided.length > 0 || waiting.some((one) => one.since >= since) || due.some((one) => one.since > from),
    digest: {
      ...{ kind: 'digest', since: from, isOfSeveral: own === undefined && logs.length > 1 },
      decided: shortened(
        decided.map(({ at, ...one }) => ({ ...one, day: at.slice(0, 10) })),
        shownDecided,
      ),
      waiting: shortened(
        waiting.map((one) => ({
          ...{ log: one.log, number: one.number, title: one.title, day: one.since.slice(0, 10) },
          ...{ approvals: one.approvals.length, quorum: one.decidedIn.quorum },
          deciders: openDeciders(one).slice(0, shownNames),
        })),
        shownOpen,
      ),
      due: shortened(
        due.map(({ log, number, title, since: reviewBy }) => ({ log, number, title, day: reviewBy })),
        shownOpen,
      ),
    },
  };
}

/** The questions of a week. */
export function askedOf(questions: readonly Digest['asked']['shown'][number][]): Digest['asked'] {
  return shortened(questions, shownAsked);
}

function shortened<Item>(all: readonly Item[], most: number): { shown: Item[]; total: number } {
  return { shown: all.slice(0, most), total: all.length };
}
