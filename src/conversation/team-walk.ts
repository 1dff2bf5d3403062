import { combineVoices, type TeamResult } from '../advisor/team.ts';
import { answer, startWalk, type Walk } from '../advisor/walk.ts';
import type { QuestionReply, Reply } from '../reply.ts';
import { controlChoice, questionReply, rankingChart, recommendationReply } from './advice-replies.ts';
import type { LiveKey } from './live-key.ts';
import {
  mannerOf,
  readControl,
  readRefusal,
  readWhatIf,
  supposedAsFact,
  type WalkControl,
} from './meaning/walk-phrases.ts';
import type { TeamWalk, Walking } from './memory.ts';
import { recordWalk } from './propose-record.ts';
import type { Services } from './services.ts';
import { remembering, requireMistake, say, type Turn, type TurnResult, tell } from './turn.ts';
import { toldBy, understoodReply } from './walk-answers.ts';
import { whyNot } from './walk-replies.ts';
import { control } from './walk-steps.ts';

/** A turn that began a walk, as the team's where it is to be one. A topic that is asked for comes first. */
export function asTeam(turn: Turn, isTeams: boolean, begun: TurnResult): TurnResult {
  const { walking, waitsFor } = begun.memory;
  if (!isTeams || walking === null || waitsFor?.kind === 'topic') return begun;
  return beginTeam({ ...turn, memory: begun.memory }, walking);
}

/** Makes somebody's walk the team's: what they answered is their voice. */
export function beginTeam(turn: Turn, { walk }: Pick<Walking, 'walk'>): TurnResult {
  const { services, event, shared } = turn;
  const id = shared.counter + 1;
  const team: TeamWalk = {
    id,
    topic: walk.topic,
    voices: { [event.person.id]: { name: event.person.name, walk } },
    question: null,
    passed: [],
    isDone: false,
  };
  const intro: Reply = {
    kind: 'text',
    text: `${services.advisor.topic(walk.topic).name}: everybody here votes. What most agree on counts.`,
  };
  return showTeam(
    { ...remembering(turn, { walking: null }), shared: { ...shared, counter: id, team } },
    team,
    [intro],
  );
}

/** Somebody's vote on the question that the team is asked. */
export function vote(turn: Turn, team: TeamWalk, question: string, options: readonly string[]): TurnResult {
  const { services, event } = turn;
  if (event.viewer.kind === 'member' && event.viewer.outside)
    return tell(turn, 'advise', 'People from outside cannot vote here.', [], 'error');
  const topic = services.advisor.topic(team.topic);
  const own = team.voices[event.person.id]?.walk ?? startWalk(team.topic);
  try {
    const walk = answer(own, topic, question, options);
    const voices = { ...team.voices, [event.person.id]: { name: event.person.name, walk } };
    return showTeam(turn, { ...team, voices }, [], question);
  } catch (error) {
    return tell(turn, 'advise', `${requireMistake(error).message}.`, [], 'error');
  }
}

/** The team goes on: a question without a majority is left open. */
export function goOnAsTeam(turn: Turn, team: TeamWalk): TurnResult {
  const passed = team.question === null ? team.passed : [...team.passed, team.question];
  return showTeam(turn, { ...team, passed, question: null }, []);
}

/** The recommendation with what the team has told so far. */
export function concludeTeam(turn: Turn, team: TeamWalk): TurnResult {
  const { services, memory, shared } = turn;
  const done = { ...team, isDone: true };
  const combined = combine(services, done);
  const of = { team: true, walk: team.id };
  const choices = [
    controlChoice(of, 'record', 'Record it', 'primary'),
    controlChoice(of, 'chart', 'Chart'),
    controlChoice(of, 'more', 'Details'),
    controlChoice(of, 'go-on', 'Go on asking'),
    controlChoice(of, 'stop', 'End'),
  ];
  const walk = combinedWalk(team, combined);
  const reply = recommendationReply(services.advisor, walk, choices, { voices: combined.winners });
  return {
    intent: 'advise',
    memory,
    shared: { ...shared, team: done },
    replies: [...differing(services, team, combined), reply],
    live: liveKeyOf(team),
  };
}

/** All that there is to tell about what the team came to. */
export function detailTeam(turn: Turn, team: TeamWalk): TurnResult {
  const { services } = turn;
  const combined = combine(services, team);
  const options = { voices: combined.winners, whole: true };
  const reply = recommendationReply(services.advisor, combinedWalk(team, combined), [], options);
  return say(turn, 'advise', [reply]);
}

/** The ranking of what the team agrees on, as a chart. */
export function chartTeam(turn: Turn, team: TeamWalk): TurnResult {
  const { services } = turn;
  const walk = combinedWalk(team, combine(services, team));
  const replies = [rankingChart(services.advisor.topic(team.topic), walk)];
  return say(turn, 'advise', replies);
}

/** Records what the team came to; the people who voted are named. */
export async function recordTeam(turn: Turn, team: TeamWalk): Promise<TurnResult> {
  const { services } = turn;
  const walk = combinedWalk(team, combine(services, team));
  const consulted = Object.values(team.voices).map(({ name }) => name.slice(0, 100));
  return recordWalk(turn, walk, `team ${team.id}`, consulted);
}

/**
 * Talk about what a team came to: why, why not another, what would change it, "what if". Nobody's vote changes by it.
 * Undefined where the words are about something else.
 */
