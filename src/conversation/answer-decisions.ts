import { z } from 'zod';
import type { DecidedAsk } from '../commands/record-terms.ts';
import type { DecisionRecord } from '../decisions/record.ts';
import type { Found } from '../decisions/record-queries.ts';
import type { Reply } from '../reply.ts';
import { showConflicts } from './conflict-replies.ts';
import { findRecords, noSuch, notTakenIn, refOf } from './find-records.ts';
import type { ListAsk } from './list-asks.ts';
import { plainNumbers } from './meaning/named-records.ts';
import { nameIn } from './naming.ts';
import { listRecords, turningOf, turns } from './record-lists.ts';
import { recordItem, recordReply, standingIn } from './record-replies.ts';
import { because } from './sentence.ts';
import { lookOf } from './services.ts';
import { type Context, remembering, say, sayChoice, type Turn, type TurnResult, tell } from './turn.ts';

/** Answers what was asked about the team's decisions; undefined where that cannot be meant. */
export async function answerDecided(turn: Turn, ask: DecidedAsk): Promise<TurnResult | undefined> {
  switch (ask.kind) {
    case 'show':
      return show(turn, ask);
    case 'list':
    case 'due':
      return listRecords(turn, ask);
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

/** So many records are named beside the one that fits best; the others are a page further. */
const also = 3;

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
  if (words === '' && ask.words !== '' && ask.asks === 'ruled-out')
    return listRecords(turn, { kind: 'ruled-out' });
  // "What is decided here?" names nothing.
  if (words === '' && ask.words !== '' && ask.asks === 'what' && ask.sure)
    // In a walk "the decision" is the one that is being made.
    return memory.walking !== null ? undefined : listRecords(turn, { kind: 'list', status: [] });
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
  if (others.length === 0) return say(turn, 'decisions', replies, { record: ref });
  const list: ListAsk = { kind: 'found', words, asks: ask.asks };
  const turning = turningOf({ ask: list, offset: 0, total: found.length }, 1 + also);
  const choices = turns(turning);
  replies.push({
    kind: 'list',
    title: 'Also recorded',
    items: others.slice(0, also).map(({ record }) => recordItem(turn, record)),
    ...(choices.length === 0 ? {} : { choices }),
  });
  return say(turn, 'decisions', replies, { record: ref, ...(choices.length === 0 ? {} : { turning }) });
}

async function aboutSpokenOf(
  turn: Turn,
  ask: Extract<DecidedAsk, { kind: 'about' }>,
): Promise<TurnResult | undefined> {
  const { memory } = turn;
  if (memory.record === null) return ask.sure ? listRecords(turn, { kind: 'list', status: [] }) : undefined;
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
