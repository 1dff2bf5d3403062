import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Logger } from 'pino';
import type { Attempts } from '../access/attempts.ts';
import type { ClientOf } from '../access/client.ts';
import { readOwnName } from '../access/names.ts';
import type { Sessions } from '../access/sessions.ts';
import { renderPage } from '../pages/layout.ts';
import { problemPage } from '../pages/problem.ts';
import { type SignInFault, signInPage } from '../pages/sign-in.ts';
import { fieldOf } from '../read-request.ts';
import {
  cookieOptions,
  cookies,
  longLasting,
  ownAddress,
  type WebContext,
  type WebEnvironment,
} from '../request-context.ts';

/** Who is signed in, how often a client tried, and where the page is reached. */
export interface SignInParts {
  readonly sessions: Sessions;
  readonly attempts: Attempts;
  readonly clientOf: ClientOf;
  readonly publicUrl: string | undefined;
  readonly log: Logger;
}

/** The page that asks for a name and the token; open to everybody. */
export function signInRoutes(parts: SignInParts): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();
  app.get('/signin', (context) => {
    const next = ownAddress(context.req.query('next') ?? '/');
    return show(context, 200, { next, name: getCookie(context, cookies.person) ?? '' });
  });
  app.post('/signin', (context) => signIn(parts, context));
  return app;
}

interface Shown {
  readonly next: string;
  /** What was typed, or the name of the last time. */
  readonly name: string;
  readonly fault?: SignInFault;
}

function show(context: WebContext, status: 200 | 401 | 422 | 429, shown: Shown) {
  const fromElsewhere = context.req.header('sec-fetch-site') === 'cross-site';
  return context.html(renderPage(signInPage({ ...shown, fromElsewhere }), undefined), status);
}

async function signIn(
  { sessions, attempts, clientOf, publicUrl, log }: SignInParts,
  context: WebContext,
): Promise<Response> {
  const { body } = context.var;
  const asked = { next: ownAddress(fieldOf(body, 'next')), name: fieldOf(body, 'name') };
  const fault = (field: SignInFault['field'], text: string) => ({ ...asked, fault: { field, text } });
  if (isCookieLost(context, publicUrl)) {
    const text = `Sign in at ${publicUrl}: what you are signed in by is kept over https only.`;
    return show(context, 422, fault('token', text));
  }
  const read = readOwnName(asked.name);
  if ('problem' in read) return show(context, 422, fault('name', read.problem));
  const client = clientOf(context.env.incoming);
  const verdict = await attempts.try(client, () => sessions.isToken(fieldOf(body, 'token')));
  switch (verdict) {
    case 'refused':
      context.header('retry-after', '10');
      return show(context, 429, fault('token', 'Too many try at once from where you are. Try again.'));
    case 'wrong':
      log.warn({ client }, 'a wrong token was given');
      return show(context, 401, fault('token', 'That is not the token.'));
    case 'right':
      break;
  }
  await sessions.open(context, read.name);
  setCookie(context, cookies.person, read.name, cookieOptions(publicUrl, longLasting));
  return context.redirect(asked.next, 303);
}

/** Whether the browser would not keep the cookie: it is made for https, and this came over http. */
function isCookieLost(context: WebContext, publicUrl: string | undefined): boolean {
  const isOverHttp = context.req.header('origin')?.startsWith('http:') === true;
  return isOverHttp && cookieOptions(publicUrl, 0).secure;
}

/** Ends a session, and refuses to be somebody else within one; only for who is signed in. */
export function signOutRoute({ sessions }: SignInParts): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();
  app.post('/signout', async (context) => {
    await sessions.close(context);
    return context.redirect('/signin', 303);
  });
  app.post('/person', (context) => {
    const { visitor } = context.var;
    const text = `You are signed in as ${visitor.person.name}. To be somebody else, sign out first.`;
    return context.html(renderPage(problemPage('Not switched', text), visitor), 403);
  });
  return app;
}
