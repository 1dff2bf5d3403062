import { ComponentType } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DiscordMessage } from '../../adapters/discord/message.ts';
import { withoutPicture } from '../../adapters/discord/picture-text.ts';
import { renderLive, renderReplies } from '../../adapters/discord/render.ts';
import { withShare } from '../../adapters/discord/share-button.ts';
import { choicesOf } from '../../src/conversation/engine.ts';
import type { QuestionReply, Reply } from '../../src/reply.ts';
import { anyReplies, blankTexts, hostileTexts } from '../support/arbitrary-replies.ts';
import { messageProblems } from '../support/discord-validator.ts';
import { type SampleReplies, sampleReplies } from '../support/sample-replies.ts';
import { bodyOf, pressesOf } from './body.ts';

/** The samples, with an id of a form as the engine gives it. */
function samplesOf(text?: (words: string) => string): SampleReplies {
  const samples = sampleReplies(text);
  return { ...samples, form: { ...samples.form, id: 'form:propose:1:0:0:decisions' } };
}

const samples = samplesOf();
const kinds = Object.values(samples);
const context = {
  recordAddress: ({ number }: { number: number }) => `https://advisor.example/log/${number}?a=1&b=|`,
};
const problems = (messages: readonly DiscordMessage[]) => messages.map(bodyOf).flatMap(messageProblems);
const render = (...replies: readonly Reply[]) => renderReplies(replies, context);
const shown = (...replies: readonly Reply[]) =>
  JSON.stringify(render(...replies).map(({ components }) => components));
const idsIn = (messages: readonly DiscordMessage[]) =>
  pressesOf(messages).flatMap((press) => (press.kind === 'choices' ? press.ids : []));

