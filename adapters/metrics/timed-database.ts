import { performance } from 'node:perf_hooks';
import type { Database } from '../../src/database/connection.ts';
import type { Metrics } from './metrics.ts';

/** The same database, each of its transactions measured, with the wait for others that write. */
export function timedDatabase(database: Database, metrics: Metrics): Database {
  return {
    ...database,
    async transaction(work, options) {
      const begun = performance.now();
      try {
        return await database.transaction(work, options);
      } finally {
        metrics.observe('transaction_seconds', {}, (performance.now() - begun) / 1_000);
      }
    },
  };
}
