import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { onTestFinished } from 'vitest';
import { createMcpApp } from '../../adapters/mcp/http/app.ts';
import type { McpAppParts } from '../../adapters/mcp/http/parts.ts';
import { partsOf } from '../../adapters/mcp/lazy-parts.ts';
import type { ToolParts } from '../../adapters/mcp/parts.ts';
import { createMetrics, type Metrics } from '../../adapters/metrics/metrics.ts';
import type { Services } from '../../src/conversation/services.ts';
import type { Database } from '../../src/database/connection.ts';
import type { Act } from '../../src/decisions/write-scope.ts';
import { createLog } from '../../src/log.ts';
import { createTokens, type Tokens, type WantedToken } from '../../src/tokens/tokens.ts';
import { freshDatabase } from './database.ts';
import { servicesFor } from './services.ts';

/** Which protocol a client speaks: that of 2026, or that of before. */
export type Era = 'modern' | 'legacy';
export const eras = ['modern', 'legacy'] as const;

/** Agents' endpoint in this process. */
export interface McpHouse {
  readonly database: Database;
  readonly services: Services;
  readonly tokens: Tokens;
  readonly metrics: Metrics;
  /** What was logged. */
  readonly logged: string[];
  /** Sends a request, as from an address. */
  send(request: Request, from?: Sender): Promise<Response>;
  token(wanted?: Partial<WantedToken>, workspace?: string): Promise<string>;
  /** A client that shows a token. */
  connect(token: string, era?: Era): Promise<Client>;
}

/** From where a request comes. */
export interface Sender {
  readonly address?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Opens it over a database of its own. */
export async function openMcp(
  more: Partial<Omit<McpAppParts, 'tokens' | 'log' | 'metrics'>> = {},
  parts: Partial<ToolParts> = {},
): Promise<McpHouse> {
  const database = await freshDatabase();
  onTestFinished(() => database.close());
  const services = await servicesFor(database);
  const tokens = createTokens(database);
  const metrics = createMetrics();
  const logged: string[] = [];
  const log = createLog({ logLevel: 'trace' }, { write: (line) => void logged.push(line) });
  const app = createMcpApp({
    config: { publicUrl: undefined, webToken: undefined, trustedProxies: [] },
    tools: {
      ...partsOf(services, { knowledgeDir: undefined, publicUrl: 'https://advisor.example' }),
      ...parts,
    },
    ...{ tokens, metrics, log, ...more },
  });
  const send: McpHouse['send'] = async (request, { address = '127.0.0.1', headers = {} } = {}) => {
    const given = { host: 'localhost:3000', ...Object.fromEntries(request.headers), ...headers };
    return app.fetch(request, { incoming: { headers: given, socket: { remoteAddress: address } } });
  };
  let made = 0;
  return {
    ...{ database, services, tokens, metrics, logged, send },
    async token(wanted = {}, workspace = 'local') {
      const { text } = await tokens.create(workspace, 'ann', { name: `agent ${++made}`, ...wanted });
      return text;
    },
    async connect(token, era = 'modern') {
      const client = clientOf(era);
      const transport = new StreamableHTTPClientTransport(new URL(endpoint), {
        requestInit: { headers: { authorization: `Bearer ${token}` } },
        fetch: (url, init) => send(new Request(url, init)),
      });
      await client.connect(transport);
      onTestFinished(() => client.close());
      return client;
    },
  };
}

/** Where the endpoint is for clients of this process. */
export const endpoint = 'http://localhost:3000/mcp';

/** A client that speaks one of the protocols. */
export function clientOf(era: Era): Client {
  const mode = era === 'legacy' ? 'legacy' : { pin: '2026-07-28' };
  return new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
}

/** A call as a client of 2026 sends it, without a client. */
export function callRequest(
  token: string | undefined,
  name: string,
  given: Readonly<Record<string, unknown>>,
): Request {
  const headers = new Headers({
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    'mcp-protocol-version': '2026-07-28',
    'mcp-method': 'tools/call',
    'mcp-name': name,
  });
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const params = { name, arguments: given, _meta: meta };
  return new Request(endpoint, {
    method: 'POST',
    headers,
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }),
  });
}

/** Somebody who records in a workspace. */
export function actBy(name: string, log = 'decisions', workspace = 'local'): Act {
  return { workspace, log, person: { id: name, name }, viewer: { kind: 'operator' }, source: 'test' };
}
