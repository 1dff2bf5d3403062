import { z } from 'zod';
import { stemOf } from '../answers/tokens.ts';
import type { DecidedAsk, StepMeant, Target } from '../commands/record-terms.ts';
import { requireStep } from '../decisions/lifecycle.ts';
import type { Found } from '../decisions/reader.ts';
import type { DecisionRecord } from '../decisions/record.ts';
import { defaultLog } from '../decisions/rows.ts';
import { AdvisorError } from '../errors.ts';
import type { Event } from '../event.ts';
import type { Reply } from '../reply.ts';
import { addToDecision } from './correct-record.ts';
import type { Memory, RecordRef } from './memory.ts';
import { proposeTold } from './propose-record.ts';
import { type FormKind, formReply, newFormNumber } from './record-forms.ts';
import { liveKeyOf, recordItem, recordReply } from './record-replies.ts';
import { actOf, logFor, lookOf, nameOf, type Services } from './services.ts';
import { askBack, requireMistake, sayChoice, type Turn, tell } from './turn.ts';

const listed = 10;

/** Answers what was asked about the team's decisions; undefined where that cannot be meant. */
export async function answerDecided(
  services: Services,
  event: Event,
  memory: Memory,
  ask: DecidedAsk,
): Promise<Turn | undefined> {
  switch (ask.kind) {
    case 'show':
      return show(services, event, memory, ask);
    case 'list':
      return list(services, event, memory, ask);
    case 'due':
      return due(services, event, memory, ask.of);
    case 'about':
      return about(services, event, { ...memory, decidedAsk: ask.asks }, ask);
  }
}

async function show(
  services: Services,
  event: Event,
  memory: Memory,
  { number, log, history: whole }: Extract<DecidedAsk, { kind: 'show' }>,
): Promise<Turn> {
  const ref = await refOf(services, event, number, log);
  if (ref === undefined) return noSuch(memory, number);
  return {
    intent: 'decisions',
    memory: { ...memory, record: ref },
    replies: [await recordReply(services, event, ref, '', { whole })],
  };
}

function noSuch(memory: Memory, number: number): Turn {
  return tell(memory, 'decisions', `There is no record ${number} here.`, [sayChoice('List decisions')]);
}

/** The record of a number: in the channel's own log, else in the one log that has it. */
async function refOf(
  services: Services,
  event: Event,
  number: number,
  named?: string,
): Promise<RecordRef | undefined> {
  const own = await logFor(event, services);
  const others = (await services.decisions.logs(lookOf(event))).map(({ name }) => name);
  for (const log of named === undefined ? new Set([own, defaultLog, ...others]) : [named]) {
    try {
      await services.decisions.get({ ...lookOf(event), log }, number);
      return { log, number };
    } catch (error) {
      if (!(error instanceof AdvisorError) || error.code !== 'not-found') throw error;
    }
  }
  return undefined;
}

async function list(
  services: Services,
  event: Event,
  memory: Memory,
  { status, tag }: Extract<DecidedAsk, { kind: 'list' }>,
): Promise<Turn> {
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
    return tell(memory, 'decisions', text, [sayChoice('Record a decision', 'how do I record a decision')]);
  }
  const title = `${what === undefined ? 'Decisions' : `Decisions that are ${what}`}${total > listed ? `: the latest ${listed} of ${total}` : ''}`;
  // All of them stand in the order in which they were made; of many the latest come first.
  return listReply(memory, title, total > listed ? records : [...records].reverse());
}

/** Records as a list, at hand by their places from now on. */
function listReply(
  memory: Memory,
  title: string,
  records: readonly DecisionRecord[],
  detailOf: (record: DecisionRecord) => string | undefined = () => undefined,
): Turn {
  return {
    intent: 'decisions',
    memory: { ...memory, listed: records.map(({ log, number }) => ({ log, number })) },
    replies: [{ kind: 'list', title, items: records.map((record) => recordItem(record, detailOf(record))) }],
  };
}

