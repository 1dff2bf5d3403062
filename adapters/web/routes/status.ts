import { Hono } from 'hono';
import { type Health, healthLine, isReady, problemText } from '../../health/health.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import { isLocalRequest } from '../access/guard.ts';
import { isSame } from '../access/sessions.ts';
import { type WebContext, type WebEnvironment, wantsJson } from '../request-context.ts';

/** What is told to whatever watches over the process. */
export interface StatusParts {
  readonly health: Health;
  readonly metrics: Metrics;
  /** What a scraper shows; without it metrics are for this machine alone. */
  readonly metricsToken: string | undefined;
}

/** The paths that are answered from the first moment to the last. */
export const statusPaths: readonly string[] = ['/healthz', '/readyz', '/metrics'];

/** How the process is: open to everybody, and telling nobody anything of anybody. Its metrics are not. */
export function statusRoutes({ health, metrics, metricsToken }: StatusParts): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();
  // It lives as long as it answers: what else may be wrong a new start does not mend.
  app.get('/healthz', (context) =>
    wantsJson(context) ? context.json({ alive: true }) : context.text('ok\n'),
  );
  app.get('/readyz', async (context) => {
    const problems = await health.problems();
    const ready = isReady(problems);
    const status = ready ? 200 : 503;
    context.header('cache-control', 'no-store');
    if (!wantsJson(context)) return context.text(`${healthLine(problems)}\n`, status);
    const told = problems.map((problem) => ({ ...problem, text: problemText(problem) }));
    return context.json({ ready, problems: told }, status);
  });
  app.get('/metrics', async (context) => {
    const refusal = refusalOf(context, metricsToken);
    if (refusal !== undefined) return refusal;
    const headers = { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' };
    return context.body(await metrics.text(), 200, headers);
  });
  return app;
}

/** With a token it alone counts: a proxy on this machine makes everybody look local. */
function refusalOf(context: WebContext, token: string | undefined): Response | undefined {
  if (token === undefined) {
    return isLocalRequest(context.env.incoming) ? undefined : context.text(onlyHere, 403);
  }
  const given = /^Bearer (.{1,1000})$/i.exec(context.req.header('authorization') ?? '')?.[1] ?? '';
  if (isSame(given, token)) return undefined;
  context.header('www-authenticate', 'Bearer');
  return context.text('Send METRICS_TOKEN as a bearer token.\n', 401);
}

const onlyHere =
  'Metrics are told only on the machine that this runs on. For others, start it with METRICS_TOKEN and send that as a bearer token.\n';
