import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestReplies } from '../../adapters/core/digest-message.ts';
import { renderLive as discordMessage } from '../../adapters/discord/render.ts';
import { renderLive as slackMessage } from '../../adapters/slack/render.ts';
import { repliesMarkdown } from '../../src/conversation/markdown.ts';
import type { Digest } from '../../src/queue/digest.ts';
import { bodyOf } from '../discord/body.ts';
import { anyText, hostileTexts } from '../support/arbitrary-replies.ts';
import { messageProblems as discordProblems } from '../support/discord-validator.ts';
import { messageProblems as slackProblems } from '../support/slack-validator.ts';

const record = (number: number, title = `Use Redis for part ${number}`) => ({
  ...{ log: 'decisions', number, title, day: '2026-03-05' },
});
const waiting = (number: number, title?: string) => ({
  ...record(number, title),
  ...{ approvals: 1, quorum: 2, deciders: ['Ana Lee', '@data'] },
});
const many = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

const full: Digest = {
  ...{ kind: 'digest', since: '2026-03-02', isOfSeveral: true },
  decided: { shown: many(8).map((number) => ({ ...record(number), status: 'accepted' })), total: 11 },
  waiting: { shown: many(4).map((number) => waiting(number + 20)), total: 4 },
  due: { shown: many(4).map((number) => record(number + 30)), total: 6 },
  asked: { shown: many(8).map((count) => ({ question: `what is number ${count}?`, count })), total: 9 },
};
const nothing = { shown: [], total: 0 };
const bare: Digest = {
  ...{ kind: 'digest', since: '2026-03-02', isOfSeveral: false },
  ...{ decided: nothing, due: nothing, asked: nothing },
  waiting: { shown: [{ ...waiting(1), deciders: [] }], total: 1 },
};

/** What is wrong with a digest as each platform is sent it, and how much of it. */
function problemsOf(digest: Digest): string[] {
  const replies = digestReplies(digest);
  const [slack, discord] = [slackMessage(replies, {}), discordMessage(replies, {})];
  if (slack === undefined || discord === undefined) return ['nothing is said'];
  return [...slackProblems(slack), ...discordProblems(bodyOf(discord))];
}

describe('a digest', () => {
  test('says what there is, and leaves out what there is not', () => {
    expect(repliesMarkdown(digestReplies(bare))).toBe(
      [
        'The digest since 2026-03-02: 1 proposal waits. `/adr digest off` ends it.',
        '',
        '**Waits for an answer**',
        '- 1: Use Redis for part 1 (proposed 2026-03-05, 1 of 2 approvals; anybody here may decide)',
      ].join('\n'),
    );
    const whole = repliesMarkdown(digestReplies(full));
    expect(whole).toContain('11 decided, 4 proposals wait, 6 reviews are due, 9 questions were not covered');
    expect(whole).toContain('- decisions-1: Use Redis for part 1 (accepted 2026-03-05)');
    expect(whole).toContain('- and 3 more (/adr list)');
    expect(whole).toContain('waits for Ana Lee, @data');
    expect(whole).toContain('- what is number 2? (2 times)');
  });

  test('is one message that each platform takes, all of it', () => {
    expect(problemsOf(full)).toEqual([]);
    for (const painted of [slackMessage(digestReplies(full), {}), discordMessage(digestReplies(full), {})]) {
      for (const part of ['part 8', 'part 24', 'part 34', 'number 8?', 'and 1 more'])
        expect(JSON.stringify(painted)).toContain(part);
      expect(JSON.stringify(painted)).not.toContain('more than one message');
    }
  });

  test.each(hostileTexts)('calls nobody and breaks nothing with %j', (text) => {
    const long = (words: string) => `${words} ${text.repeat(20)}`;
    const digest: Digest = {
      ...full,
      decided: {
        ...full.decided,
        shown: full.decided.shown.map((one) => ({ ...one, title: long(one.title) })),
      },
      waiting: {
        ...full.waiting,
        shown: full.waiting.shown.map((one) => ({ ...one, title: long(one.title), deciders: [text, text] })),
      },
      due: { ...full.due, shown: full.due.shown.map((one) => ({ ...one, title: long(one.title) })) },
      asked: {
        ...full.asked,
        shown: full.asked.shown.map((one) => ({ ...one, question: long(one.question) })),
      },
    };
    expect(problemsOf(digest)).toEqual([]);
  });

  test('passes whatever it holds', () => {
    const one = fc.record({
      log: fc.constantFrom('decisions', 'x'.repeat(80)),
      number: fc.nat(99_999),
      title: anyText,
      day: fc.constant('2026-03-05'),
    });
    const list = <Item>(item: fc.Arbitrary<Item>, most: number) =>
      fc.record({ shown: fc.array(item, { maxLength: most }), total: fc.integer({ min: 1, max: 9_999 }) });
    const digests = fc.record({
      kind: fc.constant('digest' as const),
      since: fc.constant('2026-03-02'),
      isOfSeveral: fc.boolean(),
      decided: list(
        one.map((told) => ({ ...told, status: 'accepted' })),
        8,
      ),
      waiting: list(
        fc
          .tuple(
            one,
            fc.array(
              anyText.map((name) => name.slice(0, 100)),
              { maxLength: 5 },
            ),
          )
          .map(([told, deciders]) => ({ ...told, deciders, approvals: 1, quorum: 2 })),
        4,
      ),
      due: list(one, 4),
      asked: list(fc.record({ question: anyText, count: fc.nat(99) }), 8),
    });
    fc.assert(
      fc.property(digests, (digest) => {
        expect(problemsOf(digest)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
