import { getCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { renderPage } from '../pages/layout.ts';
import { problemPage } from '../pages/problem.ts';
import { fieldOf } from '../read-request.ts';
import { cookies, type WebContext, type WebEnvironment, wantsJson } from '../request-context.ts';
import { isLocalRequest } from './guard.ts';
import { personNamed } from './names.ts';
import { isSameSite } from './same-site.ts';
import { isSame, type Sessions } from './sessions.ts';

/** Who may open the page: with sessions whoever is signed in, without them this machine only. */
export function guardAccess(sessions: Sessions | undefined) {
  return createMiddleware<WebEnvironment>(async (context, next) => {
    if (sessions === undefined) {
      if (!isLocalRequest(context.env.incoming)) return context.text(onlyHere, 403);
      const person = personNamed(getCookie(context, cookies.person));
      context.set('visitor', { person, csrf: '', signedIn: false });
      return next();
    }
    const session = await sessions.find(context);
    if (session === undefined) return askToSignIn(context);
    context.set('visitor', { ...session, signedIn: true });
    return next();
  });
}

/** Whether who was let in still is: they may have signed out meanwhile, in another process too. */
export function stillIn(sessions: Sessions | undefined) {
  return async (context: WebContext): Promise<boolean> =>
    sessions === undefined || (await sessions.find(context)) !== undefined;
}

const onlyHere =
  'This page answers only on the machine that it runs on. To open it to others, start the server with WEB_TOKEN.\n';

function askToSignIn(context: WebContext): Response {
  if (wantsJson(context))
    return context.json({ error: 'You are signed out. Reload the page to sign in.' }, 401);
  if (context.req.method !== 'GET') return context.redirect('/signin', 303);
  const { pathname, search } = new URL(context.req.url);
  return context.redirect(`/signin?next=${encodeURIComponent(pathname + search)}`, 303);
}

/** Refuses what another site had somebody's browser post. */
export function refuseOtherSites(publicUrl: string | undefined) {
  return createMiddleware<WebEnvironment>(async (context, next) => {
    const header = (name: string) => context.req.header(name);
    const isOurs = isSameSite({
      fetchSite: header('sec-fetch-site'),
      origin: header('origin'),
      host: header('host'),
      publicUrl,
    });
    if (isOurs) return next();
    return context.text('This was sent from another site. Open the page itself and try again.\n', 403);
  });
}

/** Refuses a form that does not prove to come from this session's page. */
export const requireCsrf = createMiddleware<WebEnvironment>(async (context, next) => {
  const { csrf } = context.var.visitor;
  if (csrf === '' || isSame(fieldOf(context.var.body, 'csrf'), csrf)) return next();
  const text = 'This form is of another session. Load the page again and send it once more.';
  if (wantsJson(context)) return context.json({ error: text }, 403);
  const page = problemPage('Not sent', text, fieldOf(context.var.body, 'text'));
  return context.html(renderPage(page, context.var.visitor), 403);
});
