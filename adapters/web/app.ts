import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { every } from 'hono/combine';
import { compress } from 'hono/compress';
import { createMiddleware } from 'hono/factory';
import type { Logger } from 'pino';
import type { Config } from '../../src/config.ts';
import type { Engine } from '../../src/conversation/engine.ts';
import type { Database } from '../../src/database/connection.ts';
import type { Conflicts } from '../../src/decisions/conflicts.ts';
import type { Decisions } from '../../src/decisions/decisions.ts';
import type { Limits } from '../../src/limits.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { guardAccess, refuseOtherSites, requireCsrf, stillIn } from './access/access.ts';
import { createAttempts } from './access/attempts.ts';
import { createClientOf } from './access/client.ts';
import { createSessions } from './access/sessions.ts';
import { createSignIns } from './access/sign-ins.ts';
import { createPictures, type DrawChart } from './chart-pictures.ts';
import { createConversations } from './conversations.ts';
import { createConverse } from './converse.ts';
import { failed, notFound, tooLarge } from './error-pages.ts';
import { maxBodyBytes } from './limits.ts';
import { createHub } from './live-updates.ts';
import { connectPage, type Platform } from './pages/connect.ts';
import { renderPage } from './pages/layout.ts';
import type { WebEnvironment } from './request-context.ts';
import { chartRoutes } from './routes/charts.ts';
import { chatRoutes } from './routes/chat.ts';
import { conflictRoutes, countConflicts } from './routes/conflicts.ts';
import { conversationRoutes } from './routes/conversations.ts';
import { eventRoutes } from './routes/events.ts';
import { logRoutes } from './routes/log.ts';
import { logsRoutes } from './routes/logs.ts';
import { postingRoutes } from './routes/posting.ts';
import { signInRoutes, signOutRoute } from './routes/sign-in.ts';
import { switchRoute } from './routes/switch.ts';
import { script, styleSheet } from './static-files.ts';
import { createTranscript } from './transcript.ts';
import { workspace } from './visitor.ts';
import { withinLimits } from './within-limits.ts';

/** What the page shows and talks to. */
export interface WebParts {
  readonly engine: Engine;
  readonly decisions: Decisions;
  readonly conflicts: Conflicts;
  readonly database: Database;
  readonly drawChart: DrawChart;
  readonly platforms: readonly Platform[];
  /** How much people may send; as much as they like where it is left out. */
  readonly limits?: Limits;
  readonly metrics: Metrics;
}

/** The whole page as one application. `stopping` ends what would go on for ever. */
export function createApp(
  config: Config,
  parts: WebParts,
  log: Logger,
  stopping: AbortSignal,
): Hono<WebEnvironment> {
  const { publicUrl, webToken } = config;
  const { metrics } = parts;
  const transcript = createTranscript(parts.database);
  const conversations = createConversations(parts.database);
  const hub = createHub((threads) => transcript.revisions(threads));
  const converse = createConverse({ engine: parts.engine, transcript, hub, metrics });
  const pictures = createPictures(parts.drawChart);
  const signIns = createSignIns(parts.database, workspace);
  const sessions =
    webToken === undefined ? undefined : createSessions({ token: webToken, workspace, publicUrl, signIns });
  const clientOf = createClientOf(config.trustedProxies);
  const signIn = sessions && { sessions, attempts: createAttempts(), clientOf, publicUrl, log };

  const app = new Hono<WebEnvironment>();
  app.onError(failed(log, metrics));
  app.notFound(notFound);
  app.use(compress());
  app.use(pageHeaders);
  const limited = bodyLimit({ maxSize: maxBodyBytes, onError: tooLarge });
  const posted = every(refuseOtherSites(publicUrl), limited, readBody);
  if (signIn !== undefined) {
    app.post('/signin', posted);
    app.route('/', staticRoutes());
    app.route('/', signInRoutes(signIn));
  }
  app.use(guardAccess(sessions));
  app.use(countConflicts(parts));
  app.post('*', posted, requireCsrf, withinLimits(parts.limits));
  app.route('/', staticRoutes());
  const chat = { transcript, conversations, converse, publicUrl, log };
  app.route('/', chatRoutes(chat));
  app.route('/', postingRoutes(chat));
  app.route('/', conversationRoutes(chat));
  app.route('/', eventRoutes(hub, stopping, stillIn(sessions)));
  app.route('/', chartRoutes(transcript, pictures));
  app.route('/', conflictRoutes(parts));
  app.route('/', logRoutes(parts.decisions, pictures, publicUrl));
  app.route('/', logsRoutes(parts.decisions));
  app.route('/', signIn === undefined ? switchRoute(publicUrl) : signOutRoute(signIn));
  app.get('/connect', (context) =>
    context.html(renderPage(connectPage(parts.platforms), context.var.visitor)),
  );
  return app;
}

const pageHeaders = createMiddleware<WebEnvironment>(async (context, next) => {
  const headers = {
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    // With no-referrer browsers say `Origin: null` of our own forms, and over plain http they say nothing else.
    'referrer-policy': 'same-origin',
    'cache-control': 'no-store',
  };
  for (const [name, value] of Object.entries(headers)) context.header(name, value);
  await next();
});

/** Forms only: anything else is not ours. */
const readBody = createMiddleware<WebEnvironment>(async (context, next) => {
  const type = context.req.header('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) {
    return context.text('Send a form (application/x-www-form-urlencoded).\n', 415);
  }
  const fields = Map.groupBy(new URLSearchParams(await context.req.text()), ([name]) => name);
  const entries = [...fields].map(([name, pairs]) => [name, pairs.map(([, value]) => value)] as const);
  context.set('body', Object.fromEntries(entries));
  return next();
});

function staticRoutes(): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();
  for (const { path, contentType, text } of [styleSheet, script]) {
    app.get(path, (context) =>
      context.body(text, 200, {
        'content-type': contentType,
        // Its address changes with its content.
        'cache-control': 'public, max-age=31536000, immutable',
      }),
    );
  }
  return app;
}
