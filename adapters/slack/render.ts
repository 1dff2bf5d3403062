import type { KnownBlock } from '@slack/types';
import type { Reply } from '../../src/reply.ts';
import type { RenderContext } from '../view/render-context.ts';
import { choiceBlocks } from './blocks/buttons.ts';
import { createIds, type Ids } from './blocks/ids.ts';
import { sections } from './blocks/section.ts';
import { md } from './escape.ts';
import { firstOf, messagesOf, type Rendered, type SlackMessage } from './message.ts';
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
export function renderReplies(replies: readonly Reply[], context: RenderContext = {}): SlackMessage[] {
  const ids = createIds();
  return messagesOf(replies.map((reply, index) => rendered(reply, context, ids, index)));
}

/** The same as the one message that is updated in place: a team's walk, a proposal. */
export function renderLive(replies: readonly Reply[], context: RenderContext = {}): SlackMessage | undefined {
  return firstOf(
    renderReplies(replies, context),
    'There is more than one message holds; ask for the details.',
  );
}

function rendered(reply: Reply, context: RenderContext, ids: Ids, index: number): Rendered {
  const { blocks, pictures = [] } = content(reply, context, ids, index);
  // A question shows its choices itself: they stand between its votes and what it understood.
  const choices: KnownBlock[] = reply.kind === 'question' ? [] : choiceBlocks(reply.choices, ids);
  const all = [...blocks, ...choices];
  return { blocks: all.length === 0 ? sections([md`…`]) : all, pictures };
}

function content(reply: Reply, context: RenderContext, ids: Ids, index: number): Rendered {
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
