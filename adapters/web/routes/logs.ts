import { Hono } from 'hono';
import type { Decisions } from '../../../src/decisions/decisions.ts';
import { requireMayDo } from '../../../src/decisions/permissions.ts';
import type { Log } from '../../../src/decisions/record.ts';
import { AdvisorError } from '../../../src/errors.ts';
import { sentence } from '../html.ts';
import { readSettings } from '../logs/log-form.ts';
import { type LogSettingsView, logSettingsPage } from '../logs/log-settings-page.ts';
import { logAddress, logsPage } from '../logs/logs-page.ts';
import { renderPage } from '../pages/layout.ts';
import { fieldOf } from '../read-request.ts';
import type { WebContext, WebEnvironment } from '../request-context.ts';
import { actOn, lookOf, type Visitor } from '../visitor.ts';

/** The logs, and the settings of each by whoever may set them. */
export function logsRoutes(decisions: Decisions): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();
  app.get('/logs', async (context) => {
    const { visitor } = context.var;
    return context.html(renderPage(logsPage(await decisions.logs(lookOf(visitor.person)), visitor), visitor));
  });
  app.post('/logs', (context) => makeLog(decisions, context));
  app.get('/logs/:log', async (context) => {
    const told = context.req.query('saved') === undefined ? {} : { told: 'Saved.' };
    return showSettings(decisions, context, await findLog(decisions, context), told);
  });
  app.post('/logs/:log', (context) => saveSettings(decisions, context));
  return app;
}

async function makeLog(decisions: Decisions, context: WebContext): Promise<Response> {
  const { visitor, body } = context.var;
  const typed = fieldOf(body, 'name').trim();
  const logs = await decisions.logs(lookOf(visitor.person));
  const refuse = (problem: string) =>
    context.html(renderPage(logsPage(logs, visitor, { typed, problem }), visitor), 422);
  if (logs.some(({ name }) => name === typed)) return refuse(`There is a log ${typed} already.`);
  try {
    await decisions.createLog(actOn(visitor.person, typed));
  } catch (error) {
    if (!(error instanceof AdvisorError)) throw error;
    // A log of that name which is not for this page is not told of.
    return refuse(error.code === 'not-found' ? 'Choose another name.' : sentence(error.message));
  }
  return context.redirect(logAddress(typed), 303);
}

/** The log of the address. @throws AdvisorError `not-found` where it is not there for who looks. */
async function findLog(decisions: Decisions, context: WebContext): Promise<Log> {
  const name = context.req.param('log') ?? '';
  const log = (await decisions.logs(lookOf(context.var.visitor.person))).find((one) => one.name === name);
  if (log === undefined) throw new AdvisorError('not-found', `there is no log ${name.slice(0, 60)}`);
  return log;
}

async function saveSettings(decisions: Decisions, context: WebContext): Promise<Response> {
  const { visitor, body } = context.var;
  const log = await findLog(decisions, context);
  const act = actOn(visitor.person, log.name);
  // Who may not set it at all is told that, whatever they filled in.
  requireMayDo('set-log', 'log', act, log);
  const { values, faults, changes } = readSettings(log, body, act.viewer);
  if (Object.keys(faults).length > 0)
    return showSettings(decisions, context, log, { returned: { values, faults } });
  if (Object.keys(changes).length === 0)
    return showSettings(decisions, context, log, { told: 'Nothing was changed.' });
  await decisions.setLog(act, changes);
  return context.redirect(`${logAddress(log.name)}?saved`, 303);
}

async function showSettings(
  decisions: Decisions,
  context: WebContext,
  log: Log,
  more: Pick<LogSettingsView, 'returned' | 'told'>,
): Promise<Response> {
  const { visitor } = context.var;
  const history = await decisions.logHistory({ ...lookOf(visitor.person), log: log.name });
  const page = logSettingsPage({ log, history, refusal: refusalOf(log, visitor), ...more }, visitor);
  return context.html(renderPage(page, visitor), more.returned === undefined ? 200 : 422);
}

/** Why somebody may not set a log, as the table of permissions says it; undefined where they may. */
function refusalOf(log: Log, { person }: Visitor): string | undefined {
  try {
    requireMayDo('set-log', 'log', actOn(person, log.name), log);
    return undefined;
  } catch (error) {
    if (!(error instanceof AdvisorError)) throw error;
    return `${error.message}; whoever decides in it can change its settings.`;
  }
}
