import { expect, test } from 'vitest';
import { renderReplies } from '../../adapters/discord/render.ts';
import { messageProblems } from '../support/discord-validator.ts';
import { repliesInSeveralLogs } from '../support/several-logs.ts';
import { bodyOf } from './body.ts';

test('where there are several logs, records are named with theirs, and what contradicts looks as it did', async () => {
  const messages = renderReplies(await repliesInSeveralLogs());
  expect(messages.map(bodyOf).flatMap(messageProblems)).toEqual([]);
  // A card a line, then what is in it, a line each.
  const lines = messages.flatMap(({ components }) =>
    components.flatMap((card) =>
      'components' in card ? [{ ...card, components: card.components.length }, ...card.components] : [card],
    ),
  );
  const golden = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  await expect(golden).toMatchFileSnapshot('golden/several-logs.jsonl');
});
