import { describe, expect, it } from 'vitest';
import { openSearch, prepareSearch } from '../../src/answers/search.ts';
import type { Question, Slot } from '../../src/answers/understand.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { passage } from '../support/passages.ts';

const passages = ['a', 'b', 'c'].map((id) => passage(id, `Go caches ${id === 'c' ? 'pages' : 'rows'}.`));
const search = openSearch(prepareSearch(await loadKnowledge(), passages), passages);
const slot = (kind: Slot['kind'], words: string): Slot => ({
  ...{ kind, words, ids: [], own: [] },
  terms: new Map([[words, 1]]),
});

describe('a search', () => {
  it('lets everyday words weigh little, however many they are', () => {
    const weightOf = (count: number) =>
      search
        .importances(Array.from({ length: count }, () => slot('everyday', 'nice')))
        .reduce((sum, weight) => sum + weight, 0);
    expect(weightOf(1)).toBeCloseTo(0.2);
    expect(weightOf(2)).toBeCloseTo(0.4);
    expect(weightOf(9)).toBeCloseTo(0.4);
  });

  it('gives what meets a question as well in the order of the documents', () => {
    const question: Question = {
      asks: new Set(),
      slots: [slot('word', 'row')],
      entries: [],
      excluded: [],
      hints: [],
    };
    expect(search.find(question).map((hit) => hit.passage.id)).toEqual(['a', 'b']);
  });
});
