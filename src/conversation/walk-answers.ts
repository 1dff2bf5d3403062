import { contradict, type Question } from '../advisor/rubric.ts';
import { startWalk, type Walk } from '../advisor/walk.ts';
import type { Reply } from '../reply.ts';
import { toldLines } from './advice-replies.ts';
import type { Manner } from './meaning/walk-phrases.ts';
import type { Walking } from './memory.ts';
import type { Services } from './services.ts';

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
