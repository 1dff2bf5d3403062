import { describe, expect, it } from 'vitest';
import type { Answers } from '../../src/advisor/answers.ts';
import { isDecided } from '../../src/advisor/decide.ts';
import { changesToWin, findFlips } from '../../src/advisor/flips.ts';
import { verdictOf } from '../../src/advisor/methods.ts';
import { type Facts, rank } from '../../src/advisor/rank.ts';
import type { Question, ReadMethod, Reason, TopicRubric } from '../../src/advisor/rubric.ts';
import type { DecidingRule } from '../../src/advisor/rules.ts';
import { combineVoices } from '../../src/advisor/team.ts';

type Denies = Readonly<Record<string, string>>;

function question(id: string, options: readonly string[], several = false, denies: Denies = {}): Question {
  return {
    ...{ id, name: id, prompt: id, several, measures: undefined, about: undefined, why: [] },
    options: options.map((option) => ({
      ...{ id: option, label: option, denies: denies[option], from: undefined, below: undefined },
    })),
  };
}

/** `points` for a candidate where an option of a question is chosen; always where none is named. */
function reason(
  candidate: string,
  points: number,
  chosen?: readonly [question: string, option: string],
): Reason {
  const tests =
    chosen === undefined ? [] : [{ kind: 'chosen', question: chosen[0], option: chosen[1] } as const];
  return { tests, candidate, points, because: 'test' };
}

/** A document's rule that takes these, whatever is answered. */
function always(...picks: readonly string[]): ReadMethod {
  return {
    kind: 'rules',
    document: '100',
    name: 'rules',
    hints: false,
    rules: [{ tests: [], picks, because: 'x' }],
  };
}

function topic(change: Partial<TopicRubric>): TopicRubric {
  const candidates = ['a', 'b', 'c'].map((id) => ({ id, name: id.toUpperCase(), language: undefined }));
  return { id: 't', name: 'T', candidates, questions: [], rules: [], reasons: [], methods: [], ...change };
}

const facts = (change: Partial<Facts> = {}): Facts => ({
  answers: {},
  shortlist: [],
  weights: {},
  ...change,
});
const scores = (of: TopicRubric, told = facts()) => rank(of, told).ranked.map(({ id, score }) => [id, score]);

/** A rule that keeps these where an option is chosen, unless another is. */
function rule(
  keeps: readonly string[],
  chosen: readonly [question: string, option: string],
  change: Partial<DecidingRule> = {},
): DecidingRule {
  const tests = [{ kind: 'chosen', question: chosen[0], option: chosen[1] } as const];
  return {
    ...{ tests, unless: [], keeps: new Set(keeps), kind: 'picks', precedence: 5, because: 'r' },
    ...change,
  };
}

