import type { KnownBlock } from '@slack/types';
import { jsonLength } from './blocks/chunks.ts';
import { maxBlocksJson, maxButtonValue, maxMessageBlocks } from './limits.ts';
import type { SlackMessage } from './message.ts';

/** The `action_id` of the button that shows an answer to the channel. */
export const shareAction = 'share';

/** An answer that the person alone sees, with a button that shows it to the channel; the question is asked again then. */
export function withShare(messages: readonly SlackMessage[], question: string): SlackMessage[] {
  const last = messages.at(-1);
  if (last === undefined || question === '' || question.length > maxButtonValue) return [...messages];
  const button: KnownBlock = {
    type: 'actions',
    elements: [
      {
        type: 'button',
        action_id: shareAction,
        text: { type: 'plain_text', text: 'Share in channel', emoji: false },
        value: question,
      },
    ],
  };
  const blocks = [...last.blocks, button];
  const fits = blocks.length <= maxMessageBlocks && jsonLength(blocks) <= maxBlocksJson;
  return fits ? [...messages.slice(0, -1), { ...last, blocks }] : [...messages];
}
