import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Logger } from 'pino';
import type { Attempts } from '../access/attempts.ts';
import type { Sessions } from '../access/sessions.ts';
import { cookieOptions, cookies, ownAddress, type WebContext, type WebEnvironment } from '../environment.ts';
import { sessionSeconds } from '../limits.ts';
import { renderPage } from '../pages/layout.ts';
import { signInPage } from '../pages/sign-in.ts';
import { fieldOf } from '../receive.ts';

/** What signing in needs. */
export interface SignInParts {
  readonly sessions: Sessions;
  readonly attempts: Attempts;
  readonly publicUrl: string | undefined;
  readonly log: Logger;
}

/** The page that asks for the token; open to everybody. */
export function signInRoutes({ sessions, attempts, publicUrl, log }: SignInParts): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();
  const show = (context: WebContext, next: string, status: 200 | 401 | 429, problem?: string) => {
    const fromElsewhere = context.req.header('sec-fetch-site') === 'cross-site';
    return context.html(renderPage(signInPage(next, problem, fromElsewhere), undefined), status);
  };
  app.get('/signin', (context) => show(context, ownAddress(context.req.query('next') ?? '/'), 200));
  app.post('/signin', (context) => {
    const next = ownAddress(fieldOf(context.var.body, 'next'));
    const address = context.env.incoming.socket.remoteAddress ?? '';
    if (!attempts.mayTry(address)) {
      context.header('retry-after', '60');
      return show(context, next, 429, 'Too many wrong tokens. Wait a minute and try again.');
    }
    const session = sessions.open(fieldOf(context.var.body, 'token'));
    if (session === undefined) {
      attempts.failed(address);
      log.warn({ address }, 'a wrong token was given');
      return show(context, next, 401, 'That is not the token.');
    }
    setCookie(context, cookies.session, session, cookieOptions(publicUrl, sessionSeconds));
    return context.redirect(next, 303);
  });
  return app;
}

/** Ends a session; only for who is signed in. */
export function signOutRoute({ sessions, publicUrl }: SignInParts): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();
  app.post('/signout', (context) => {
    sessions.close(getCookie(context, cookies.session) ?? '');
    deleteCookie(context, cookies.session, cookieOptions(publicUrl, 0));
    return context.redirect('/signin', 303);
  });
  return app;
}
