import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Person } from '../../../src/decisions/record.ts';
import { maxCookie, sessionSeconds } from '../limits.ts';
import { personOf } from './names.ts';
import type { SignIns } from './sign-ins.ts';

/** Somebody who is signed in. */
export interface Session {
  readonly person: Person;
  readonly csrf: string;
}

/** Signs people in by the token. Sessions hold across a restart and end with the token. */
export interface Sessions {
  isToken(given: string): boolean;
  /** A cookie's value for somebody of this name. */
  open(name: string): Promise<string>;
  check(cookie: string): Promise<Session | undefined>;
  /** Ends a session for good, in every process. */
  close(cookie: string): Promise<void>;
}

/** What sessions are made with. */
export interface SessionsOptions {
  readonly token: string;
  readonly workspace: string;
  readonly signIns: SignIns;
  readonly now?: () => number;
}

/** What a cookie says: until when, which session, whose. */
interface Content {
  readonly text: string;
  readonly endsAt: number;
  readonly id: string;
  readonly name: string;
}

/** Sessions as signed cookies that hold the name; the database says which of them have not ended. */
export function createSessions({ token, workspace, signIns, now = Date.now }: SessionsOptions): Sessions {
  const sign = (purpose: string, text: string) =>
    createHmac('sha256', digest(token))
      .update(JSON.stringify([purpose, workspace, text]))
      .digest('base64url');
  const read = (cookie: string): Content | undefined => {
    if (cookie.length > maxCookie) return undefined;
    const end = cookie.lastIndexOf('.');
    const text = cookie.slice(0, end);
    if (!isSame(cookie.slice(end + 1), sign('session', text))) return undefined;
    const [seconds = '', id = '', name = ''] = text.split('.');
    return { text, endsAt: Number(seconds) * 1_000, id, name: Buffer.from(name, 'base64url').toString() };
  };
  return {
    isToken: (given) => isSame(given, token),
    async open(name) {
      const seconds = Math.floor(now() / 1_000) + sessionSeconds;
      const id = randomBytes(16).toString('base64url');
      await signIns.add(id, seconds * 1_000);
      const text = [seconds, id, Buffer.from(name).toString('base64url')].join('.');
      return `${text}.${sign('session', text)}`;
    },
    async check(cookie) {
      const content = read(cookie);
      if (content === undefined || content.endsAt <= now()) return undefined;
      if (!(await signIns.has(content.id, now()))) return undefined;
      return { person: personOf(content.name), csrf: sign('csrf', content.text) };
    },
    async close(cookie) {
      const content = read(cookie);
      if (content !== undefined) await signIns.end(content.id);
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
