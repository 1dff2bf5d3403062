import type { Advisor } from '../../src/advisor/advisor.ts';
import type { Answers } from '../../src/advisor/answers.ts';
import { isDecided, nextQuestion } from '../../src/advisor/decide.ts';
import type { Facts } from '../../src/advisor/rank.ts';
import type { TopicRubric } from '../../src/advisor/rubric.ts';

const teamsOfATopic = 60;
const skippedShare = 0.1;
const coherence = 0.65;

/** A line for each topic: questions asked, beside a fixed order with and without stopping. */
export function measureWalks(advisor: Advisor): string[] {
  const random = seeded(7);
  const totals = { asked: 0, fixed: 0, all: 0 };
  const lines = advisor.topics.map((topic) => {
    const counts = { asked: 0, fixed: 0, all: 0 };
    for (let team = 0; team < teamsOfATopic; team++) {
      const answers = coherentTeam(topic, random);
      counts.asked += questionsUntilDecided(topic, answers, (told) => nextQuestion(topic, told)?.id);
      counts.fixed += questionsUntilDecided(topic, answers, (told) =>
        isDecided(topic, told)
          ? undefined
          : topic.questions.find(({ id }) => told.answers[id] === undefined)?.id,
      );
      counts.all += topic.questions.length;
    }
    totals.asked += counts.asked;
    totals.fixed += counts.fixed;
    totals.all += counts.all;
    return lineOf(topic.id, counts);
  });
  return [...lines, lineOf('all', totals)];
}

function lineOf(name: string, counts: { asked: number; fixed: number; all: number }): string {
  const saved = (base: number) => `${(100 - (100 * counts.asked) / base).toFixed(0)} %`;
  return `  ${name.padEnd(14)} fewer than all in a fixed order: ${saved(counts.all).padStart(5)}; than a fixed order that stops too: ${saved(counts.fixed).padStart(5)}`;
}

function questionsUntilDecided(
  topic: TopicRubric,
  answers: Answers,
  next: (told: Facts) => string | undefined,
): number {
  let told: Answers = {};
  for (let count = 0; count <= topic.questions.length; count++) {
    const id = next({ answers: told, shortlist: [], weights: {} });
    if (id === undefined) return count;
    told = { ...told, [id]: answers[id] ?? [] };
  }
  return topic.questions.length;
}

/** A team whose answers mostly speak for one candidate, and never rule it out. */
function coherentTeam(topic: TopicRubric, random: () => number): Answers {
  const one = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
  const target = one(topic.candidates)?.id;
  const pointsOf = (question: string, option: string) =>
    topic.reasons
      .filter(
        ({ candidate, tests }) =>
          candidate === target &&
          tests.some(
            (test) => test.question === question && test.kind !== 'several' && test.option === option,
          ),
      )
      .reduce((sum, { points }) => sum + points, 0);
  return Object.fromEntries(
    topic.questions.map((question): [string, string[]] => {
      if (random() < skippedShare) return [question.id, []];
      const options = question.options.map(({ id }) => id).filter((id) => pointsOf(question.id, id) > -20);
      const favoured = options.filter((id) => pointsOf(question.id, id) > 0);
      const count = question.several && random() < 0.5 ? 2 : 1;
      const chosen = Array.from({ length: count }, () =>
        one(favoured.length > 0 && random() < coherence ? favoured : options),
      );
      return [question.id, [...new Set(chosen)].flatMap((id) => id ?? [])];
    }),
  );
}

/** The same teams in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
