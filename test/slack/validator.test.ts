import { describe, expect, test } from 'vitest';
import { errorsProblems, homeProblems, messageProblems, modalProblems } from '../support/slack-validator.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const section = (text: string, more: object = {}) => ({ type: 'section', text: mrkdwn(text), ...more });
const message = (...blocks: unknown[]) => ({ text: 'a message', blocks });
const button = (more: object = {}) => ({
  type: 'button',
  action_id: 'a',
  text: plain('Go'),
  value: 'go',
  ...more,
});
const actions = (...elements: unknown[]) => ({ type: 'actions', elements });
const option = (value: string, text = 'One') => ({ text: plain(text), value });
const boxes = (options: unknown[]) => ({ type: 'checkboxes', action_id: 'b', options });
const menu = (options: unknown[], more: object = {}) => ({
  type: 'static_select',
  action_id: 'm',
  options,
  ...more,
});
const many = <Value>(count: number, make: (at: number) => Value) =>
  Array.from({ length: count }, (_, at) => make(at));
const cell = (text: string) => ({ type: 'raw_text', text });
const table = (rows: unknown[][]) => ({ type: 'table', rows });
const long = (length: number) => 'x'.repeat(length);

describe('the validator takes what Slack takes', () => {
  test.each([
    ['a section', message(section('*bold* &amp; <https://example.com/?a=1&amp;b=2|a link>'))],
    ['a quotation', message(section('>said\n>twice'))],
    ['buttons', message(actions(button({ style: 'primary' })))],
    ['boxes', message(actions(boxes(many(10, (at) => option(String(at))))))],
    ['a table', message(table([[cell('a'), cell('b')]]))],
    ['a context', message({ type: 'context', elements: [mrkdwn('small')] })],
    ['a picture', message({ type: 'image', slack_file: { id: 'F1' }, alt_text: 'a chart' })],
    ['text alone', { text: 'only text' }],
  ])('%s', (_, payload) => expect(messageProblems(payload)).toEqual([]));
});

