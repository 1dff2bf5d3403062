import { describe, expect, it } from 'vitest';
import { composeAnswers } from '../../src/answers/compose.ts';
import type { Passage } from '../../src/answers/passages.ts';
import type { Question } from '../../src/answers/understand.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { passage } from '../support/passages.ts';

const knowledge = await loadKnowledge();

/** The first answer to a question about Go, from passages of which each meets it a little less than the one before. */
function answerFrom(passages: readonly Passage[], change: Partial<Question> = {}) {
  const go = { kind: 'entry', words: 'go', ids: ['go'], terms: new Map(), own: [] } as const;
  const question: Question = {
    asks: new Set(),
    slots: [go],
    entries: ['go'],
    excluded: [],
    hints: [],
    ...change,
  };
  const hits = passages.map((one, position) => ({
    passage: one,
    position,
    score: 1 - position / 100,
    met: [1],
  }));
  const [answer] = composeAnswers(question, hits, [1], {
    knowledge,
    passages,
    passageById: new Map(passages.map((one) => [one.id, one])),
    passagesBySubject: new Map(),
    candidates: new Set(),
  });
  return answer?.reply;
}

const textsOf = (passages: readonly Passage[], change: Partial<Question> = {}) =>
  answerFrom(passages, change)?.lines.map(({ text }) => text);

describe('an answer', () => {
  it('is of what agrees one line with both citations', () => {
    const one = passage('a', 'Go compiles fast to one static binary.');
    const other = passage('b', 'Go compiles fast, to one static binary.', {
      citations: [{ document: '200', section: 'x' }],
    });
    expect(answerFrom([one, other])?.lines).toEqual([
      { text: one.text, citations: [...one.citations, ...other.citations] },
    ]);
  });

  it('leaves out what only repeats a part of what it tells', () => {
    const whole = passage(
      'a',
      'Go compiles fast to one static binary that runs without an installed runtime.',
    );
    expect(textsOf([whole, passage('b', 'Go compiles to one binary.')])).toEqual([whole.text]);
  });

  it('leaves out what is asked to be left out', () => {
    const cache = passage('b', 'Redis caches pages.', { about: ['redis', 'caching'] });
    const queue = passage('a', 'Redis queues jobs.', { about: ['redis'] });
    expect(textsOf([cache, queue], { excluded: ['caching'] })).toEqual([queue.text]);
  });

  it('tells steps in their order', () => {
    const step = (order: number) => passage(`s${order}`, `Do part ${order} of it.`, { kind: 'step', order });
    expect(textsOf([step(2), step(3), step(1)])).toEqual([1, 2, 3].map((order) => step(order).text));
  });

  it('joins what begins alike, of one document alone and not without end', () => {
    const best = (what: string, document = '100') =>
      passage(what, `Go is best for ${what}.`, {
        kind: 'best-for',
        citations: [{ document, section: 's' }],
      });
    expect(textsOf([best('command line tools'), best('small proxies')])).toEqual([
      'Go is best for command line tools; small proxies.',
    ]);
    expect(textsOf([best('command line tools'), best('small proxies', '200')])).toHaveLength(2);
    const many = ['a b c', 'd e f', 'g h i', 'j k l', 'm n o', 'p q r', 's t u'].map((what) => best(what));
    expect(textsOf(many)).toEqual([
      'Go is best for a b c; d e f; g h i; j k l; m n o; p q r.',
      'Go is best for s t u.',
    ]);
  });

  it('does not tell a cell of a line of a table that it shows', () => {
    const row = passage('t:speed', 'Speed: Go fast; Rust faster (a table).', { kind: 'table-row' });
    const cell = passage('t:speed:go', 'Speed, Go: it is compiled ahead of time (a table).', {
      kind: 'table-cell',
    });
    expect(textsOf([row, cell])).toEqual([row.text]);
  });
});
