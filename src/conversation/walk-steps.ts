import { isDeepStrictEqual } from 'node:util';
import { type QuestionView, type RankedView, type Standing, tiedNames, tiedOf } from '../advisor/result.ts';
import { contradict, type Question } from '../advisor/rubric.ts';
import { answer, back, skip, startWalk, type Walk } from '../advisor/walk.ts';
import { AdvisorError } from '../errors.ts';
import type { Event } from '../event.ts';
import { uniqueCitations } from '../knowledge/passages.ts';
import type { Choice, Line, Reply } from '../reply.ts';
import {
  changeTexts,
  leaning,
  questionReply,
  rankingChart,
  recommendationReply,
  runnerUpText,
  toldLines,
  unclearText,
} from './advice-replies.ts';
import { listNames } from './list-names.ts';
import { type Manner, type WalkControl, wordsChosen } from './meaning/walk-phrases.ts';
import type { Memory, Walking } from './memory.ts';
import { recordWalk } from './propose-record.ts';
import { nameOf, type Services } from './services.ts';
import { askBack, requireMistake, sayChoice, type Turn, tell } from './turn.ts';

/** Begins a walk from what somebody told: the topic, and whatever answers are in it. */
export function beginWalk(
  services: Services,
  memory: Memory,
  brief: string,
  topicId?: string,
  team = false,
): Turn {
  const { advisor } = services;
  let briefed: ReturnType<typeof advisor.brief>;
  try {
    briefed = advisor.brief(brief, topicId ?? topicNamed(services, brief));
  } catch (error) {
    if (error instanceof AdvisorError && error.code === 'usage')
      return askForTopic(services, memory, brief, team);
    throw error;
  }
  const id = memory.counter + 1;
  const walking: Walking = { id, walk: briefed.walk, question: null, isDone: false, earlier: [] };
  const begun = { ...memory, counter: id, waitsFor: null };
  const said = briefed.unclear.map((one): Reply => ({ kind: 'text', text: unclearText(one) }));
  const contradicted = briefed.unclear.find((one) => one.kind === 'contradiction');
  return contradicted === undefined
    ? goOn(services, begun, walking, said)
    : ask(services, begun, walking, advisor.question(walking.walk, contradicted.question), said);
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
export function askForTopic(services: Services, memory: Memory, brief: string, team = false): Turn {
  const verb = team ? 'teamtopic' : 'topic';
  const choices = services.advisor.topics.map(({ id, name }) => ({ id: `${verb}:${id}`, label: name }));
  return {
    intent: 'advise',
    memory: { ...memory, waitsFor: { kind: 'topic', brief: brief.slice(0, 4_000), team } },
    replies: [{ kind: 'text', text: 'What do you want to decide?', choices }],
  };
}

/** A topic was chosen, for a brief that did not tell it. */
export function chooseTopic(services: Services, memory: Memory, topic: string): Turn {
  const brief = memory.waitsFor?.kind === 'topic' ? memory.waitsFor.brief : '';
  if (brief.trim() !== '') return beginWalk(services, memory, brief, services.advisor.topic(topic).id);
  const id = memory.counter + 1;
  const walk = startWalk(services.advisor.topic(topic).id);
  const walking: Walking = { id, walk, question: null, isDone: false, earlier: [] };
  return goOn(services, { ...memory, counter: id, waitsFor: null }, walking, []);
}

/** Asks the next question of a walk, or recommends where nothing can change the winner any more. */
export function goOn(services: Services, memory: Memory, walking: Walking, before: readonly Reply[]): Turn {
  const next = services.advisor.next(walking.walk);
  if (next === undefined) return recommend(services, memory, walking, before);
  const soFar = leaning(services.advisor, walking.walk);
  const lead: Reply[] = soFar === undefined ? [] : [{ kind: 'text', text: soFar }];
  return ask(services, memory, walking, next, [...before, ...lead]);
}

function ask(
  services: Services,
  memory: Memory,
  walking: Walking,
  question: QuestionView,
  before: readonly Reply[],
): Turn {
  return {
    intent: 'advise',
    memory: { ...memory, walking: { ...walking, question: question.question, isDone: false } },
    replies: [...before, asked(services, walking, question)],
  };
}

const mostEarlier = 20;

/** A walk that somebody changed; going back restores what was before. */
function changed(walking: Walking, walk: Walk): Walking {
  if (isDeepStrictEqual(walk, walking.walk)) return walking;
  return { ...walking, walk, earlier: [...walking.earlier, walking.walk].slice(-mostEarlier) };
}

function asked(services: Services, { id, walk }: Walking, question: QuestionView): Reply {
  const topic = services.advisor.topic(walk.topic);
  const control = (what: string, label: string): Choice => ({ id: `w:${id}:${what}`, label });
  return questionReply(topic, walk, question, `w:${id}`, [
    control('skip', 'Skip'),
    control('ask-why', 'Why do you ask?'),
    ...(walk.order.length > 0 ? [control('back', 'Back'), control('now', 'Recommend now')] : []),
    control('team', 'Decide as a team'),
  ]);
}

/** Recommends with what is known. */
export function recommend(
  services: Services,
  memory: Memory,
  walking: Walking,
  before: readonly Reply[] = [],
): Turn {
  const isOpen = services.advisor.next(walking.walk) !== undefined;
  const control = (what: string, label: string, tone?: 'primary'): Choice => ({
    id: `w:${walking.id}:${what}`,
    label,
    ...(tone === undefined ? {} : { tone }),
  });
  const reply = recommendationReply(services.advisor, walking.walk, [
    control('record', 'Record it', 'primary'),
    control('chart', 'Chart'),
    control('more', 'Details'),
    ...(isOpen ? [control('go-on', 'Go on asking')] : []),
    ...(walking.walk.order.length > 0 ? [control('back', 'Change the last answer')] : []),
    control('restart', 'Start over'),
  ]);
  return {
    intent: 'advise',
    memory: { ...memory, walking: { ...walking, question: null, isDone: true } },
    replies: [...before, reply],
  };
}

/** Takes words as an answer to a walk's question, or as more of the brief; undefined where they say nothing to it. */
export function takeWords(
  services: Services,
  memory: Memory,
  walking: Walking,
  words: string,
  manner: Manner,
): Turn | undefined {
  const walk = toldBy(services, walking, words, manner);
  if (walk === undefined) return undefined;
  const lead = understoodReply(services, walking.walk, walk);
  return manner !== 'answer' || walking.isDone
    ? recommend(services, memory, changed(walking, walk), lead)
    : goOn(services, memory, changed(walking, walk), lead);
}

/** What words have added to a walk. */
export function understoodReply({ advisor }: Services, before: Walk, walk: Walk): Reply[] {
  const topic = advisor.topic(walk.topic);
  const known = toldLines(topic, before);
  const understood = toldLines(topic, walk).filter((line) => !known.includes(line));
  return understood.length === 0 ? [] : [{ kind: 'text', text: `Understood: ${understood.join('; ')}` }];
}

/** A walk with what words tell beside it; undefined where they tell nothing. */
export function toldBy(
  services: Services,
  walking: Walking,
  words: string,
  manner: Manner,
): Walk | undefined {
  const told = readAnswers(services, walking, words);
  if (told === undefined) return undefined;
  const topic = services.advisor.topic(walking.walk.topic);
  // "What if we only needed X": nothing else counts then.
  let walk = manner === 'only' ? startWalk(topic.id) : walking.walk;
  for (const question of topic.questions) {
    const options = told[question.id];
    if (options === undefined) continue;
    const isAdded =
      question.several &&
      (manner === 'also' ||
        (manner !== 'instead' && question.about === undefined && question.id !== walking.question));
    const kept = isAdded ? compatible(question, walk.answers[question.id] ?? [], options) : [];
    walk = {
      ...walk,
      answers: { ...walk.answers, [question.id]: [...new Set([...kept, ...options])] },
      order: [...walk.order.filter((id) => id !== question.id), question.id],
    };
  }
  return walk;
}

/** Of what was answered before, what new options do not contradict. */
function compatible(
  question: Question,
  before: readonly string[],
  added: readonly string[],
): readonly string[] {
  return before.filter((old) => !added.some((one) => contradict(question, one, old)));
}

function readAnswers(
  { advisor }: Services,
  { walk, question }: Walking,
  words: string,
): Record<string, readonly string[]> | undefined {
  const told: Record<string, readonly string[]> = {};
  const meant = question === null ? undefined : advisor.meant(walk, question, words);
  if (meant !== undefined && question !== null) told[question] = meant.options;
  for (const { question: id, option } of advisor.brief(words, walk.topic).understood) {
    if (id === question && meant !== undefined) continue;
    told[id] = [...(told[id] ?? []), option];
  }
  return Object.keys(told).length === 0 ? undefined : told;
}

/** What somebody wants of a walk beside answering its question. */
export async function control(
  services: Services,
  event: Event,
  memory: Memory,
  walking: Walking,
  what: WalkControl | 'ask-why' | 'chart' | 'go-on',
  words = '',
): Promise<Turn> {
  const { advisor } = services;
  const topic = advisor.topic(walking.walk.topic);
  const say = (replies: readonly Reply[]): Turn => ({ intent: 'advise', memory, replies });
  switch (what) {
    case 'now':
      return recommend(services, memory, walking);
    case 'go-on':
      return goOn(services, memory, walking, []);
    case 'skip':
      return walking.question === null
        ? recommend(services, memory, walking)
        : goOn(services, memory, changed(walking, skip(walking.walk, topic, walking.question)), []);
    case 'back': {
      const walk = walking.earlier.at(-1) ?? back(walking.walk);
      return goOn(services, memory, { ...walking, walk, earlier: walking.earlier.slice(0, -1) }, []);
    }
    case 'restart':
      return goOn(services, memory, changed(walking, startWalk(topic.id)), []);
    case 'stop':
      return tell({ ...memory, walking: null }, 'advise', 'The walk is over; nothing was decided.');
    case 'ask-why':
      return say([whyAsked(services, walking), ...stillAsked(services, walking)]);
    case 'why':
      return say(
        walking.walk.order.length === 0 && walking.question !== null
          ? [whyAsked(services, walking), ...stillAsked(services, walking)]
          : [reasonsReply(services, walking.walk)],
      );
    case 'against':
      return say([doubtsReply(services, walking.walk)]);
    case 'flips':
      return flipsTo(services, memory, walking, words) ?? say([flipsReply(services, walking.walk)]);
    case 'others':
      return say([othersReply(services, walking.walk)]);
    case 'more':
      return say([recommendationReply(advisor, walking.walk, [], { whole: true })]);
    case 'chart':
      return say([rankingChart(topic, walking.walk)]);
    case 'record':
      return recordWalk(services, event, memory, walking.walk, `walk ${walking.id}`);
  }
}

function whyAsked({ advisor }: Services, { walk, question }: Walking): Reply {
  if (question === null) return { kind: 'text', text: 'Nothing is being asked.' };
  const view = advisor.question(walk, question);
  return factsOfLines('Why this is asked', view.why);
}

/** The question that was asked, which stays open. */
function stillAsked({ advisor }: Services, { walk, question }: Walking): Reply[] {
  return question === null
    ? []
    : [
        {
          kind: 'text',
          text: `So: ${advisor.question(walk, question).prompt}`,
          choices: [sayChoice('Skip')],
        },
      ];
}

function reasonsReply({ advisor }: Services, walk: Walk): Reply {
  const result = advisor.standing(walk);
  if (result.pick === null)
    return factsOfLines(
      `For ${listNames(tiedNames(result))}, which are level`,
      tiedLines(result, ({ reasons }) => reasons),
    );
  const [winner, second] = result.ranking;
  const told = toldLines(advisor.topic(walk.topic), walk);
  const lines: Line[] = [
    ...(told.length === 0 ? [] : [{ text: `You told: ${told.join('; ')}`, citations: [] }]),
    ...(winner?.reasons ?? []),
    ...(second?.against ?? [])
      .slice(0, 1)
      .map((line) => ({ ...line, text: `Against ${second?.name}: ${line.text}` })),
  ];
  return factsOfLines(`Why ${winner?.name ?? ''}`, lines);
}

function doubtsReply({ advisor }: Services, walk: Walk): Reply {
  const result = advisor.result(walk);
  if (result.pick === null)
    return factsOfLines(
      `Against ${listNames(tiedNames(result))}, which are level`,
      tiedLines(result, ({ against }) => against),
    );
  const { ranking, risks, pitfalls, tradeoffs } = result;
  const [winner] = ranking;
  return factsOfLines(`What speaks against ${winner?.name ?? ''}`, [
    ...(winner?.against ?? []),
    ...tradeoffs,
    ...risks.map(({ risk }) => risk),
    ...pitfalls,
  ]);
}

/** What is told of each that shares the first place, in a few lines each. */
function tiedLines(result: Standing, linesOf: (one: RankedView) => readonly Line[]): Line[] {
  return tiedOf(result).flatMap((one) => linesOf(one).slice(0, 2));
}

/** "Why not Mongo?": what speaks against one candidate, and where it stands. */
export function whyNot(
  services: Services,
  memory: Memory,
  walking: Walking,
  words: string,
): Turn | undefined {
  const named = services.answering.understand(words).entries;
  const { ranking } = services.advisor.result(walking.walk);
  const place = ranking.findIndex(({ id }) => named.includes(id));
  const one = ranking[place];
  if (one === undefined || place === 0) return undefined;
  const stands = {
    text: `${one.name} has ${one.score} of 100, ${ranking[0]?.name ?? ''} ${ranking[0]?.score ?? 0}.`,
    citations: [],
  };
  const lines = [stands, ...one.against, ...(ranking[0]?.reasons ?? []).slice(0, 3)];
  return { intent: 'advise', memory, replies: [factsOfLines(`Why not ${one.name}`, lines)] };
}

function othersReply({ advisor }: Services, walk: Walk): Reply {
  const result = advisor.result(walk);
  const { ranking } = result;
  const runnerUp = runnerUpText(result);
  const places = ranking.slice(0, 6).map(({ name, score, against }, place) => ({
    text: `${place + 1}. ${name}, ${score} of 100`,
    detail: place === 0 ? '' : (against[0]?.text ?? ''),
  }));
  return {
    kind: 'list',
    title: 'The ranking',
    items: [...places, ...(runnerUp === undefined ? [] : [{ text: runnerUp, detail: '' }])],
  };
}

/** "What would make you say Go?": what it takes for one that is named, or why nothing does; undefined where none is. */
function flipsTo(services: Services, memory: Memory, walking: Walking, words: string): Turn | undefined {
  const against = words === '' ? undefined : whyNot(services, memory, walking, words);
  if (against === undefined) return undefined;
  const topic = services.advisor.topic(walking.walk.topic);
  const named = services.answering.understand(words).entries.map((id) => nameOf(services, id));
  const texts = changeTexts(services.advisor.result(walking.walk), topic).filter((text) =>
    named.some((name) => text.endsWith(`→ ${name}`) || text.startsWith(`${name} would win`)),
  );
  if (texts.length === 0)
    return {
      ...against,
      replies: [
        { kind: 'text', text: `No single answer would make it ${listNames(named)}.` },
        ...against.replies,
      ],
    };
  const items = texts.map((text) => ({ text, detail: '' }));
  return { ...against, replies: [{ kind: 'list', title: `What would make it ${listNames(named)}`, items }] };
}

function flipsReply({ advisor }: Services, walk: Walk): Reply {
  const result = advisor.result(walk);
  const winner = result.pick?.name ?? listNames(tiedNames(result));
  const items = changeTexts(result, advisor.topic(walk.topic));
  return items.length === 0
    ? { kind: 'text', text: `No single answer would take ${winner} from the first place.` }
    : {
        kind: 'list',
        title: `What would change it from ${winner}`,
        items: items.map((text) => ({ text, detail: '' })),
      };
}

function factsOfLines(title: string, lines: readonly Line[]): Reply {
  if (lines.length === 0) return { kind: 'text', text: `${title}: the documents say nothing.` };
  const shown = lines.slice(0, 8);
  const citations = uniqueCitations(shown.flatMap((line) => line.citations));
  return { kind: 'facts', title, lines: shown, disputes: [], more: [], citations };
}

/** Options of the walk's question were pressed. */
export function pressOptions(
  services: Services,
  memory: Memory,
  walking: Walking,
  question: string,
  options: readonly string[],
): Turn {
  const topic = services.advisor.topic(walking.walk.topic);
  try {
    return goOn(services, memory, changed(walking, answer(walking.walk, topic, question, options)), []);
  } catch (error) {
    return tell(memory, 'advise', `${requireMistake(error).message}.`, [], 'error');
  }
}

/** Words that say nothing to a walk's question: say so, and ask it again. */
export function notUnderstood(services: Services, memory: Memory, walking: Walking): Turn {
  if (walking.question === null)
    return askBack(memory, 'I did not understand that.', [
      sayChoice('What would change your mind?'),
      sayChoice('Start over'),
    ]);
  const view = services.advisor.question(walking.walk, walking.question);
  return {
    intent: 'advise',
    memory,
    replies: [
      {
        kind: 'notice',
        tone: 'info',
        text: 'That tells me nothing about this question. Choose an option, or skip it.',
        suggestions: [],
      },
      asked(services, walking, view),
    ],
  };
}