describe('the validator refuses', () => {
  test.each<[string, unknown, string]>([
    ['no text', { blocks: [section('a')] }, 'not a message'],
    ['an empty text', { text: '', blocks: [section('a')] }, 'text is empty'],
    ['a text of more than 40000', { text: long(40_001), blocks: [] }, 'text has 40001'],
    ['a text that notifies', { text: 'hello <!channel>', blocks: [] }, 'notifies'],
    ['a text with @here', { text: 'hello @here', blocks: [] }, 'notifies'],
    ['51 blocks', message(...many(51, () => ({ type: 'divider' }))), '51 blocks'],
    ['more than a message holds', message(...many(6, () => section(long(2_900)))), '13000'],
    ['a block of no known type', message({ type: 'banner' }), 'no known type'],
    ['a block that is none', message('text'), 'no known type'],
    [
      'a field that Slack does not know',
      message({ ...section('a'), colour: 'red' }),
      'additional properties',
    ],
    ['a missing field', message({ type: 'header' }), "required property 'text'"],
    ['a header in mrkdwn', message({ type: 'header', text: mrkdwn('a') }), 'must be equal to constant'],
    ['a section without anything', message({ type: 'section' }), 'section without'],
    ['a section of more than 3000', message(section(long(3_001))), 'section text has 3001'],
    ['an empty section', message(section('')), 'section text is empty'],
    ['11 fields', message({ type: 'section', fields: many(11, () => mrkdwn('a')) }), '11 fields'],
    [
      'a field of more than 2000',
      message({ type: 'section', fields: [mrkdwn(long(2_001))] }),
      'field has 2001',
    ],
    ['a header of more than 150', message({ type: 'header', text: plain(long(151)) }), 'header has 151'],
    [
      '11 things in a context',
      message({ type: 'context', elements: many(11, () => mrkdwn('a')) }),
      '11 context',
    ],
    ['an empty context', message({ type: 'context', elements: [] }), '0 context'],
    ['26 buttons', message(actions(...many(26, (at) => button({ action_id: `a${at}` })))), '26 actions'],
    ['no buttons', message(actions()), '0 actions'],
    ['a button of more than 75', message(actions(button({ text: plain(long(76)) }))), 'button text has 76'],
    ['a value of more than 2000', message(actions(button({ value: long(2_001) }))), 'button value has 2001'],
    ['an empty value', message(actions(button({ value: '' }))), 'button value is empty'],
    ['a style that there is not', message(actions(button({ style: 'success' }))), 'allowed values'],
    ['a button without id', message(actions({ type: 'button', text: plain('Go') })), 'without action_id'],
    ['the same id twice', message(actions(button(), button())), 'action_ids are not unique'],
    ['an id of more than 255', message(actions(button({ action_id: long(256) }))), 'action_id has 256'],
    [
      'a block id twice',
      message(section('a', { block_id: 'x' }), section('b', { block_id: 'x' })),
      'block_ids are',
    ],
    ['a block id of more than 255', message(section('a', { block_id: long(256) })), 'block_id has 256'],
    ['11 boxes', message(actions(boxes(many(11, (at) => option(String(at)))))), '11 options'],
    ['no options', message(actions(menu([]))), '0 options'],
    ['101 options', message(actions(menu(many(101, (at) => option(String(at)))))), '101 options'],
    ['an option of more than 75', message(actions(menu([option('a', long(76))]))), 'option text has 76'],
    ['an option value of more than 75', message(actions(menu([option(long(76))]))), 'option value has 76'],
    ['an empty option value', message(actions(menu([option('')]))), 'option value is empty'],
    ['option values that are alike', message(actions(menu([option('a'), option('a')]))), 'not unique'],
    [
      'another initial option',
      message(actions(menu([option('a')], { initial_option: option('b') }))),
      'none of',
    ],
    [
      'a placeholder of more than 150',
      message(actions(menu([option('a')], { placeholder: plain(long(151)) }))),
      '151',
    ],
    [
      'a picture without words',
      message({ type: 'image', image_url: 'https://a.b/c.png', alt_text: '' }),
      'alt_text',
    ],
    [
      'a long alt text',
      message({ type: 'image', slack_file: { id: 'F' }, alt_text: long(2_001) }),
      'alt_text has',
    ],
    ['two tables', message(table([[cell('a')]]), table([[cell('a')]])), 'more than one table'],
    ['101 rows', message(table(many(101, () => [cell('a')]))), '101 table rows'],
    ['21 columns', message(table([many(21, () => cell('a'))])), '21 table columns'],
    ['rows of different lengths', message(table([[cell('a')], [cell('a'), cell('b')]])), 'different lengths'],
    ['an empty cell', message(table([[cell('')]])), 'an empty cell'],
    ['a table of more than 10000', message(table([[cell(long(10_001))]])), '10000'],
    ['too much markdown', message({ type: 'markdown', text: long(12_001) }), '12000'],
    [
      'an input in a message',
      message({ type: 'input', label: plain('a'), element: menu([option('a')]) }),
      'an input',
    ],
    ['an entity that is broken', message(section('a &am; b')), 'entity'],
    ['a bare ampersand', message(section('a & b')), 'entity'],
    ['a bare bracket', message(section('a < b')), 'bracket'],
    ['a link that is broken', message(section('<https://example.com|a')), 'bracket'],
    ['a call of somebody', message(section('<@U123>')), 'notifies'],
    ['a call of a group', message(section('<!subteam^S1>')), 'notifies'],
    ['half of a sign', message(section('\ud83d')), 'surrogate'],
  ])('%s', (_, payload, problem) => expect(messageProblems(payload).join('\n')).toContain(problem));

  const input = (more: object = {}, element: object = {}) => ({
    type: 'input',
    block_id: 'field:a',
    label: plain('A'),
    element: { type: 'plain_text_input', action_id: 'value:', ...element },
    ...more,
  });
  const modal = (more: object = {}, ...blocks: unknown[]) => ({
    type: 'modal',
    title: plain('A form'),
    submit: plain('Send'),
    blocks: blocks.length === 0 ? [input()] : blocks,
    ...more,
  });

  test('nothing of a good modal', () => expect(modalProblems(modal())).toEqual([]));

  test.each<[string, unknown, string]>([
    ['no title', { type: 'modal', blocks: [] }, "required property 'title'"],
    ['a title of more than 24', modal({ title: plain(long(25)) }), 'title has 25'],
    ['a button of more than 24', modal({ submit: plain(long(25)) }), 'submit has 25'],
    ['a close of more than 24', modal({ close: plain(long(25)) }), 'close has 25'],
    ['metadata of more than 3000', modal({ private_metadata: long(3_001) }), 'private_metadata has 3001'],
    ['a callback id of more than 255', modal({ callback_id: long(256) }), 'callback_id has 256'],
    [
      'inputs without submit',
      { type: 'modal', title: plain('a'), blocks: [input()] },
      'inputs without submit',
    ],
    ['101 blocks', modal({}, ...many(101, () => ({ type: 'divider' }))), '101 blocks'],
    ['a label of more than 2000', modal({}, input({ label: plain(long(2_001)) })), 'label has 2001'],
    ['a hint of more than 2000', modal({}, input({ hint: plain(long(2_001)) })), 'hint has 2001'],
    ['room for more than 3000', modal({}, input({}, { max_length: 3_001 })), 'max_length'],
    [
      'more than there is room for',
      modal({}, input({}, { max_length: 3, initial_value: 'four' })),
      'longer than',
    ],
    ['a date that is none', modal({}, input({}, { type: 'datepicker', initial_date: '1 May' })), 'no day'],
    ['a table', modal({}, table([[cell('a')]])), 'outside a message'],
  ])('%s in a modal', (_, view, problem) => expect(modalProblems(view).join('\n')).toContain(problem));

  test.each<[string, unknown, string]>([
    ['no blocks', { type: 'home', blocks: [] }, '0 blocks'],
    ['101 blocks', { type: 'home', blocks: many(101, () => ({ type: 'divider' })) }, '101 blocks'],
    ['a title', { type: 'home', title: plain('a'), blocks: [section('a')] }, 'additional properties'],
  ])('%s on the Home tab', (_, view, problem) => expect(homeProblems(view).join('\n')).toContain(problem));

  test('errors about fields that the modal does not have', () => {
    const view = {
      type: 'modal' as const,
      title: { type: 'plain_text' as const, text: 'a' },
      blocks: [input()],
    };
    const answer = (errors: object) => ({ response_action: 'errors', errors });
    expect(errorsProblems(answer({ 'field:a': 'Too short' }), view)).toEqual([]);
    expect(errorsProblems(answer({ 'field:b': 'Too short' }), view)).toEqual([
      '"field:b" is no input of the view',
    ]);
    expect(errorsProblems(answer({}), view)).toEqual(['errors without any']);
    expect(errorsProblems({ errors: {} }, view)[0]).toContain('not an answer');
  });
});
