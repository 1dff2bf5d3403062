import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { renderLive, renderReplies } from '../../adapters/discord/render.ts';
import { renderReplies as renderForSlack } from '../../adapters/slack/render.ts';
import type { Reply } from '../../src/reply.ts';
import { messageProblems } from '../support/discord-validator.ts';
import { textsOf, wordsIn } from '../support/reply-words.ts';
import { messageProblems as slackProblems } from '../support/slack-validator.ts';
import { playTranscript } from '../support/transcript.ts';
import { bodyOf, objectsIn, pressesOf } from './body.ts';

const folder = join(import.meta.dirname, '../transcripts');

/** Each conversation goes through the engine once; what it answers is rendered for both platforms. */
describe('a conversation', () => {
  for (const name of readdirSync(folder)) {
    test(`as in ${name} can be had in Discord and in Slack`, async () => {
      const outcomes: (readonly Reply[])[] = [];
      await playTranscript(readFileSync(join(folder, name), 'utf8'), ({ replies }) => outcomes.push(replies));
      expect(outcomes.length).toBeGreaterThan(3);
      for (const replies of outcomes) {
        const needed = wordsIn(replies.flatMap(textsOf));
        expect(missing(needed, discordTexts(replies)), JSON.stringify(replies)).toEqual([]);
        expect(missing(needed, slackTexts(replies)), JSON.stringify(replies)).toEqual([]);
      }
    });
  }
});

function missing(needed: ReadonlySet<string>, texts: readonly string[]): string[] {
  const there = wordsIn(texts);
  return [...needed].filter((word) => !there.has(word));
}

/** What a person reads in Discord: the texts of what is sent, which has to be taken there. */
function discordTexts(replies: readonly Reply[]): string[] {
  const messages = renderReplies(replies);
  expect(messages.map(bodyOf).flatMap(messageProblems)).toEqual([]);
  const live = renderLive(replies);
  expect(live === undefined ? [] : messageProblems(bodyOf(live))).toEqual([]);
  // Whatever was offered can be pressed.
  const back = pressesOf(messages).flatMap((press) => (press.kind === 'choices' ? press.ids : []));
  for (const { id } of replies.flatMap((reply) => reply.choices ?? [])) expect(back).toContain(id);
  const keys = ['content', 'label', 'description'];
  return textsAt(messages, keys).map((text) => text.replace(/\\(?=[^0-9A-Za-z\s])|\u200b/g, ''));
}

function slackTexts(replies: readonly Reply[]): string[] {
  const messages = renderForSlack(replies);
  expect(messages.flatMap(slackProblems)).toEqual([]);
  const alike: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', ˍ: '_', ˋ: '`' };
  return textsAt(messages, ['text', 'alt_text']).map((text) =>
    text.replace(/&amp;|&lt;|&gt;|[ˍˋ\u2060\u00ad]/g, (sign) => alike[sign] ?? ''),
  );
}

function textsAt(value: unknown, keys: readonly string[]): string[] {
  return objectsIn(value).flatMap((one) =>
    Object.entries(one).flatMap(([key, text]) =>
      keys.includes(key) && typeof text === 'string' ? [text] : [],
    ),
  );
}
