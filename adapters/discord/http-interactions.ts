import type { KeyObject } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { finished } from 'node:stream/promises';
import { InteractionResponseType, InteractionType } from 'discord.js';
import type { Logger } from 'pino';
import { z } from 'zod';
import { orLate } from '../core/graceful-stop.ts';
import type { Deliveries } from './delivery-receiver.ts';
import { reasonFor } from './redact-secrets.ts';
import { isSigned, publicKeyOf } from './signature.ts';

/** Where Discord sends interactions: the application's *Interactions Endpoint URL* ends so. */
export const interactionsPath = '/discord/interactions';

/** Discord's interactions as they come in over HTTP. */
export interface HttpInteractions {
  readonly paths: readonly string[];
  readonly listener: RequestListener;
  /** Waits for what was begun, at most so long in milliseconds. */
  stop(within: number): Promise<void>;
}

/** How requests are proved to be Discord's, and who takes the interactions that they carry. */
export interface HttpInteractionsParts {
  /** The application's public key, in hex. */
  readonly publicKey: string;
  readonly deliveries: Deliveries;
  readonly log: Logger;
}

/** The largest request that is read, in bytes: a form has five fields of 4,000 characters, a message of a command 10 embeds. */
const maxBody = 1_000_000;

/**
 * Takes signed interactions. A response that is not there in 3 s Discord takes for a failure, so `Deliveries` answers
 * at once. https://docs.discord.com/developers/interactions/overview#preparing-for-interactions
 */
export function createHttpInteractions({
  publicKey,
  deliveries,
  log,
}: HttpInteractionsParts): HttpInteractions {
  const key = publicKeyOf(publicKey);
  const begun = new Set<Promise<void>>();
  const listener: RequestListener = (request, response) => {
    const work = answer(key, deliveries, request, response).catch((error: unknown) => {
      log.error({ platform: 'discord', reason: reasonFor(error) }, 'an interaction was not taken');
      end(response, 500);
    });
    begun.add(work);
    void work.then(() => begun.delete(work));
  };
  return {
    paths: [interactionsPath],
    listener,
    stop: (within) => orLate(Promise.all(begun), within),
  };
}

async function answer(
  key: KeyObject,
  deliveries: Deliveries,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') return end(response, 405);
  const body = await readBody(request);
  if (body === 'broken') return void response.destroy();
  if (body === 'too large') return end(response, 413);
  const signature = headerOf(request, 'x-signature-ed25519');
  const timestamp = headerOf(request, 'x-signature-timestamp');
  if (!isSigned(key, { signature, timestamp, body }, Date.now())) return end(response, 401);
  const interaction = interactionSchema.safeParse(parseJson(body));
  if (!interaction.success) return end(response, 400);
  if (interaction.data.type === InteractionType.Ping)
    return sendJson(response, { type: InteractionResponseType.Pong });
  const first = await deliveries.interaction(interaction.data);
  if (first === undefined) return end(response, 400);
  sendJson(response, first);
  // Discord hung up before it was there.
  await finished(response).catch(() => deliveries.lost(interaction.data, first));
}

/** Discord's own check sends an interaction that holds little more than its type. */
const interactionSchema = z.looseObject({ type: z.number() });

function headerOf({ headers }: IncomingMessage, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer | 'too large' | 'broken'> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of request) {
      const bytes = Buffer.from(part);
      size += bytes.length;
      if (size > maxBody) return 'too large';
      parts.push(bytes);
    }
  } catch {
    return 'broken';
  }
  return Buffer.concat(parts);
}

function sendJson(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function end(response: ServerResponse, status: number): void {
  if (!response.headersSent) response.writeHead(status, { connection: 'close' });
  response.end();
}
