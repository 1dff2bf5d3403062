import type { BarsChart, Chart, RankingChart, StarsChart, TimelineChart } from '../../src/chart.ts';

export const ranking: RankingChart = {
  kind: 'ranking',
  title: 'Languages for a marketplace with chat',
  candidates: [
    {
      name: 'TypeScript',
      score: 87,
      contributions: [
        { label: 'the team knows it', points: 8 },
        { label: 'very high throughput', points: -2 },
      ],
    },
    { name: 'Go', score: 71, contributions: [{ label: 'very high throughput', points: 6.5 }] },
    { name: 'Python', score: 55, contributions: [] },
  ],
};

export const stars: StarsChart = {
  kind: 'stars',
  title: 'Frameworks by criteria',
  candidates: ['Express', 'Fastify', 'NestJS'],
  criteria: [
    { name: 'Performance', stars: [3, 5, 2] },
    { name: 'Ecosystem', stars: [5, 4, null] },
  ],
};

export const bars: BarsChart = {
  kind: 'bars',
  title: 'Requests a second',
  unit: 'requests/s',
  better: 'higher',
  bars: [
    { name: 'Go', min: 200_000, max: 310_000 },
    { name: 'Node.js', min: 45_000, max: 76_000 },
    { name: 'Ruby', min: 2_500, max: 2_500 },
  ],
};

export const timeline: TimelineChart = {
  kind: 'timeline',
  title: 'Decisions on orders',
  records: [
    {
      name: 'shop-5',
      title: 'Use PostgreSQL',
      status: 'accepted',
      date: '2025-02-11',
      supersedes: ['shop-1'],
    },
    { name: 'shop-1', title: 'Use MongoDB', status: 'superseded', date: '2024-01-15', supersedes: [] },
    { name: 'shop-6', title: 'Try Kafka', status: 'proposed', date: '2025-06-01', supersedes: [] },
  ],
};

export const everyKind: readonly Chart[] = [ranking, stars, bars, timeline];

/** Bars with these names, all of the same length. */
export function barsNamed(...names: readonly string[]): BarsChart {
  return { ...bars, bars: names.map((name) => ({ name, min: 1, max: 1 })) };
}
