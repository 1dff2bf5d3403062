import type { LogWish } from '../commands/log-terms.ts';
import { type LogSettings, newLog } from '../decisions/log-settings.ts';
import { mayDo, requireMayDo, rolesOf } from '../decisions/permissions.ts';
import type { Log } from '../decisions/record.ts';
import { defaultLog } from '../decisions/rows.ts';
import { AdvisorError, FieldError } from '../errors.ts';
import type { ListReply } from '../reply.ts';
import { choiceIdText } from './choice-id.ts';
import { type FormId, newFormNumber } from './form-id.ts';
import { logForm, settingsOfFields } from './log-form.ts';
import { readDeciders } from './meaning/deciders.ts';
import { actOf, logFor, lookOf } from './services.ts';
import { type Context, requireMistake, say, type Turn, type TurnResult, tell } from './turn.ts';

/** Shows the log of a channel, or sets it up. */
export async function setUpLog(turn: Turn, wish: LogWish): Promise<TurnResult> {
  const name = await logFor(turn.event, turn.services);
  if (wish.kind === 'show') return showLog(turn, name, '');
  try {
    const { log, lead } = await obey(turn, name, wish);
    return await showLog(turn, log, lead);
  } catch (error) {
    const { message } = requireMistake(error);
    const choices = (await maySet(turn, name)) ? [changeChoice(name)] : [];
    return tell(turn, 'record', `${message}.`, choices, 'error');
  }
}

/** What was done, and to which log. */
interface Done {
  readonly log: string;
  readonly lead: string;
}

/** @throws AdvisorError for what cannot be set so, or not by whoever asks */
async function obey(turn: Turn, log: string, wish: Exclude<LogWish, { kind: 'show' }>): Promise<Done> {
  const { services, event } = turn;
  const { decisions } = services;
  const { channel } = event;
  switch (wish.kind) {
    case 'create': {
      const name = required(wish.name, 'Name the log, such as: /adr log create shop');
      const act = actOf(event, name);
      // Who may make none is told so; what is not there yet they could not see either.
      requireMayDo('create-log', 'log', act, newLog(name));
      await decisions.createLog(act, { channel }, { frees: true });
      return { log: name, lead: `${name} is there; what is recorded in this channel goes into it.` };
    }
    case 'bind': {
      const name = required(wish.name, 'Name the log, such as: /adr log bind shop');
      // A log is made by its own command: a name that is written wrong makes none.
      const logs = await decisions.logs(lookOf(event));
      if (!logs.some((one) => one.name === name)) throw noSuchLog(name, logs);
      await decisions.setLog(actOf(event, name), { channel }, { frees: true });
      return { log: name, lead: `What is recorded in this channel goes into ${name} from now on.` };
    }
    case 'unknown':
      throw new AdvisorError(
        'invalid',
        `"${wish.words.slice(0, 40)}" cannot be set; say quorum, deciders, visibility, own-approval, create or bind`,
      );
    case 'quorum':
    case 'deciders':
    case 'visibility':
    case 'own-approval':
      await decisions.setLog(actOf(event, log), settingsOf(wish, event.mentioned));
      return { log, lead: `${log} is set.` };
  }
}

function noSuchLog(name: string, logs: readonly Log[]): AdvisorError {
  const there = logs.map((one) => one.name).join(', ');
  return new AdvisorError(
    'not-found',
    `there is no log "${name.slice(0, 60)}"${there === '' ? '' : `; there are ${there}`}. To make it: /adr log create ${name.slice(0, 60)}`,
  );
}

function required(words: string, otherwise: string): string {
  if (words === '') throw new AdvisorError('invalid', otherwise);
  return words;
}

type SettingWish = Exclude<Extract<LogWish, { words: string }>, { kind: 'unknown' }>;

/** One setting as it was typed. */
function settingsOf(wish: SettingWish, mentioned: Turn['event']['mentioned']): LogSettings {
  const words = wish.words.toLowerCase();
  switch (wish.kind) {
    case 'quorum':
      if (!/^\d{1,3}$/.test(words))
        throw new AdvisorError(
          'invalid',
          'Say how many approvals accept a proposal, such as: /adr log quorum 2',
        );
      return { quorum: Number(words) };
    case 'deciders': {
      const read = readDeciders(
        required(
          wish.words,
          'Say who decides, such as: /adr log deciders @ana @bob, or: /adr log deciders everybody',
        ),
        { mentioned, known: [], byCommas: false },
      );
      if (read.unclear.length > 0) throw whoIs(read.unclear);
      return { deciders: read.deciders };
    }
    case 'visibility':
      if (words !== 'open' && words !== 'members')
        throw new AdvisorError('invalid', 'Say open or members, such as: /adr log visibility members');
      return { visibility: words };
    case 'own-approval':
      if (words !== 'on' && words !== 'off')
        throw new AdvisorError('invalid', 'Say on or off, such as: /adr log own-approval off');
      return { ownApproval: words === 'on' };
  }
}