describe('explicit rules', () => {
  const questions = [question('q', ['x', 'y', 'z'], true), question('p', ['v'])];
  const first = (of: TopicRubric, options: string[], others: Answers = {}) => {
    const { ranked, ties } = rank(of, facts({ answers: { q: options, ...others } }));
    return ties.length > 0 ? ties.join('=') : ranked[0]?.id;
  };

  it('decide before any sum of reasons', () => {
    const reasons = [reason('b', 30, ['q', 'x'])];
    const of = topic({ questions, reasons, rules: [rule(['a'], ['q', 'x'])] });
    expect(first(of, ['x'])).toBe('a');
    expect(rank(of, facts({ answers: { q: ['x'] } })).lead).toBe('rule');
  });

  it('of a lower precedence come first, and one that keeps nobody who is left has no say', () => {
    const rules = [rule(['a'], ['q', 'x']), rule(['b'], ['q', 'y'], { precedence: 2 })];
    expect(first(topic({ questions, rules }), ['x', 'y'])).toBe('b');
  });

  it('of one precedence that disagree leave whom any of them keeps, for the sums to part', () => {
    const rules = [rule(['a'], ['q', 'x']), rule(['b'], ['q', 'y'])];
    expect(first(topic({ questions, rules }), ['x', 'y'])).toBe('a=b');
    expect(first(topic({ questions, rules, reasons: [reason('b', 1)] }), ['x', 'y'])).toBe('b');
    // Where a third is kept by both they agree.
    const wider = [rule(['a', 'c'], ['q', 'x']), rule(['b', 'c'], ['q', 'y'])];
    expect(first(topic({ questions, rules: wider }), ['x', 'y'])).toBe('c');
  });

  it('do not hold where an exception does; one that nobody spoke of is none', () => {
    const unless = [[{ kind: 'chosen', question: 'p', option: 'v' } as const]];
    const of = topic({ questions, rules: [rule(['b'], ['q', 'x'], { unless })] });
    expect(first(of, ['x'])).toBe('b');
    expect(first(of, ['x'], { p: ['v'] })).toBe('a=b=c');
    expect(isDecided(of, facts({ answers: { q: ['x'] } }))).toBe(false);
  });

  it('of last resort part only what is level', () => {
    const last = rule(['c'], ['q', 'x'], { precedence: 9 });
    expect(first(topic({ questions, rules: [last] }), ['x'])).toBe('c');
    expect(first(topic({ questions, rules: [last], reasons: [reason('a', 1)] }), ['x'])).toBe('a');
  });

  it('leave a tie a tie: the order of a list picks nobody', () => {
    expect(rank(topic({ questions }), facts()).ties).toEqual(['a', 'b', 'c']);
  });
});

describe('a ranking', () => {
  it('gives 73 for what eight points speak for, and 50 where nothing does', () => {
    expect(scores(topic({ reasons: [reason('b', 8)] }))).toEqual([
      ['b', 73],
      ['a', 50],
      ['c', 50],
    ]);
  });

  it('never shows what a document puts behind with a higher score', () => {
    const reasons = [reason('a', 10), reason('b', 20), reason('c', -5)];
    expect(scores(topic({ reasons, methods: [always('a', 'c')] }))).toEqual([
      ['a', 92],
      ['c', 35],
      ['b', 35],
    ]);
  });

  it('goes by rules and methods as ever where an answer rules out all that are in question', () => {
    const questions = [question('q', ['x'])];
    const reasons = [reason('a', -40), reason('b', -40), reason('c', 5), reason('b', 30)];
    const shortlist = ['a', 'b'];
    const told = facts({ answers: { q: ['x'] }, shortlist });
    const firstOf = (change: Partial<TopicRubric>) =>
      rank(topic({ questions, reasons, ...change }), told).ranked[0]?.id;
    expect(firstOf({})).toBe('b');
    expect(firstOf({ rules: [rule(['a'], ['q', 'x'])] })).toBe('a');
    expect(firstOf({ methods: [always('a')] })).toBe('a');
  });

  it('leaves last what an answer rules out, whatever else speaks for it', () => {
    const reasons = [reason('a', -40), reason('a', 100), reason('b', -10)];
    const { ranked, lead } = rank(topic({ reasons, methods: [always('a')] }), facts());
    expect(ranked.map(({ id }) => id)).toEqual(['c', 'b', 'a']);
    expect(lead).toBe('rubric');
  });

  it('calls it a tie only among those that a document puts first', () => {
    expect(rank(topic({ methods: [always('a')] }), facts()).ties).toEqual([]);
    expect(rank(topic({ methods: [always('a', 'b')] }), facts()).ties).toEqual(['a', 'b']);
  });

  it('is of the shortlist alone', () => {
    expect(scores(topic({ reasons: [reason('b', 8)] }), facts({ shortlist: ['a', 'c'] }))).toEqual([
      ['a', 50],
      ['c', 50],
    ]);
  });

  it('by stars gives all for five of five, and counts two against', () => {
    const row = new Map([
      ['a', 5],
      ['b', 2],
    ]);
    const cells = new Map([...row.keys()].map((id) => [id, `cell of ${id}`]));
    const stars: ReadMethod = {
      ...{ kind: 'stars', document: '100', name: 'stars' },
      stars: new Map([['speed', row]]),
      cells: new Map([['speed', cells]]),
    };
    const { ranked } = rank(topic({ methods: [stars] }), facts({ weights: { speed: 3 } }));
    expect(ranked.map(({ id, score, reasons }) => [id, score, reasons[0]?.points])).toEqual([
      ['a', 100, 6],
      ['b', 40, -3],
    ]);
  });
});

