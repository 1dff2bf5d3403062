import { randomBytes } from 'node:crypto';
import { getCookie, setCookie } from 'hono/cookie';
import { cookieOptions, cookies, longLasting, type WebContext } from './request-context.ts';

/** The conversation where somebody left off; a new one for who was never here. */
export function currentThread(context: WebContext): string {
  return threadNamed(getCookie(context, cookies.thread));
}

/** A conversation by its name; a new one for a name that none can have. */
export function threadNamed(name: string | undefined): string {
  return name !== undefined && /^[a-z0-9-]{1,40}$/.test(name) ? name : newThread();
}

/** A name for a conversation that nobody has yet. */
export function newThread(): string {
  return randomBytes(8).toString('hex');
}

/** Keeps where somebody is, for when they come back. */
export function keepThread(context: WebContext, thread: string, publicUrl: string | undefined): void {
  setCookie(context, cookies.thread, thread, cookieOptions(publicUrl, longLasting));
}
