import { afterAll, beforeAll, expect, test } from 'vitest';
import { processTarget } from '../bench/fuzz/command-target.ts';
import { beginConversations, type Conversations } from '../bench/fuzz/conversations.ts';
import { checkTarget, fileTarget } from '../bench/fuzz/files.ts';
import { chatTarget } from '../bench/fuzz/lines.ts';
import { discordTarget, slackTarget } from '../bench/fuzz/platforms.ts';
import { postTarget } from '../bench/fuzz/posts.ts';
import { runCases } from '../bench/fuzz/run.ts';
import type { Target } from '../bench/fuzz/target.ts';

/** `npm run fuzz` gives them a hundred thousand. */
const cases = 250;

let conversations: Conversations;
beforeAll(async () => {
  conversations = await beginConversations();
});
afterAll(() => conversations?.close());

test.each<[string, () => Target | Promise<Target>, number?]>([
  ['command lines', processTarget, 12],
  ['markdown files', fileTarget],
  ['checked files', checkTarget],
  ['what Slack sends', () => slackTarget(conversations)],
  ['what Discord sends', () => discordTarget(conversations)],
  ['lines of chat --json', () => chatTarget(conversations)],
  ['what is posted to the page', () => postTarget(conversations)],
])(
  '%s: nothing throws and nothing shows a stack, whatever it holds',
  async (_what, begin, count = cases) => {
    const target = await begin();
    try {
      expect((await runCases(target, count, 1, { timed: false })).problems).toEqual([]);
    } finally {
      await target.close();
    }
  },
  60_000,
);
