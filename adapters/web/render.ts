import { html } from 'hono/html';
import type { Reply } from '../../src/reply.ts';
import { type Html, richText } from './html.ts';
import { renderChart } from './replies/chart.ts';
import { renderComparison } from './replies/comparison.ts';
import { type RenderContext, renderChoices } from './replies/context.ts';
import { renderFacts } from './replies/facts.ts';
import { renderForm } from './replies/form.ts';
import { renderList } from './replies/list.ts';
import { renderNotice } from './replies/notice.ts';
import { renderQuestion } from './replies/question.ts';
import { renderRecommendation } from './replies/recommendation.ts';
import { renderRecord } from './replies/record.ts';

/** Any reply as HTML, with what can be done next; every text is escaped. */
export function renderReply(reply: Reply, context: RenderContext): Html {
  // A question shows its choices itself: they stand between its votes and what it understood.
  const choices = reply.kind === 'question' ? '' : renderChoices(reply.choices, context);
  return html`<div class="reply reply-${reply.kind}">${renderContent(reply, context)}${choices}</div>`;
}

function renderContent(reply: Reply, context: RenderContext): Html {
  switch (reply.kind) {
    case 'text':
      return html`<p class="prose">${richText(reply.text)}</p>`;
    case 'facts':
      return renderFacts(reply);
    case 'comparison':
      return renderComparison(reply);
    case 'question':
      return renderQuestion(reply, context);
    case 'recommendation':
      return renderRecommendation(reply);
    case 'record':
      return renderRecord(reply);
    case 'list':
      return renderList(reply, context);
    case 'chart':
      return renderChart(reply, context);
    case 'form':
      return renderForm(reply, context);
    case 'notice':
      return renderNotice(reply, context);
  }
}
