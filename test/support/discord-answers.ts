import type { ServerResponse } from 'node:http';

/** What the local Discord answers in the place of what it would. */
export interface Injected {
  readonly status: number;
  /** Discord's own code, such as 50013. */
  readonly code?: number;
  /** Seconds; for 429. */
  readonly retryAfter?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds before it answers. */
  readonly delay?: number;
  /** Cuts the connection instead of answering. */
  readonly cut?: true;
  /** Does what was asked before it fails: the answer alone is lost. */
  readonly done?: true;
}

/** An answer of Discord. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

/** Errors as Discord words them. https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
export function refused(status: number, code: number, message = 'refused'): Answer {
  return { status, body: { message, code } };
}

export const unknownChannel = refused(404, 10003, 'Unknown Channel');
export const unknownMessage = refused(404, 10008, 'Unknown Message');
export const unknownInteraction = refused(404, 10062, 'Unknown interaction');
export const invalidWebhookToken = refused(401, 50027, 'Invalid Webhook Token');
export const missingAccess = refused(403, 50001, 'Missing Access');
export const missingPermissions = refused(403, 50013, 'Missing Permissions');

/** A form that does not fit, with where. */
export function invalidForm(path: string, message: string): Answer {
  const errors = { [path]: { _errors: [{ code: 'INVALID', message }] } };
  return { status: 400, body: { message: 'Invalid Form Body', code: 50035, errors } };
}

export function injectedAnswer({ status, code = 0, retryAfter, headers = {} }: Injected): Answer {
  if (retryAfter === undefined) return { ...refused(status, code, 'injected'), headers };
  return {
    status,
    body: { message: 'You are being rate limited.', retry_after: retryAfter, global: false },
    headers: { 'retry-after': `${retryAfter}`, 'x-ratelimit-scope': 'user', ...headers },
  };
}

export function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  const hasBody = body !== undefined;
  response.writeHead(status, { ...(hasBody ? { 'content-type': 'application/json' } : {}), ...headers });
  response.end(hasBody ? JSON.stringify(body) : '');
}
