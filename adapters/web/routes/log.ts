import { Hono } from 'hono';
import type { Decisions } from '../../../src/decisions/decisions.ts';
import { sortedBy } from '../../../src/decisions/list-page.ts';
import type { Found } from '../../../src/decisions/record-queries.ts';
import type { Picture, Pictures } from '../chart-pictures.ts';
import { maxRecords, recordsAtOnce } from '../limits.ts';
import { renderPage } from '../pages/layout.ts';
import { filterOf, type LogFilter, readLogFilter } from '../records/log-filter.ts';
import { logPage } from '../records/log-page.ts';
import { recordPage } from '../records/record-page.ts';
import { timelineOf, timelinePage } from '../records/timeline-page.ts';
import type { WebContext, WebEnvironment } from '../request-context.ts';
import { currentThread } from '../threads.ts';
import { actOn, lookOf } from '../visitor.ts';

/** The decision log: list, search, one record, the timeline, the export. */
export function logRoutes(
  decisions: Decisions,
  pictures: Pictures,
  publicUrl: string | undefined,
): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();
  app.get('/log', (context) => showLog(decisions, context));
  app.get('/log/timeline', (context) => showTimeline(decisions, context));
  app.get('/log/timeline/:theme{(light|dark)\\.svg}', async (context) => {
    const { log, several } = await timelineLog(decisions, context);
    const records = log === undefined ? [] : await recordsOf(decisions, context, log);
    const picture = pictures(
      timelineOf(records, log ?? '', several),
      context.req.param('theme').slice(0, -4),
    );
    return picture === undefined ? context.notFound() : sendPicture(context, await picture);
  });
  app.get('/log/export.zip', async (context) => {
    const records = await decisions.list(lookOf(context.var.visitor.person), { limit: maxRecords });
    // What writes markdown is loaded with the first export.
    const { archive } = await import('../records/archive.ts');
    context.header('content-disposition', 'attachment; filename="decisions.zip"');
    const since = await decisions.sinceImports(lookOf(context.var.visitor.person));
    const { templatesOf } = await import('../../../src/decisions/log-templates.ts');
    const templates = templatesOf(await decisions.logs(lookOf(context.var.visitor.person)));
    return context.body(archive(records, { since, templates }), 200, { 'content-type': 'application/zip' });
  });
  app.get('/log/:log/:number{[0-9]{1,9}}', (context) => showRecord(decisions, publicUrl, context));
  app.get('/log/:log/:number{[0-9]{1,9}\\.md}', async (context) => {
    const { log, number } = context.req.param();
    const record = await decisions.get(
      { ...lookOf(context.var.visitor.person), log },
      Number.parseInt(number, 10),
    );
    const { recordMarkdown } = await import('../../../src/decisions/markdown/write.ts');
    return context.text(recordMarkdown(record, 'madr', new Map()));
  });
  app.get('/log/:log', (context) =>
    context.redirect(`/log?log=${encodeURIComponent(context.req.param('log'))}`, 303),
  );
  return app;
}

async function showLog(decisions: Decisions, context: WebContext): Promise<Response> {
  const filter = readLogFilter((name) => context.req.query(name));
  const logs = await decisions.logs(lookOf(context.var.visitor.person));
  const isKnown = filter.log === '' || logs.some(({ name }) => name === filter.log);
  const asked = isKnown ? await findPage(decisions, context, filter) : nothing;
  const pages = Math.max(1, Math.ceil(asked.total / recordsAtOnce));
  const shown = { ...filter, page: Math.min(filter.page, pages) };
  // An address may ask for a page that is no longer there.
  const { found, total } = shown.page === filter.page ? asked : await findPage(decisions, context, shown);
  const severalLogs = (await decisions.logNames(lookOf(context.var.visitor.person))).length > 1;
  const view = { filter: shown, logs, severalLogs, found, total, pages };
  return context.html(renderPage(logPage(view), context.var.visitor));
}

interface FoundPage {
  readonly found: readonly Found[];
  readonly total: number;
}

const nothing: FoundPage = { found: [], total: 0 };

/** What was searched for, the best first unless another order is asked for; else everything, the newest first. */
async function findPage(decisions: Decisions, context: WebContext, filter: LogFilter): Promise<FoundPage> {
  const look = { ...lookOf(context.var.visitor.person), ...(filter.log === '' ? {} : { log: filter.log }) };
  const { words, sort } = filter;
  const offset = (filter.page - 1) * recordsAtOnce;
  if (words !== '') {
    const best = await decisions.search(look, words, { ...filterOf(filter), limit: searched });
    const all = sort === '' ? best : sortedBy(sort, best);
    return { found: all.slice(offset, offset + recordsAtOnce), total: all.length };
  }
  const order = sort === '' ? 'newest' : sort;
  const page = { ...filterOf(filter), order, offset, limit: recordsAtOnce };
  const { listed, total } = await decisions.page(look, page);
  return { found: listed.map((one) => ({ ...one, rejectedOption: null })), total };
}

/** Records that a search shows: what comes after them answers nobody. */
const searched = 200;

async function showRecord(
  decisions: Decisions,
  publicUrl: string | undefined,
  context: WebContext,
): Promise<Response> {
  const { visitor } = context.var;
  const look = { ...lookOf(context.var.visitor.person), log: context.req.param('log') ?? '' };
  const number = Number(context.req.param('number'));
  const thread = currentThread(context);
  const all = lookOf(visitor.person);
  const [record, history, successor, logs, names, allowed] = await Promise.all([
    decisions.get(look, number),
    decisions.history(look, number),
    decisions.successor(look, number),
    decisions.logs(all),
    decisions.logNames(all),
    decisions.allowed(actOn(visitor.person, look.log), number),
  ]);
  const log = logs.find(({ name }) => name === record.log);
  const visit = { visitor, allowed, thread, origin: publicUrl ?? new URL(context.req.url).origin };
  const page = recordPage({ record, history, successor, log }, names.length > 1, visit);
  return context.html(renderPage(page, visitor));
}

/** The log that was asked for, or the first one, among those there are; and whether a record is named with its log. */
async function timelineLog(decisions: Decisions, context: WebContext) {
  const look = lookOf(context.var.visitor.person);
  const [logs, seen] = await Promise.all([decisions.logs(look), decisions.logNames(look)]);
  const names = logs.map(({ name }) => name);
  const log = names.find((name) => name === context.req.query('log')) ?? names[0];
  return { names, log, several: seen.length > 1 };
}

function recordsOf(decisions: Decisions, context: WebContext, log: string) {
  return decisions.list({ ...lookOf(context.var.visitor.person), log }, { limit: maxRecords });
}

async function showTimeline(decisions: Decisions, context: WebContext): Promise<Response> {
  const { names, log, several } = await timelineLog(decisions, context);
  const records = log === undefined ? [] : await recordsOf(decisions, context, log);
  const page = timelinePage(records, log ?? 'decisions', { names, several });
  return context.html(renderPage(page, context.var.visitor));
}

/** A drawn chart as an answer. Its address changes with what it shows. */
export function sendPicture(context: WebContext, { bytes, contentType }: Picture): Response {
  return context.body(new Uint8Array(bytes), 200, {
    'content-type': contentType,
    'cache-control': 'private, max-age=60',
  });
}