describe('a reply in Discord', () => {
  test.each(kinds)('of kind $kind looks as it did', async (reply) => {
    // A card a line, then what is in it, a line each; the pictures last.
    const lines = render(reply).flatMap(({ components, pictures }) => [
      ...components.flatMap((card) =>
        'components' in card ? [{ ...card, components: card.components.length }, ...card.components] : [card],
      ),
      ...pictures,
    ]);
    const golden = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    await expect(golden).toMatchFileSnapshot(`golden/${reply.kind}.jsonl`);
  });

  test.each(kinds)('of kind $kind is one message that Discord takes', (reply) => {
    const messages = render(reply);
    expect(problems(messages)).toEqual([]);
    expect(messages).toHaveLength(1);
  });

  test.each(kinds)('of kind $kind offers its choices, and each comes back as it went', (reply) => {
    const back = idsIn(render(reply));
    for (const { id, label } of choicesOf(reply)) {
      expect(back).toContain(id);
      expect(shown(reply)).toContain(`"label":"${label}"`);
    }
  });

  test.each(blankTexts.flatMap((text) => Object.values(samplesOf(() => text)).map((reply) => ({ reply }))))(
    'of kind $reply.kind says something where nothing of it can be seen',
    ({ reply }) => {
      expect(problems(render(reply))).toEqual([]);
      expect(shown(reply)).not.toMatch(
        /"(?:content|label)":"[\s\p{Default_Ignorable_Code_Point}\u2800*_•>#-]*"/u,
      );
    },
  );

  test.each(hostileTexts.flatMap((text) => Object.values(samplesOf((words) => `${text} ${words} ${text}`))))(
    'of kind $kind does not trip over hostile text',
    (reply) => {
      expect(problems(render(reply))).toEqual([]);
    },
  );

  test.each(kinds.map(({ kind }) => ({ kind })))(
    'of kind $kind passes whatever it holds',
    ({ kind }) => {
      fc.assert(
        fc.property(anyReplies[kind], (reply) => {
          expect(problems(render(reply))).toEqual([]);
          const live = renderLive([reply], context);
          expect(live === undefined ? [] : problems([live])).toEqual([]);
        }),
        { numRuns: 40 },
      );
    },
    60_000,
  );

  test('shows code as code and other signs as they are', () => {
    expect(shown(samples.facts)).toContain('about `2 KB` each.');
    expect(render({ kind: 'text', text: 'snake_case and *stars*' })[0]?.components[0]).toMatchObject({
      content: 'snake\\_case and \\*stars\\*',
    });
  });

  test('links a record to the page, and to nothing where no page is served', () => {
    expect(shown(samples.record)).toContain('(<https://advisor.example/log/12?a=1&b=%7C>)');
    expect(JSON.stringify(renderReplies([samples.record]))).not.toContain('advisor.example');
  });

  test('tells who approved a record, and who has to', () => {
    expect(shown(samples.record)).toContain('1 of 2 approvals (Ana); Ana, Ben decide');
  });

  test('tells who voted for what', () => {
    expect(shown(samples.question)).toContain('**Consistency** 2: Ana, Ben');
  });

  test('keeps its details for the choice that asks for them', () => {
    expect(shown(samples.recommendation)).toContain('Vacuum needs watching.');
    expect(shown({ ...samples.recommendation, whole: false })).not.toContain('Vacuum needs watching.');
  });

  test('keeps the choice that shows more facts, as nothing unfolds in Discord', () => {
    const choices = [{ id: 'more:1', label: 'More (2)', unfolds: true }] as const;
    expect(shown({ ...samples.facts, choices })).toContain('"custom_id":"more:1"');
    expect(shown({ ...samples.facts, choices })).not.toContain('and 2 more facts');
    expect(shown(samples.facts)).toContain('and 2 more facts');
  });

  test('is a table where that is narrow, else criterion by criterion', () => {
    expect(shown(samples.comparison)).toContain('Admin  none     built in');
    const cells = ['a long sentence that needs some room', 'another that needs as much'];
    const wide = { ...samples.comparison, rows: [{ label: 'Admin', cells }] };
    expect(shown(wide)).toContain(`**Admin**\\n- **FastAPI**: ${cells[0]}\\n- **Django**: ${cells[1]}`);
  });

  test('tells what a comparison has no room for', () => {
    const rows = Array.from({ length: 150 }, (_, at) => ({ label: `row ${at}`, cells: ['yes', 'no'] }));
    expect(shown({ ...samples.comparison, rows })).toMatch(/Not shown: \d+ more rows/);
  });

  test('tells how many items of a long list are not shown', () => {
    const items = Array.from({ length: 500 }, (_, at) => ({ text: `${at}: a record`, detail: 'accepted' }));
    expect(shown({ kind: 'list', title: 'Records', items })).toContain('and 460 more');
  });

  test.each([6, 7, 40])('opens any of %i items of a list', (count) => {
    const items = Array.from({ length: count }, (_, at) => ({
      text: `${at}. A record`,
      detail: 'accepted',
      open: { id: `show:${at}:decisions`, label: 'Open' },
    }));
    const messages = render({ kind: 'list', title: 'Records', items });
    expect(problems(messages)).toEqual([]);
    expect(idsIn(messages)).toEqual(items.map(({ open }) => open.id));
  });

  test('offers a long text in pieces, and tells what is left', () => {
    const reply: Reply = { kind: 'text', text: 'A sentence of some length. '.repeat(1_000) };
    expect(problems(render(reply))).toEqual([]);
    expect(shown(reply)).toMatch(/and \d+ more characters/);
  });
});

