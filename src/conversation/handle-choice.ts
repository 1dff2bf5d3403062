import type { Event } from '../event.ts';
import { pressAnswer } from './answer-question.ts';
import type { ChoiceId } from './choice-id.ts';
import { askedIn, type Memory, type SharedMemory, type Walking } from './memory.ts';
import { setNoticing } from './noticing-setting.ts';
import { openForm, supersede, takeStep } from './record-actions.ts';
import { recordReply } from './record-replies.ts';
import { actOf, type Services } from './services.ts';
import {
  asTeam,
  beginTeam,
  chartTeam,
  concludeTeam,
  detailTeam,
  endTeam,
  goOnAsTeam,
  recordTeam,
  type TeamTurn,
  vote,
} from './team-walk.ts';
import { sayChoice, type Turn, tell } from './turn.ts';
import { chooseTopic, control, pressOptions } from './walk-steps.ts';

/** Does what was pressed; `all` holds the other options that were chosen with it. */
export async function handleChoice(
  services: Services,
  event: Event,
  memory: Memory,
  shared: SharedMemory,
  pressed: Exclude<ChoiceId, { kind: 'offer' | 'say' }>,
  all: readonly ChoiceId[],
): Promise<Turn | TeamTurn> {
  switch (pressed.kind) {
    case 'answer': {
      const asked = askedIn(memory, shared, pressed.asked);
      return asked === undefined
        ? tell(memory, 'ask', 'I no longer remember that question; ask it again.')
        : pressAnswer(services, memory, pressed.what, asked);
    }
    case 'topic':
      return asTeam(services, event, shared, pressed.team, chooseTopic(services, memory, pressed.topic));
    case 'option':
    case 'control':
      return pressed.team
        ? pressTeam(services, event, memory, shared, pressed, all)
        : pressWalk(services, event, memory, shared, pressed, all);
    case 'show': {
      const ref = { log: pressed.log, number: pressed.number };
      const reply = await recordReply(services, event, ref, '');
      return { intent: 'decisions', memory: { ...memory, record: ref }, replies: [reply] };
    }
    case 'step':
      return pressStep(services, event, memory, pressed);
    case 'supersede':
      return supersede(services, event, memory, { log: pressed.log, number: pressed.newer }, pressed.older);
    case 'noticing':
      return setNoticing(services, event, memory, pressed.on);
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

const walkControls = [
  'now',
  'why',
  'flips',
  'skip',
  'back',
  'restart',
  'stop',
  'record',
  'against',
  'more',
  'others',
  'ask-why',
  'chart',
  'go-on',
] as const;

function pressWalk(
  services: Services,
  event: Event,
  memory: Memory,
  shared: SharedMemory,
  pressed: OfWalk,
  all: readonly ChoiceId[],
): Turn | TeamTurn | Promise<Turn> {
  const walking: Walking | null = memory.walking;
  if (walking === null || walking.id !== pressed.walk)
    return tell(
      memory,
      'advise',
      'That walk is over, or somebody else\'s. Begin your own: "help us choose a database".',
      [sayChoice('Help us choose a database')],
    );
  if (pressed.kind === 'option')
    return pressOptions(services, memory, walking, pressed.question, optionsOf(pressed, all));
  if (pressed.what === 'team') return beginTeam(services, event, memory, shared, walking);
  const known = walkControls.find((one) => one === pressed.what);
  return known === undefined
    ? tell(memory, 'advise', 'That cannot be done in this walk.', [], 'error')
    : control(services, event, memory, walking, known);
}

function pressTeam(
  services: Services,
  event: Event,
  memory: Memory,
  shared: SharedMemory,
  pressed: OfWalk,
  all: readonly ChoiceId[],
): TeamTurn | Turn | Promise<TeamTurn> {
  const { team } = shared;
  if (team === null || team.id !== pressed.walk)
    return tell(
      memory,
      'advise',
      'That team\'s walk is over. Begin another: "help us choose a database as a team".',
    );
  if (pressed.kind === 'option')
    return vote(services, event, memory, shared, team, pressed.question, optionsOf(pressed, all));
  switch (pressed.what) {
    case 'next':
      return goOnAsTeam(services, memory, shared, team);
    case 'go-on':
      return goOnAsTeam(services, memory, shared, { ...team, question: null });
    case 'now':
      return concludeTeam(services, memory, shared, team);
    case 'more':
      return detailTeam(services, memory, shared, team);
    case 'chart':
      return chartTeam(services, memory, shared, team);
    case 'record':
      return recordTeam(services, event, memory, shared, team);
    case 'stop':
      return endTeam(memory, shared);
    default:
      return tell(memory, 'advise', 'That cannot be done in this walk.', [], 'error');
  }
}

async function pressStep(
  services: Services,
  event: Event,
  memory: Memory,
  { what, number, log }: Extract<ChoiceId, { kind: 'step' }>,
): Promise<Turn> {
  const ref = { log, number };
  const known = { ...memory, record: ref };
  const target = { kind: 'spoken-of' } as const;
  switch (what) {
    case 'accept':
    case 'withdraw':
    case 'undo':
      return takeStep(services, event, known, { step: what, target, reason: '' });
    case 'submit':
      await services.decisions.submit(actOf(event, log), number);
      return {
        intent: 'record',
        memory: known,
        replies: [await recordReply(services, event, ref, `${number} is proposed.`)],
      };
    case 'edit-form':
      return openForm(services, event, known, 'edit', ref);
    case 'reject-form':
      return openForm(services, event, known, 'reject', ref);
    case 'amend-form':
      return openForm(services, event, known, 'amend', ref);
    case 'supersede-form':
      return openForm(services, event, known, 'supersede', ref);
    case 'whole': {
      const reply = await recordReply(services, event, ref, '', { whole: true });
      return { intent: 'decisions', memory: known, replies: [reply] };
    }
    default:
      return tell(memory, 'none', 'That choice is not known here.', [], 'error');
  }
}
