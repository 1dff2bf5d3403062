import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { WebEnvironment } from '../environment.ts';
import type { Hub } from '../hub.ts';
import { heartbeatMs, maxListeners } from '../limits.ts';

/** Rings at listening pages when something is new in their conversation; what it is they ask for themselves. */
export function eventRoutes(hub: Hub, stopping: AbortSignal): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();
  app.get('/t/:thread{[a-z0-9-]{1,40}}/events', (context) => {
    if (hub.size >= maxListeners) return context.text('Too many pages listen. Close some.\n', 503);
    return streamSSE(context, async (stream) => {
      const ring = () => stream.writeSSE({ event: 'turns', data: '' });
      const stopListening = hub.listen(context.req.param('thread'), ring);
      // Proxies close what is silent.
      const heartbeat = setInterval(() => stream.write(': here\n\n'), heartbeatMs);
      await new Promise<void>((resolve) => {
        stream.onAbort(resolve);
        stopping.addEventListener('abort', () => resolve());
        if (stopping.aborted) resolve();
      });
      clearInterval(heartbeat);
      stopListening();
    });
  });
  return app;
}