describe('replies of one outcome', () => {
  test('are one message where they fit', () => {
    const messages = render(samples.facts, samples.list, samples.notice);
    expect(messages).toHaveLength(1);
    expect(problems(messages)).toEqual([]);
  });

  test('with the same choice can be told apart, and mean the same', () => {
    const messages = render(samples.facts, samples.text, samples.facts);
    expect(problems(messages)).toEqual([]);
    expect(idsIn(messages).filter((id) => id === 'right')).toHaveLength(3);
  });

  test('are no message where nothing is said', () => expect(render()).toEqual([]));

  test('look the same when they are rendered again', () => {
    expect(render(...kinds)).toEqual(render(...kinds));
  });

  test('stay one message where it is updated in place, with all that can be pressed', () => {
    const long: Reply = { kind: 'text', text: 'word '.repeat(1_600) };
    const live = renderLive([long, samples.record, long]);
    if (live === undefined) throw new Error('no message');
    expect(problems([live])).toEqual([]);
    expect(JSON.stringify(live.components)).toContain('There is more than one message holds');
    expect(idsIn([live])).toEqual(choicesOf(samples.record).map(({ id }) => id));
  });

  test('pass whatever they are', () => {
    const any = fc.array(fc.oneof(...Object.values(anyReplies)), { maxLength: 5 });
    fc.assert(
      fc.property(any, (replies) => {
        expect(problems(render(...replies))).toEqual([]);
        expect(problems(withShare(render(...replies), 'k'.repeat(60)))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a question', () => {
  const options = (count: number, prefix = 'w:12:o:need=') =>
    Array.from({ length: count }, (_, at) => ({ id: `${prefix}option-${at}`, label: `Option ${at}` }));
  const question = (count: number, most: number, prefix?: string): QuestionReply => ({
    ...samples.question,
    most,
    options: options(count, prefix),
  });

  test('of a few options has buttons, and of many a menu', () => {
    expect(shown(question(10, 1))).not.toContain('"options"');
    expect(shown(question(11, 1))).toContain('"max_values":1');
  });

  test('that takes several has a menu', () => expect(shown(question(3, 2))).toContain('"max_values":2'));

  test.each([1, 3, 25, 26, 100])('brings %i ids back as they went, short ones and long ones', (count) => {
    for (const prefix of ['w:12:o:need=', `w:999999999:o:${'x'.repeat(40)}=${'y'.repeat(20)}-`])
      for (const most of [1, 3]) {
        const messages = render(question(count, most, prefix));
        expect(problems(messages)).toEqual([]);
        const back = idsIn(messages).filter((id) => id !== 'skip');
        expect(back).toEqual(options(count, prefix).map(({ id }) => id));
      }
  });

  test('tells how many options have no room', () => {
    expect(shown(question(103, 1))).toContain('3 more options have no room here');
  });
});

describe('a chart', () => {
  test('is a picture with a description', () => {
    const [message] = render(samples.chart);
    expect(message?.pictures).toMatchObject([{ file: 'chart-0.png', alt: samples.chart.alt }]);
    expect(shown(samples.chart)).toContain('"url":"attachment://chart-0.png"');
    expect(shown(samples.chart)).toContain(`"description":"${samples.chart.alt}"`);
  });

  test('is told in words where it cannot be drawn, whatever it shows', () => {
    fc.assert(
      fc.property(fc.array(anyReplies.chart, { maxLength: 4 }), (replies) => {
        for (const message of render(...replies)) {
          const told = message.pictures.reduce(withoutPicture, message);
          expect(told.pictures).toEqual([]);
          expect(problems([told])).toEqual([]);
          expect(JSON.stringify(told)).not.toContain('attachment://');
        }
      }),
    );
  });
});

describe('an answer that can be shared', () => {
  test('has a button for it below', () => {
    const messages = withShare(render(samples.facts), 'abc');
    expect(problems(messages)).toEqual([]);
    expect(pressesOf(messages)).toContainEqual({ kind: 'share', key: 'abc' });
  });

  test('has the button in a message of its own where there is no room', () => {
    const components = Array.from({ length: 39 }, () => ({
      type: ComponentType.TextDisplay as const,
      content: 'a',
    }));
    const messages = withShare([{ components, pictures: [] }], 'abc');
    expect(messages).toHaveLength(2);
    expect(problems(messages)).toEqual([]);
  });

  test('is as it was where there is nothing to share', () => {
    expect(withShare([], 'abc')).toEqual([]);
    expect(withShare(render(samples.text), '')).toEqual(render(samples.text));
    expect(() => withShare(render(samples.text), 'x'.repeat(95))).toThrow(RangeError);
  });
});
