import type { OnTurn } from '../../src/conversation/watched-turn.ts';
import type { Database } from '../../src/database/connection.ts';
import { countByStatus } from '../../src/decisions/record-counts.ts';
import { openItems } from '../../src/queue/open-items.ts';
import { ownVersion } from '../../src/version.ts';
import type { Health } from '../health/health.ts';
import type { Metrics, Value } from './metrics.ts';

/** The gauges that tell how the process is, from its first moment on. */
export function watchHealth(metrics: Metrics, health: Health): void {
  const version = ownVersion();
  metrics.watchProcess();
  metrics.watch(async () => [{ name: 'info', labels: { version }, value: 1 }], { every: 0 });
  metrics.watch(
    async () =>
      (await health.problems()).map((problem): Value => {
        const platform = 'platform' in problem ? problem.platform : '';
        return { name: 'problem', labels: { problem: problem.kind, platform }, value: 1 };
      }),
    { every: 0 },
  );
}

/** The gauges that the database tells. */
export function watchDatabase(metrics: Metrics, database: Database): void {
  metrics.watch(async () => (await openItems(database)).flatMap(valuesOf), { every: 5_000, share: 100 });
  metrics.watch(
    async () =>
      (await countByStatus(database)).map(({ status, count }): Value => {
        return { name: 'records', labels: { status }, value: count };
      }),
    { every: 60_000, share: 100 },
  );
  const { connections } = database;
  if (connections === undefined) return;
  metrics.watch(
    async () => {
      const { open, idle, waiting } = connections();
      return Object.entries({ used: open - idle, idle, waiting }).map(([state, value]): Value => {
        return { name: 'database_connections', labels: { state }, value };
      });
    },
    { every: 0 },
  );
}

function valuesOf({
  queue,
  platform,
  count,
  oldest,
}: Awaited<ReturnType<typeof openItems>>[number]): Value[] {
  const labels = { queue, platform };
  const age = Math.max((Date.now() - Date.parse(oldest)) / 1_000, 0);
  return [
    { name: 'queue_open', labels, value: count },
    { name: 'queue_oldest_seconds', labels, value: age },
  ];
}

/** Counts the conversation's turns. */
export function turnsCounted(metrics: Metrics): OnTurn {
  return ({ source: platform, intent, end, walk, seconds }) => {
    metrics.count('turns_total', { platform, intent, outcome: end });
    metrics.observe('turn_seconds', { platform }, seconds);
    for (const step of walk) metrics.count('walks_total', { platform, step });
  };
}
