import { McpServer } from '@modelcontextprotocol/server';
import { ownVersion } from '../../src/version.ts';
import { instructions } from './instructions.ts';
import { tools } from './registry.ts';
import type { ToolContext, ToolWatch } from './tool.ts';

/** Read once: a server is made for every call over HTTP. */
const version = ownVersion();

/** The most fields and items that the arguments of a call can have together. */
const mostElements = 10_000;

/** A server with all tools, for one caller: for a call over HTTP, for a connection over stdio. */
export function createServer(context: ToolContext, watch: ToolWatch): McpServer {
  const server = new McpServer(
    { name: 'stack-advisor', title: 'Stack Advisor', version },
    // Tools never change while it runs, so nobody has to listen for that.
    { instructions, capabilities: { tools: { listChanged: false } }, maxToolInputElements: mostElements },
  );
  for (const tool of tools) tool.register(server, context, watch);
  return server;
}
