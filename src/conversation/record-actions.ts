import type { StepMeant, Target } from '../commands/record-terms.ts';
import { requireStep, type Step } from '../decisions/lifecycle.ts';
import { namedLog } from '../decisions/record-name.ts';
import { AdvisorError } from '../errors.ts';
import { addToDecision } from './correct-record.ts';
import { findRecords, noSuch, recordOf, refOf } from './find-records.ts';
import { newFormNumber, type RecordFormKind } from './form-id.ts';
import type { RecordRef } from './memory.ts';
import { nameIn } from './naming.ts';
import { proposalForm, recordForm } from './proposal-form.ts';
import { proposeTold } from './propose-record.ts';
import { approvalLead, changesLead, commentLead } from './record-leads.ts';
import { recordChanged } from './record-replies.ts';
import { because } from './sentence.ts';
import { actOf, logFor, lookOf } from './services.ts';
import {
  askBack,
  type Context,
  remembering,
  requireMistake,
  say,
  sayChoice,
  type Turn,
  type TurnResult,
  tell,
} from './turn.ts';

/** How steps are said that are not called so: by the word that stands on every button and in every form. */
const verbs: Partial<Record<StepMeant['step'], string>> = {
  accept: 'approve',
  'request-changes': 'request changes on',
  comment: 'comment on',
};

/** Does something to a record that a message or a button named. */
export async function takeStep(turn: Turn, meant: StepMeant): Promise<TurnResult> {
  const ref = await resolve(turn, meant.target);
  if (ref === undefined) return whichRecord(turn, meant);
  try {
    return await stepOn(turn, ref, meant);
  } catch (error) {
    const { code, message } = requireMistake(error);
    if (code === 'not-found')
      return { ...noSuch(remembering(turn, { record: null }), ref), intent: 'record' };
    return tell(remembering(turn, { record: ref }), 'record', `${message}.`, [], 'error');
  }
}

async function resolve(turn: Turn, target: Target): Promise<RecordRef | undefined> {
  const { memory } = turn;
  switch (target.kind) {
    case 'number':
      return memory.record?.number === target.number && namedLog(target, turn.logs) === undefined
        ? memory.record
        : refOf(turn, target);
    case 'spoken-of':
      return memory.record ?? (await onlyProposal(turn));
    case 'place': {
      if (memory.last === 'decisions' && memory.listed.length > 0) return memory.listed[target.place];
      const waiting = (await proposals(turn)).sort((a, b) => a.number - b.number);
      return waiting.at(target.place);
    }
    case 'words': {
      const [found] = await findRecords(turn, {
        kind: 'about',
        words: target.words,
        asks: 'what',
        sure: true,
      });
      return found === undefined ? undefined : { log: found.record.log, number: found.record.number };
    }
  }
}

async function onlyProposal(context: Context): Promise<RecordRef | undefined> {
  const waiting = await proposals(context);
  return waiting.length === 1 ? waiting[0] : undefined;
}

/** The proposals that wait in the channel's own log. */
async function proposals({ services, event }: Context): Promise<RecordRef[]> {
  const log = await logFor(event, services);
  return (await services.decisions.due(lookOf(event), ''))
    .filter((one) => one.kind === 'proposal' && one.log === log)
    .map(({ number }) => ({ log, number }));
}

async function whichRecord(turn: Turn, meant: StepMeant): Promise<TurnResult> {
  const { services, event } = turn;
  if (meant.target.kind === 'number') return { ...noSuch(turn, meant.target), intent: 'record' };
  const waiting = (await services.decisions.due(lookOf(event), '')).slice(0, 5);
  const verb = verbs[meant.step] ?? meant.step;
  return askBack(
    turn,
    meant.target.kind === 'words'
      ? `No record is about ${meant.target.words.slice(0, 60)}. Which number do you mean?`
      : `Which record? Say its number, such as "${verb} 12".`,
    waiting.map(({ title, ...ref }) => {
      const words = `${verb} ${nameIn(turn, ref)}`;
      return sayChoice(`${words}: ${title}`, words);
    }),
  );
}