async function due(
  services: Services,
  event: Event,
  memory: Memory,
  of: Extract<DecidedAsk, { kind: 'due' }>['of'],
): Promise<Turn> {
  const all = await services.decisions.due(lookOf(event), services.now().slice(0, 10));
  const waiting = all.filter(({ kind }) => of === 'all' || kind === 'review');
  if (all.length === 0) return tell(memory, 'decisions', 'Nothing waits: no proposal, no review.');
  if (waiting.length === 0)
    return tell(memory, 'decisions', `No review is due. Proposals that wait: ${all.length}.`, [
      sayChoice('Show what waits', 'what is waiting'),
    ]);
  const items = waiting
    .slice(0, listed)
    .map((one) =>
      recordItem(one, one.kind === 'review' ? `review due since ${one.since}` : `proposed on ${one.since}`),
    );
  const shown = waiting.slice(0, listed).map(({ log, number }) => ({ log, number }));
  return {
    intent: 'decisions',
    memory: { ...memory, listed: shown },
    replies: [{ kind: 'list', title: 'What waits', items }],
  };
}

/** "Why did we choose Postgres?", "did we ever rule out MongoDB?" */
async function about(
  services: Services,
  event: Event,
  memory: Memory,
  ask: Extract<DecidedAsk, { kind: 'about' }>,
): Promise<Turn | undefined> {
  const words = await telling(services, event, ask);
  const [, number] = /^#?(\d{1,6})$/.exec(ask.words) ?? [];
  const numbered = number === undefined ? undefined : await refOf(services, event, Number(number));
  if (words === '' && ask.words !== '' && ask.asks === 'ruled-out') return ruledOut(services, event, memory);
  // "What is decided here?" names nothing.
  if (words === '' && ask.words !== '' && ask.asks === 'what' && ask.sure)
    // In a walk "the decision" is the one that is being made.
    return memory.walking !== null ? undefined : list(services, event, memory, { kind: 'list', status: [] });
  if (words === '' || numbered !== undefined)
    return aboutSpokenOf(services, event, { ...memory, record: numbered ?? memory.record }, ask);
  const found = await find(services, event, { ...ask, words });
  if (found.length === 0) {
    if (!ask.sure) return undefined;
    return tell(memory, 'decisions', nothingFound({ ...ask, words }), [sayChoice('List decisions')]);
  }
  const [best, ...others] = found;
  if (best === undefined) return undefined;
  const ref = { log: best.record.log, number: best.record.number };
  const against = await reasonAgainst(services, event, best.record);
  const replies: Reply[] = [await recordReply(services, event, ref, leadOf(ask, best, against))];
  if (others.length > 0) {
    replies.push({
      kind: 'list',
      title: 'Also recorded',
      items: others.slice(0, 3).map(({ record }) => recordItem(record)),
    });
  }
  return {
    intent: 'decisions',
    memory: { ...memory, record: ref },
    replies,
  };
}

async function aboutSpokenOf(
  services: Services,
  event: Event,
  memory: Memory,
  ask: Extract<DecidedAsk, { kind: 'about' }>,
): Promise<Turn | undefined> {
  if (memory.record === null)
    return ask.sure ? list(services, event, memory, { kind: 'list', status: [] }) : undefined;
  const whole = ask.asks === 'who' || ask.asks === 'when';
  const reply = await recordReply(services, event, memory.record, '', { whole });
  const found = { record: reply.record, successor: reply.successor, rejectedOption: null };
  const against = await reasonAgainst(services, event, reply.record);
  return { intent: 'decisions', memory, replies: [{ ...reply, lead: leadOf(ask, found, against) }] };
}

const withReason = z.object({ reason: z.string().min(1) });

