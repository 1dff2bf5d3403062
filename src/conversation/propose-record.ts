import { createHash } from 'node:crypto';
import { tiedNames } from '../advisor/result.ts';
import type { Walk } from '../advisor/walk.ts';
import type { Numbered } from '../commands/record-terms.ts';
import type { ContentInput } from '../decisions/record.ts';
import { namedLog } from '../decisions/record-name.ts';
import { AdvisorError } from '../errors.ts';
import type { Event } from '../event.ts';
import type { Choice, Reply } from '../reply.ts';
import { choiceIdText } from './choice-id.ts';
import { withoutAddresses } from './meaning/links.ts';
import { rejectedIn, supersededIn, titleOf, withoutRejected, withReferent } from './meaning/proposals.ts';
import type { ToRecord } from './meaning/reasons.ts';
import type { RecordRef } from './memory.ts';
import { nameIn } from './naming.ts';
import { liveKeyOf, recordReply } from './record-replies.ts';
import { asSentence, because, listNames } from './sentence.ts';
import { actOf, logFor, lookOf, nameOf, type Services } from './services.ts';
import {
  askBack,
  type Context,
  labelOf,
  remembering,
  requireMistake,
  say,
  type Turn,
  type TurnResult,
  tell,
} from './turn.ts';

/** Longest words kept as evidence of where a record comes from. */
const maxExcerpt = 1_000;

/** Records what somebody told, at once as proposed; it can be undone and edited. */
export async function proposeTold(
  turn: Turn,
  told: ToRecord,
  said: string,
  supersedes: readonly Numbered[] = [],
): Promise<TurnResult> {
  const { services, memory } = turn;
  const { records, rest } = supersededIn(told.statement, turn.logs);
  const referent = referentOf(turn);
  // "Record that as a decision" after an answer about one thing is about that.
  const isPointed = rest === '' && referent !== undefined && memory.last === 'ask';
  const statement = isPointed ? `we use ${referent}` : withReferent(rest, referent);
  const { reason } = told;
  if (statement === '')
    return askBack(
      remembering(turn, { waitsFor: { kind: 'decision-to-record' } }),
      'Record what? Say it in a sentence, such as "we use PostgreSQL for orders because we need transactions".',
    );
  const plain = withoutAddresses(statement);
  const rejected = [...new Set([...rejectedIn(plain), ...(services.notice(plain)?.rejected ?? [])])];
  const chosen = chosenIn(services, plain, rejected);
  const content: ContentInput = {
    title: titleOf(rejected.length === 0 ? plain : withoutRejected(plain)),
    context: '',
    decision: asSentence(`${statement}${because(reason)}`),
    drivers: driversOf(reason),
    options: optionsOf(chosen, rejected, reason),
  };
  return propose(turn, content, said, `said ${memory.counter}`, [...supersedes, ...records]);
}

/** What "it" is in "we go with it": what a walk has just recommended, else what was spoken of last. */
function referentOf({ services, memory: { walking, last, asked, compared } }: Turn): string | undefined {
  if (walking?.isDone === true && last === 'advise')
    return services.advisor.standing(walking.walk).pick?.name;
  const spoken = compared.length > 1 ? [] : (asked.at(-1)?.entries ?? []);
  const [only, ...others] = spoken.filter(
    (id) => (services.knowledge.entries.find((entry) => entry.id === id)?.topics.length ?? 0) > 0,
  );
  return only === undefined || others.length > 0 ? undefined : nameOf(services, only);
}

/** The longest reason that is a driver; more of it stands in the decision. */
const maxDriver = 2_000;

/** A reason as what drove a decision; none where none was told. */
export function driversOf(reason: string): string[] {
  return reason === '' ? [] : [reason.slice(0, maxDriver)];
}

/** What was chosen, for the reason told, and what was not. */
export function optionsOf(chosen: readonly string[], rejected: readonly string[], reason: string) {
  return [
    ...chosen.map((name) => ({ name, pros: driversOf(reason) })),
    ...rejected.map((name) => ({ name })),
  ];
}

/** Records what a walk recommends; a tie recommends nothing, so it says what would part it. */
export async function recordWalk(
  turn: Turn,
  walk: Walk,
  key: string,
  consulted: readonly string[] = [],
): Promise<TurnResult> {
  const { services } = turn;
  const result = services.advisor.result(walk);
  const { draft, next } = result;
  if (draft !== null) {
    const content = {
      ...draft,
      drivers: [...draft.drivers],
      options: draft.options.map(({ name, pros, cons }) => ({ name, pros: [...pros], cons: [...cons] })),
      consequences: [...draft.consequences],
      tags: [...draft.tags],
      consulted: [...consulted],
    };
    return propose(turn, content, '', key);
  }
  const parts =
    next === null ? 'Decide between them, then record that.' : `What would part them: ${next.prompt}`;
  return tell(
    turn,
    'advise',
    `${listNames(tiedNames(result))} are level, so there is nothing to record yet. ${parts}`,
  );
}