function whoIs(unclear: readonly string[]): AdvisorError {
  return new AdvisorError(
    'invalid',
    `I cannot tell who ${unclear.slice(0, 5).join(', ')} is. Press Change and choose the people there`,
  );
}

/**
 * A log as it is set; the usual one as it would be, where nothing is recorded yet.
 * @throws AdvisorError `not-found` for one that is not there for whoever asks
 */
async function logNamed({ services, event }: Context, name: string): Promise<Log> {
  const logs = await services.decisions.logs(lookOf(event));
  const found = logs.find((log) => log.name === name);
  if (found === undefined && name !== defaultLog) throw noSuchLog(name, logs);
  return found ?? newLog(name);
}

async function maySet(context: Context, name: string): Promise<boolean> {
  const { deciders } = await logNamed(context, name);
  return mayDo('set-log', 'log', rolesOf(actOf(context.event, name), deciders));
}

function changeChoice(log: string) {
  return { id: choiceIdText({ kind: 'log', log }), label: 'Change' };
}

/** What is set of a log, who may change it, and for them what changes it. */
async function showLog(turn: Turn, name: string, lead: string): Promise<TurnResult> {
  const log = await logNamed(turn, name);
  const choices = (await maySet(turn, name)) ? [changeChoice(name)] : [];
  const list: ListReply = { kind: 'list', title: `The log ${name}`, items: itemsOf(log, turn), choices };
  return lead === ''
    ? say(turn, 'decisions', [list])
    : say(turn, 'record', [{ kind: 'text', text: lead }, list]);
}

const everybody = 'everybody here but guests';

function itemsOf(log: Log, { event }: Context): ListReply['items'] {
  const { quorum, deciderNames, visibility, channel, ownApproval } = log;
  const isNamed = deciderNames.length > 0;
  return [
    { text: 'Who decides', detail: isNamed ? deciderNames.join(', ') : everybody },
    {
      text: 'What accepts a proposal',
      detail: `${quorum} ${quorum === 1 ? 'approval' : 'approvals'}; the author's own ${ownApproval ? 'counts' : 'does not count'}`,
    },
    {
      text: 'Who sees it',
      detail: visibility === 'open' ? 'everybody in the workspace' : "its channel's members",
    },
    {
      text: 'Its channel',
      detail:
        channel === event.channel
          ? 'this one'
          : channel === null
            ? 'none: it is for wherever no other log is'
            : 'another one',
    },
    { text: 'Who may change this', detail: isNamed ? 'who decides' : everybody },
  ];
}

/** Opens the form of a log's settings, filled with what is set. */
export async function openLogForm(turn: Turn, name: string): Promise<TurnResult> {
  const log = await logNamed(turn, name);
  if (!(await maySet(turn, name))) {
    const who =
      log.deciderNames.length === 0
        ? 'guests and people from outside do not'
        : `${log.deciderNames.join(', ')} may`;
    return tell(turn, 'record', `You may not change ${name}; ${who}.`, [], 'error');
  }
  const form = logForm(log, newFormNumber(), turn.event.mentioned !== undefined);
  return say(turn, 'record', [form], { form: form.id });
}

/** Sets a log as a form says. @throws AdvisorError for what cannot be set so, at its field where it has one */
export async function takeLogForm(
  turn: Turn,
  { log: name, version }: Pick<FormId, 'log' | 'version'>,
  fields: Readonly<Record<string, string>>,
): Promise<TurnResult> {
  const { services, event } = turn;
  const before = await logNamed(turn, name);
  const { settings, unclear } = settingsOfFields(fields, before, event.mentioned);
  if (unclear.length > 0)
    throw new FieldError('deciders', `I cannot tell who ${unclear.slice(0, 5).join(', ')} is`);
  await services.decisions.setLog(actOf(event, name), settings, { seen: version });
  return showLog(turn, name, `${name} is set.`);
}
