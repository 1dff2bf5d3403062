import { html, raw } from 'hono/html';
import type { AskResult } from '../../src/answers/answer.ts';
import { citationText, marks } from '../../src/answers/markdown.ts';
import type { Citation, FactsReply, Line, NoticeReply, Reply } from '../../src/reply.ts';
import { maxQuestionCharacters } from './limits.ts';
import type { PageRequest } from './receive.ts';

type Html = ReturnType<typeof html>;

const examples = [
  'FastAPI vs Django',
  'What is the GIL?',
  'When should we use Kafka?',
  'Redis memory and persistence',
];

/** The whole page for a request and, for a question, what came of it. */
export function renderPage(request: PageRequest, result: AskResult | undefined): Html {
  const question = request.kind === 'question' ? request.question : '';
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${question === '' ? 'Stack Advisor' : `${question.slice(0, 60)} · Stack Advisor`}</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="data:,">
</head>
<body>
<header><a href="/">Stack Advisor</a><p>Answers on backend technology from five documents, with citations.</p></header>
<main>
<form action="/" method="get" role="search">
<label for="q">Your question</label>
<div class="ask"><input id="q" name="q" type="search" autocomplete="off" autofocus maxlength="${maxQuestionCharacters}" value="${question}" placeholder="fastapi vs django"><button>Ask</button></div>
</form>
${renderOutcome(request, result)}
</main>
</body>
</html>`;
}

function renderOutcome(request: PageRequest, result: AskResult | undefined): Html {
  if (request.kind === 'too-long') {
    const text = `That is ${request.characters} characters; a question may have ${maxQuestionCharacters}. Shorten it and ask again.`;
    return renderReply({ kind: 'notice', text, suggestions: [] }, []);
  }
  if (result === undefined) {
    return html`<section class="hint"><h2>Try one of these</h2>${renderSuggestions(examples)}</section>`;
  }
  if (!result.covered) {
    const text = 'The documents do not cover that.';
    return renderReply({ kind: 'notice', text, suggestions: result.suggestions }, []);
  }
  const [best, ...others] = result.answers;
  if (best === undefined) return html``;
  return html`${renderReply(best.reply, best.citations)}
${
  others.length === 0
    ? ''
    : html`<details class="others"><summary>Other answers that may fit</summary>${others.map((other) => renderReply(other.reply, other.citations))}</details>`
}`;
}

/** Any reply as HTML; every text is escaped. */
export function renderReply(reply: Reply, citations: readonly Citation[]): Html {
  switch (reply.kind) {
    case 'facts':
      return renderFacts(reply, citations);
    case 'notice':
      return renderNotice(reply);
  }
}

function renderFacts(reply: FactsReply, citations: readonly Citation[]): Html {
  return html`<article class="answer">
<h2>${reply.title}</h2>
${reply.lines.length === 0 ? '' : html`<ul>${reply.lines.map(renderLine)}</ul>`}
${reply.disputes.map(
  (dispute) => html`<section class="dispute"><h3>The documents disagree</h3>
${dispute.question === reply.title ? '' : html`<p>${dispute.question}</p>`}
<ul>${dispute.sides.map(renderLine)}</ul>
${dispute.reason === undefined ? '' : html`<p><strong>Why:</strong> ${renderText(dispute.reason)}</p>`}</section>`,
)}
${
  reply.more.length === 0
    ? ''
    : html`<details><summary>${reply.more.length} more ${reply.more.length === 1 ? 'fact' : 'facts'}</summary><ul>${reply.more.map(renderLine)}</ul></details>`
}
<footer>Sources: ${citations.map(citationText).join(' · ')}</footer>
</article>`;
}

function renderNotice(reply: NoticeReply): Html {
  return html`<article class="notice"><p>${reply.text}</p>
${reply.suggestions.length === 0 ? '' : html`<p>What they do cover, nearby:</p>${renderSuggestions(reply.suggestions)}`}</article>`;
}

function renderSuggestions(suggestions: readonly string[]): Html {
  return html`<ul class="suggestions">${suggestions.map(
    (suggestion) => html`<li><a href="/?q=${encodeURIComponent(suggestion)}">${suggestion}</a></li>`,
  )}</ul>`;
}

function renderLine(line: Line): Html {
  return html`<li>${renderText(line.text)} <span class="mark">${marks(line)}</span></li>`;
}

/** Text in which only `code` spans are marked up. */
function renderText(text: string): Html {
  return html`${text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))}`;
}

/** The page's style sheet. */
export const styleSheet =
  raw(`:root{color-scheme:light dark;--ink:#1c2024;--soft:#5b6570;--paper:#fbfbfa;--card:#fff;--line:#dfe3e6;--accent:#0b5fa5;--warn:#8a5300;--warn-paper:#fff6e5}
@media (prefers-color-scheme:dark){:root{--ink:#e8eaed;--soft:#a3adb7;--paper:#15181b;--card:#1d2125;--line:#343a40;--accent:#7cbcf5;--warn:#f2c46d;--warn-paper:#2b2415}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:46rem;padding:1.5rem 1rem 4rem;font:1rem/1.55 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
header a{font-size:1.35rem;font-weight:700;color:inherit;text-decoration:none}
header p,footer,.mark{color:var(--soft)}
header p{margin:.1rem 0 1.5rem}
a{color:var(--accent)}
label{display:block;font-weight:600;margin-bottom:.35rem}
.ask{display:flex;gap:.5rem}
input{flex:1;min-width:0;font:inherit;padding:.6rem .75rem;border:1px solid var(--line);border-radius:.5rem;background:var(--card);color:inherit}
button{font:inherit;font-weight:600;padding:.6rem 1.1rem;border:0;border-radius:.5rem;background:var(--accent);color:var(--paper);cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.answer,.notice,.hint{margin-top:1.5rem;padding:1rem 1.25rem;background:var(--card);border:1px solid var(--line);border-radius:.75rem;overflow-wrap:anywhere}
h2{font-size:1.1rem;margin:0 0 .5rem}
h3{font-size:.95rem;margin:0 0 .35rem;color:var(--warn)}
ul{margin:.25rem 0;padding-left:1.2rem}
li{margin:.3rem 0}
.mark{font-size:.85em;white-space:nowrap}
.dispute{margin:.75rem 0;padding:.75rem 1rem;background:var(--warn-paper);border-radius:.5rem}
.dispute p{margin:.35rem 0}
footer{font-size:.85rem;margin-top:.75rem;border-top:1px solid var(--line);padding-top:.6rem}
summary{cursor:pointer;color:var(--accent);margin-top:.5rem}
.others{margin-top:1.25rem}
code{font-family:ui-monospace,monospace;font-size:.92em}
`);
