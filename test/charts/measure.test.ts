import { describe, expect, test } from 'vitest';
import { boxed, clip, textWidth, wrap } from '../../adapters/charts/measure.ts';

const face = { size: 13 };
const long =
  'Use RabbitMQ for events and for jobs that may be retried, with a dead-letter queue for each consumer';

describe('a label', () => {
  test('that fits stays on one line', () => {
    expect(wrap('PostgreSQL', face, { width: 200, lines: 3 })).toEqual(['PostgreSQL']);
  });

  test('that does not fit is wrapped between words, and every line fits', () => {
    const lines = wrap(long, face, { width: 230, lines: 3 });
    expect(lines.join(' ')).toBe(long);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(textWidth(line, face)).toBeLessThanOrEqual(230);
  });

  test('that needs more lines than there are ends in an ellipsis', () => {
    const lines = wrap(long, face, { width: 120, lines: 2 });
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/…$/);
    expect(textWidth(lines[1] ?? '', face)).toBeLessThanOrEqual(120);
  });

  test('without a space is broken where the line ends', () => {
    const lines = wrap('y'.repeat(60), face, { width: 100, lines: 9 });
    expect(lines.join('')).toBe('y'.repeat(60));
    for (const line of lines) expect(textWidth(line, face)).toBeLessThanOrEqual(100);
  });

  test('is never broken inside a sign that several characters make', () => {
    expect(wrap('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', face, { width: 20, lines: 3 })).toEqual(['👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦']);
  });
});

describe('a width', () => {
  test('is that of the font: an i is narrower than a W, bold is wider', () => {
    expect(textWidth('i', face)).toBeLessThan(textWidth('W', face) / 3);
    expect(textWidth('Title', { size: 13, isBold: true })).toBeGreaterThan(textWidth('Title', face));
  });

  test('grows with the size', () => {
    expect(textWidth('PostgreSQL', { size: 26 })).toBeCloseTo(2 * textWidth('PostgreSQL', face));
  });

  test('of nothing is nothing', () => {
    expect(textWidth('', face)).toBe(0);
    expect(clip('', face, 0)).toBe('');
  });
});

test('what the font lacks becomes a box, one for each sign', () => {
  expect(boxed('a 👩‍👩‍👧‍👦 日本 é Ж')).toBe('a □ □□ é Ж');
});
