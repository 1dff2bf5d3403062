import { isDeepStrictEqual } from 'node:util';
import type { QuestionView } from '../advisor/result.ts';
import { answer, back, skip, startWalk, type Walk } from '../advisor/walk.ts';
import type { Reply } from '../reply.ts';
import {
  controlChoice,
  leaning,
  questionReply,
  rankingChart,
  recommendationReply,
  unclearText,
} from './advice-replies.ts';
import { choiceIdText } from './choice-id.ts';
import { type Manner, walkControls, wordsChosen } from './meaning/walk-phrases.ts';
import type { Walking } from './memory.ts';
import { recordWalk } from './propose-record.ts';
import { briefOf } from './quick-pick.ts';
import type { Services } from './services.ts';
import {
  askBack,
  remembering,
  say,
  sayChoice,
  type Turn,
  type TurnResult,
  tell,
  tellMistake,
} from './turn.ts';
import { toldBy, understoodReply } from './walk-answers.ts';
import {
  doubtsReply,
  flipsReply,
  flipsTo,
  othersReply,
  reasonsReply,
  stillAsked,
  whyAsked,
} from './walk-replies.ts';

/** Begins a walk from what somebody told: the topic, and whatever answers are in it. */
export function beginWalk(turn: Turn, brief: string, topicId?: string, team = false): TurnResult {
  const { advisor } = turn.services;
  const briefed = briefOf(advisor, brief, topicId ?? topicNamed(turn.services, brief));
  if (briefed === undefined) return askForTopic(turn, brief, team);
  const [begun, walking] = begin(turn, briefed.walk);
  const said = briefed.unclear.map((one): Reply => ({ kind: 'text', text: unclearText(one) }));
  const contradicted = briefed.unclear.find((one) => one.kind === 'contradiction');
  return contradicted === undefined
    ? goOn(begun, walking, said)
    : ask(begun, walking, advisor.question(walking.walk, contradicted.question), said);
}

/** A walk under an id of its own, and the turn that remembers it. */
function begin(turn: Turn, walk: Walk): readonly [Turn, Walking] {
  const id = turn.memory.counter + 1;
  const walking = { id, walk, question: null, isDone: false, earlier: [] };
  return [remembering(turn, { counter: id, waitsFor: null }), walking];
}

/** The topic that is named right where the choice is asked for. */
export function topicNamed({ knowledge, advisor }: Services, text: string): string | undefined {
  const words = ` ${wordsChosen(text).toLowerCase()} `;
  const named = knowledge.topics.filter(({ id, name, aliases }) =>
    [id.replace('_', ' '), name, ...aliases].some((one) =>
      new RegExp(`[^\\p{L}]${one.toLowerCase().replace(/[^\p{L}\p{N} -]/gu, '.')}s?[^\\p{L}]`, 'u').test(
        words,
      ),
    ),
  );
  return named.find(({ id }) => advisor.topics.some((topic) => topic.id === id))?.id;
}

/** Asks what is to be decided, by one person or by a team. */
export function askForTopic(turn: Turn, brief: string, team = false): TurnResult {
  const { services } = turn;
  const choices = services.advisor.topics.map(({ id: topic, name }) => ({
    id: choiceIdText({ kind: 'topic', topic, team }),
    label: name,
  }));
  return say(turn, 'advise', [{ kind: 'text', text: 'What do you want to decide?', choices }], {
    waitsFor: { kind: 'topic', brief: brief.slice(0, 4_000), team },
  });
}

/** A topic was chosen, for a brief that did not tell it. */
export function chooseTopic(turn: Turn, topic: string): TurnResult {
  const { services, memory } = turn;
  const brief = memory.waitsFor?.kind === 'topic' ? memory.waitsFor.brief : '';
  if (brief.trim() !== '') return beginWalk(turn, brief, services.advisor.topic(topic).id);
  return goOn(...begin(turn, startWalk(services.advisor.topic(topic).id)), []);
}

/** Asks the next question of a walk, or recommends where nothing can change the winner any more. */
export function goOn(turn: Turn, walking: Walking, before: readonly Reply[]): TurnResult {
  const { services } = turn;
  const next = services.advisor.next(walking.walk);
  if (next === undefined) return recommend(turn, walking, before);
  const soFar = leaning(services.advisor, walking.walk);
  const lead: Reply[] = soFar === undefined ? [] : [{ kind: 'text', text: soFar }];
  return ask(turn, walking, next, [...before, ...lead]);
}

function ask(turn: Turn, walking: Walking, question: QuestionView, before: readonly Reply[]): TurnResult {
  const { services } = turn;
  return say(turn, 'advise', [...before, asked(services, walking, question)], {
    walking: { ...walking, question: question.question, isDone: false },
  });
}

const mostEarlier = 20;

/** A walk that somebody changed; going back restores what was before. */
function changed(walking: Walking, walk: Walk): Walking {
  if (isDeepStrictEqual(walk, walking.walk)) return walking;
  return { ...walking, walk, earlier: [...walking.earlier, walking.walk].slice(-mostEarlier) };
}

