import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { z } from 'zod';
import { limitWords } from '../../../src/limits.ts';
import { personIdOf, scopes } from '../../../src/tokens/token.ts';
import { createAttempts } from '../../web/access/attempts.ts';
import { createClientOf } from '../../web/access/client.ts';
import type { Arrived } from '../../web/access/guard.ts';
import { type Shown, shownToken } from './bearer.ts';
import { createCalls, type Granted } from './calls.ts';
import { baseOf, refusalOf } from './guard.ts';
import type { McpAppParts } from './parts.ts';

/** Where agents come in, and where they are told with what. */
export const mcpPath = '/mcp';
export const metadataPath = '/.well-known/oauth-protected-resource/mcp';

/** The largest body of a request, in bytes: the largest diff fits, however it is escaped. */
const mostBytes = 8_000_000;

interface Environment {
  Bindings: { readonly incoming: Arrived };
  Variables: { readonly granted: Granted };
}

/** The endpoint of agents. Every message is a request of its own that shows its token: nothing outlives it. */
export function createMcpApp(parts: McpAppParts): Hono<Environment> {
  const { config, metrics, log } = parts;
  const calls = createCalls(parts);
  const app = new Hono<Environment>();
  app.onError((error, context) => {
    log.error({ err: error }, 'a request of an agent failed');
    metrics.count('faults_total', { part: 'mcp' });
    return context.json({ error: 'something went wrong here; try again' }, 500);
  });
  app.use(async (context, next) => {
    context.header('cache-control', 'no-store');
    context.header('x-content-type-options', 'nosniff');
    const refusal = refusalOf(context.env.incoming, config);
    return refusal === undefined ? next() : context.json({ error: refusal }, 403);
  });
  app.get(metadataPath, (context) => context.json(metadata(baseOf(context.env.incoming, config))));
  // Nothing of a message is read before its token was looked at.
  app.use(mcpPath, requireToken(parts));
  app.post(mcpPath, bodyLimit({ maxSize: mostBytes, onError: tooLarge }), async (context) => {
    const message = readMessage(await context.req.text());
    // One message a request, so that what is counted and looked at once is one call.
    if (!oneMessage.safeParse(message).success) return context.json(notOneMessage, 400);
    return calls.answer(context.req.raw, message, context.var.granted);
  });
  app.all(mcpPath, (context) => calls.answer(context.req.raw, undefined, context.var.granted));
  return app;
}

/** Lets in who shows a token that counts and is within its limits. */
function requireToken({ config, tokens, limits, attempts: given }: McpAppParts) {
  const clientOf = createClientOf(config.trustedProxies);
  const attempts = given ?? createAttempts();
  return createMiddleware<Environment>(async (context, next) => {
    const { incoming } = context.env;
    const header = context.req.header('authorization');
    const shown = await shownToken(header, clientOf(incoming), { tokens, attempts });
    const base = baseOf(incoming, config);
    if (shown.kind !== 'token') return challenge(context, shown.kind, base);
    const { token } = shown;
    const over = await limits?.called(token.workspace, personIdOf(token.id));
    if (over?.kind === 'over') {
      context.header('retry-after', `${Math.max(1, Math.ceil(over.milliseconds / 1_000))}`);
      return context.json({ error: limitWords(over) }, 429);
    }
    context.set('granted', { token, resourceMetadataUrl: `${base}${metadataPath}` });
    return next();
  });
}

const oneMessage = z.looseObject({ jsonrpc: z.literal('2.0') });
const notOneMessage = {
  jsonrpc: '2.0',
  id: null,
  error: { code: -32_600, message: 'send one JSON-RPC 2.0 message a request' },
};

function readMessage(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function tooLarge(context: Context): Response {
  return context.json({ error: `a message has at most ${mostBytes / 1_000_000} MB; send less at once` }, 413);
}

/** What RFC 9728 asks for. Tokens are made by the operator, so no server is named that gives them. */
function metadata(base: string) {
  return {
    resource: `${base}${mcpPath}`,
    resource_name: 'Stack Advisor',
    scopes_supported: scopes,
    bearer_methods_supported: ['header'],
  };
}

/** Says with what to come back. */
function challenge(context: Context, kind: Exclude<Shown['kind'], 'token'>, base: string): Response {
  const where = `resource_metadata="${base}${metadataPath}"`;
  switch (kind) {
    case 'none':
      context.header('www-authenticate', `Bearer ${where}, scope="read"`);
      return context.json({ error: `send a token, Authorization: Bearer sa_...; ${how}` }, 401);
    case 'wrong':
      context.header('www-authenticate', `Bearer error="invalid_token", ${where}`);
      return context.json({ error: `this token is unknown, over or revoked; ${how}` }, 401);
    case 'refused':
      context.header('retry-after', '1');
      return context.json({ error: 'too many wrong tokens come from there; try again in a moment' }, 429);
  }
}

const how = 'the operator makes one: stack-advisor token create --name NAME';
