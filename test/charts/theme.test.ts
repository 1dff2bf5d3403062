import { describe, expect, test } from 'vitest';
import { contrast, inkOn, themes } from '../../adapters/charts/theme.ts';

test('contrast is counted as WCAG counts it', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

describe.each(Object.entries(themes))('the theme %s', (_name, theme) => {
  test.each([theme.text, theme.quietText])('has readable text in %s', (colour) => {
    expect(contrast(colour, theme.background)).toBeGreaterThanOrEqual(4.5);
  });

  test('has readable scores over a bar that is not full', () => {
    expect(contrast(theme.text, theme.track)).toBeGreaterThanOrEqual(4.5);
  });

  test.each([theme.accent, theme.ended, theme.arrow, ...theme.series])(
    'has shapes that stand out in %s',
    (colour) => {
      expect(contrast(colour, theme.background)).toBeGreaterThanOrEqual(3);
    },
  );

  test.each([...theme.series, ...theme.stars])('has readable text on %s', (colour) => {
    expect(contrast(inkOn(colour), colour)).toBeGreaterThanOrEqual(4.5);
  });
});
