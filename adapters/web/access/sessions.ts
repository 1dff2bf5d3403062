import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { sessionSeconds } from '../limits.ts';

/** Somebody who is signed in. */
export interface Session {
  readonly csrf: string;
}

/** Signs people in by the token. Sessions hold across a restart and end with the token. */
export interface Sessions {
  /** A cookie's value for the right token, undefined for another. */
  open(token: string): string | undefined;
  check(cookie: string): Session | undefined;
  close(cookie: string): void;
}

/** Sessions as signed cookies: nothing is kept but those that were ended early. */
export function createSessions(token: string, now: () => number = Date.now): Sessions {
  const sign = (purpose: string, text: string) =>
    createHmac('sha256', digest(token)).update(`${purpose} ${text}`).digest('base64url');
  const closed = new Set<string>();
  return {
    open(given) {
      if (!timingSafeEqual(digest(given), digest(token))) return undefined;
      const content = `${Math.floor(now() / 1_000) + sessionSeconds}.${randomBytes(16).toString('base64url')}`;
      return `${content}.${sign('session', content)}`;
    },
    check(cookie) {
      const end = cookie.lastIndexOf('.');
      const content = cookie.slice(0, end);
      if (!isSame(cookie.slice(end + 1), sign('session', content)) || closed.has(content)) return undefined;
      if (Number(content.split('.')[0]) * 1_000 < now()) return undefined;
      return { csrf: sign('csrf', content) };
    },
    close(cookie) {
      closed.add(cookie.slice(0, cookie.lastIndexOf('.')));
    },
  };
}

/** Compares in constant time, whatever the lengths. */
export function isSame(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
