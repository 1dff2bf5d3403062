import { Hono } from 'hono';
import { setCookie } from 'hono/cookie';
import { readName } from '../access/names.ts';
import { renderPage } from '../pages/layout.ts';
import { problemPage } from '../pages/problem.ts';
import { fieldOf } from '../read-request.ts';
import { cookieOptions, cookies, longLasting, ownAddress, type WebEnvironment } from '../request-context.ts';

/** Being somebody else, to try what a team does: where nobody signs in, which is on this machine alone. */
export function switchRoute(publicUrl: string | undefined): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();
  app.post('/person', (context) => {
    const typed = fieldOf(context.var.body, 'name');
    const read = readName(typed);
    if ('problem' in read) {
      const page = problemPage('That name cannot be used', read.problem, typed);
      return context.html(renderPage(page, context.var.visitor), 422);
    }
    setCookie(context, cookies.person, read.name, cookieOptions(publicUrl, longLasting));
    return context.redirect(ownAddress(fieldOf(context.var.body, 'back')), 303);
  });
  return app;
}
