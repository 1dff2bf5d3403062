import { z } from 'zod';
import { walkSchema } from '../advisor/walk.ts';
import { listAskSchema } from './list-asks.ts';
import { liveKeyText, readLiveKey } from './live-key.ts';
import { type Came, intents } from './outcome.ts';

/** So many questions back can be asked for more, told to be wrong, or followed up. */
const maxAsked = 12;

const maxOffered = 48;

const maxSeen = 30;

/** Forms are sent again after long: people leave them open. */
const maxSent = 100;

const askedSchema = z.object({
  id: z.number(),
  /** What the person said. */
  said: z.string(),
  /** The question that was answered: follow-ups completed. */
  question: z.string(),
  /** Ids of the entries that it is about, in order. */
  entries: z.array(z.string()),
  /** Ids of what the answer named beside them, in order. */
  told: z.array(z.string()).default([]),
});

const walkingSchema = z.object({
  /** Tells this walk from earlier ones in the same place: old buttons must not answer new questions. */
  id: z.number(),
  walk: walkSchema,
  /** The question that was asked last. */
  question: z.string().nullable(),
  isDone: z.boolean(),
  /** The walk before each of the latest changes, the first first: going back restores it. */
  earlier: z.array(walkSchema).default([]),
});

const teamSchema = z.object({
  id: z.number(),
  topic: z.string(),
  /** Person's id -> their name and what they answered. */
  voices: z.record(z.string(), z.object({ name: z.string(), walk: walkSchema })),
  question: z.string().nullable(),
  /** Questions on which the team moved on without a majority. */
  passed: z.array(z.string()),
  isDone: z.boolean(),
});

/** An outcome as it is stored: its key as text. */
type KeptOutcome = Omit<Came, 'live'> & { readonly live?: string };

const turningSchema = z.object({
  ask: listAskSchema,
  total: z.number(),
  /** From which place on the part before and the one behind are; null where there is none. */
  back: z.number().nullable(),
  next: z.number().nullable(),
});

const recordRefSchema = z.object({ log: z.string(), number: z.number() });

/** What the conversation remembers of a thread for one person: plain data, so that it survives a restart and new code. */
export const memorySchema = z.object({
  /** Counts what has an id here: questions, walks. */
  counter: z.number().default(0),
  asked: z.array(askedSchema).default([]),
  /** Entries spoken of lately, the latest first; those compared last come in their order. */
  compared: z.array(z.string()).default([]),
  recent: z.array(z.string()).default([]),
  walking: walkingSchema.nullable().default(null),
  /** The record spoken of last. */
  record: recordRefSchema.nullable().default(null),
  /** The records that were listed last, in that order: "the first one". */
  listed: z.array(recordRefSchema).default([]),
  /** Where that list goes on, and where back: "next". */
  turning: turningSchema.nullable().default(null),
  /** What the next words are waited for. */
  waitsFor: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('things-to-compare') }),
      z.object({ kind: z.literal('topic'), brief: z.string(), team: z.boolean().default(false) }),
      z.object({ kind: z.literal('decision-to-record') }),
      z.object({ kind: z.literal('expectation'), question: z.string() }),
    ])
    .nullable()
    .default(null),
  /** What was last asked about a decision, for "and Cassandra?". */
  decidedAsk: z.enum(['why', 'when', 'who', 'status', 'ruled-out', 'what']).default('what'),
  /** How often it was talked with about nothing: the next time in other words. */
  talks: z.number().default(0),
  /** The form that was shown last. */
  form: z.string().nullable().default(null),
  last: z.enum(intents).nullable().default(null),
  /** Events that were handled, and by earlier versions forms: the same one again does nothing. */
  seen: z.array(z.string()).default([]),
  /** Forms that were sent in and taken. */
  sent: z.array(z.string()).default([]),
  /** What came of the last event that has an id: whoever asks again gets it again. */
  answered: z
    .object({ id: z.string(), outcome: z.custom<KeptOutcome>((value) => typeof value === 'object') })
    .nullable()
    .default(null),
});

export type Memory = z.infer<typeof memorySchema>;

export type Asked = z.infer<typeof askedSchema>;

export type Walking = z.infer<typeof walkingSchema>;

export type Turning = z.infer<typeof turningSchema>;

export type RecordRef = z.infer<typeof recordRefSchema>;

const toldSchema = z.object({
  id: z.string(),
  /** Whose words they are, by name. */
  person: z.string(),
  title: z.string(),
  chosen: z.array(z.string()),
  rejected: z.array(z.string()),
  reason: z.string().nullable(),
  words: z.string(),
});

/** What all people of a thread share: a team's walk, and what can be pressed. */
export const sharedMemorySchema = z.object({
  counter: z.number().default(0),
  team: teamSchema.nullable().default(null),
  /** Choices of the latest replies, the latest first, so that a label can be typed or sent instead of an id. */
  offered: z.array(z.object({ id: z.string(), label: z.string() })).default([]),
  /** Decisions that were told to the advisor and wait for a yes, the latest first; what was only overheard is not kept. */
  told: z.array(toldSchema).default([]),
  /** What was spoken of last, by whomever: somebody who joins the thread goes on from it. */
  latest: z
    .object({
      asked: z.array(askedSchema),
      compared: z.array(z.string()),
      recent: z.array(z.string()),
      record: recordRefSchema.nullable(),
      walking: walkingSchema.nullable().default(null),
      last: z.enum(intents).nullable(),
    })
    .nullable()
    .default(null),
});

