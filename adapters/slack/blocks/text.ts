import type { MrkdwnElement, PlainTextElement } from '@slack/types';
import { oneLine } from '../../view/clean-text.ts';
import { clip } from '../../view/clip-text.ts';
import { type Marked, together } from '../../view/markup-writer.ts';

/** Words that Slack shows as they are; it takes no empty ones. `:smile:` stays four letters between colons. */
export function plainText(text: string, max: number): PlainTextElement {
  const shown = clip(oneLine(text), max);
  return { type: 'plain_text', text: shown === '' ? '…' : shown, emoji: false };
}

/** Lines whose addresses and names Slack leaves alone: `verbatim` turns off what it would find in them by itself. */
export function mrkdwn(lines: readonly Marked[]): MrkdwnElement {
  return { type: 'mrkdwn', text: together(lines), verbatim: true };
}
