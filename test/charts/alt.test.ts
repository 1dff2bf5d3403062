import { describe, expect, test } from 'vitest';
import { altText } from '../../adapters/charts/alt.ts';
import { bars, everyKind, ranking, stars, timeline } from './samples.ts';

describe('a chart in words', () => {
  test('tells a ranking with what weighed most', () => {
    expect(altText(ranking)).toBe(
      'Languages for a marketplace with chat. Scores of 100: ' +
        'TypeScript 87 (the team knows it +8, very high throughput -2); Go 71 (very high throughput +6.5); Python 55.',
    );
  });

  test('tells the stars of each criterion', () => {
    expect(altText(stars)).toBe(
      'Frameworks by criteria. Stars of 5: Performance: Express 3, Fastify 5, NestJS 2; ' +
        'Ecosystem: Express 5, Fastify 4, NestJS not rated.',
    );
  });

  test('tells figures and ranges with their unit', () => {
    expect(altText(bars)).toBe(
      'Requests a second. requests/s (higher is better): Go 200,000 to 310,000; Node.js 45,000 to 76,000; Ruby 2,500.',
    );
  });

  test('tells records by date and what took the place of what', () => {
    expect(altText(timeline)).toBe(
      'Decisions on orders. Records by date: 2024-01-15 shop-1 Use MongoDB (superseded); ' +
        '2025-02-11 shop-5 Use PostgreSQL (accepted, in place of shop-1); 2025-06-01 shop-6 Try Kafka (proposed).',
    );
  });

  test('says how much it leaves out where it would be long', () => {
    const many = {
      ...bars,
      bars: Array.from({ length: 100 }, (_, at) => ({ name: `Server ${at}`, min: at, max: at })),
    };
    expect(altText(many).length).toBeLessThanOrEqual(600);
    expect(altText(many)).toMatch(/; \d+ more rows\.$/);
  });

  test('stays short and on one line whatever the names are', () => {
    const name = '<b>\n\u0000'.repeat(200);
    const hostile = { ...bars, title: name, unit: name, bars: [{ name, min: 1, max: 2 }] };
    expect(altText(hostile).length).toBeLessThanOrEqual(600);
    expect(altText(hostile)).not.toMatch(/\p{Cc}/u);
  });

  test.each(everyKind)('of the kind $kind can be had without anything to show', (chart) => {
    const empty = { ...chart, candidates: [], criteria: [], bars: [], records: [] };
    expect(altText(empty)).toMatch(/: nothing\.$/);
  });
});
