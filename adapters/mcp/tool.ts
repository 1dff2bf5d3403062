import { randomBytes } from 'node:crypto';
import type {
  CallToolResult,
  McpServer,
  ScopeChallengeHandler,
  StandardSchemaWithJSON,
} from '@modelcontextprotocol/server';
import type { z } from 'zod';
import { AdvisorError } from '../../src/errors.ts';
import type { Scope } from '../../src/tokens/token.ts';
import type { Caller } from './caller.ts';
import type { ToolParts } from './parts.ts';
import { quotedLine } from './quoted.ts';

/** Who calls a tool, and what it works with. */
export interface ToolContext {
  readonly caller: Caller;
  readonly parts: ToolParts;
}

/** What came of a call: done, refused as a mistake of whoever called, or a fault. */
export type CallOutcome = 'done' | 'refused' | 'failed';

/** Is told of each call, and of what nobody foresaw. */
export interface ToolWatch {
  called(tool: string, outcome: CallOutcome): void;
  fault(error: unknown, tool: string, reference: string): void;
}

/** What a tool tells: in words, and as data of its schema. */
export interface Told<Output> {
  readonly text: string;
  readonly data: Output;
}

interface Definition<Input extends z.ZodObject, Output extends z.ZodObject> {
  readonly name: string;
  readonly title: string;
  /** What it is for and when to call it. */
  readonly description: string;
  readonly input: Input;
  readonly output: Output;
  /** What a caller needs; whatever needs more than to read writes. */
  readonly scope: Scope;
  readonly run: (given: z.output<Input>, context: ToolContext) => Promise<Told<z.output<Output>>>;
}

/** A tool of the registry. */
export interface Tool {
  readonly name: string;
  readonly scope: Scope;
  register(server: McpServer, context: ToolContext, watch: ToolWatch): void;
}

/** Makes a tool of its definition. */
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: Definition<Input, Output>,
): Tool {
  const { name, title, description, input, output, scope, run } = definition;
  const writes = scope === 'propose';
  const inputSchema: StandardSchemaWithJSON = input;
  const outputSchema: StandardSchemaWithJSON = output;
  return {
    name,
    scope,
    register(server, context, watch) {
      const config = {
        ...{ title, description, inputSchema, outputSchema },
        annotations: {
          ...{
            title,
            readOnlyHint: !writes,
            destructiveHint: false,
            idempotentHint: true,
            openWorldHint: false,
          },
        },
        scopeChallenge: challengeFor(scope),
      };
      server.registerTool(name, config, async (given: unknown): Promise<CallToolResult> => {
        try {
          // On a surface without tokens nobody asked before.
          requireScope(context.caller, scope);
          const { text, data } = await run(input.parse(given), context);
          watch.called(name, 'done');
          return { content: [{ type: 'text', text }], structuredContent: data };
        } catch (error) {
          return failed(error, name, watch);
        }
      });
    },
  };
}

/** Asks over HTTP for the scope that is missing, before anything is done. */
function challengeFor(scope: Scope): ScopeChallengeHandler {
  return ({ authInfo }) =>
    authInfo === undefined || authInfo.scopes.includes(scope)
      ? undefined
      : {
          scopes: scope === 'read' ? ['read'] : ['read', scope],
          errorDescription: `make a token with --scope ${scope}`,
        };
}

function requireScope({ scopes }: Caller, scope: Scope): void {
  if (!scopes.includes(scope))
    throw new AdvisorError('conflict', `this needs a token with the scope ${scope}; ask whoever made yours`);
}

/** A mistake is told as it is; a fault by a reference to the log. */
function failed(error: unknown, tool: string, watch: ToolWatch): CallToolResult {
  if (error instanceof AdvisorError && isMistake(error)) {
    watch.called(tool, 'refused');
    return errorResult(error.message);
  }
  const reference = randomBytes(4).toString('hex');
  watch.called(tool, 'failed');
  watch.fault(error, tool, reference);
  const told = error instanceof AdvisorError ? error.message : 'something went wrong here';
  return errorResult(`${told}; try again, and if it stays so, tell the operator: reference ${reference}`);
}

function isMistake({ code }: AdvisorError): boolean {
  switch (code) {
    case 'usage':
    case 'invalid':
    case 'not-found':
    case 'conflict':
      return true;
    case 'configuration':
    case 'knowledge':
    case 'unavailable':
    case 'database':
    case 'port-in-use':
    case 'not-writable':
      return false;
  }
}

/** Messages may name what people wrote. */
function errorResult(message: string): CallToolResult {
  return { content: [{ type: 'text', text: quotedLine(message, 1_000) }], isError: true };
}
