import type { Reply } from '../../src/reply.ts';
import type { RenderContext } from '../view/render-context.ts';
import type { View } from '../view/view.ts';
import { moreThanShown, viewsOf } from '../view/view-of.ts';
import { createIds, type Ids } from './blocks/ids.ts';
import { sections } from './blocks/section.ts';
import { firstOf, messagesOf, type Rendered, type SlackMessage } from './message.ts';
import { paint, pictureOf } from './paint.ts';
import { surface } from './surface.ts';

/** What the advisor says, as messages: one where it fits. None where nothing is said. */
export function renderReplies(replies: readonly Reply[], context: RenderContext = {}): SlackMessage[] {
  const ids = createIds();
  return messagesOf(viewsOf(replies, context, surface).map((view) => rendered(view, ids)));
}

/** The same as the one message that is updated in place: a team's walk, a proposal. */
export function renderLive(replies: readonly Reply[], context: RenderContext = {}): SlackMessage | undefined {
  return firstOf(renderReplies(replies, context), moreThanShown);
}

function rendered({ blocks: all }: View, ids: Ids): Rendered {
  const blocks = all.flatMap((block) => paint(block, ids));
  const pictures = all.flatMap((block) => (block.kind === 'picture' ? pictureOf(block) : []));
  return { blocks: blocks.length === 0 ? sections(['…']) : blocks, pictures };
}
