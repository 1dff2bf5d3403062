import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type SlackMessage, withPicture } from '../../adapters/slack/message.ts';
import { readPress } from '../../adapters/slack/read-press.ts';
import { renderLive, renderReplies } from '../../adapters/slack/render.ts';
import { choicesOf } from '../../src/conversation/engine.ts';
import type { QuestionReply, Reply } from '../../src/reply.ts';
import { anyReplies, blankTexts, hostileTexts } from '../support/arbitrary-replies.ts';
import { sampleReplies } from '../support/sample-replies.ts';
import { messageProblems } from '../support/slack-validator.ts';

const samples = sampleReplies();
const kinds = Object.values(samples);
const context = {
  recordAddress: ({ number }: { number: number }) => `https://advisor.example/log/${number}?a=1&b=|`,
};
const problems = (messages: readonly SlackMessage[]) => messages.flatMap(messageProblems);
const render = (...replies: readonly Reply[]) => renderReplies(replies, context);
const shown = (...replies: readonly Reply[]) =>
  JSON.stringify(render(...replies).map(({ blocks }) => blocks));

describe('a reply in Slack', () => {
  test.each(kinds)('of kind $kind looks as it did', async (reply) => {
    // The text first, then a block a line.
    const lines = render(reply).flatMap(({ text, blocks }) => [text, ...blocks]);
    const golden = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    await expect(golden).toMatchFileSnapshot(`golden/${reply.kind}.jsonl`);
  });

  test.each(kinds)('of kind $kind is one message that Slack takes', (reply) => {
    const messages = render(reply);
    expect(problems(messages)).toEqual([]);
    expect(messages).toHaveLength(1);
  });

  test.each(kinds)('of kind $kind offers its choices', (reply) => {
    for (const { id, label } of choicesOf(reply)) {
      expect(shown(reply)).toContain(`"value":"${id}"`);
      expect(shown(reply)).toContain(`"text":"${label}"`);
    }
  });

  test.each(
    hostileTexts.flatMap((text) => Object.values(sampleReplies((words) => `${text} ${words} ${text}`))),
  )('of kind $kind does not trip over hostile text', (reply) => {
    expect(problems(render(reply))).toEqual([]);
  });

  test.each(
    blankTexts.flatMap((text) => Object.values(sampleReplies(() => text)).map((reply) => ({ reply }))),
  )('of kind $reply.kind says something where nothing of it can be seen', ({ reply }) => {
    expect(problems(render(reply))).toEqual([]);
    expect(shown(reply)).not.toMatch(
      /"(?:text|content|label)":"[\s\p{Default_Ignorable_Code_Point}\u2800*_•>#-]*"/u,
    );
  });

  test.each(kinds.map(({ kind }) => ({ kind })))('of kind $kind passes whatever it holds', ({ kind }) => {
    fc.assert(
      fc.property(anyReplies[kind], (reply) => {
        expect(problems(render(reply))).toEqual([]);
        const live = renderLive([reply], context);
        expect(live === undefined ? [] : messageProblems(live)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('calls nobody in the text of notifications either', () => {
    const [message] = render({ kind: 'text', text: '@channel <!here> look' });
    expect(message?.text).toBe('@\u2060channel &lt;!here&gt; look');
  });

  test('shows code as code and other signs as they are', () => {
    expect(shown(samples.facts)).toContain('about `2 KB` each.');
    expect(shown({ kind: 'text', text: 'snake_case and *stars*' })).toContain('snake_case and ∗stars∗');
  });

  test('links a record to the page, and to nothing where no page is served', () => {
    expect(shown(samples.record)).toContain(
      '<https://advisor.example/log/12?a=1&amp;b=%7C|12. Use PostgreSQL for orders>',
    );
    expect(JSON.stringify(renderReplies([samples.record]))).toContain('*12. Use PostgreSQL for orders*');
  });

  test('keeps its details for the choice that asks for them', () => {
    expect(shown(samples.recommendation)).toContain('Vacuum needs watching.');
    expect(shown({ ...samples.recommendation, whole: false })).not.toContain('Vacuum needs watching.');
  });

  test('tells what a table has no room for', () => {
    const rows = Array.from({ length: 150 }, (_, at) => ({ label: `row ${at}`, cells: ['yes', 'no'] }));
    const reply = { ...samples.comparison, rows };
    expect(problems(render(reply))).toEqual([]);
    expect(shown(reply)).toMatch(/Not shown: \d+ more rows/);
  });

  test('tells how many items of a long list are not shown', () => {
    const items = Array.from({ length: 500 }, (_, at) => ({ text: `${at}: a record`, detail: 'accepted' }));
    expect(shown({ kind: 'list', title: 'Records', items })).toContain('and 460 more');
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

  test('are several where they do not: Slack takes one table a message', () => {
    const messages = render(samples.comparison, samples.facts, samples.comparison);
    expect(messages).toHaveLength(2);
    expect(problems(messages)).toEqual([]);
  });

  test('are no message where nothing is said', () => expect(render()).toEqual([]));

  test('look the same when they are rendered again', () => {
    expect(render(...kinds)).toEqual(render(...kinds));
  });

  test('stay one message where it is updated in place', () => {
    const long: Reply = { kind: 'text', text: 'word '.repeat(1_600) };
    const live = renderLive([long, samples.record, long]);
    expect(live && messageProblems(live)).toEqual([]);
    expect(JSON.stringify(live?.blocks)).toContain('There is more than one message holds');
  });

  test('pass whatever they are', () => {
    const any = fc.array(fc.oneof(...Object.values(anyReplies)), { maxLength: 5 });
    fc.assert(
      fc.property(any, (replies) => {
        expect(problems(render(...replies))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a question that takes several options', () => {
  const options = (count: number, prefix = 'w:12:o:need=') =>
    Array.from({ length: count }, (_, at) => ({ id: `${prefix}option-${at}`, label: `Option ${at}` }));
  const question = (count: number, prefix?: string): QuestionReply => ({
    ...samples.question,
    options: options(count, prefix),
  });

  test('has boxes, and a menu where they are many', () => {
    expect(shown(question(10))).toContain('"type":"checkboxes"');
    expect(shown(question(11))).toContain('"max_selected_items":2');
  });

  test.each([3, 10, 11, 40])('brings %i ids back as they went, short ones and long ones', (count) => {
    for (const prefix of ['w:12:o:need=', `w:999999999:o:${'x'.repeat(40)}=${'y'.repeat(20)}-`]) {
      const [message] = render(question(count, prefix));
      expect(pressAll(message)).toEqual(options(count, prefix).map(({ id }) => id));
    }
  });

  test('falls back to buttons where ids are too long for values', () => {
    const ids = ['a', 'b'].map((sign) => ({ id: sign.repeat(100), label: sign }));
    expect(shown({ ...samples.question, options: ids })).toContain(`"value":"${'a'.repeat(100)}"`);
  });

  test('keeps its picks while votes come in, and not for the next question', () => {
    const blockOf = (reply: QuestionReply) => JSON.stringify(render(reply)).match(/picks-\w+/)?.[0];
    expect(blockOf({ ...question(3), tally: [] })).toBe(blockOf(question(3)));
    expect(blockOf(question(4))).not.toBe(blockOf(question(3)));
  });

  test('sends nothing where nothing was picked', () => {
    const choose = { action_id: 'choose:1', value: 'picks-abc|' };
    expect(readPress(choose, { values: {} })).toEqual({ kind: 'choices', ids: [] });
  });
});

describe('a press', () => {
  test.each<[string, unknown, unknown]>([
    [
      'a button',
      { action_id: 'choice:3', value: 'show:12:decisions' },
      { kind: 'choices', ids: ['show:12:decisions'] },
    ],
    ['a box', { action_id: 'pick:1', selected_options: [] }, { kind: 'picking' }],
    ['a form', { action_id: 'form:1', value: 'form:propose:1' }, { kind: 'form', form: 'form:propose:1' }],
    ['a button of an old message', { action_id: 'vote_up', value: '1' }, { kind: 'unknown' }],
    ['a button without value', { action_id: 'choice:1' }, { kind: 'unknown' }],
    ['nothing', undefined, { kind: 'unknown' }],
  ])('of %s is read', (_, action, press) => expect(readPress(action, undefined)).toEqual(press));
});

describe('a chart', () => {
  test('is told in words until its picture is uploaded', () => {
    const [message] = render(samples.chart);
    const [picture] = message?.pictures ?? [];
    if (message === undefined || picture === undefined) throw new Error('no picture');
    expect(JSON.stringify(message.blocks)).toContain('PostgreSQL leads with 91');
    expect(picture.file).toMatch(/^ranking-\d+\.png$/);
    const uploaded = withPicture(message, picture, 'F123');
    expect(messageProblems(uploaded)).toEqual([]);
    expect(JSON.stringify(uploaded.blocks)).toContain('"slack_file":{"id":"F123"}');
    expect(JSON.stringify(uploaded.blocks)).toContain('"alt_text":"PostgreSQL leads with 91');
  });
});

/** Picks everything in a message and presses Choose, as Slack would tell it. */
function pressAll(message: SlackMessage | undefined): readonly string[] {
  const values: Record<string, object> = {};
  let choose: unknown;
  for (const block of message?.blocks ?? []) {
    const elements =
      block.type === 'actions' ? block.elements : block.type === 'section' ? [block.accessory] : [];
    for (const element of elements) {
      if (element?.type === 'checkboxes' || element?.type === 'multi_static_select') {
        values[block.block_id ?? ''] = { [element.action_id ?? '']: { selected_options: element.options } };
      }
      if (element?.type === 'button' && element.action_id?.startsWith('choose')) choose = element;
    }
  }
  const press = readPress(choose, { values });
  return press.kind === 'choices' ? press.ids : [];
}
