import { html } from 'hono/html';
import type { RecommendationReply } from '../../../src/reply.ts';
import { bullets, type Html, richText, unfold } from '../html.ts';
import { renderDisputes, renderLine, renderSources } from './facts.ts';
import { renderTold } from './question.ts';

/** What a walk came to: the winner and why, what speaks against it, and what would change it. */
export function renderRecommendation(reply: RecommendationReply): Html {
  const { topic, winner, verdict, reasons, against, flips, runnerUp, told } = reply;
  return html`<p class="topic">${topic}</p><h2>${winner}</h2><p class="verdict">${richText(verdict)}</p>
${titled('For it', bullets(reasons, renderLine))}
${titled('Against it', bullets(against, renderLine))}
${renderParts(reply)}
${renderRanking(reply)}
${renderVoices(reply)}
${titled('What would change this', bullets(flips, richText))}
${runnerUp === undefined ? '' : html`<p>${richText(runnerUp)}</p>`}
${reply.whole ? renderDetails(reply) : ''}
${renderTold(told)}
${renderSources(reply.citations)}`;
}

function renderDetails(reply: RecommendationReply): Html {
  const notes = reply.notes.filter(({ lines }) => lines.length > 0);
  return html`${renderDisputes(reply.disputes, '')}
${renderPanel(reply)}
${notes.map(({ title, lines }) => unfold(title, bullets(lines, renderLine)))}`;
}

function titled(title: string, content: Html | string): Html | string {
  return content === '' ? '' : html`<section><h3>${title}</h3>${content}</section>`;
}

function renderRanking({ ranking }: RecommendationReply): Html | string {
  if (ranking.length === 0) return '';
  const rows = ranking.map(({ name, score }) => {
    const value = Math.round(score);
    return html`<li><span class="name">${name}</span><meter min="0" max="100" value="${value}" aria-label="${name}">${value}</meter><span class="score">${value}</span></li>`;
  });
  return html`<section><h3>Ranking</h3><ol class="ranking">${rows}</ol></section>`;
}

function renderParts({ parts }: RecommendationReply): Html | string {
  if (parts.length === 0) return '';
  const rows = parts.map(({ topic, name }) => html`<div><dt>${topic}</dt><dd>${name}</dd></div>`);
  return html`<section><h3>The stack</h3><dl>${rows}</dl></section>`;
}

function renderVoices({ voices }: RecommendationReply): Html | string {
  return titled(
    'Each voice by itself',
    bullets(voices, ({ person, winner }) => html`${person}: <strong>${winner}</strong>`),
  );
}

function renderPanel({ panel }: RecommendationReply): Html | string {
  if (panel.length === 0) return '';
  const show = ({ source, pick, because }: (typeof panel)[number]) =>
    html`<strong>${source}</strong>: ${pick}${because === '' ? '' : html`. ${richText(because)}`}`;
  return unfold("What each document's own method picks", bullets(panel, show));
}
