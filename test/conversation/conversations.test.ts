import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { conversationSchema, play } from '../../bench/eval/conversations-score.ts';

test("the project's own conversations come back right in nearly all of their turns", async () => {
  const lines = readFileSync('bench/eval/conversations.jsonl', 'utf8').split('\n');
  const wrong: string[] = [];
  let turns = 0;
  for (const line of lines.filter((one) => one.trim() !== '')) {
    const conversation = conversationSchema.parse(JSON.parse(line));
    for (const turn of await play(conversation)) {
      turns++;
      if (turn.wrong.length > 0) wrong.push(`${conversation.id} ${turn.said}: ${turn.wrong.join('; ')}`);
    }
  }
  expect(turns).toBeGreaterThan(300);
  expect(wrong.length / turns, wrong.join('\n')).toBeLessThan(0.05);
}, 60_000);
