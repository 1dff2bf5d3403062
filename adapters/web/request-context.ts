import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Body } from './read-request.ts';
import type { Visitor } from './visitor.ts';

/** What a request carries through the routes. */
export interface WebEnvironment {
  Bindings: HttpBindings;
  Variables: {
    readonly visitor: Visitor;
    /** The fields of what was posted. */
    readonly body: Body;
  };
}

export type WebContext = Context<WebEnvironment>;

/** Whether the script asks, which takes pieces of a page in JSON. */
export function wantsJson(context: WebContext): boolean {
  return (context.req.header('accept') ?? '').includes('application/json');
}

/** An address on this page to go to; the chat where it leads elsewhere. */
export function ownAddress(address: string): string {
  const base = 'http://page.invalid';
  if (address.length > maxAddress || !URL.canParse(address, base)) return '/';
  const { origin, pathname, search } = new URL(address, base);
  return origin === base && !pathname.startsWith('//') ? `${pathname}${search}` : '/';
}

/** No address of the page is longer; percent-encoded it still fits in an answer's header. */
const maxAddress = 1_000;

/** Options of all cookies: for this page alone, unseen by scripts, and never sent from other sites. */
export function cookieOptions(publicUrl: string | undefined, maxAge: number) {
  const secure = publicUrl?.startsWith('https:') === true;
  return { path: '/', httpOnly: true, sameSite: 'Strict', secure, maxAge } as const;
}

export const cookies = {
  session: 'stack_advisor_session',
  person: 'stack_advisor_person',
  thread: 'stack_advisor_thread',
} as const;

/** As long as browsers keep a cookie, in seconds. */
export const longLasting = 365 * 24 * 3_600;
