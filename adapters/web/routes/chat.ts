import { Hono } from 'hono';
import type { WebEnvironment } from '../request-context.ts';
import { currentThread, newThread } from '../threads.ts';
import { type ChatParts, sendTurns, showChat } from './showing.ts';

/** Reading a conversation. */
export function chatRoutes(parts: ChatParts): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();
  app.get('/', (context) => showChat(parts, context, currentThread(context)));
  app.get('/new', (context) => context.redirect(`/t/${newThread()}`, 303));
  app.get('/t/:thread{[a-z0-9-]{1,40}}', (context) => showChat(parts, context, context.req.param('thread')));
  app.get('/t/:thread{[a-z0-9-]{1,40}}/turns', (context) =>
    sendTurns(parts, context, context.req.param('thread')),
  );
  return app;
}
