import { expect, test } from 'vitest';
import { formatFigure } from '../../src/knowledge/figures.ts';

test.each([
  [{ value: 45, bound: 'exact' }, 'ms', '45 ms'],
  [{ min: 10, max: 40, bound: 'exact' }, 'x', '10-40x'],
  [{ value: 2, bound: 'about' }, 'KB', '~2 KB'],
  [{ value: 3000, bound: 'at-least' }, 'req/s', '3,000+ req/s'],
  [{ value: 200, bound: 'at-most' }, 'ms', '<200 ms'],
  [{ value: 680_000, bound: 'exact' }, 'req/s', '680k req/s'],
  [{ value: 2_000_000, bound: 'exact' }, 'packages', '2M packages'],
  [{ value: 5, bound: 'exact' }, 'stars', '5/5'],
] as const)('%j %s reads %s', (figure, unit, text) => {
  expect(formatFigure(figure, unit)).toBe(text);
});
