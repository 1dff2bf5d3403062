import { expect, test } from 'vitest';
import { packed } from '../../adapters/view/packed.ts';

const within = (most: number) => (page: readonly string[]) => page.join('').length <= most;

test('fills each page before the next is begun', () => {
  expect(packed(['aa', 'bb', 'c', 'dd'], within(4))).toEqual([
    ['aa', 'bb'],
    ['c', 'dd'],
  ]);
  expect(packed([], within(4))).toEqual([]);
});

const inPieces = (item: string) => (item.length <= 4 ? [item] : [item.slice(0, 3), item.slice(3)]);

test('gives what fits nowhere a page of its own, or several for its pieces', () => {
  expect(packed(['a', 'bbbbb', 'c'], within(4))).toEqual([['a'], ['bbbbb'], ['c']]);
  expect(packed(['a', 'bbbbb', 'c'], within(4), inPieces)).toEqual([['a'], ['bbb'], ['bb', 'c']]);
});
