import { expect, test } from 'vitest';
import { LatestMap } from '../src/latest-map.ts';

test('a map of the latest keeps so many, and what is set again stands last', () => {
  const map = new LatestMap<string, number>(2).set('a', 1).set('b', 2).set('a', 3);
  map.set('c', 4);
  expect([...map]).toEqual([
    ['a', 3],
    ['c', 4],
  ]);
  map.delete('a');
  map.set('d', 5);
  expect([...map.keys()]).toEqual(['c', 'd']);
});
