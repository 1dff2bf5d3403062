import type { Logger } from 'pino';
import type { Conversations } from '../conversations.ts';
import type { Converse } from '../converse.ts';
import { latestThreads, turnsAtOnce } from '../limits.ts';
import { chatPage, conversationHeading, revisionOf } from '../pages/chat.ts';
import { renderPage } from '../pages/layout.ts';
import { renderTurns } from '../pages/turns.ts';
import type { ReturnedForm } from '../replies/context.ts';
import type { WebContext } from '../request-context.ts';
import { keepThread } from '../threads.ts';
import type { Transcript } from '../transcript.ts';

/** The turns that are shown, who answers new ones, and the page's address. */
export interface ChatParts {
  readonly transcript: Transcript;
  readonly conversations: Conversations;
  readonly converse: Converse;
  readonly publicUrl: string | undefined;
  readonly log: Logger;
}

/** Something that was not sent, and why. */
export interface Problem {
  readonly problem: string;
  readonly returned?: ReturnedForm;
}

/** The whole page of a conversation, with what went wrong where something did. */
export async function showChat(
  { transcript, conversations, publicUrl, log }: ChatParts,
  context: WebContext,
  thread: string,
  wrong?: Problem,
): Promise<Response> {
  const { visitor } = context.var;
  const before = Number(context.req.query('before'));
  const found = await transcript.latest(thread, turnsAtOnce + 1, before > 0 ? before : undefined);
  const view = {
    thread,
    turns: found.slice(-turnsAtOnce),
    hasEarlier: found.length > turnsAtOnce,
    conversation: await conversations.get(thread),
    latest: await conversations.list(latestThreads),
    people: await transcript.people(thread),
    draft: context.req.query('q') ?? '',
    ...(wrong === undefined ? {} : { problem: wrong.problem }),
  };
  keepThread(context, thread, publicUrl);
  const returned = wrong?.returned === undefined ? {} : { returned: wrong.returned };
  const page = chatPage(view, visitor, { thread, csrf: visitor.csrf, log, ...returned });
  return context.html(renderPage(page, visitor), wrong === undefined ? 200 : 422);
}

/** What is new since the revision that the page knows. */
export async function sendTurns(
  { transcript, conversations, log }: ChatParts,
  context: WebContext,
  thread: string,
): Promise<Response> {
  const known = Number(context.req.query('after')) || 0;
  const turns = await transcript.since(thread, known);
  const where = { thread, csrf: context.var.visitor.csrf, log };
  const body = String(await renderTurns(turns, where));
  // A page that knows nothing yet does not know either what the conversation is called.
  const called = known === 0 ? await conversations.get(thread) : undefined;
  const heading = called === undefined ? '' : String(await conversationHeading(called));
  return context.json({ thread, revision: Math.max(known, revisionOf(turns)), html: body, heading });
}
