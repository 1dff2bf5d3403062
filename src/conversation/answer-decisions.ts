import { z } from 'zod';
import type { DecidedAsk } from '../commands/record-terms.ts';
import type { DecisionRecord } from '../decisions/record.ts';
import type { Found } from '../decisions/record-queries.ts';
import type { Reply } from '../reply.ts';
import { showConflicts } from './conflict-replies.ts';
import { findRecords, isAgainst, noSuch, notTakenIn, refOf } from './find-records.ts';
import { plainNumbers } from './meaning/named-records.ts';
import { nameIn } from './naming.ts';
import { type ListedRecord, recordItem, recordReply, standingIn } from './record-replies.ts';
import { because } from './sentence.ts';
import { lookOf } from './services.ts';
import { type Context, remembering, say, sayChoice, type Turn, type TurnResult, tell } from './turn.ts';

const listed = 10;

/** Answers what was asked about the team's decisions; undefined where that cannot be meant. */
export async function answerDecided(turn: Turn, ask: DecidedAsk): Promise<TurnResult | undefined> {
  switch (ask.kind) {
    case 'show':
      return show(turn, ask);
    case 'list':
      return list(turn, ask);
    case 'due':
      return due(turn, ask.of);
    case 'conflicts':
      return showConflicts(turn, ask.of);
    case 'about':
      return about(remembering(turn, { decidedAsk: ask.asks }), ask);
  }
}

async function show(
  turn: Turn,
  { history: whole, ...meant }: Extract<DecidedAsk, { kind: 'show' }>,
): Promise<TurnResult> {
  const ref = await refOf(turn, meant);
  if (ref === undefined) return noSuch(turn, meant);
  return say(turn, 'decisions', [await recordReply(turn, ref, '', { whole })], { record: ref });
}

async function list(turn: Turn, { status, tag }: Extract<DecidedAsk, { kind: 'list' }>): Promise<TurnResult> {
  const { services, event } = turn;
  const { records, total } = await services.decisions.latest(lookOf(event), {
    status,
    ...(tag === undefined ? {} : { tag }),
    offset: 0,
    limit: listed,
  });
  const being = [
    status.length === 1 ? status[0] : undefined,
    tag === undefined ? undefined : `tagged ${tag}`,
  ];
  const what = being.filter((one) => one !== undefined).join(' and ') || undefined;
  if (records.length === 0) {
    const text = what === undefined ? 'Nothing is recorded yet.' : `No record is ${what}.`;
    return tell(turn, 'decisions', text, [sayChoice('Record a decision', 'how do I record a decision')]);
  }
  const title = `${what === undefined ? 'Decisions' : `Decisions that are ${what}`}${total > listed ? `: the latest ${listed} of ${total}` : ''}`;
  // All of them stand in the order in which they were made; of many the latest come first.
  return listReply(turn, title, total > listed ? records : [...records].reverse());
}

/** Records as a list, at hand by their places from now on. */
function listReply<Listed extends ListedRecord>(
  turn: Turn,
  title: string,
  records: readonly Listed[],
  detailOf: (record: Listed) => string | undefined = () => undefined,
): TurnResult {
  const items = records.map((record) => recordItem(turn, record, detailOf(record)));
  const refs = records.map(({ log, number }) => ({ log, number }));
  return say(turn, 'decisions', [{ kind: 'list', title, items }], { listed: refs });
}

async function due(turn: Turn, of: Extract<DecidedAsk, { kind: 'due' }>['of']): Promise<TurnResult> {
  const { services, event } = turn;
  const all = await services.decisions.due(lookOf(event), services.now().slice(0, 10));
  const waiting = all.filter(({ kind }) => of === 'all' || kind === 'review');
  if (all.length === 0) return tell(turn, 'decisions', 'Nothing waits: no proposal, no review.');
  if (waiting.length === 0)
    return tell(turn, 'decisions', `No review is due. Proposals that wait: ${all.length}.`, [
      sayChoice('Show what waits', 'what is waiting'),
    ]);
  return listReply(turn, 'What waits', waiting.slice(0, listed), ({ kind, since }) =>
    kind === 'review' ? `review due since ${since}` : `proposed on ${since}`,
  );
}

/** "Why did we choose Postgres?", "did we ever rule out MongoDB?" */
async function about(
  turn: Turn,
  ask: Extract<DecidedAsk, { kind: 'about' }>,
): Promise<TurnResult | undefined> {
  const { memory } = turn;
  const words = await telling(turn, ask);
  const { line, recordOf } = plainNumbers(ask.words, turn.logs);
  const [, number] = /^#?(\d{1,6})$/.exec(line) ?? [];
  const numbered = number === undefined ? undefined : await refOf(turn, recordOf(Number(number)));
  if (words === '' && ask.words !== '' && ask.asks === 'ruled-out') return ruledOut(turn);
  // "What is decided here?" names nothing.
  if (words === '' && ask.words !== '' && ask.asks === 'what' && ask.sure)
    // In a walk "the decision" is the one that is being made.
    return memory.walking !== null ? undefined : list(turn, { kind: 'list', status: [] });
  if (words === '' || numbered !== undefined)
    return aboutSpokenOf(remembering(turn, { record: numbered ?? memory.record }), ask);
  const found = await findRecords(turn, { ...ask, words });
  if (found.length === 0) {
    if (!ask.sure) return undefined;
    return tell(turn, 'decisions', nothingFound({ ...ask, words }), [sayChoice('List decisions')]);
  }
  const [best, ...others] = found;
  if (best === undefined) return undefined;
  const ref = { log: best.record.log, number: best.record.number };
  const against = await reasonAgainst(turn, best.record);
  const replies: Reply[] = [await recordReply(turn, ref, leadOf(turn, ask, best, against))];
  if (others.length > 0) {
    replies.push({
      kind: 'list',
      title: 'Also recorded',
      items: others.slice(0, 3).map(({ record }) => recordItem(turn, record)),
    });
  }
  return say(turn, 'decisions', replies, { record: ref });
}

