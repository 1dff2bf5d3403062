import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answers } from '../../src/advisor/answers.ts';
import { isDecided, nextQuestion } from '../../src/advisor/decide.ts';
import { changesToWin, findFlips, withAnswer } from '../../src/advisor/flips.ts';
import { type Facts, rank } from '../../src/advisor/rank.ts';
import { readRubrics } from '../../src/advisor/read-rubrics.ts';
import type { Question, TopicRubric } from '../../src/advisor/rubric.ts';
import { loadBuiltIn } from '../../src/knowledge/load.ts';

const topics = [...readRubrics(await loadBuiltIn()).values()];

/** A whole answer to a question: one option, several, or none for a skipped one. */
function answerTo(question: Question): fc.Arbitrary<string[]> {
  const ids = question.options.map(({ id }) => id);
  const contradicts = (options: readonly string[]) =>
    question.options.some(
      ({ id, denies }) => denies !== undefined && options.includes(id) && options.includes(denies),
    );
  return fc
    .subarray(ids, { minLength: 0, maxLength: question.several ? Math.min(3, ids.length) : 1 })
    .filter((options) => !contradicts(options));
}

/** A complete walk, in a random order of answering. */
function wholeWalk(topic: TopicRubric): fc.Arbitrary<{ answers: Answers; order: string[] }> {
  return fc.record({
    answers: fc.record(
      Object.fromEntries(topic.questions.map((question) => [question.id, answerTo(question)])),
    ),
    order: fc.shuffledSubarray(
      topic.questions.map(({ id }) => id),
      { minLength: topic.questions.length },
    ),
  });
}

/** Who wins, or who shares the first place. */
function outcome(topic: TopicRubric, answers: Answers, shortlist: readonly string[] = []): string {
  const { ranked, ties } = rank(topic, factsWith(answers, shortlist));
  return ties.length > 1 ? [...ties].sort().join() : (ranked[0]?.id ?? '');
}

function factsWith(answers: Answers, shortlist: readonly string[] = []): Facts {
  return { answers, shortlist, weights: {} };
}

describe.each(topics.map((topic) => [topic.id, topic] as const))('a walk through %s', (_id, topic) => {
  it('never stops early with another winner than the whole walk has', () => {
    fc.assert(
      fc.property(wholeWalk(topic), ({ answers }) => {
        const winner = outcome(topic, answers);
        const told: Record<string, readonly string[]> = {};
        for (;;) {
          const question = nextQuestion(topic, factsWith(told));
          if (question === undefined) break;
          told[question.id] = answers[question.id] ?? [];
        }
        expect(outcome(topic, told)).toBe(winner);
      }),
      { numRuns: 60 },
    );
  });

  it('is decided at no point from which the winner can still change', () => {
    fc.assert(
      fc.property(wholeWalk(topic), fc.nat(topic.questions.length), ({ answers, order }, count) => {
        const told = Object.fromEntries(order.slice(0, count).map((id) => [id, answers[id] ?? []]));
        if (!isDecided(topic, factsWith(told))) return;
        expect(outcome(topic, answers)).toBe(outcome(topic, told));
      }),
      { numRuns: 150 },
    );
  });

  it('is decided no sooner where only some candidates are in question', () => {
    const some = fc.subarray(
      topic.candidates.map(({ id }) => id),
      { minLength: 2 },
    );
    fc.assert(
      fc.property(
        wholeWalk(topic),
        fc.nat(topic.questions.length),
        some,
        ({ answers, order }, count, shortlist) => {
          const told = Object.fromEntries(order.slice(0, count).map((id) => [id, answers[id] ?? []]));
          if (!isDecided(topic, factsWith(told, shortlist))) return;
          expect(outcome(topic, answers, shortlist)).toBe(outcome(topic, told, shortlist));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('comes to the same result in whatever order it is answered', () => {
    fc.assert(
      fc.property(wholeWalk(topic), ({ answers, order }) => {
        const reordered = Object.fromEntries(order.map((id) => [id, answers[id] ?? []]));
        expect(rank(topic, factsWith(reordered))).toEqual(rank(topic, factsWith(answers)));
      }),
      { numRuns: 20 },
    );
  });

  it('names only flips that do change the winner', () => {
    fc.assert(
      fc.property(wholeWalk(topic), ({ answers }) => {
        const facts = factsWith(answers);
        const winner = rank(topic, facts).ranked[0]?.id;
        for (const flip of findFlips(topic, facts)) {
          const [first] = rank(topic, withAnswer(facts, flip.question, flip.to)).ranked;
          expect(first?.id).toBe(flip.winner);
          expect(first?.id).not.toBe(winner);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('tells what it takes for the runner-up to win, and that is enough', () => {
    fc.assert(
      fc.property(wholeWalk(topic), ({ answers }) => {
        const facts = factsWith(answers);
        const second = rank(topic, facts).ranked[1]?.id ?? '';
        let changed = facts;
        const changes = changesToWin(topic, facts, second);
        for (const change of changes) changed = withAnswer(changed, change.question, change.to);
        if (changes.length > 0) expect(rank(topic, changed).ranked[0]?.id).toBe(second);
      }),
      { numRuns: 8 },
    );
  });

  it('never lowers a candidate for another reason that speaks for it', () => {
    fc.assert(
      fc.property(
        wholeWalk(topic),
        fc.constantFrom(...topic.candidates.map(({ id }) => id)),
        fc.integer({ min: 1, max: 9 }),
        ({ answers }, candidate, points) => {
          const before = rank(topic, factsWith(answers)).ranked;
          const richer = {
            ...topic,
            reasons: [...topic.reasons, { tests: [], candidate, points, because: 'test' }],
          };
          const after = rank(richer, factsWith(answers)).ranked;
          const scoreIn = (ranked: typeof after) => ranked.find(({ id }) => id === candidate)?.score ?? 0;
          const placeIn = (ranked: typeof after) => ranked.findIndex(({ id }) => id === candidate);
          expect(scoreIn(after)).toBeGreaterThanOrEqual(scoreIn(before));
          expect(placeIn(after)).toBeLessThanOrEqual(placeIn(before));
        },
      ),
      { numRuns: 30 },
    );
  });
});
