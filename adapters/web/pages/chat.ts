import { html } from 'hono/html';
import type { Conversation } from '../conversations.ts';
import { type Html, moment } from '../html.ts';
import { hiddenFields } from '../replies/context.ts';
import { renderSuggestions } from '../replies/notice.ts';
import type { Turn } from '../transcript.ts';
import type { Visitor } from '../visitor.ts';
import type { PageContent } from './layout.ts';
import { renderTurns, type TurnsContext } from './turns.ts';

/** What the chat shows. */
export interface ChatView {
  readonly thread: string;
  readonly turns: readonly Turn[];
  /** Whether there are earlier turns than these. */
  readonly hasEarlier: boolean;
  /** This conversation; undefined where nothing was said in it yet. */
  readonly conversation: Conversation | undefined;
  readonly latest: readonly Conversation[];
  readonly people: readonly string[];
  /** What stands in the box already. */
  readonly draft: string;
  /** Something that went wrong with what was just sent. */
  readonly problem?: string;
}

/** The conversation, as in a channel. */
export function chatPage(view: ChatView, visitor: Visitor, context: TurnsContext): PageContent {
  const { thread, turns, conversation, latest, people, problem } = view;
  const title = conversation === undefined ? '' : shortTitle(conversation);
  const body = html`<div class="chat" data-thread="${thread}" data-revision="${revisionOf(turns)}">
${conversationList(latest, thread)}
<section class="conversation" aria-label="Conversation">
${conversationHeading(conversation)}
${turns.length === 0 ? welcome(thread, visitor) : earlier(view)}
<div class="turns" role="log" aria-live="polite" aria-label="Conversation so far">${renderTurns(turns, context)}</div>
<p class="thinking" role="status" data-thinking></p>
${problem === undefined ? '' : html`<p class="notice error" role="alert">${problem}</p>`}
<p class="notice error" role="alert" data-problem hidden></p>
${composer(view, visitor)}
</section>
</div>`;
  return { title, part: 'chat', body, back: `/t/${thread}`, people };
}

/** The newest change in some turns. */
export function revisionOf(turns: readonly Turn[]): number {
  return turns.reduce((newest, { revision }) => Math.max(newest, revision), 0);
}

function shortTitle({ title }: Conversation): string {
  if (title === '') return 'Untitled';
  return title.length > 60 ? `${title.slice(0, 59).trimEnd()}…` : title;
}

/** What a conversation is called, and what can be done to it as a whole. */
export function conversationHeading(conversation: Conversation | undefined): Html {
  if (conversation === undefined) return html`<h1 class="unseen" data-uncalled>Conversation</h1>`;
  const { id } = conversation;
  return html`<div class="called"><h1>${shortTitle(conversation)}</h1><p class="links"><a href="/t/${id}/rename">Rename</a> <a href="/t/${id}/delete">Delete</a></p></div>`;
}

function conversationList(latest: readonly Conversation[], current: string): Html {
  const alike = Map.groupBy(latest, ({ title }) => title);
  const links = latest.map((conversation) => {
    const { id, title } = conversation;
    const namesakes = alike.get(title) ?? [];
    const mark = namesakes.length < 2 ? conversation.at.slice(0, 10) : apart(conversation, namesakes);
    return html`<li><a href="/t/${id}"${id === current ? html` aria-current="true"` : ''}>${shortTitle(conversation)} <span class="mark">${mark}</span></a></li>`;
  });
  return html`<aside class="threads" aria-label="Conversations"><a class="new" href="/new">New conversation</a>
${links.length === 0 ? '' : html`<details data-wide><summary>Latest</summary><ul>${links}</ul></details>`}</aside>`;
}

/** What tells a conversation from others of the same title: when it began, and which one it is of the same minute. */
function apart({ id, began }: Conversation, namesakes: readonly Conversation[]): Html {
  const minute = began.slice(0, 16);
  const same = namesakes.filter((one) => one.began.startsWith(minute)).toReversed();
  return html`${moment(began)}${same.length < 2 ? '' : `, ${same.findIndex((one) => one.id === id) + 1}`}`;
}

const questions = ['FastAPI vs Django', 'When should we use Kafka?', 'What is the GIL?'];
const walks = ['Help us choose a database', 'Help us choose a language'];
const recording = 'Record that we chose PostgreSQL because ';

function welcome(thread: string, { csrf, signedIn }: Visitor): Html {
  const place = { thread, csrf };
  return html`<section class="welcome" data-welcome><h2>What are you deciding?</h2>
<p>Answers, advice and your team's decisions on backend technology, from five documents, with sources. No language model.</p>
<h3>Ask</h3>${renderSuggestions(questions, place)}
<h3>Decide</h3>${renderSuggestions(walks, place)}
<h3>Record</h3><p><a class="button" href="/t/${thread}?q=${encodeURIComponent(recording)}">Record that we chose PostgreSQL because …</a></p>
<p class="hint">${signedIn ? '' : 'Alone here? Switch the person at the top to try a team’s vote. '}What is recorded is under <a href="/log">Decisions</a>.</p></section>`;
}

function earlier({ hasEarlier, turns, thread }: ChatView): Html | string {
  if (!hasEarlier) return '';
  return html`<p><a href="/t/${thread}?before=${turns[0]?.id ?? 0}">Earlier messages</a></p>`;
}

function composer({ thread, draft }: ChatView, { csrf, person }: Visitor): Html {
  return html`<form class="composer" method="post" action="/say" data-send data-composer>${hiddenFields({ thread, csrf, turn: 0 })}
<label for="text">Message <span class="mark">as ${person.name}</span></label>
<div class="row"><textarea id="text" name="text" rows="1" required${draft === '' ? '' : html` autofocus`} placeholder="fastapi vs django" aria-describedby="keys">${'\n'}${draft}</textarea><button class="primary">Send</button></div>
<p class="hint keys" id="keys" hidden>Enter sends, Shift+Enter makes a new line.</p></form>`;
}