async function aboutSpokenOf(
  turn: Turn,
  ask: Extract<DecidedAsk, { kind: 'about' }>,
): Promise<TurnResult | undefined> {
  const { memory } = turn;
  if (memory.record === null) return ask.sure ? list(turn, { kind: 'list', status: [] }) : undefined;
  const whole = ask.asks === 'who' || ask.asks === 'when';
  const reply = await recordReply(turn, memory.record, '', { whole });
  const found = { record: reply.record, successor: reply.successor, rejectedOption: null };
  const against = await reasonAgainst(turn, reply.record);
  return say(turn, 'decisions', [{ ...reply, lead: leadOf(turn, ask, found, against) }]);
}

const withReason = z.object({ reason: z.string().min(1) });

/** Why a record was rejected, withdrawn or deprecated, where that was told; undefined for a record in force. */
async function reasonAgainst(
  { services, event }: Context,
  { log, number, status }: DecisionRecord,
): Promise<string | undefined> {
  if (status !== 'rejected' && status !== 'deprecated' && status !== 'withdrawn') return undefined;
  const history = await services.decisions.history({ ...lookOf(event), log }, number);
  const told = withReason.safeParse(history.findLast(({ kind }) => kind === status)?.data);
  return told.success ? told.data.reason : undefined;
}

/**
 * Words without what everybody says around them: "hi, has anyone looked at auth0" asks of Auth0. Everyday words alone are
 * what it is about where a record has them.
 */
async function telling(context: Context, ask: Extract<DecidedAsk, { kind: 'about' }>): Promise<string> {
  const { services } = context;
  const { slots } = services.answering.understand(ask.words);
  const kept = slots.filter(({ kind }) => kind !== 'everyday').map((slot) => slot.words);
  if (kept.length > 0 || slots.length === 0) return kept.join(' ');
  return (await findRecords(context, ask)).length > 0 ? ask.words : '';
}

/** Everything that was not taken. */
async function ruledOut(turn: Turn): Promise<TurnResult> {
  const { services, event, memory } = turn;
  const { records } = await services.decisions.latest(lookOf(event), { status: [], offset: 0, limit: 50 });
  const found = records.filter(
    (record) => record.status === 'rejected' || isAgainst(record) || notTakenIn(record).length > 0,
  );
  if (found.length === 0)
    return tell(turn, 'decisions', 'No record says that anything was ruled out.', [
      sayChoice('List decisions'),
    ]);
  const [only] = found;
  const ref =
    found.length === 1 && only !== undefined ? { log: only.log, number: only.number } : memory.record;
  return listReply(remembering(turn, { record: ref }), 'Ruled out', found.slice(0, listed), (record) => {
    const others = notTakenIn(record);
    if (others.length === 0) return undefined;
    const told = `not taken: ${others.join(', ')}`;
    return record.supersededBy === null ? told : `${told}; ${standingIn(turn, record)}`;
  });
}

function nothingFound({ words, asks }: Extract<DecidedAsk, { kind: 'about' }>): string {
  const what = words.slice(0, 60);
  return asks === 'ruled-out'
    ? `No record says that ${what} was ruled out.`
    : `No decision about ${what} is recorded here.`;
}

function leadOf(
  context: Pick<Context, 'logs'>,
  { asks }: Extract<DecidedAsk, { kind: 'about' }>,
  { record, successor, rejectedOption }: Pick<Found, 'record' | 'successor' | 'rejectedOption'>,
  against: string | undefined,
): string {
  // What is in force now tells what took its place, too.
  const standing = standingIn(context, successor === null ? record : { ...record, supersededBy: null });
  const where = `${nameIn(context, record)}, ${standing}`;
  const now = successor === null ? '' : ` In force now: ${nameIn(context, successor)}, ${successor.title}.`;
  switch (asks) {
    case 'why':
      return `Your team's reason (${where}): ${against ?? reasonIn(record)}${now}`;
    case 'ruled-out':
      return rejectedOption === null
        ? `${listedNames(notTakenIn(record)) ?? 'It'} was ruled out in ${where}${because(against ?? '')}.`
        : `${rejectedOption.name} was not taken in ${where}${rejectedOption.cons.length === 0 ? because(against ?? '') : `: ${rejectedOption.cons.join('; ')}`}.${now}`;
    case 'when':
    case 'who':
    case 'status':
    case 'what':
      return `${record.title}: ${standing}.${now}`;
  }
}

function listedNames(names: readonly string[]): string | undefined {
  return names.length === 0 ? undefined : names.join(', ');
}

function reasonIn({ drivers, decision, context }: DecisionRecord): string {
  const [first] = [drivers.join('; '), decision, context].filter((text) => text.trim() !== '');
  const text = first ?? 'the record states none.';
  return text.length > 300 ? `${text.slice(0, 299)}…` : text;
}