async function stepOn(turn: Turn, ref: RecordRef, meant: StepMeant): Promise<TurnResult> {
  const { services, event } = turn;
  const { decisions } = services;
  const act = actOf(event, ref.log);
  const { number } = ref;
  const name = nameIn(turn, ref);
  const done = (lead: string) => recordChanged(turn, ref, lead);
  switch (meant.step) {
    case 'accept':
      return done(approvalLead(event.person, name, await decisions.approve(act, number, meant.reason)));
    case 'request-changes':
      if (meant.reason === '') return openForm(turn, 'changes', ref);
      await decisions.requestChanges(act, number, meant.reason);
      return done(changesLead(event.person, name));
    case 'comment':
      if (meant.reason === '') return openForm(turn, 'comment', ref);
      await decisions.comment(act, number, meant.reason);
      return done(commentLead(event.person, name));
    case 'reject':
      await decisions.reject(act, number, meant.reason);
      return done(`${name} is rejected${because(meant.reason)}.`);
    case 'withdraw':
      await decisions.withdraw(act, number, meant.reason);
      return done(`${name} is withdrawn${because(meant.reason)}.`);
    case 'undo':
      await decisions.undo(act, number);
      return done(`${name} is withdrawn.`);
    case 'take-back':
      return takeBack(turn, ref);
    case 'deprecate':
      await decisions.deprecate(act, number, meant.reason);
      return done(`${name} is deprecated${because(meant.reason)}.`);
    case 'amend': {
      const { status } = await recordOf(turn, ref);
      // What is only proposed is not amended: it says so from now on.
      if (status === 'proposed') return addToDecision(turn, ref, meant.text ?? '');
      await decisions.amend(act, number, meant.text ?? '', meant.reason);
      return done(`${name} is amended.`);
    }
    case 'supersede':
      return supersedeBy(turn, ref, meant);
    case 'edit':
      return openForm(turn, 'edit', ref);
  }
}

/** Takes back what somebody did last to a record. */
async function takeBack(turn: Turn, ref: RecordRef): Promise<TurnResult> {
  const { services, event } = turn;
  const { decisions } = services;
  const { number, log } = ref;
  const name = nameIn(turn, ref);
  const act = actOf(event, log);
  const [last] = (await decisions.history({ ...lookOf(event), log }, number)).slice(-1);
  if (last?.kind === 'edited') {
    await decisions.takeBack(act, number);
    return recordChanged(turn, ref, `The last edit of ${name} is undone.`);
  }
  // Where nothing was decided on it, the proposal itself is what its author takes back.
  const { status: before, approvals } = await recordOf(turn, ref);
  const isOpen = before === 'draft' || before === 'proposed';
  if (isOpen && !approvals.some(({ person }) => person === event.person.name)) {
    await decisions.undo(act, number);
    return recordChanged(turn, ref, `${name} is withdrawn.`);
  }
  const { status } = await decisions.takeBack(act, number);
  return recordChanged(turn, ref, `That is undone: ${name} is ${status} again.`);
}

/** Lets what is meant take a record's place: another record, something that is proposed by it, or what a form will tell. */
async function supersedeBy(turn: Turn, ref: RecordRef, meant: StepMeant): Promise<TurnResult> {
  if (meant.instead !== undefined) {
    const told = { statement: `we use ${meant.instead}`, reason: meant.reason };
    return proposeTold(turn, told, '', [ref]);
  }
  if (meant.by === undefined) return openForm(turn, 'supersede', ref);
  const by = await resolve(turn, meant.by);
  if (by === undefined) return whichRecord(turn, { ...meant, target: meant.by });
  if (by.log !== ref.log)
    throw new AdvisorError(
      'invalid',
      `${nameIn(turn, ref)} and ${nameIn(turn, by)} are of two logs; one log's record takes the place of another of it`,
    );
  return supersede(turn, by, ref.number);
}

/** Lets a newer record take the place of an older one of its log. */
export async function supersede(turn: Turn, newer: RecordRef, older: number): Promise<TurnResult> {
  const { services, event } = turn;
  await services.decisions.supersede(actOf(event, newer.log), newer.number, older, false);
  const { status } = await recordOf(turn, { log: newer.log, number: older });
  const [name, by] = [nameIn(turn, { log: newer.log, number: older }), nameIn(turn, newer)];
  const lead =
    status === 'superseded'
      ? `${name} is superseded by ${by}.`
      : `${name} will be superseded when ${by} is accepted.`;
  return recordChanged(turn, newer, lead);
}

/** Opens a form for a record. */
export async function openForm(turn: Turn, kind: RecordFormKind, ref: RecordRef): Promise<TurnResult> {
  const { services, event } = turn;
  const record = await recordOf(turn, ref);
  // A form that its person may not send is not opened: they would fill it in for nothing. Who supersedes proposes anew.
  if (kind === 'supersede') requireStep(nameIn(turn, ref), record.status, kind);
  else if (kind !== 'propose')
    await services.decisions.requireMayDo(actOf(event, ref.log), ref.number, sentAs[kind]);
  const form = await recordForm(turn, kind, record);
  return say(turn, 'record', [form], { record: ref, form: form.id });
}

/** What a form is sent in to do. */
const sentAs = {
  edit: 'edit',
  changes: 'request-changes',
  comment: 'comment',
  amend: 'amend',
  reject: 'reject',
} as const satisfies Partial<Record<RecordFormKind, Step>>;

/** Opens a form for a new record. */
export async function openProposal(turn: Turn): Promise<TurnResult> {
  const { services, event } = turn;
  const form = await proposalForm(event, services, newFormNumber());
  return say(turn, 'record', [form], { form: form.id });
}
