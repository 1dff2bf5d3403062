import { getRequestListener } from '@hono/node-server';
import type { Mount } from '../../web/door.ts';
import { createMcpApp, mcpPath, metadataPath } from './app.ts';
import type { McpAppParts } from './parts.ts';

/** What the HTTP server gives to agents' endpoint. */
export function mcpMount(parts: McpAppParts): Mount {
  const app = createMcpApp(parts);
  return { platform: 'mcp', paths: [mcpPath, metadataPath], listener: getRequestListener(app.fetch) };
}
