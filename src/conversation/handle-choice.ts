import { pressAnswer } from './answer-question.ts';
import type { ChoiceId } from './choice-id.ts';
import { setDigest } from './intents/digest.ts';
import { setDirectAsks } from './intents/direct-asks.ts';
import { setNoticing } from './intents/noticing.ts';
import { openLogForm } from './log-setup.ts';
import { askedIn, type Walking } from './memory.ts';
import { nameIn } from './naming.ts';
import { openForm, supersede, takeStep } from './record-actions.ts';
import { listRecords } from './record-lists.ts';
import { recordReply } from './record-replies.ts';
import { actOf } from './services.ts';
import {
  asTeam,
  beginTeam,
  chartTeam,
  concludeTeam,
  detailTeam,
  endTeam,
  goOnAsTeam,
  recordTeam,
  vote,
} from './team-walk.ts';
import { remembering, say, sayChoice, type Turn, type TurnResult, tell } from './turn.ts';
import { chooseTopic, control, pressOptions, walkWishes } from './walk-steps.ts';

/** Does what was pressed; `all` holds the other options that were chosen with it. */
export async function handleChoice(
  turn: Turn,
  pressed: Exclude<ChoiceId, { kind: 'offer' | 'say' }>,
  all: readonly ChoiceId[],
): Promise<TurnResult> {
  const { memory, shared } = turn;
  switch (pressed.kind) {
    case 'answer': {
      const asked = askedIn(memory, shared, pressed.asked);
      return asked === undefined
        ? tell(turn, 'ask', 'I no longer remember that question; ask it again.')
        : pressAnswer(turn, pressed.what, asked);
    }
    case 'topic':
      return asTeam(turn, pressed.team, chooseTopic(turn, pressed.topic));
    case 'option':
    case 'control':
      return pressed.team ? pressTeam(turn, pressed, all) : pressWalk(turn, pressed, all);
    case 'show': {
      const ref = { log: pressed.log, number: pressed.number };
      const reply = await recordReply(turn, ref, '');
      return say(turn, 'decisions', [reply], { record: ref });
    }
    case 'step':
      return pressStep(turn, pressed);
    case 'supersede':
      return supersede(turn, { log: pressed.log, number: pressed.newer }, pressed.older);
    case 'noticing':
      return setNoticing(turn, pressed.on);
    case 'direct-asks':
      return setDirectAsks(turn, pressed.on);
    case 'digest':
      return setDigest(turn, pressed.time);
    case 'log':
      return openLogForm(turn, pressed.log);
    case 'page':
      return listRecords(turn, pressed.of, pressed.offset);
  }
}

type OfWalk = Extract<ChoiceId, { kind: 'option' | 'control' }>;

function optionsOf(pressed: OfWalk, all: readonly ChoiceId[]): string[] {
  return all.flatMap((one) =>
    one.kind === 'option' && pressed.kind === 'option' && one.question === pressed.question
      ? [one.option]
      : [],
  );
}

function pressWalk(turn: Turn, pressed: OfWalk, all: readonly ChoiceId[]): TurnResult | Promise<TurnResult> {
  const { memory } = turn;
  const walking: Walking | null = memory.walking;
  if (walking === null || walking.id !== pressed.walk)
    return tell(
      turn,
      'advise',
      'That walk is over, or somebody else\'s. Begin your own: "help us choose a database".',
      [sayChoice('Help us choose a database')],
    );
  if (pressed.kind === 'option')
    return pressOptions(turn, walking, pressed.question, optionsOf(pressed, all));
  if (pressed.what === 'team') return beginTeam(turn, walking);
  const known = walkWishes.find((one) => one === pressed.what);
  return known === undefined
    ? tell(turn, 'advise', 'That cannot be done in this walk.', [], 'error')
    : control(turn, walking, known);
}

function pressTeam(turn: Turn, pressed: OfWalk, all: readonly ChoiceId[]): TurnResult | Promise<TurnResult> {
  const { shared } = turn;
  const { team } = shared;
  if (team === null || team.id !== pressed.walk)
    return tell(
      turn,
      'advise',
      'That team\'s walk is over. Begin another: "help us choose a database as a team".',
    );
  if (pressed.kind === 'option') return vote(turn, team, pressed.question, optionsOf(pressed, all));
  switch (pressed.what) {
    case 'next':
      return goOnAsTeam(turn, team);
    case 'go-on':
      return goOnAsTeam(turn, { ...team, question: null });
    case 'now':
      return concludeTeam(turn, team);
    case 'more':
      return detailTeam(turn, team);
    case 'chart':
      return chartTeam(turn, team);
    case 'record':
      return recordTeam(turn, team);
    case 'stop':
      return endTeam(turn);
    default:
      return tell(turn, 'advise', 'That cannot be done in this walk.', [], 'error');
  }
}

async function pressStep(
  turn: Turn,
  { what, number, log }: Extract<ChoiceId, { kind: 'step' }>,
): Promise<TurnResult> {
  const { services, event } = turn;
  const ref = { log, number };
  const known = remembering(turn, { record: ref });
  const target = { kind: 'spoken-of' } as const;
  switch (what) {
    case 'accept':
    case 'withdraw':
    case 'undo':
      return takeStep(known, { step: what, target, reason: '' });
    case 'submit':
      await services.decisions.submit(actOf(event, log), number);
      return say(known, 'record', [await recordReply(turn, ref, `${nameIn(turn, ref)} is proposed.`)]);
    case 'whole': {
      const reply = await recordReply(turn, ref, '', { whole: true });
      return say(known, 'decisions', [reply]);
    }
    default: {
      const form = recordForms.find((kind) => what === `${kind}-form`);
      return form === undefined
        ? tell(turn, 'none', 'That choice is not known here.', [], 'error')
        : openForm(known, form, ref);
    }
  }
}

const recordForms = ['edit', 'changes', 'comment', 'reject', 'amend', 'supersede'] as const;
