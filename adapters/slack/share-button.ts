import type { KnownBlock } from '@slack/types';
import { questionKey, questionOf } from '../core/share-store.ts';
import { jsonLength } from './blocks/chunks.ts';
import { maxBlocksJson, maxButtonValue, maxMessageBlocks } from './limits.ts';
import type { SlackMessage } from './message.ts';

/** The `action_id` of buttons that show something to the channel: a question, or what is kept under a key. */
const shareQuestion = 'share';
const shareKept = 'share-kept';

/** An answer that the person alone sees, with a button that shows to the channel what is meant by a key; none where it is empty. */
export function withShare(messages: readonly SlackMessage[], key: string): SlackMessage[] {
  const last = messages.at(-1);
  const question = questionOf(key);
  const value = question ?? key;
  if (last === undefined || value === '' || value.length > maxButtonValue) return [...messages];
  const button: KnownBlock = {
    type: 'actions',
    elements: [
      {
        type: 'button',
        action_id: question === undefined ? shareKept : shareQuestion,
        text: { type: 'plain_text', text: 'Share in channel', emoji: false },
        value,
      },
    ],
  };
  const blocks = [...last.blocks, button];
  const fits = blocks.length <= maxMessageBlocks && jsonLength(blocks) <= maxBlocksJson;
  return fits ? [...messages.slice(0, -1), { ...last, blocks }] : [...messages];
}

/** The key of what a press is to show to the channel; undefined for a press of anything else. */
export function keyOfShare(actionId: string, value: unknown): string | undefined {
  const told = typeof value === 'string' ? value : '';
  switch (actionId) {
    case shareQuestion:
      return questionKey(told);
    case shareKept:
      return told;
    default:
      return undefined;
  }
}
