import { expect, test } from 'vitest';
import { renderReplies } from '../../adapters/slack/render.ts';
import { repliesInSeveralLogs } from '../support/several-logs.ts';
import { messageProblems } from '../support/slack-validator.ts';

test('where there are several logs, records are named with theirs, and what contradicts looks as it did', async () => {
  const messages = renderReplies(await repliesInSeveralLogs(), {});
  expect(messages.flatMap(messageProblems)).toEqual([]);
  // The text first, then a block a line.
  const lines = messages.flatMap(({ text, blocks }) => [text, ...blocks]);
  const golden = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  await expect(golden).toMatchFileSnapshot('golden/several-logs.jsonl');
});
