import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { heartbeatMs, maxListeners } from '../limits.ts';
import type { Hub } from '../live-updates.ts';
import type { WebContext, WebEnvironment } from '../request-context.ts';

/** Rings at listening pages when something is new in their conversation; what it is they ask for themselves. */
export function eventRoutes(
  hub: Hub,
  stopping: AbortSignal,
  stillIn: (context: WebContext) => Promise<boolean>,
): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();
  app.get('/t/:thread{[a-z0-9-]{1,40}}/events', async (context) => {
    if (hub.size >= maxListeners) return context.text('Too many pages listen. Close some.\n', 503);
    const thread = context.req.param('thread');
    // Before it is answered: the page asks for what is new once it is, and hears of all that comes after that.
    const from = await hub.newest(thread).catch(() => 0);
    return streamSSE(context, async (stream) => {
      const ended = Promise.withResolvers<void>();
      // Whoever signed out hears nothing more; what cannot be found out ends it too.
      const whileIn = async (tell: () => Promise<unknown>) => {
        if (await stillIn(context).catch(() => false)) await tell();
        else ended.resolve();
      };
      const ring = () => whileIn(() => stream.writeSSE({ event: 'turns', data: '' }));
      const stopListening = hub.listen(thread, from, ring);
      // Proxies close what is silent.
      const heartbeat = setInterval(() => whileIn(() => stream.write(': here\n\n')), heartbeatMs);
      stream.onAbort(ended.resolve);
      stopping.addEventListener('abort', () => ended.resolve());
      if (stopping.aborted) ended.resolve();
      await ended.promise;
      clearInterval(heartbeat);
      stopListening();
    });
  });
  return app;
}