/** Why a record was rejected, withdrawn or deprecated, where that was told; undefined for a record in force. */
async function reasonAgainst(
  services: Services,
  event: Event,
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
async function telling(
  services: Services,
  event: Event,
  ask: Extract<DecidedAsk, { kind: 'about' }>,
): Promise<string> {
  const { slots } = services.answering.understand(ask.words);
  const kept = slots.filter(({ kind }) => kind !== 'everyday').map((slot) => slot.words);
  if (kept.length > 0 || slots.length === 0) return kept.join(' ');
  return (await find(services, event, ask)).length > 0 ? ask.words : '';
}

/** Everything that was not taken. */
async function ruledOut(services: Services, event: Event, memory: Memory): Promise<Turn> {
  const { records } = await services.decisions.latest(lookOf(event), { status: [], offset: 0, limit: 50 });
  const found = records.filter(
    (record) => record.status === 'rejected' || isAgainst(record) || notTakenIn(record).length > 0,
  );
  if (found.length === 0)
    return tell(memory, 'decisions', 'No record says that anything was ruled out.', [
      sayChoice('List decisions'),
    ]);
  const [only] = found;
  const ref =
    found.length === 1 && only !== undefined ? { log: only.log, number: only.number } : memory.record;
  return listReply({ ...memory, record: ref }, 'Ruled out', found.slice(0, listed), (record) => {
    const others = notTakenIn(record);
    return others.length > 0 ? `not taken: ${others.join(', ')}` : undefined;
  });
}

/**
 * Records about what is named: by the technologies where some are, else by all the words, else by what is taken for the
 * purpose that is named ("caching").
 */
async function find(
  services: Services,
  event: Event,
  { words, asks }: Extract<DecidedAsk, { kind: 'about' }>,
): Promise<Found[]> {
  const look = lookOf(event);
  const { entries } = services.answering.understand(words);
  const names = entries.map((id) => nameOf(services, id)).slice(0, 3);
  const found = new Map<string, Found>();
  for (const tried of [names, [words], servingNames(services, words)]) {
    for (const name of found.size > 0 ? [] : tried)
      for (const one of await services.decisions.search(look, name, {
        limit: listed,
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
      limit: listed,
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
function notTakenIn({ title, options }: DecisionRecord): string[] {
  const others = options.filter(({ name }) => !title.toLowerCase().includes(name.toLowerCase()));
  return others.length < options.length ? others.map(({ name }) => name) : [];
}

function isAgainst({ title }: DecisionRecord): boolean {
  return /^(?:do not|don't|no|drop|stop|reject|remove|replace)\b/i.test(title);
}

function nothingFound({ words, asks }: Extract<DecidedAsk, { kind: 'about' }>): string {
  const what = words.slice(0, 60);
  return asks === 'ruled-out'
    ? `No record says that ${what} was ruled out.`
    : `No decision about ${what} is recorded here.`;
}

function leadOf(
  { asks }: Extract<DecidedAsk, { kind: 'about' }>,
  { record, successor, rejectedOption }: Pick<Found, 'record' | 'successor' | 'rejectedOption'>,
  against: string | undefined,
): string {
  const where = `${record.number}, ${record.status}${record.date === null ? '' : ` ${record.date}`}`;
  const now = successor === null ? '' : ` In force now: ${successor.number}, ${successor.title}.`;
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
      return `${record.title}: ${record.status}${record.date === null ? '' : ` ${record.date}`}.${now}`;
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

/** Does something to a record that a message or a button named. */
export async function takeStep(
  services: Services,
  event: Event,
  memory: Memory,
  meant: StepMeant,
): Promise<Turn> {
  const ref = await resolve(services, event, memory, meant.target);
  if (ref === undefined) return whichRecord(services, event, memory, meant);
  try {
    return await stepOn(services, event, memory, ref, meant);
  } catch (error) {
    const { code, message } = requireMistake(error);
    if (code === 'not-found') return { ...noSuch({ ...memory, record: null }, ref.number), intent: 'record' };
    return tell({ ...memory, record: ref }, 'record', `${message}.`, [], 'error');
  }
}

async function resolve(
  services: Services,
  event: Event,
  memory: Memory,
  target: Target,
): Promise<RecordRef | undefined> {
  switch (target.kind) {
    case 'number':
      return memory.record?.number === target.number && target.log === undefined
        ? memory.record
        : refOf(services, event, target.number, target.log);
    case 'spoken-of':
      return memory.record ?? (await onlyProposal(services, event));
    case 'place': {
      if (memory.last === 'decisions' && memory.listed.length > 0) return memory.listed[target.place];
      const waiting = (await proposals(services, event)).sort((a, b) => a.number - b.number);
      return waiting.at(target.place);
    }
    case 'words': {
      const [found] = await find(services, event, {
        kind: 'about',
        words: target.words,
        asks: 'what',
        sure: true,
      });
      return found === undefined ? undefined : { log: found.record.log, number: found.record.number };
    }
  }
}

async function onlyProposal(services: Services, event: Event): Promise<RecordRef | undefined> {
  const waiting = await proposals(services, event);
  return waiting.length === 1 ? waiting[0] : undefined;
}

/** The proposals that wait in the channel's own log. */
async function proposals(services: Services, event: Event): Promise<RecordRef[]> {
  const log = await logFor(event, services);
  return (await services.decisions.due(lookOf(event), ''))
    .filter((one) => one.kind === 'proposal' && one.log === log)
    .map(({ number }) => ({ log, number }));
}

async function whichRecord(
  services: Services,
  event: Event,
  memory: Memory,
  meant: StepMeant,
): Promise<Turn> {
  if (meant.target.kind === 'number') return { ...noSuch(memory, meant.target.number), intent: 'record' };
  const waiting = (await services.decisions.due(lookOf(event), '')).slice(0, 5);
  return askBack(
    memory,
    meant.target.kind === 'words'
      ? `No record is about ${meant.target.words.slice(0, 60)}. Which number do you mean?`
      : `Which record? Say its number, such as "${meant.step} 12".`,
    waiting.map(({ number, title }) =>
      sayChoice(`${meant.step} ${number}: ${title}`, `${meant.step} ${number}`),
    ),
  );
}

async function stepOn(
  services: Services,
  event: Event,
  memory: Memory,
  ref: RecordRef,
  meant: StepMeant,
): Promise<Turn> {
  const { decisions } = services;
  const act = actOf(event, ref.log);
  const { number } = ref;
  const who = event.person.name;
  const done = async (lead: string): Promise<Turn> => ({
    intent: 'record',
    memory: { ...memory, record: ref },
    replies: [await recordReply(services, event, ref, lead)],
    live: liveKeyOf(ref),
  });
  switch (meant.step) {
    case 'accept': {
      const { accepted, approvals, quorum } = await decisions.approve(act, number, meant.reason);
      const missing = quorum - approvals;
      return done(accepted ? `${number} is accepted.` : `${who} approved ${number}; ${missing} more to go.`);
    }
    case 'reject':
      await decisions.reject(act, number, meant.reason);
      return done(`${number} is rejected${because(meant.reason)}.`);
    case 'withdraw':
      await decisions.withdraw(act, number, meant.reason);
      return done(`${number} is withdrawn${because(meant.reason)}.`);
    case 'undo':
      await decisions.undo(act, number);
      return done(`${number} is withdrawn.`);
    case 'take-back': {
      const [last] = (await decisions.history({ ...lookOf(event), log: ref.log }, number)).slice(-1);
      if (last?.kind === 'edited') {
        await decisions.takeBack(act, number);
        return done(`The last edit of ${number} is undone.`);
      }
      // Where nothing was decided on it, the proposal itself is what its author takes back.
      const { status: before, approvals } = await decisions.get({ ...lookOf(event), log: ref.log }, number);
      const isOpen = before === 'draft' || before === 'proposed';
      if (isOpen && !approvals.some(({ person }) => person === event.person.name)) {
        await decisions.undo(act, number);
        return done(`${number} is withdrawn.`);
      }
      const { status } = await decisions.takeBack(act, number);
      return done(`That is undone: ${number} is ${status} again.`);
    }
    case 'deprecate':
      await decisions.deprecate(act, number, meant.reason);
      return done(`${number} is deprecated${because(meant.reason)}.`);
    case 'amend': {
      const { status } = await decisions.get({ ...lookOf(event), log: ref.log }, number);
      // What is only proposed is not amended: it says so from now on.
      if (status === 'proposed') return addToDecision(services, event, memory, ref, meant.text ?? '');
      await decisions.amend(act, number, meant.text ?? '', meant.reason);
      return done(`${number} is amended.`);
    }
    case 'supersede': {
      if (meant.instead !== undefined) {
        const told = { statement: `we use ${meant.instead}`, reason: meant.reason };
        return proposeTold(services, event, memory, told, '', [ref.number]);
      }
      if (meant.by === undefined) return openForm(services, event, memory, 'supersede', ref);
      const by = await resolve(services, event, memory, meant.by);
      if (by === undefined) return whichRecord(services, event, memory, { ...meant, target: meant.by });
      if (by.log !== ref.log)
        throw new AdvisorError(
          'invalid',
          `${ref.number} is in ${ref.log} and ${by.number} in ${by.log}; one log's record takes the place of another of it`,
        );
      return supersede(services, event, memory, by, ref.number);
    }
    case 'edit':
      return openForm(services, event, memory, 'edit', ref);
  }
}

/** Notes that two records belong together. */
export async function relateRecords(
  services: Services,
  event: Event,
  memory: Memory,
  number: number,
  other: number,
): Promise<Turn> {
  const ref = await refOf(services, event, number);
  if (ref === undefined) return { ...noSuch(memory, number), intent: 'record' };
  try {
    await services.decisions.relate(actOf(event, ref.log), number, other);
  } catch (error) {
    return tell({ ...memory, record: ref }, 'record', `${requireMistake(error).message}.`, [], 'error');
  }
  const reply = await recordReply(services, event, ref, `${number} is related to ${other} now.`);
  return { intent: 'record', memory: { ...memory, record: ref }, replies: [reply], live: liveKeyOf(ref) };
}

/** The records in force that go against each other, or against what is named. */
export async function showConflicts(
  services: Services,
  event: Event,
  memory: Memory,
  names: readonly string[],
): Promise<Turn> {
  const look = lookOf(event);
  const { records } = await services.decisions.latest(look, {
    status: ['accepted', 'proposed'],
    offset: 0,
    limit: listed,
  });
  const asked = names.length > 0 ? [{ title: `Use ${names.join(' and ')}`, record: undefined }] : [];
  const found = new Map<string, DecisionRecord>();
  for (const { title, record: own } of asked.length > 0
    ? asked
    : records.map((record) => ({ title: record.title, record })))
    for (const { log, number } of await services.bearings.against(services.decisions, look, title)) {
      const other = records.find((one) => one.log === log && one.number === number);
      if (other === undefined || other === own) continue;
      for (const one of [own, other]) if (one !== undefined) found.set(`${one.log} ${one.number}`, one);
    }
  return found.size === 0
    ? tell(
        memory,
        'decisions',
        records.length < listed
          ? 'No: nothing that is recorded here contradicts anything else.'
          : `No: among the latest ${listed} records nothing contradicts anything else.`,
      )
    : {
        intent: 'decisions',
        memory,
        replies: [
          {
            kind: 'list',
            title: 'These contradict each other',
            items: [...found.values()].map((one) => recordItem(one)),
          },
        ],
      };
}

/** Lets a newer record take the place of an older one of its log. */
export async function supersede(
  services: Services,
  event: Event,
  memory: Memory,
  newer: RecordRef,
  older: number,
): Promise<Turn> {
  await services.decisions.supersede(actOf(event, newer.log), newer.number, older, false);
  const { status } = await services.decisions.get({ ...lookOf(event), log: newer.log }, older);
  const lead =
    status === 'superseded'
      ? `${older} is superseded by ${newer.number}.`
      : `${older} will be superseded when ${newer.number} is accepted.`;
  return {
    intent: 'record',
    memory: { ...memory, record: newer },
    replies: [await recordReply(services, event, newer, lead)],
    live: liveKeyOf(newer),
  };
}

/** Opens a form for a record. */
export async function openForm(
  services: Services,
  event: Event,
  memory: Memory,
  kind: FormKind,
  ref: RecordRef,
): Promise<Turn> {
  const record = await services.decisions.get({ ...lookOf(event), log: ref.log }, ref.number);
  // A form that its person may not send is not opened: they would fill it in for nothing. Who supersedes proposes anew.
  if (kind === 'supersede') requireStep(ref.number, record.status, kind);
  else if (kind !== 'propose') await services.decisions.requireMayDo(actOf(event, ref.log), ref.number, kind);
  const form = formReply(kind, newFormNumber(), record);
  return {
    intent: 'record',
    memory: { ...memory, record: ref, form: form.id },
    replies: [form],
  };
}

/** Opens a form for a new record. */
export async function openProposal(services: Services, event: Event, memory: Memory): Promise<Turn> {
  const form = formReply('propose', newFormNumber(), undefined, await logFor(event, services));
  return { intent: 'record', memory: { ...memory, form: form.id }, replies: [form] };
}

function because(reason: string): string {
  return reason === '' ? '' : `, because ${reason.replace(/[.\s]+$/, '')}`;
}
