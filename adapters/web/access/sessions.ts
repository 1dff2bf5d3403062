import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import { z } from 'zod';
import type { Person } from '../../../src/decisions/record.ts';
import { sessionSeconds } from '../limits.ts';
import { cookieOptions, cookies, type WebContext } from '../request-context.ts';
import { personOf } from './names.ts';
import type { SignIns } from './sign-ins.ts';

/** Somebody who is signed in. */
export interface Session {
  readonly person: Person;
  readonly csrf: string;
}

/** Signs people in by the token. Sessions hold across a restart and on every replica, and end with the token. */
export interface Sessions {
  isToken(given: string): boolean;
  /** Signs somebody of this name in; whoever was signed in here is not any more. */
  open(context: WebContext, name: string): Promise<void>;
  /** Who is signed in; undefined where nobody is. */
  find(context: WebContext): Promise<Session | undefined>;
  /** Ends the session of a request for good, in every process. */
  close(context: WebContext): Promise<void>;
}

/** What sessions are made with. */
export interface SessionsOptions {
  readonly token: string;
  readonly workspace: string;
  readonly publicUrl: string | undefined;
  readonly signIns: SignIns;
  readonly now?: () => number;
}

/** What a cookie says: until when in milliseconds since 1970, which session, whose. */
const contentSchema = z.object({ endsAt: z.number(), id: z.string(), name: z.string() });

/** Sessions as signed cookies that hold the name; the database says which of them have not ended. */
export function createSessions(options: SessionsOptions): Sessions {
  const { token, workspace, publicUrl, signIns, now = Date.now } = options;
  const keyFor = (purpose: string) =>
    createHmac('sha256', digest(token))
      .update(JSON.stringify([purpose, workspace]))
      .digest();
  const [signing, proving] = [keyFor('session'), keyFor('csrf')];
  const read = async (context: WebContext) => {
    const text = await getSignedCookie(context, signing, cookies.session);
    return typeof text === 'string' ? contentSchema.safeParse(JSON.parse(text)).data : undefined;
  };
  const end = async (context: WebContext) => {
    const content = await read(context);
    if (content !== undefined) await signIns.end(content.id);
  };
  return {
    isToken: (given) => isSame(given, token),
    async open(context, name) {
      await end(context);
      const endsAt = now() + sessionSeconds * 1_000;
      const id = randomBytes(16).toString('base64url');
      await signIns.add(id, endsAt);
      const text = JSON.stringify({ endsAt, id, name });
      await setSignedCookie(
        context,
        cookies.session,
        text,
        signing,
        cookieOptions(publicUrl, sessionSeconds),
      );
    },
    async find(context) {
      const content = await read(context);
      if (content === undefined || content.endsAt <= now()) return undefined;
      if (!(await signIns.has(content.id, now()))) return undefined;
      const csrf = createHmac('sha256', proving).update(content.id).digest('base64url');
      return { person: personOf(content.name), csrf };
    },
    async close(context) {
      await end(context);
      deleteCookie(context, cookies.session, cookieOptions(publicUrl, 0));
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
