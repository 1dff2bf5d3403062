import { randomBytes } from 'node:crypto';
import type { ErrorHandler } from 'hono';
import type { Logger } from 'pino';
import { AdvisorError, type ErrorCode } from '../../src/errors.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { sentence } from './html.ts';
import { maxBodyBytes } from './limits.ts';
import { renderPage } from './pages/layout.ts';
import { problemPage } from './pages/problem.ts';
import { fieldOf } from './read-request.ts';
import { type WebContext, type WebEnvironment, wantsJson } from './request-context.ts';

type Status = 400 | 403 | 404 | 409 | 413 | 429 | 500 | 503;

function show(
  context: WebContext,
  status: Status,
  title: string,
  text: string,
  draft = '',
): Response | Promise<Response> {
  if (wantsJson(context)) return context.json({ error: text }, status);
  return context.html(renderPage(problemPage(title, text, draft), context.var.visitor), status);
}

/** There is no such page: 404, as JSON for whoever asks for that. */
export const notFound = (context: WebContext) => show(context, 404, 'Not found', 'There is no such page.');

/** A body that is too long: 413. */
export const tooLarge = (context: WebContext) =>
  show(
    context,
    413,
    'Too long',
    `That is more than ${maxBodyBytes / 1024} KB. Shorten it and send it again.`,
  );

/** More than somebody may send: 429, with what they wrote. */
export const tooMuch = (context: WebContext, text: string) =>
  show(context, 429, 'Not sent', text, fieldOf(context.var.body, 'text'));

/** A person's mistake is told as it is; a fault by a reference to the log, with what was written, so that it is not lost. */
export function failed(log: Logger, metrics: Metrics): ErrorHandler<WebEnvironment> {
  return (error, context) => {
    if (error instanceof AdvisorError) {
      return show(context, statusOf(error.code), 'That did not work', sentence(error.message));
    }
    const reference = randomBytes(4).toString('hex');
    log.error({ err: error, path: context.req.path, reference }, 'request failed');
    metrics.count('faults_total', { part: 'page' });
    const text = `Something went wrong here (reference ${reference}). Try again; if it stays, look for the reference in the server's log.`;
    const draft = context.req.method === 'POST' ? fieldOf(context.var.body ?? {}, 'text') : '';
    return show(context, 500, 'Something went wrong', text, draft);
  };
}

function statusOf(code: ErrorCode): Status {
  switch (code) {
    case 'not-found':
      return 404;
    case 'conflict':
      return 409;
    case 'usage':
    case 'invalid':
      return 400;
    case 'database':
    case 'unavailable':
    case 'not-writable':
      return 503;
    case 'configuration':
    case 'knowledge':
    case 'port-in-use':
      return 500;
  }
}
