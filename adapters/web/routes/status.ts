import { Hono } from 'hono';
import { sql } from 'kysely';
import type { Database } from '../../../src/database/connection.ts';
import type { Metrics } from '../metrics.ts';
import type { WebEnvironment } from '../request-context.ts';

/** What watches over the process asks; open to everybody, and telling nobody anything of anybody. */
export function statusRoutes({ db }: Database, metrics: Metrics): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();
  app.get('/healthz', (context) => context.text('ok'));
  app.get('/readyz', async (context) => {
    try {
      await sql`select 1`.execute(db);
      return context.text('ready');
    } catch {
      return context.text('the database does not answer', 503);
    }
  });
  app.get('/metrics', async (context) =>
    context.body(await metrics.text(), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }),
  );
  return app;
}
