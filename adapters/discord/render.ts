import type { Reply } from '../../src/reply.ts';
import type { RenderContext } from '../view/render-context.ts';
import { moreThanShown, viewsOf } from '../view/view-of.ts';
import { createIds } from './components/ids.ts';
import { messagesOf, onlyMessage } from './components/pages.ts';
import type { Card } from './components/parts.ts';
import type { DiscordMessage } from './message.ts';
import { accents, paint } from './paint.ts';
import { surface } from './surface.ts';

/** What the advisor says, as messages: one where it fits. None where nothing is said. */
export function renderReplies(replies: readonly Reply[], context: RenderContext = {}): DiscordMessage[] {
  return messagesOf(cardsOf(replies, context));
}

/** The same as the one message that is updated in place: a team's walk, a proposal. */
export function renderLive(
  replies: readonly Reply[],
  context: RenderContext = {},
): DiscordMessage | undefined {
  return onlyMessage(cardsOf(replies, context), moreThanShown);
}

function cardsOf(replies: readonly Reply[], context: RenderContext): Card[] {
  const ids = createIds();
  return viewsOf(replies, context, surface).map(({ accent, blocks }) => ({
    accent: accent === undefined ? undefined : accents[accent],
    parts: blocks.flatMap((block) => paint(block, ids)),
  }));
}
