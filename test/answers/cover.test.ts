import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/answers/answer.ts';
import { covers } from '../../src/answers/cover.ts';
import type { Question, Slot } from '../../src/answers/understand.ts';
import type { AskKind } from '../../src/knowledge/schema.ts';

const slot = (kind: Slot['kind'], words = 'something'): Slot => ({
  kind,
  words,
  ids: [],
  terms: new Map(),
  own: [],
});

/** Whether an answer covers a question of a name and something else, which it does not meet. */
function coversWithout(missed: Slot, fit: number, total: number, ...asks: readonly AskKind[]): boolean {
  const question: Question = {
    asks: new Set(asks),
    slots: [slot('entry'), missed],
    entries: [],
    excluded: [],
    hints: [],
  };
  const answer: Answer = {
    id: 'a',
    reply: { kind: 'facts', title: '', lines: [], disputes: [], more: [], citations: [] },
    score: fit,
    met: [1, 0],
    fit,
  };
  return covers(answer, question, [total / 2, total / 2]);
}

describe('an answer that meets half of a question', () => {
  it.each([
    ['an ordinary word', slot('word'), true],
    ['a word of everyday', slot('everyday'), true],
    ['a topic', slot('topic'), true],
    ['a foreign word', slot('foreign'), false],
    ['a detail', slot('detail'), false],
  ])('and lacks %s', (_what, missed, covered) => {
    expect(coversWithout(missed, 0.55, 3)).toBe(covered);
  });
});

describe('an answer that just meets enough', () => {
  it.each([
    ['an ordinary word', slot('word'), [], true],
    ['a name', slot('entry'), [], false],
    ['one side of a comparison', slot('entry'), ['compare'], true],
    ['a word that nobody knows', slot('unknown', 'zookeeper'), [], false],
    ['a few letters that nobody knows', slot('unknown', 'zk'), [], true],
  ] as const)('and lacks %s', (_what, missed, asks, covered) => {
    expect(coversWithout(missed, 0.45, 4, ...asks)).toBe(covered);
  });

  it('does not when it meets much too little of a long question', () => {
    expect(coversWithout(slot('word'), 0.3, 9)).toBe(false);
  });
});

describe('an answer without the criterion', () => {
  it('is no figure, and is a fact', () => {
    expect(coversWithout(slot('criterion'), 0.7, 3, 'figure')).toBe(false);
    expect(coversWithout(slot('criterion'), 0.7, 3)).toBe(true);
  });
});