/** Proposes a record and shows its card, with what it goes against. */
export async function propose(
  turn: Turn,
  content: ContentInput,
  said: string,
  key: string,
  superseded: readonly Numbered[] = [],
): Promise<TurnResult> {
  const { services, event, memory } = turn;
  const { decisions, bearings } = services;
  const against = await bearings.against(decisions, lookOf(event), content.title);
  const evidence = said === '' && event.permalink === undefined ? [] : [evidenceOf(event, said)];
  try {
    const log = logOfAll(turn, superseded) ?? (await logFor(event, services));
    const supersedes = superseded.map(({ number }) => number);
    const number = await decisions.propose(
      actOf(event, log),
      { ...content, evidence },
      {
        origin: originOf(event, key),
        supersedes,
        channel: event.channel,
        ...(event.isPrivate === true ? { visibility: 'members' as const } : {}),
      },
    );
    const ref = { log, number };
    const rivals = against.filter(
      (one) => one.log !== log || (one.number !== number && !supersedes.includes(one.number)),
    );
    // The first record makes its log.
    const context = { ...turn, logs: [...new Set([...turn.logs, log])] };
    const told = rivals.slice(0, 2).map((one) => rivalReply(context, ref, one));
    const replies = [await card(context, ref), ...told];
    const counter = memory.counter + 1;
    return {
      ...say(turn, 'record', replies, { record: ref, waitsFor: null, counter }),
      live: liveKeyOf(ref),
    };
  } catch (error) {
    // What is wrong with a form is told at its field.
    if (event.kind === 'submitted') throw error;
    return tell(turn, 'record', `It was not recorded: ${requireMistake(error).message}.`, [], 'error');
  }
}

/** The log of the records whose place is to be taken, where it is named. @throws AdvisorError `invalid` where there are two. */
function logOfAll({ logs }: Context, records: readonly Numbered[]): string | undefined {
  const named = new Set(records.flatMap((one) => namedLog(one, logs) ?? []));
  const [only, other] = named;
  if (other === undefined) return only;
  throw new AdvisorError(
    'invalid',
    `a record takes the place of records of its own log, not of both ${only} and ${other}`,
  );
}

async function card(context: Context, ref: RecordRef): Promise<Reply> {
  const lead = `Recorded as ${nameIn(context, ref)}, proposed by ${context.event.person.name}.`;
  const reply = await recordReply(context, ref, lead);
  const undo: Choice = { id: choiceIdText({ kind: 'step', what: 'undo', ...ref }), label: 'Undo' };
  // The lead says who proposed it.
  return {
    ...reply,
    doneBy: '',
    choices: [...(reply.choices ?? []).filter(({ label }) => label !== 'Withdraw'), undo],
  };
}

function rivalReply(context: Context, ref: RecordRef, rival: RecordRef & { title: string }): Reply {
  const [name, old] = [nameIn(context, ref), nameIn(context, rival)];
  return {
    kind: 'notice',
    tone: 'info',
    text: `It goes against ${old}, which is in force: ${rival.title}.`,
    suggestions: [],
    choices:
      rival.log === ref.log
        ? [
            {
              id: choiceIdText({ kind: 'supersede', newer: ref.number, older: rival.number, log: ref.log }),
              label: labelOf(`Let ${name} supersede ${old}`),
            },
          ]
        : [],
  };
}

function evidenceOf({ source, permalink }: Event, said: string) {
  return { kind: source, url: permalink ?? '', excerpt: said.slice(0, maxExcerpt) };
}

/** The same form, the same event, or the same words of a thread's same turn, propose once. */
function originOf(event: Event, key: string): string {
  const { channel, thread, person, id } = event;
  const isForm = event.kind === 'submitted';
  const parts = isForm || id === undefined ? [channel, thread, person.id, key] : [channel, id];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** Names of what a statement chooses, as the knowledge calls it. */
function chosenIn(
  { answering, knowledge }: Services,
  statement: string,
  rejected: readonly string[],
): string[] {
  const isRejected = (name: string) => rejected.some((one) => one.toLowerCase() === name.toLowerCase());
  const dropped = new Set(rejected.flatMap((name) => answering.understand(name).entries));
  return answering
    .understand(statement)
    .entries.filter((id) => !dropped.has(id))
    .flatMap(
      (id) => knowledge.entries.find((entry) => entry.id === id && entry.topics.length > 0)?.name ?? [],
    )
    .filter((name) => !isRejected(name))
    .slice(0, 4);
}
