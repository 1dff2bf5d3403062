import { type Facts, rank } from './rank.ts';
import type { Question, TopicRubric } from './rubric.ts';

/** A single answer which, if changed, changes the winner. */
export interface Flip {
  readonly question: string;
  /** The options that are chosen now; none where the question is open or was skipped. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Who wins then. */
  readonly winner: string;
}

/** Every single change of one answered question that changes the winner; each is verified by ranking anew. */
export function findFlips(topic: TopicRubric, facts: Facts): Flip[] {
  const answered = topic.questions.filter(({ id }) => (facts.answers[id]?.length ?? 0) > 0);
  return changesThat(topic, facts, answered);
}

function changesThat(topic: TopicRubric, facts: Facts, questions: readonly Question[]): Flip[] {
  const winner = rank(topic, facts).ranked[0]?.id;
  return questions.flatMap((question) => {
    const from = facts.answers[question.id] ?? [];
    return changesOf(question, from).flatMap((to): Flip[] => {
      const [first] = rank(topic, withAnswer(facts, question.id, to)).ranked;
      return first !== undefined && first.id !== winner
        ? [{ question: question.id, from, to, winner: first.id }]
        : [];
    });
  });
}

/** The same facts with one answer changed. */
export function withAnswer(facts: Facts, question: string, options: readonly string[]): Facts {
  return { ...facts, answers: { ...facts.answers, [question]: options } };
}

/** Every other single answer: another option, or one option more or less where several can be chosen. */
function changesOf(question: Question, from: readonly string[]): string[][] {
  const others = question.options.map(({ id }) => id).filter((id) => !from.includes(id));
  if (!question.several) return others.map((id) => [id]);
  const more = others.map((id) => [...from, id]).filter((options) => !contradicts(question, options));
  const fewer = from.map((id) => from.filter((other) => other !== id));
  const instead = from.length > 0 ? others.map((id) => [id]) : [];
  return [...more, ...fewer, ...instead];
}

function contradicts(question: Question, options: readonly string[]): boolean {
  return question.options.some(
    ({ id, denies }) => denies !== undefined && options.includes(id) && options.includes(denies),
  );
}

const maxChanges = 4;

/**
 * What it takes for a candidate to win: the fewest changes found by always taking the one that brings it nearest.
 * Empty where no change of answers lets it win.
 */
export function changesToWin(topic: TopicRubric, facts: Facts, candidate: string): Flip[] {
  const changes: Flip[] = [];
  let now = facts;
  for (let step = 0; step < maxChanges; step++) {
    let best: { facts: Facts; flip: Flip; gap: number } | undefined;
    for (const question of topic.questions) {
      if (changes.some((change) => change.question === question.id)) continue;
      const from = now.answers[question.id] ?? [];
      for (const to of changesOf(question, from)) {
        const changed = withAnswer(now, question.id, to);
        const { ranked } = rank(topic, changed);
        const [first] = ranked;
        if (first === undefined) continue;
        const own = ranked.find(({ id }) => id === candidate)?.points ?? 0;
        const others = Math.max(...ranked.filter(({ id }) => id !== candidate).map(({ points }) => points));
        const gap = first.id === candidate ? Number.NEGATIVE_INFINITY : others - own;
        if (best === undefined || gap < best.gap) {
          best = { facts: changed, gap, flip: { question: question.id, from, to, winner: first.id } };
        }
      }
    }
    if (best === undefined) return [];
    changes.push(best.flip);
    now = best.facts;
    if (best.flip.winner === candidate) return changes;
  }
  return [];
}
