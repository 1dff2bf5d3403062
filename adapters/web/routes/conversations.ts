import { Hono } from 'hono';
import { AdvisorError } from '../../../src/errors.ts';
import { type Conversation, readTitle } from '../conversations.ts';
import { deletePage, renamePage } from '../pages/conversation.ts';
import { renderPage } from '../pages/layout.ts';
import { fieldOf } from '../read-request.ts';
import type { WebEnvironment } from '../request-context.ts';
import { keepThread, newThread } from '../threads.ts';
import type { ChatParts } from './showing.ts';

/** What is done to a conversation as a whole: it is renamed, and deleted after it was asked. */
export function conversationRoutes({ conversations, converse, publicUrl }: ChatParts): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();
  const found = async (thread: string): Promise<Conversation> => {
    const conversation = await conversations.get(thread);
    if (conversation === undefined)
      throw new AdvisorError('not-found', 'there is no such conversation, or it was deleted');
    return conversation;
  };

  app.get('/t/:thread{[a-z0-9-]{1,40}}/rename', async (context) => {
    const conversation = await found(context.req.param('thread'));
    return context.html(renderPage(renamePage(conversation, context.var.visitor), context.var.visitor));
  });
  app.post('/t/:thread{[a-z0-9-]{1,40}}/rename', async (context) => {
    const { body, visitor } = context.var;
    const conversation = await found(context.req.param('thread'));
    const typed = fieldOf(body, 'title');
    const read = readTitle(typed);
    if ('problem' in read) {
      const page = renamePage(conversation, visitor, { typed, ...read });
      return context.html(renderPage(page, visitor), 422);
    }
    await conversations.rename(conversation.id, read.title);
    return context.redirect(`/t/${conversation.id}`, 303);
  });

  app.get('/t/:thread{[a-z0-9-]{1,40}}/delete', async (context) => {
    const { visitor } = context.var;
    const conversation = await found(context.req.param('thread'));
    const others = await conversations.others(conversation.id, visitor.person.id);
    return context.html(renderPage(deletePage(conversation, others, visitor), visitor));
  });
  app.post('/t/:thread{[a-z0-9-]{1,40}}/delete', async (context) => {
    const thread = context.req.param('thread');
    const { person } = context.var.visitor;
    // One that is gone already was deleted by the same press.
    await converse.meanwhile(thread, () => conversations.erase(thread, person.id));
    const next = newThread();
    keepThread(context, next, publicUrl);
    return context.redirect(`/t/${next}`, 303);
  });
  return app;
}
