import type { StepMeant, Target } from '../commands/record-terms.ts';
import { requireStep } from '../decisions/lifecycle.ts';
import { AdvisorError } from '../errors.ts';
import type { Event } from '../event.ts';
import { addToDecision } from './correct-record.ts';
import { findRecords, noSuch, refOf } from './find-records.ts';
import { type FormKind, newFormNumber } from './form-id.ts';
import type { Memory, RecordRef } from './memory.ts';
import { proposeTold } from './propose-record.ts';
import { formReply } from './record-forms.ts';
import { because, liveKeyOf, recordReply } from './record-replies.ts';
import { actOf, logFor, lookOf, type Services } from './services.ts';
import { askBack, requireMistake, sayChoice, type Turn, tell } from './turn.ts';

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
      const [found] = await findRecords(services, event, {
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