export type SharedMemory = z.infer<typeof sharedMemorySchema>;

export type ToldDecision = z.infer<typeof toldSchema>;

export type TeamWalk = z.infer<typeof teamSchema>;

/** A memory with nothing in it. */
export function emptyMemory(): Memory {
  return memorySchema.parse({});
}

/** Remembers a question and what it was about. */
export function remember(memory: Memory, asked: Omit<Asked, 'id'>): { memory: Memory; id: number } {
  const id = memory.counter + 1;
  const recent = [...new Set([...asked.entries, ...memory.recent])].slice(0, 6);
  return {
    id,
    memory: { ...memory, counter: id, recent, asked: [...memory.asked, { ...asked, id }].slice(-maxAsked) },
  };
}

/** Remembers that an event was handled, and what came of it. */
export function withSeen(memory: Memory, id: string | undefined, { live, ...came }: Came): Memory {
  if (id === undefined) return memory;
  const outcome = live === undefined ? came : { ...came, live: liveKeyText(live) };
  return { ...memory, seen: [...memory.seen, id].slice(-maxSeen), answered: { id, outcome } };
}

/** What came of an event that was handled before; nothing where others have come since. */
export function cameBefore({ answered }: Memory, id: string): Came {
  if (answered?.id !== id) return { intent: 'none', replies: [], again: true };
  const { live, ...came } = answered.outcome;
  const key = live === undefined ? undefined : readLiveKey(live);
  return { ...came, ...(key === undefined ? {} : { live: key }), again: true };
}

/** Remembers that a form was sent in and taken. */
export function withSent(memory: Memory, form: string): Memory {
  return { ...memory, form: null, sent: [...memory.sent, form].slice(-maxSent) };
}

/** Whether a form was sent in and taken before. */
export function wasSent({ sent, seen }: Memory, form: string): boolean {
  return sent.includes(form) || seen.includes(form);
}

/** Remembers what was offered to press. */
export function withOffered(shared: SharedMemory, offered: SharedMemory['offered']): SharedMemory {
  const ids = new Set(offered.map(({ id }) => id));
  const before = shared.offered.filter(({ id }) => !ids.has(id));
  return { ...shared, offered: [...offered, ...before].slice(0, maxOffered) };
}

/**
 * Somebody's memory as the thread has it: who is new in it goes on from what others spoke of. The thread counts for all,
 * so that a button of one person's answer or walk is never taken for another's.
 */
export function joined(memory: Memory, { latest, counter }: SharedMemory): Memory {
  const counted = { ...memory, counter: Math.max(memory.counter, counter) };
  if (latest === null) return counted;
  const isNew = memory.last === null && memory.asked.length === 0;
  const { walking, ...spoken } = latest;
  if (isNew) return { ...counted, ...spoken };
  // "Yes, accept that one" is about what was recorded last, by whomever.
  return {
    ...counted,
    record: isOfRecords(latest) ? (latest.record ?? memory.record) : (memory.record ?? latest.record),
  };
}

/**
 * Somebody's memory as their words are taken: what is said to a question of a walk answers it, whoever began the walk,
 * unless they are in a conversation of their own. Buttons of a walk stay with those who took part in it.
 */
export function joinedInWalk(memory: Memory, { latest, team }: SharedMemory): Memory {
  const walking = latest?.walking ?? null;
  if (latest === null || walking === null || team !== null) return memory;
  if (memory.walking !== null) return memory.walking.id === walking.id ? { ...memory, walking } : memory;
  return latest.last === 'advise' && memory.last === 'advise' ? { ...memory, walking } : memory;
}

/** Whether a record was spoken of last. */
export function isOfRecords({ last }: Pick<Memory, 'last'>): boolean {
  return last === 'record' || last === 'decisions';
}

/** What the thread remembers after somebody's turn: what others go on from, and what anybody may press. */
export function together(shared: SharedMemory, memory: Memory): SharedMemory {
  const { asked, compared, recent, record, last, counter } = memory;
  const known = new Map([...(shared.latest?.asked ?? []), ...asked].map((one) => [one.id, one]));
  const latest = [...known.values()].sort((one, other) => one.id - other.id).slice(-maxAsked);
  // Who ends a walk ends it for all; who speaks of something else leaves it open.
  const walking = memory.walking ?? (last === 'advise' ? null : (shared.latest?.walking ?? null));
  return {
    ...shared,
    counter: Math.max(shared.counter, counter),
    latest: { asked: latest, compared, recent, record, walking, last },
  };
}

/** A question that was asked in the thread, by whomever. */
export function askedIn(memory: Memory, { latest }: SharedMemory, id: number): Asked | undefined {
  return [...memory.asked, ...(latest?.asked ?? [])].find((one) => one.id === id);
}