export function talkOfTeam(
  turn: Turn,
  team: TeamWalk,
  said: string,
): Promise<TurnResult> | TurnResult | undefined {
  const { services } = turn;
  const walk = combinedWalk(team, combine(services, team));
  const walking: Walking = { id: team.id, walk, question: null, isDone: true, earlier: [] };
  const refused = readRefusal(said);
  const against = refused === undefined ? undefined : whyNot(turn, walking, refused);
  if (against !== undefined) return against;
  const wish = readControl(said);
  if (wish !== undefined && talkative.has(wish)) return control(turn, walking, wish);
  const changed = readWhatIf(said);
  const supposed =
    changed === undefined ? undefined : toldBy(services, walking, supposedAsFact(changed), mannerOf(said));
  if (supposed === undefined) return undefined;
  const reply = recommendationReply(services.advisor, supposed, []);
  const replies = [...understoodReply(services, walk, supposed), reply];
  return say(turn, 'advise', replies);
}

/** Wishes that change nothing. */
const talkative: ReadonlySet<WalkControl> = new Set(['why', 'against', 'flips', 'others', 'more']);

/** Ends a team's walk. */
export function endTeam(turn: Turn): TurnResult {
  return {
    ...tell(turn, 'advise', "The team's walk is over; nothing more was decided."),
    shared: { ...turn.shared, team: null },
  };
}

function liveKeyOf({ id }: TeamWalk): LiveKey {
  return { kind: 'team', id };
}

function showTeam(turn: Turn, team: TeamWalk, before: readonly Reply[], asked?: string): TurnResult {
  const { services, memory, shared } = turn;
  const combined = combine(services, team);
  const walk = combinedWalk(team, combined);
  const question =
    asked === undefined ? services.advisor.next(passing(walk, team)) : services.advisor.question(walk, asked);
  if (question === undefined) return concludeTeam(turn, team);
  const current: TeamWalk = { ...team, question: question.question, isDone: false };
  const of = { team: true, walk: team.id };
  const reply = questionReply(
    services.advisor.topic(team.topic),
    walk,
    question,
    of,
    [
      controlChoice(of, 'next', 'Next question'),
      controlChoice(of, 'now', 'Recommend now'),
      controlChoice(of, 'stop', 'End'),
    ],
    tallyOf(services, current, question.question),
  );
  return {
    intent: 'advise',
    memory,
    shared: { ...shared, team: current },
    replies: [...before, reply],
    live: liveKeyOf(team),
  };
}

function combine({ advisor }: Services, team: TeamWalk): TeamResult {
  const voices = Object.values(team.voices);
  // Two people may have the same name: each keeps a voice.
  const named = voices.map(({ name, walk }, at) => {
    const isTwice = voices.some((other, place) => place < at && other.name === name);
    return [isTwice ? `${name} (${at + 1})` : name, walk.answers] as const;
  });
  const [first] = voices;
  const shared = { shortlist: first?.walk.shortlist ?? [], weights: first?.walk.weights ?? {} };
  return combineVoices(advisor.topic(team.topic), Object.fromEntries(named), shared);
}

function combinedWalk(team: TeamWalk, { combined }: TeamResult): Walk {
  const [first] = Object.values(team.voices);
  const answers = Object.fromEntries(Object.entries(combined).map(([id, chosen]) => [id, [...chosen]]));
  return {
    ...startWalk(team.topic),
    answers,
    order: Object.keys(answers),
    shortlist: first?.walk.shortlist ?? [],
    weights: first?.walk.weights ?? {},
  };
}

/** What the team moved on from is not asked again. */
function passing(walk: Walk, { passed }: TeamWalk): Walk {
  const left = Object.fromEntries(
    passed.filter((id) => walk.answers[id] === undefined).map((id) => [id, []]),
  );
  return { ...walk, answers: { ...left, ...walk.answers } };
}

function tallyOf({ advisor }: Services, team: TeamWalk, question: string): QuestionReply['tally'] {
  const options = advisor.topic(team.topic).questions.find(({ id }) => id === question)?.options ?? [];
  return options
    .map(({ id, label }) => ({
      option: label,
      people: Object.values(team.voices)
        .filter(({ walk }) => walk.answers[question]?.includes(id) === true)
        .map(({ name }) => name),
    }))
    .filter(({ people }) => people.length > 0)
    .sort((a, b) => b.people.length - a.people.length);
}

/** Each question on which not all agree: what most chose, by how many, and what stays open. */
function differing({ advisor }: Services, team: TeamWalk, { questions }: TeamResult): Reply[] {
  const topic = advisor.topic(team.topic);
  const items = questions.flatMap(({ question, votes, of, agreed }) => {
    if (votes.every(({ people }) => people.length === of)) return [];
    const asked = topic.questions.find(({ id }) => id === question);
    const label = (id: string) => asked?.options.find((option) => option.id === id)?.label ?? id;
    const said = votes.map(({ option, people }) =>
      agreed.includes(option)
        ? `${label(option)}: agreed by ${people.length} of ${of}`
        : `${label(option)}: ${people.join(', ')}`,
    );
    const open = agreed.length === 0 ? ['left open'] : [];
    return [{ text: asked?.name ?? question, detail: [...said, ...open].join(' / ') }];
  });
  return items.length === 0 ? [] : [{ kind: 'list', title: 'Where you differ', items }];
}
