import { stemOf } from '../answers/tokens.ts';
import type { DecidedAsk, Numbered } from '../commands/record-terms.ts';
import type { DecisionRecord } from '../decisions/record.ts';
import { namedLog } from '../decisions/record-name.ts';
import type { Found } from '../decisions/record-queries.ts';
import { defaultLog } from '../decisions/rows.ts';
import { AdvisorError } from '../errors.ts';
import type { RecordRef } from './memory.ts';
import { nameIn } from './naming.ts';
import { logFor, lookOf, nameOf, type Services } from './services.ts';
import { type Context, sayChoice, type Turn, type TurnResult, tell } from './turn.ts';

/** So many records are looked at for what words name, at first and where all of them are listed. */
const firstFound = 10;
export const mostFound = 50;

/** A record. @throws AdvisorError `not-found` where there is none that the person sees. */
export function recordOf(
  { services, event }: Pick<Context, 'services' | 'event'>,
  { log, number }: RecordRef,
): Promise<DecisionRecord> {
  return services.decisions.get({ ...lookOf(event), log }, number);
}

/** What is there of a record; undefined where there is none that the person sees. */
export async function ifSeen<Found>(found: Promise<Found>): Promise<Found | undefined> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof AdvisorError && error.code === 'not-found') return undefined;
    throw error;
  }
}

/** The record that is meant by a number: in the log that is named with it, else in the channel's own, else wherever it is. */
export async function refOf(
  { services, event, logs }: Context,
  meant: Numbered,
): Promise<RecordRef | undefined> {
  const named = namedLog(meant, logs);
  const tried = named === undefined ? [await logFor(event, services), defaultLog, ...logs] : [named];
  for (const log of new Set(tried)) {
    const ref = { log, number: meant.number };
    if ((await ifSeen(recordOf({ services, event }, ref))) !== undefined) return ref;
  }
  return undefined;
}

/**
 * Records about what is named: by the technologies where some are, else by all the words, else by what is taken for the
 * purpose that is named ("caching").
 */
export async function findRecords(
  { services, event }: Context,
  { words, asks }: Extract<DecidedAsk, { kind: 'about' }>,
  most = firstFound,
): Promise<Found[]> {
  const look = lookOf(event);
  const { entries } = services.answering.understand(words);
  const names = entries.map((id) => nameOf(services, id)).slice(0, 3);
  const found = new Map<string, Found>();
  for (const tried of [names, [words], servingNames(services, words)]) {
    for (const name of found.size > 0 ? [] : tried)
      for (const one of await services.decisions.search(look, name, {
        limit: most,
        exact: tried !== names && tried.length > 1,
      }))
        found.set(`${one.record.log} ${one.record.number}`, one);
  }
  // "What did jon just propose?"
  if (found.size === 0 && /^[\p{L}\p{N}._-]+$/u.test(words)) {
    const { records } = await services.decisions.latest(look, {
      status: [],
      person: words,
      offset: 0,
      limit: most,
    });
    for (const record of records)
      found.set(`${record.log} ${record.number}`, { record, successor: null, rejectedOption: null });
  }
  const all = [...found.values()];
  const ruledOut = all.filter(
    ({ record, rejectedOption }) =>
      rejectedOption !== null ||
      record.status === 'rejected' ||
      isAgainst(record) ||
      notTakenIn(record).length > 0,
  );
  return asks === 'ruled-out' ? ruledOut : all;
}

/** What can be chosen for the topic that words name: "caching" is served by Redis. */
function servingNames({ answering, knowledge }: Services, words: string): string[] {
  const { slots } = answering.understand(words);
  const named = new Set(slots.flatMap(({ ids }) => ids));
  const stems = new Set(slots.map((slot) => stemOf(slot.words)));
  const topics = knowledge.topics.filter(
    ({ id, name, aliases }) =>
      named.has(id) ||
      [name, ...aliases].some((one) => stems.has(stemOf(one.toLowerCase()))) ||
      knowledge.entries.some(
        (entry) => named.has(entry.id) && ideas.has(entry.kind) && entry.topics.includes(id),
      ),
  );
  return knowledge.entries
    .filter((entry) => !ideas.has(entry.kind) && topics.some(({ id }) => entry.topics.includes(id)))
    .map(({ name }) => name);
}

const ideas: ReadonlySet<string> = new Set(['concept', 'practice', 'architecture']);

/** The options that a record considered and did not take. */
export function notTakenIn({ title, options }: DecisionRecord): string[] {
  const others = options.filter(({ name }) => !title.toLowerCase().includes(name.toLowerCase()));
  return others.length < options.length ? others.map(({ name }) => name) : [];
}

/** Whether a record's title says that something is not used. */
export function isAgainst({ title }: DecisionRecord): boolean {
  return /^(?:do not|don't|no|drop|stop|reject|remove|replace)\b/i.test(title);
}

/** Says that there is no record of a number, or none that the person sees. */
export function noSuch(turn: Turn, { number, log }: Numbered): TurnResult {
  const named = namedLog({ log }, turn.logs);
  const name = named === undefined ? String(number) : nameIn(turn, { log: named, number });
  return tell(turn, 'decisions', `There is no record ${name} here.`, [sayChoice('List decisions')]);
}
