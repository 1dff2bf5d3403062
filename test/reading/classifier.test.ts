import { describe, expect, test } from 'vitest';
import { classify, type Labelled, learnClassifier } from '../../src/reading/classifier.ts';

const rows: Labelled<'fruit' | 'tool'>[] = Array.from({ length: 20 }, (_, at) => [
  { features: ['red', 'sweet', `seed${at % 3}`], class: 'fruit' as const },
  { features: ['red', 'steel', `screw${at % 3}`], class: 'tool' as const },
]).flat();

describe('a classifier', () => {
  const learnt = learnClassifier(rows);

  test('tells classes by what they do not share', () => {
    expect(classify(learnt, ['red', 'sweet']).get('fruit')).toBeGreaterThan(0.8);
    expect(classify(learnt, ['red', 'steel']).get('tool')).toBeGreaterThan(0.8);
  });

  test('is unsure of what both have, and of what it never saw', () => {
    for (const given of [['red'], ['blue'], ['constructor', '__proto__'], []])
      expect(classify(learnt, given).get('fruit')).toBeCloseTo(0.5, 1);
  });

  test('gives probabilities that add up', () => {
    const all = [...classify(learnt, ['red', 'sweet', 'steel']).values()];
    expect(all.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1);
  });

  test('learns the same from the same rows, and leaves out what is rare or says nothing', () => {
    expect(learnClassifier(rows)).toEqual(learnt);
    const odd = learnClassifier([...rows, { features: ['once'], class: 'fruit' }]);
    expect(Object.keys(odd.features)).not.toContain('once');
    expect(Object.keys(learnt.features)).not.toContain('red');
  });
});
