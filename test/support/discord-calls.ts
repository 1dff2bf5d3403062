import type { IncomingMessage } from 'node:http';

/** A file that came with a request. */
export interface SentFile {
  /** `files[0]` ... */
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

export type Json = Record<string, unknown>;

/** A request that the bot made. */
export interface DiscordCall {
  readonly method: string;
  /** As Discord names it, without the version: `/channels/1/messages`. */
  readonly path: string;
  /** The same with ids and tokens named: `POST /channels/:id/messages`. */
  readonly route: string;
  readonly query: URLSearchParams;
  /** The JSON, also where it came with files; undefined where there was none. */
  readonly body: unknown;
  readonly files: readonly SentFile[];
  /** The status that it was answered with; 0 until then, and where the connection was cut instead. */
  status: number;
  /** When it came, in milliseconds. */
  readonly at: number;
}

/** Reads a request, with files or without. */
export async function readCall(request: IncomingMessage): Promise<DiscordCall> {
  const { method = 'GET', url = '/' } = request;
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const path = pathname.replace(/^\/api\/v10/, '');
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  const { body, files } = await readBody(Buffer.concat(parts), request.headers['content-type'] ?? '');
  const call = { method, path, route: routeOf(method, path), query: searchParams };
  return { ...call, body, files, status: 0, at: Date.now() };
}

/** `POST /webhooks/:id/:token`; ids are digits, tokens whatever the local Discord gave. */
export function routeOf(method: string, path: string): string {
  const named = path
    .replace(/^(\/(?:webhooks|interactions)\/\d+)\/[^/]+/, '$1/:token')
    .replace(/\/\d{2,}(?=\/|$)/g, '/:id');
  return `${method} ${named}`;
}

async function readBody(bytes: Buffer, type: string): Promise<{ body: unknown; files: SentFile[] }> {
  if (bytes.length === 0) return { body: undefined, files: [] };
  if (!type.startsWith('multipart/form-data')) return { body: JSON.parse(bytes.toString('utf8')), files: [] };
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  const files: SentFile[] = [];
  let body: unknown;
  for (const [key, value] of form.entries()) {
    if (typeof value === 'string') body = JSON.parse(value);
    else files.push({ key, name: value.name, type: value.type, bytes: await value.bytes() });
  }
  return { body, files };
}

/** An object of JSON, or an empty one. */
export function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