/** A question of somebody's own walk as a reply, with what can be done but answering it. */
export function asked(services: Services, { id, walk }: Walking, question: QuestionView): Reply {
  const topic = services.advisor.topic(walk.topic);
  const own = { team: false, walk: id };
  const control = (what: string, label: string) => controlChoice(own, what, label);
  return questionReply(topic, walk, question, own, [
    control('skip', 'Skip'),
    control('ask-why', 'Why do you ask?'),
    ...(walk.order.length > 0 ? [control('back', 'Back'), control('now', 'Recommend now')] : []),
    control('team', 'Decide as a team'),
  ]);
}

/** Recommends with what is known. */
export function recommend(turn: Turn, walking: Walking, before: readonly Reply[] = []): TurnResult {
  const { services } = turn;
  const isOpen = services.advisor.next(walking.walk) !== undefined;
  const control = (what: string, label: string, tone?: 'primary') =>
    controlChoice({ team: false, walk: walking.id }, what, label, tone);
  const reply = recommendationReply(services.advisor, walking.walk, [
    control('record', 'Record it', 'primary'),
    control('chart', 'Chart'),
    control('more', 'Details'),
    ...(isOpen ? [control('go-on', 'Go on asking')] : []),
    ...(walking.walk.order.length > 0 ? [control('back', 'Change the last answer')] : []),
    control('restart', 'Start over'),
  ]);
  return say(turn, 'advise', [...before, reply], { walking: { ...walking, question: null, isDone: true } });
}

/** Takes words as an answer to a walk's question, or as more of the brief; undefined where they say nothing to it. */
export function takeWords(
  turn: Turn,
  walking: Walking,
  words: string,
  manner: Manner,
): TurnResult | undefined {
  const { services } = turn;
  const walk = toldBy(services, walking, words, manner);
  if (walk === undefined) return undefined;
  const lead = understoodReply(services, walking.walk, walk);
  return manner !== 'answer' || walking.isDone
    ? recommend(turn, changed(walking, walk), lead)
    : goOn(turn, changed(walking, walk), lead);
}

/** What somebody may want of a walk beside answering its question: in words or by its buttons. */
export const walkWishes = [...walkControls, 'ask-why', 'chart', 'go-on'] as const;
export type WalkWish = (typeof walkWishes)[number];

/** Does what somebody wants of a walk beside answering its question. */
export async function control(turn: Turn, walking: Walking, what: WalkWish, words = ''): Promise<TurnResult> {
  const { services } = turn;
  const { advisor } = services;
  const topic = advisor.topic(walking.walk.topic);
  switch (what) {
    case 'now':
      return recommend(turn, walking);
    case 'go-on':
      return goOn(turn, walking, []);
    case 'skip':
      return walking.question === null
        ? recommend(turn, walking)
        : goOn(turn, changed(walking, skip(walking.walk, topic, walking.question)), []);
    case 'back': {
      const walk = walking.earlier.at(-1) ?? back(walking.walk);
      return goOn(turn, { ...walking, walk, earlier: walking.earlier.slice(0, -1) }, []);
    }
    case 'restart':
      return goOn(turn, changed(walking, startWalk(topic.id)), []);
    case 'stop':
      return tell(remembering(turn, { walking: null }), 'advise', 'The walk is over; nothing was decided.');
    case 'ask-why':
      return say(turn, 'advise', [whyAsked(services, walking), ...stillAsked(services, walking)]);
    case 'why':
      return say(
        turn,
        'advise',
        walking.walk.order.length === 0 && walking.question !== null
          ? [whyAsked(services, walking), ...stillAsked(services, walking)]
          : [reasonsReply(services, walking.walk)],
      );
    case 'against':
      return say(turn, 'advise', [doubtsReply(services, walking.walk)]);
    case 'flips':
      return flipsTo(turn, walking, words) ?? say(turn, 'advise', [flipsReply(services, walking.walk)]);
    case 'others':
      return say(turn, 'advise', [othersReply(services, walking.walk)]);
    case 'more':
      return say(turn, 'advise', [recommendationReply(advisor, walking.walk, [], { whole: true })]);
    case 'chart':
      return say(turn, 'advise', [rankingChart(topic, walking.walk)]);
    case 'record':
      return recordWalk(turn, walking.walk, `walk ${walking.id}`);
  }
}

/** Options of the walk's question were pressed. */
export function pressOptions(
  turn: Turn,
  walking: Walking,
  question: string,
  options: readonly string[],
): TurnResult {
  const { services } = turn;
  const topic = services.advisor.topic(walking.walk.topic);
  try {
    return goOn(turn, changed(walking, answer(walking.walk, topic, question, options)), []);
  } catch (error) {
    return tellMistake(turn, 'advise', error);
  }
}

/** Words that say nothing to a walk's question: say so, and ask it again. */
export function notUnderstood(turn: Turn, walking: Walking): TurnResult {
  const { services } = turn;
  if (walking.question === null)
    return askBack(turn, 'I did not understand that.', [
      sayChoice('What would change your mind?'),
      sayChoice('Start over'),
    ]);
  const view = services.advisor.question(walking.walk, walking.question);
  return say(turn, 'advise', [
    {
      kind: 'notice',
      tone: 'info',
      text: 'That tells me nothing about this question. Choose an option, or skip it.',
      suggestions: [],
    },
    asked(services, walking, view),
  ]);
}
