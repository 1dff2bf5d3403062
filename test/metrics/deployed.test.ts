import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { createHealth } from '../../adapters/health/health.ts';
import { counters, gauges, histograms, named, prefix } from '../../adapters/metrics/declared.ts';
import { createMetrics } from '../../adapters/metrics/metrics.ts';
import { metricsTable } from '../../adapters/metrics/table.ts';
import { watchHealth } from '../../adapters/metrics/watch.ts';

const targets = z.array(z.object({ expr: z.string().min(1), legendFormat: z.string() }));
const dashboard = z
  .object({
    panels: z.array(
      z.object({ id: z.number(), type: z.string(), title: z.string(), targets: targets.optional() }),
    ),
    templating: z.object({ list: z.array(z.object({ name: z.string(), query: z.unknown() })) }),
  })
  .parse(JSON.parse(readFileSync('deploy/grafana/stack-advisor.json', 'utf8')));
const alerts = z
  .object({
    groups: z.array(
      z.strictObject({
        name: z.string(),
        rules: z.array(
          z.strictObject({
            alert: z.string().regex(/^StackAdvisor[A-Z]\w+$/),
            expr: z.string(),
            for: z
              .string()
              .regex(/^\d+m$/)
              .optional(),
            labels: z.strictObject({ severity: z.enum(['warning', 'critical']) }),
            annotations: z.strictObject({ summary: z.string(), description: z.string() }),
          }),
        ),
      }),
    ),
  })
  .parse(parse(readFileSync('deploy/prometheus/alerts.yml', 'utf8')));

const rules = alerts.groups.flatMap((group) => group.rules);
const queries = [
  ...dashboard.panels.flatMap((panel) => (panel.targets ?? []).map(({ expr }) => expr)),
  ...dashboard.templating.list.map(({ query }) => JSON.stringify(query)),
  ...rules.map(({ expr }) => expr),
];

/** Names in queries, as `/metrics` declares them: a histogram's parts go by its own. */
const namesIn = (query: string) =>
  (query.match(/\b(?:stack_advisor|process|nodejs)_\w+/g) ?? []).map((name) =>
    name.replace(/_(?:bucket|sum|count)$/, ''),
  );
const used = new Set(queries.flatMap(namesIn));

const declared = new Map<string, readonly string[]>(
  [...named(counters), ...named(histograms), ...named(gauges)].map(([name, { labels }]) => [
    `${prefix}${name}`,
    labels,
  ]),
);

let told: Set<string>;
beforeAll(async () => {
  const metrics = createMetrics();
  watchHealth(metrics, createHealth());
  const text = await metrics.text();
  told = new Set([...text.matchAll(/^# TYPE (\S+) /gm)].map(([, name = '']) => name));
});

describe('the dashboard and the alerts', () => {
  test('name metrics that /metrics tells', () => {
    expect([...used].filter((name) => !told.has(name))).toEqual([]);
  });

  test('leave out no metric of ours', () => {
    const ours = [...told].filter((name) => name.startsWith(prefix));
    expect(ours).toHaveLength(declared.size);
    expect(ours.filter((name) => !used.has(name))).toEqual([]);
  });

  test('ask for labels that the metrics have', () => {
    const selectors = queries.flatMap((query) => [
      ...query.matchAll(/(stack_advisor_\w+?)(?:_bucket|_sum|_count)?\{([^}]*)\}/g),
    ]);
    expect(selectors.length).toBeGreaterThan(30);
    for (const [selector, name = '', inside = ''] of selectors) {
      const labels = [...inside.matchAll(/(\w+)\s*(?:=~|!=|!~|=)/g)].map(([, label = '']) => label);
      const known = ['instance', 'le', ...(declared.get(name) ?? [])];
      expect({ selector, unknown: labels.filter((label) => !known.includes(label)) }).toEqual({
        selector,
        unknown: [],
      });
    }
  });

  test('have panels and alerts of different names', () => {
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  });
});

test('the table of the docs is that of the code (npm run docs writes it)', () => {
  expect(readFileSync('docs/deployment.md', 'utf8')).toContain(metricsTable());
});
