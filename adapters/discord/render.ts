import type { Reply } from '../../src/reply.ts';
import type { RenderContext } from '../view/render-context.ts';
import { choiceRows } from './components/buttons.ts';
import { createIds, type Ids } from './components/ids.ts';
import { messagesOf, onlyMessage } from './components/pages.ts';
import type { Card } from './components/parts.ts';
import { md } from './escape.ts';
import type { DiscordMessage } from './message.ts';
import { renderChart } from './replies/chart.ts';
import { renderComparison } from './replies/comparison.ts';
import { renderFacts } from './replies/facts.ts';
import { renderForm } from './replies/form.ts';
import { renderList } from './replies/list.ts';
import { renderNotice, renderText } from './replies/notice.ts';
import { renderQuestion } from './replies/question.ts';
import { renderRecommendation } from './replies/recommendation.ts';
import { renderRecord } from './replies/record.ts';

/** What the advisor says, as messages: one where it fits. None where nothing is said. */
export function renderReplies(replies: readonly Reply[], context: RenderContext = {}): DiscordMessage[] {
  return messagesOf(cardsOf(replies, context));
}

/** The same as the one message that is updated in place: a team's walk, a proposal. */
export function renderLive(
  replies: readonly Reply[],
  context: RenderContext = {},
): DiscordMessage | undefined {
  const more = md`There is more than one message holds; ask for the details.`;
  return onlyMessage(cardsOf(replies, context), more);
}

function cardsOf(replies: readonly Reply[], context: RenderContext): Card[] {
  const ids = createIds();
  return replies.map((reply, index) => {
    const { accent, parts } = cardOf(reply, context, ids, index);
    // A question shows its choices itself: they stand between its votes and what it understood.
    const choices = reply.kind === 'question' ? [] : choiceRows(reply.choices, ids);
    return { accent, parts: [...parts, ...choices] };
  });
}

function cardOf(reply: Reply, context: RenderContext, ids: Ids, index: number): Card {
  switch (reply.kind) {
    case 'text':
      return renderText(reply);
    case 'facts':
      return renderFacts(reply);
    case 'comparison':
      return renderComparison(reply);
    case 'question':
      return renderQuestion(reply, ids);
    case 'recommendation':
      return renderRecommendation(reply);
    case 'record':
      return renderRecord(reply, context);
    case 'list':
      return renderList(reply, ids);
    case 'chart':
      return renderChart(reply, index);
    case 'form':
      return renderForm(reply, ids);
    case 'notice':
      return renderNotice(reply, ids);
  }
}
