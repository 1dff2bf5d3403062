import { Resvg } from '@resvg/resvg-js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DrawOptions } from '../../adapters/charts/job.ts';
import { paint } from '../../adapters/charts/paint.ts';
import type { Chart } from '../../src/chart.ts';
import { bars, barsNamed, everyKind, ranking, stars, timeline } from './samples.ts';

function svgOf(chart: Chart, theme: DrawOptions['theme'] = 'light'): string {
  return Buffer.from(paint(chart, { theme, format: 'svg' }).bytes).toString();
}

function pngOf(chart: Chart): Buffer {
  return Buffer.from(paint(chart, { theme: 'light', format: 'png' }).bytes);
}

/** What is drawn as text, a line each, with its entities read. */
function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) =>
    text
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&'),
  );
}

/** The places of the shapes of one colour: x and width. */
function boxesOf(svg: string, fill: string): { x: number; width: number }[] {
  const paths = [...svg.matchAll(/<path d="([^"]*)"[^>]* fill="([^"]*)"/g)];
  return paths
    .filter(([, , own]) => own === fill)
    .map(([, path = '']) => {
      const points = [...path.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(([, x]) => Number(x));
      return { x: Math.min(...points), width: Math.max(...points) - Math.min(...points) };
    });
}

describe('an SVG', () => {
  const cases = everyKind.flatMap((chart) =>
    (['light', 'dark'] as const).map((theme) => [chart.kind, theme, chart] as const),
  );

  test.each(cases)(
    'of the kind %s in the theme %s is well-formed and has its title',
    (_kind, theme, chart) => {
      const svg = svgOf(chart, theme);
      expect(() => new Resvg(svg, { font: { loadSystemFonts: false } })).not.toThrow();
      expect(textsOf(svg)).toContain(chart.title);
      expect(svg).not.toMatch(/NaN|undefined|\[object/);
    },
  );

  test.each(everyKind)('of the kind $kind is the same each time and refers to nothing outside', (chart) => {
    const svg = svgOf(chart);
    expect(svgOf(chart)).toBe(svg);
    expect(svg.replaceAll(/xmlns(:\w+)?="[^"]*"/g, '')).not.toMatch(/https?:|href|@import|url\((?!#)/);
  });
});

describe('a PNG', () => {
  test.each(everyKind)('of the kind $kind has its signature and twice the width of the page', (chart) => {
    const png = pngOf(chart);
    expect(png.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
    expect(png.readUInt32BE(16)).toBe(1600);
  });

  test('grows with the number of rows', () => {
    const few = pngOf(barsNamed('a', 'b'));
    const many = pngOf(barsNamed(...'abcdefghijkl'));
    expect(many.readUInt32BE(20)).toBeGreaterThan(few.readUInt32BE(20) + 400);
  });

  test('has its text drawn: the same chart without it, or with another letter as wide, looks different', () => {
    const [drawn, blank] = [pngOf(bars), pngOf({ ...bars, title: ' ' })];
    expect(drawn.readUInt32BE(20)).toBe(blank.readUInt32BE(20));
    expect(drawn.equals(blank)).toBe(false);
    expect(pngOf(barsNamed('OOO')).equals(pngOf(barsNamed('QQQ')))).toBe(false);
  });
});

describe('a ranking', () => {
  test('shows each score and letters its contributions as in the legend', () => {
    const texts = textsOf(svgOf(ranking));
    expect(texts).toEqual(
      expect.arrayContaining(['87', '71', '55', 'A +6.5', 'B +8', 'A  very high throughput']),
    );
  });

  test('draws the contributions that weigh least as one', () => {
    const contributions = Array.from({ length: 12 }, (_, at) => ({ label: `reason ${at}`, points: 12 - at }));
    const texts = textsOf(svgOf({ ...ranking, candidates: [{ name: 'Go', score: 50, contributions }] }));
    expect(texts).toContain('H  5 more reasons, added up');
    expect(texts).toContain('H +15');
  });

  test('says in its title how many rows it leaves out', () => {
    const candidates = Array.from({ length: 42 }, (_, at) => ({
      name: `C${at}`,
      score: 50,
      contributions: [],
    }));
    const texts = textsOf(svgOf({ ...ranking, title: 'Many', candidates }));
    expect(texts).toContain('Many (12 more candidates)');
    expect(texts).toContain('C29');
    expect(texts).not.toContain('C30');
  });
});

describe('a star matrix', () => {
  test('has the number in each cell and a dash where nothing was rated', () => {
    const texts = textsOf(svgOf(stars));
    expect(texts.filter((text) => /^[1-5–]$/.test(text)).sort()).toEqual(['2', '3', '4', '5', '5', '–']);
  });

  test('takes a row without all its cells as not rated', () => {
    expect(
      textsOf(svgOf({ ...stars, criteria: [{ name: 'Hiring', stars: [4] }] })).filter((text) => text === '–'),
    ).toHaveLength(2);
  });
});

describe('bars', () => {
  test('float from the lowest to the highest for a range and begin at zero for one figure', () => {
    const chart = {
      ...bars,
      bars: [
        { name: 'range', min: 50, max: 100 },
        { name: 'one', min: 100, max: 100 },
      ],
    };
    const [range, one] = boxesOf(svgOf(chart), '#0072b2');
    expect(range?.width).toBeCloseTo((one?.width ?? 0) / 2, -1);
    expect((range?.x ?? 0) - (one?.x ?? 0)).toBeCloseTo(range?.width ?? 0, -1);
  });

  test.each([
    ['higher', 'requests/s (higher is better)'],
    ['lower', 'requests/s (lower is better)'],
    [undefined, 'requests/s'],
  ] as const)('name the unit, and %s as the better end', (better, expected) => {
    expect(textsOf(svgOf({ ...bars, better }))).toContain(expected);
  });
});

describe('a timeline', () => {
  test('has the oldest record on top, with status, date and what it replaced', () => {
    const texts = textsOf(svgOf(timeline));
    expect(texts.filter((text) => /^shop-\d (Use|Try)/.test(text))).toEqual([
      'shop-1 Use MongoDB',
      'shop-5 Use PostgreSQL',
      'shop-6 Try Kafka',
    ]);
    expect(texts).toEqual(
      expect.arrayContaining(['superseded', '2024-01-15', 'accepted', 'replaces shop-1']),
    );
  });

  test('draws an arrow for each replacement whose records are both there', () => {
    const arrows = (chart: Chart) => [...svgOf(chart).matchAll(/fill="#b84e00"/g)].length;
    expect(arrows(timeline)).toBe(1);
    expect(arrows({ ...timeline, records: timeline.records.filter(({ name }) => name !== 'shop-1') })).toBe(
      0,
    );
  });

  test('keeps the newest records when there are too many', () => {
    const records = Array.from({ length: 35 }, (_, at) => ({
      name: String(at + 1),
      title: 'Decision',
      status: 'accepted',
      date: `2025-01-${`${Math.min(31, at + 1)}`.padStart(2, '0')}`,
      supersedes: [],
    }));
    const texts = textsOf(svgOf({ ...timeline, title: 'Log', records }));
    expect(texts).toContain('Log (5 more older records)');
    expect(texts).toContain('35 Decision');
    expect(texts).not.toContain('5 Decision');
  });
});

describe('a hostile label', () => {
  test.each([
    '<script>alert("x")</script>',
    '{a|b} {b} {c} {value}',
    ']]> & <!-- &amp;',
    '__proto__',
    'constructor',
    'toString',
  ])('%j is drawn as it is', (name) => {
    const svg = svgOf(barsNamed(name));
    expect(textsOf(svg).map((text) => text.replace('\u200c', ''))).toContain(name);
    expect(svg).not.toMatch(/<script|NaN/);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(pngOf(barsNamed(name)).readUInt32BE(16)).toBe(1600);
  });

  test('loses its line breaks, control characters and turns of direction', () => {
    expect(textsOf(svgOf(barsNamed('a\nb\r\n\u0000c \u202ed')))).toContain('a b c d');
  });

  test('of 300 characters becomes three lines and an ellipsis', () => {
    const lines = textsOf(svgOf(barsNamed('y'.repeat(300)))).filter((text) => text.startsWith('yy'));
    expect(lines).toHaveLength(3);
    expect(lines.at(-1)).toMatch(/…$/);
  });

  test('of any characters at all can be drawn, in every place', () => {
    const text = fc.string({ unit: 'binary', maxLength: 80 });
    fc.assert(
      fc.property(text, (own) => {
        pngOf({ ...barsNamed(own), title: own, unit: own });
        pngOf({
          ...ranking,
          candidates: [{ name: own, score: 1, contributions: [{ label: own, points: 1 }] }],
        });
        pngOf({
          ...timeline,
          records: [{ name: own, title: own, status: own, date: '2025-01-01', supersedes: [] }],
        });
      }),
      { numRuns: 15 },
    );
  });
});