describe('the table of a document', () => {
  const row = (id: string, pick: string) => ({
    question: id,
    rules: [{ tests: [{ kind: 'chosen', question: id, option: 'x' } as const], picks: [pick], because: id }],
  });
  const votes = (...rows: readonly ReturnType<typeof row>[]): ReadMethod => ({
    ...{ kind: 'votes', document: '100', name: 'table', rows },
  });
  const answers = { q: ['x'], r: ['x'] };

  it('decides where most rows speak for one, and not where two have as many', () => {
    expect(verdictOf(votes(row('q', 'a'), row('r', 'a')), answers, {})).toMatchObject({ determined: true });
    expect(verdictOf(votes(row('q', 'a'), row('r', 'b')), answers, {})).toMatchObject({
      picks: ['a', 'b'],
      determined: false,
    });
  });
});

describe('what would change the winner', () => {
  it('is also an option less', () => {
    const of = topic({
      questions: [question('q', ['x', 'y'], true)],
      reasons: [reason('a', 5, ['q', 'x']), reason('b', 8, ['q', 'y'])],
    });
    expect(findFlips(of, facts({ answers: { q: ['x', 'y'] } }))).toContainEqual({
      ...{ question: 'q', from: ['x', 'y'], to: ['x'], winner: 'a' },
    });
  });

  it('is never an answer that contradicts itself', () => {
    const of = topic({
      questions: [question('q', ['x', 'none'], true, { none: 'x' })],
      reasons: [reason('a', 5, ['q', 'x']), reason('b', 8, ['q', 'none'])],
    });
    expect(findFlips(of, facts({ answers: { q: ['x'] } })).map(({ to }) => to)).toEqual([['none']]);
  });

  it('is the fewest answers, each question once', () => {
    const of = topic({
      questions: [question('small', ['x', 'y']), question('large', ['x', 'y'])],
      reasons: [reason('a', 9), reason('c', 2, ['small', 'y']), reason('c', 10, ['large', 'y'])],
    });
    expect(changesToWin(of, facts(), 'c').map(({ question: id, to }) => [id, to])).toEqual([
      ['large', ['y']],
    ]);
    const several = topic({
      questions: [question('q', ['x', 'y'], true)],
      reasons: [reason('a', 9), reason('c', 5, ['q', 'x']), reason('c', 5, ['q', 'y'])],
    });
    expect(changesToWin(several, facts(), 'c')).toEqual([]);
  });
});

describe('a team', () => {
  const of = topic({
    questions: [question('q', ['x', 'y'], true)],
    reasons: [
      reason('a', 8, ['q', 'x']),
      { ...reason('b', 16), tests: [{ kind: 'several', question: 'q' }] },
    ],
  });

  it('is shown the mean of what its people came to', () => {
    const { ranking } = combineVoices(of, { ann: { q: ['x'] }, bob: { q: ['y'] } }, facts());
    expect(ranking).toEqual([
      { id: 'a', name: 'A', score: 62 },
      { id: 'b', name: 'B', score: 50 },
      { id: 'c', name: 'C', score: 50 },
    ]);
  });

  it('wants several things only where somebody chose more than one', () => {
    const winnersOf = (options: string[]) => combineVoices(of, { ann: { q: options } }, facts()).winners;
    expect(winnersOf(['x'])).toEqual([{ person: 'ann', winner: 'A' }]);
    expect(winnersOf(['x', 'y'])).toEqual([{ person: 'ann', winner: 'B' }]);
  });
});
