import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { HTTPReceiver, type InstallationStore } from '@slack/bolt';
import type { Logger } from 'pino';
import { connectReceiver } from './bolt.ts';
import { type BoltLog, withoutSecrets } from './bolt-log.ts';
import type { SlackOAuth } from './config.ts';
import type { Acknowledgement } from './intake.ts';
import { eventsPath } from './manifest.ts';
import { installerOptions, type OAuthPlace } from './oauth.ts';
import { pathOf } from './oauth-paths.ts';

/** Slack's requests as they come in over HTTP. */
export interface HttpReceiver {
  readonly paths: readonly string[];
  readonly listener: RequestListener;
}

/** How requests are proved to be Slack's, who takes their bodies, and where people install the app. */
export interface HttpReceiverParts {
  readonly signingSecret: string;
  readonly oauth: (SlackOAuth & OAuthPlace & { readonly store: InstallationStore }) | undefined;
  readonly take: (body: unknown) => Promise<Acknowledgement>;
  readonly boltLog: BoltLog;
  readonly log: Logger;
}

/** The largest request that is read, in bytes: a form's fields have 3,000 characters each. */
const maxBody = 1_000_000;

/**
 * Bolt's listener for Slack's exact paths. It throws on any other path and on a signed body that is no object, which
 * would end the process, so both are kept from it.
 */
export function createHttpReceiver({
  signingSecret,
  oauth,
  take,
  boltLog,
  log,
}: HttpReceiverParts): HttpReceiver {
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: [eventsPath],
    logger: boltLog,
    bodyLimit: maxBody,
    processEventErrorHandler: async ({ error, response }) => {
      const reason = withoutSecrets(error instanceof Error ? error.message : String(error));
      log.error({ platform: 'slack', reason }, 'a request was not taken');
      if (!response.headersSent) response.writeHead(500).end();
      return true;
    },
    ...(oauth === undefined ? {} : installerOptions(oauth, oauth.store)),
  });
  connectReceiver(receiver, boltLog, take);
  const paths = [eventsPath, ...(oauth === undefined ? [] : [pathOf.install, pathOf.redirect])];
  return { paths, listener: (request, response) => void listen(receiver, request, response, log) };
}

async function listen(
  receiver: HTTPReceiver,
  request: IncomingMessage,
  response: ServerResponse,
  log: Logger,
): Promise<void> {
  try {
    const isEvent = request.method === 'POST';
    const rawBody = isEvent ? await readBody(request) : Buffer.alloc(0);
    if (rawBody === undefined) return end(response, 413);
    if (isEvent && !isOfNow(request.headers['x-slack-request-timestamp'], Date.now()))
      return end(response, 401);
    if (isEvent && !isObject(rawBody, request.headers['content-type'] ?? '')) return end(response, 400);
    receiver.requestListener(isEvent ? Object.assign(request, { rawBody }) : request, response);
  } catch (error) {
    // Another method on our path, a request that broke off.
    log.debug(
      { platform: 'slack', reason: error instanceof Error ? error.name : 'unknown' },
      'a request was refused',
    );
    end(response, 404);
  }
}

/** A request is taken for so long after it was signed, and so long before, in seconds: clocks differ. */
const longestAge = 5 * 60;

/** Whether a request was signed lately: Bolt refuses old ones, but takes any from the future. */
function isOfNow(timestamp: string | string[] | undefined, now: number): boolean {
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return false;
  return Math.abs(now / 1_000 - Number(timestamp)) <= longestAge;
}

function end(response: ServerResponse, status: number): void {
  if (!response.headersSent) response.writeHead(status, { connection: 'close' });
  response.end();
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > maxBody) return undefined;
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

/** Whether a body holds an object, as far as its first sign tells: Bolt checks the rest after the signature. */
function isObject(body: Buffer, contentType: string): boolean {
  const text = body.subarray(0, 64).toString('latin1').trimStart();
  if (!contentType.startsWith('application/x-www-form-urlencoded')) return text.startsWith('{');
  return !text.startsWith('payload=') || /^payload=(?:\{|%7b)/i.test(text);
}
