import { Hono } from 'hono';
import type { NoticeReply, Reply } from '../../../src/reply.ts';
import { checkForm, filledIn, formIn } from '../check-form.ts';
import { renderTurns } from '../pages/turns.ts';
import {
  type Body,
  fieldOf,
  type Received,
  receiveChoices,
  receiveForm,
  receiveWords,
} from '../read-request.ts';
import { type WebContext, type WebEnvironment, wantsJson } from '../request-context.ts';
import { keepThread, threadNamed } from '../threads.ts';
import type { Turn } from '../transcript.ts';
import { type ChatParts, type Problem, sendTurns, showChat } from './showing.ts';

/** What people do in a conversation: say, choose, fill in. */
export function postingRoutes(parts: ChatParts): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();
  app.post('/say', (context) =>
    take(parts, context, async ({ body, thread }) => {
      const words = receiveWords(body, thread, context.var.visitor);
      return words ?? { problem: 'There is nothing to send yet. Write something first.' };
    }),
  );
  app.post('/choose', (context) =>
    take(parts, context, async ({ body, thread, turn }) => {
      const choices = receiveChoices(body, thread, context.var.visitor, turn);
      return choices ?? { problem: 'Nothing is chosen yet. Choose at least one.' };
    }),
  );
  app.post('/submit', (context) => take(parts, context, async (posted) => readForm(posted, context)));
  return app;
}

/** What was posted, and the turn in which it was pressed. */
interface Posted {
  readonly body: Body;
  readonly thread: string;
  readonly turn: Turn | undefined;
}

async function take(
  parts: ChatParts,
  context: WebContext,
  read: (posted: Posted) => Promise<Received | Problem>,
): Promise<Response> {
  const { body } = context.var;
  const thread = threadNamed(fieldOf(body, 'thread'));
  const found = await parts.transcript.turn(Number(fieldOf(body, 'turn')) || 0);
  const received = await read({ body, thread, turn: found?.thread === thread ? found : undefined });
  if ('problem' in received) return refuse(parts, context, thread, received);
  const outcome = await parts.converse.take(received);
  if (wantsJson(context)) return sendTurns(parts, context, thread);
  // The script leaves the form as it is; without it the page is made anew and has to bring back what was written.
  const refusal = outcome.replies.find(isRefusal);
  if (received.filled !== undefined && refusal !== undefined) {
    const problem = 'That was not taken. What you wrote is still in the form.';
    const { field, text } = refusal;
    const returned = { ...received.filled, errors: field === undefined ? {} : { [field]: text } };
    return showChat(parts, context, thread, { problem, returned });
  }
  const newest = await parts.transcript.newest(thread);
  keepThread(context, thread, parts.publicUrl);
  return context.redirect(`/t/${thread}${newest === undefined ? '' : `#turn-${newest}`}`, 303);
}

function isRefusal(reply: Reply): reply is NoticeReply {
  return reply.kind === 'notice' && reply.tone === 'error';
}

async function refuse(
  parts: ChatParts,
  context: WebContext,
  thread: string,
  wrong: Problem,
): Promise<Response> {
  if (!wantsJson(context)) return showChat(parts, context, thread, wrong);
  const { returned, problem } = wrong;
  const turn = returned === undefined ? undefined : await parts.transcript.turn(returned.turn);
  if (returned === undefined || turn === undefined) return context.json({ error: problem }, 422);
  const where = { thread, csrf: context.var.visitor.csrf, log: parts.log, returned };
  return context.json({ thread, revision: 0, html: String(await renderTurns([turn], where)) }, 200);
}

function readForm({ body, thread, turn }: Posted, context: WebContext): Received | Problem {
  const id = fieldOf(body, 'form');
  const form = turn === undefined ? undefined : formIn(turn.replies, id);
  const { visitor } = context.var;
  if (form === undefined || turn === undefined) {
    // The engine says what became of a form that is not here any more.
    return receiveForm(body, thread, visitor, { id, title: 'Form', fields: filledIn(body) });
  }
  const { values, errors } = checkForm(form, body);
  if (Object.keys(errors).length === 0) {
    const received = receiveForm(body, thread, visitor, { id, title: form.title, fields: values });
    return { ...received, filled: { turn: turn.id, id, values, errors } };
  }
  const problem = 'Not sent yet: look at what is marked in the form.';
  return { problem, returned: { turn: turn.id, id, values, errors } };
}
