import type { AuthInfo, McpHttpHandler } from '@modelcontextprotocol/server';
import { type AgentToken, personIdOf } from '../../../src/tokens/token.ts';
import { type Caller, callerWith } from '../caller.ts';
import { once } from '../parts.ts';
import type { ToolWatch } from '../tool.ts';
import type { McpAppParts } from './parts.ts';

/** Whose call it is, and where one is told what a token needs. */
export interface Granted {
  readonly token: AgentToken;
  readonly resourceMetadataUrl: string;
}

/** Answers messages of those who showed a token. */
export interface Calls {
  answer(request: Request, message: unknown, granted: Granted): Promise<Response>;
}

/** The protocol is loaded with the first call of somebody who may call. */
export function createCalls(parts: Pick<McpAppParts, 'tools' | 'metrics' | 'log'>): Calls {
  const callers = new WeakMap<AuthInfo, Caller>();
  const handler = once(() => loadHandler(parts, callers));
  return {
    async answer(request, message, { token, resourceMetadataUrl }) {
      const authInfo: AuthInfo = {
        // What the protocol's library is given of it tells nobody anything.
        token: token.id,
        clientId: personIdOf(token.id),
        scopes: [...token.scopes],
        resourceMetadataUrl,
      };
      callers.set(authInfo, callerWith(token));
      const options = message === undefined ? { authInfo } : { authInfo, parsedBody: message };
      return (await handler()).fetch(request, options);
    },
  };
}

async function loadHandler(
  { tools, metrics, log }: Pick<McpAppParts, 'tools' | 'metrics' | 'log'>,
  callers: WeakMap<AuthInfo, Caller>,
): Promise<McpHttpHandler> {
  const [{ createMcpHandler }, { createServer }] = await Promise.all([
    import('@modelcontextprotocol/server'),
    import('../server.ts'),
  ]);
  const watch: ToolWatch = {
    called: (tool, outcome) => metrics.count('tool_calls_total', { tool, outcome }),
    fault(error, tool, reference) {
      log.error({ err: error, tool, reference }, 'a call of an agent failed');
      metrics.count('faults_total', { part: 'mcp' });
    },
  };
  return createMcpHandler(
    ({ authInfo }) => {
      const caller = authInfo === undefined ? undefined : callers.get(authInfo);
      if (caller === undefined) throw new RangeError('a call of nobody');
      return createServer({ caller, parts: tools }, watch);
    },
    {
      // Nothing here ever changes that somebody could listen for: no stream outlives its request.
      maxSubscriptions: 0,
      onerror: (error) => log.debug({ err: error }, 'a message of an agent was refused'),
    },
  );
}
