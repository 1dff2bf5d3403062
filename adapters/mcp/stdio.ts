import { finished } from 'node:stream/promises';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Caller } from './caller.ts';
import type { ToolParts } from './parts.ts';
import { createServer } from './server.ts';
import type { ToolWatch } from './tool.ts';

/** The largest message, in bytes: the largest diff fits, however it is escaped. */
const mostBytes = 8_000_000;

/** Serves one client over standard input and output, until it closes them. */
export async function serveOverStdio(caller: Caller, parts: ToolParts, watch: ToolWatch): Promise<void> {
  const transport = new StdioServerTransport(process.stdin, process.stdout, { maxBufferSize: mostBytes });
  const served = serveStdio(() => createServer({ caller, parts }, watch), {
    transport,
    // Nothing here ever changes that somebody could listen for.
    maxSubscriptions: 0,
  });
  // What ends it from the other side is no fault: who started it went.
  await finished(process.stdin, { writable: false }).catch(() => undefined);
  await served.close();
}
