import { describe, expect, test } from 'vitest';
import { hasDocument } from '../support/discord-schema.ts';
import {
  commandProblems,
  messageProblems,
  modalProblems,
  responseProblems,
  threadProblems,
} from '../support/discord-validator.ts';

const long = (length: number) => 'x'.repeat(length);
const many = <Value>(count: number, make: (at: number) => Value) =>
  Array.from({ length: count }, (_, at) => make(at));
const text = (content: string) => ({ type: 10, content });
const button = (more: object = {}) => ({ type: 2, style: 1, label: 'Go', custom_id: 'go', ...more });
const row = (...components: unknown[]) => ({ type: 1, components });
const box = (...components: unknown[]) => ({ type: 17, accent_color: 0x112233, components });
const option = (value: string, more: object = {}) => ({ label: 'One', value, ...more });
const menu = (options: unknown[], more: object = {}) => ({ type: 3, custom_id: 'menu', options, ...more });
const section = (...components: unknown[]) => ({ type: 9, components, accessory: button() });
const picture = (url: string, description = 'A chart') => ({
  type: 12,
  items: [{ media: { url }, description }],
});
const quiet = { allowed_mentions: { parse: [] } };
const body = (more: object = {}) => ({ flags: 32_768, ...quiet, components: [text('Hello')], ...more });
const message = (...components: unknown[]) => body({ components });
const said = (content: string) => message(text(content));

describe('the validator takes what Discord takes', () => {
  test.each<[string, unknown]>([
    ['text', said('**bold** `code` [words](<https://a.example/?x=1>) <https://b.example>\n- item\n-# small')],
    ['a box', message(box(text('In a box'), { type: 14, divider: true, spacing: 1 }))],
    ['buttons', message(row(button(), button({ custom_id: 'other', style: 4 })))],
    [
      'a menu',
      message(
        row(
          menu(
            many(25, (at) => option(String(at))),
            { min_values: 1, max_values: 3 },
          ),
        ),
      ),
    ],
    ['a section', message(section(text('Beside a button')))],
    [
      'a picture',
      body({
        components: [picture('attachment://c.png')],
        attachments: [{ id: '0', filename: 'c.png' }],
      }),
    ],
    ['text of the old kind', { ...quiet, content: 'Only text' }],
    ['an ephemeral one', body({ flags: 32_768 + 64 })],
    ['a nonce', body({ nonce: long(25), enforce_nonce: true })],
    ['an answer', body({ message_reference: { message_id: '1', fail_if_not_exists: false } })],
  ])('%s', (_, payload) => expect(messageProblems(payload)).toEqual([]));
});

describe('the validator refuses', () => {
  test.each<[string, unknown, string]>([
    ['no flag', { ...quiet, components: [text('a')] }, 'without the flag'],
    ['content beside components', body({ content: 'a' }), 'beside components'],
    ['embeds beside components', body({ embeds: [{ title: 'a' }] }), 'beside components'],
    ['nothing at all', body({ components: [] }), '0 components'],
    ['more than 2000 characters', { ...quiet, content: long(2_001) }, 'content has 2001'],
    ['no word on mentions', { ...body(), allowed_mentions: undefined }, 'mentions are not forbidden'],
    ['mentions of everybody', body({ allowed_mentions: { parse: ['everyone'] } }), 'not forbidden'],
    ['mentions of somebody', body({ allowed_mentions: { parse: [], users: ['1'] } }), 'not forbidden'],
    ['a mention of who is answered', body({ allowed_mentions: { parse: [], replied_user: true } }), 'not'],
    ['a call of everybody', said('hello @everyone'), 'notifies'],
    ['a call behind a backslash', said('hello \\@here'), 'notifies'],
    ['a call of somebody', said('<@123456789012345678>'), 'notifies'],
    ['a call in code', said('`<@&1>`'), 'notifies'],
    ['a channel', said('<#1>'), 'live bracket'],
    ['a time', said('<t:1:R>'), 'live bracket'],
    ['an emoji', said('<:a:1>'), 'live bracket'],
    ['a command', said('</adr accept:1>'), 'live bracket'],
    ['a masked link', said('[words](https://evil.example)'), 'bare'],
    ['a bare address', said('see https://a.example'), 'a bare address'],
    ['markdown by accident', said('snake_case'), 'by accident'],
    ['a spoiler', said('||hidden||'), 'by accident'],
    ['bold that does not end', said('**bold'), 'does not end'],
    ['half of a sign', said('\ud83d'), 'surrogate'],
    ['an empty text', said(''), 'text is empty'],
    ['a text of more than 4000', said(long(4_001)), '4001 characters'],
    ['more than 4000 in all', message(text(long(2_001)), text(long(2_000))), 'text of all displays'],
    ['41 components in all', message(...many(40, () => text('a')), box(text('a'))), 'components in all'],
    ['41 components, nested', message(box(...many(40, () => text('a')))), '41 components in all'],
    ['six buttons in a row', message(row(...many(6, (at) => button({ custom_id: `${at}` })))), '6 things'],
    ['an empty row', message(row()), '0 things'],
    ['an empty box', message(box()), '0 components of a box'],
    ['a box in a box', message(box(box(text('a')))), 'message'],
    ['a colour that is none', message({ ...box(text('a')), accent_color: 0x1000000 }), 'colour'],
    ['two menus in a row', message(row(menu([option('a')]), menu([option('a')], { custom_id: 'b' }))), 'row'],
    ['a label of more than 80', message(row(button({ label: long(81) }))), 'button has 81'],
    ['an empty label', message(row(button({ label: '' }))), 'button is empty'],
    ['an id of more than 100', message(row(button({ custom_id: long(101) }))), 'custom_id has 101'],
    ['an id twice', message(row(button()), box(row(button()))), 'custom_ids are not unique'],
    ['a button without id', message(row({ type: 2, style: 1, label: 'a' })), 'needs an id'],
    ['a field that Discord does not know', message({ ...text('a'), colour: 'red' }), 'colour'],
    ['a component of no kind', message({ type: 99 }), 'no rules'],
    ['a component that is none', message('text'), 'that is none'],
    ['a style that there is not', message(row(button({ style: 9 }))), 'message'],
    ['no options', message(row(menu([]))), '0 options'],
    ['26 options', message(row(menu(many(26, (at) => option(String(at)))))), '26 options'],
    ['options that are alike', message(row(menu([option('a'), option('a')]))), 'not unique'],
    ['a long option', message(row(menu([option('a', { label: long(101) })]))), 'option has 101'],
    ['a long value', message(row(menu([option(long(101))]))), 'option has 101'],
    ['a long description', message(row(menu([option('a', { description: long(101) })]))), 'has 101'],
    ['a long placeholder', message(row(menu([option('a')], { placeholder: long(151) }))), 'menu has 151'],
    ['more picks than options', message(row(menu([option('a')], { max_values: 2 }))), 'number of picks'],
    ['four texts in a section', message(section(...many(4, () => text('a')))), '4 texts of a section'],
    ['a section alone', message({ type: 9, components: [text('a')] }), 'beside it'],
    ['a long description of a picture', message(picture('https://a.b/c.png', long(1_025))), '1025'],
    [
      'a picture that is not there',
      body({ components: [picture('attachment://c.png')], attachments: [] }),
      'c.png',
    ],
    ['a long nonce', body({ nonce: long(26) }), 'nonce of more'],
    ['enforcing no nonce', body({ enforce_nonce: true }), 'without a nonce'],
    [
      'an answer that may fail',
      body({ message_reference: { message_id: '1' } }),
      'where the message is gone',
    ],
  ])('%s', (_, payload, problem) => expect(messageProblems(payload).join('\n')).toContain(problem));

  const input = (more: object = {}) => ({ type: 4, custom_id: 'a', style: 1, ...more });
  const label = (component: unknown = input(), more: object = {}) => ({
    type: 18,
    label: 'A',
    component,
    ...more,
  });
  const modal = (more: object = {}, ...components: unknown[]) => ({
    custom_id: 'form',
    title: 'A form',
    components: components.length === 0 ? [label()] : components,
    ...more,
  });

  test('nothing of a good modal', () =>
    expect(modalProblems(modal({}, label(), label(menu([option('a')], { required: true }))))).toEqual([]));

  test.each<[string, unknown, string]>([
    ['no title', { custom_id: 'a', components: [label()] }, 'title'],
    ['a title of more than 45', modal({ title: long(46) }), 'title has 46'],
    ['an id of more than 100', modal({ custom_id: long(101) }), 'custom_id has 101'],
    ['no fields', { ...modal(), components: [] }, '0 fields'],
    ['six fields', modal({}, ...many(6, (at) => label(input({ custom_id: `${at}` })))), '6 fields'],
    ['a label of more than 45', modal({}, label(input(), { label: long(46) })), 'label has 46'],
    ['a description of more than 100', modal({}, label(input(), { description: long(101) })), 'has 101'],
    ['a value of more than 4000', modal({}, label(input({ value: long(4_001) }))), '4001'],
    [
      'more than there is room for',
      modal({}, label(input({ value: 'four', max_length: 3 }))),
      '4 characters',
    ],
    ['room for more than 4000', modal({}, label(input({ max_length: 4_001 }))), 'wrong length'],
    ['a placeholder of more than 100', modal({}, label(input({ placeholder: long(101) }))), 'has 101'],
    ['several lines in one', modal({}, label(input({ value: 'a\nb' }))), 'several lines'],
    ['an id twice', modal({}, label(), label()), 'not unique'],
    ['a label within a label', modal({}, label(input({ label: 'B' }))), 'within a label'],
    ['a field without a label', modal({}, input()), 'without a label'],
  ])('%s in a modal', (_, payload, problem) => expect(modalProblems(payload).join('\n')).toContain(problem));

  test.each([
    { type: 1 },
    { type: 4, data: body() },
    { type: 5, data: { flags: 64 } },
    { type: 6 },
    { type: 7, data: body() },
    { type: 8, data: { choices: [{ name: 'A', value: 'a' }] } },
    { type: 9, data: modal() },
  ])('nothing of a good response of type $type', (response) =>
    expect(responseProblems(response)).toEqual([]),
  );

  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'not a response'],
    ['a type that there is not', { type: 42 }, 'no rules'],
    ['a message without components', { type: 4, data: body({ components: [] }) }, '0 components'],
    ['a message that may call people', { type: 4, data: { content: 'a' } }, 'not forbidden'],
    ['a deferral that says something', { type: 5, data: { content: 'a' } }, 'more than flags'],
    ['a modal without fields', { type: 9, data: { ...modal(), components: [] } }, '0 fields'],
    [
      '26 choices',
      { type: 8, data: { choices: many(26, (at) => ({ name: 'a', value: `${at}` })) } },
      '26 choices',
    ],
    ['a long choice', { type: 8, data: { choices: [{ name: long(101), value: 'a' }] } }, 'has 101'],
    ['half of a sign', { type: 8, data: { choices: [{ name: '\ud83d', value: 'a' }] } }, 'surrogate'],
  ])('%s as a response', (_, payload, problem) =>
    expect(responseProblems(payload).join('\n')).toContain(problem),
  );

  const command = (more: object = {}) => ({ type: 1, name: 'ask', description: 'Ask', ...more });
  const argument = (more: object = {}) => ({ type: 3, name: 'words', description: 'Words', ...more });

  test('nothing of a good command', () =>
    expect(
      commandProblems([command({ options: [argument({ required: true })] }), { type: 3, name: 'Record it' }]),
    ).toEqual([]));

  test.each<[string, unknown[], string]>([
    ['capitals', [command({ name: 'Ask' })], 'capitals'],
    ['a name with a space', [command({ name: 'ask me' })], 'a name that is none'],
    ['a name of more than 32', [command({ name: long(33) })], 'a name that is none'],
    ['no description', [command({ description: '' })], 'description is empty'],
    ['a description of more than 100', [command({ description: long(101) })], 'description has 101'],
    ['the same name twice', [command(), command()], 'not unique'],
    ['26 options', [command({ options: many(26, (at) => argument({ name: `a${at}` })) })], '26 options'],
    ['an option twice', [command({ options: [argument(), argument()] })], 'not unique'],
    [
      'a required option behind others',
      [command({ options: [argument(), argument({ name: 'b', required: true })] })],
      'behind others',
    ],
    [
      '26 choices',
      [command({ options: [argument({ choices: many(26, (at) => ({ name: `${at}`, value: `${at}` })) })] })],
      '26 choices',
    ],
    [
      'choices beside autocomplete',
      [command({ options: [argument({ autocomplete: true, choices: [] })] })],
      'beside',
    ],
    [
      'more than 8000 characters',
      [
        command({
          options: many(5, (at) =>
            argument({
              name: `a${at}`,
              choices: many(20, (one) => ({ name: `${one}${long(80)}`, value: `${one}` })),
            }),
          ),
        }),
      ],
      '8000',
    ],
    [
      'a subcommand beside an option',
      [command({ options: [argument(), { type: 1, name: 'b', description: 'B' }] })],
      'beside',
    ],
    ['a described command of a menu', [{ type: 3, name: 'Record', description: 'It' }], 'menu'],
  ])('a command with %s', (_, payload, problem) =>
    expect(commandProblems(payload).join('\n')).toContain(problem),
  );

  test('nothing of a good thread', () =>
    expect(threadProblems({ name: 'Decision 12', auto_archive_duration: 1_440 })).toEqual([]));
  test.each<[string, unknown, string]>([
    ['no name', { name: ' ' }, 'name is empty'],
    ['a name of more than 100', { name: long(101) }, 'name has 101'],
    ['an odd time', { name: 'a', auto_archive_duration: 5 }, 'odd time'],
  ])('a thread with %s', (_, payload, problem) =>
    expect(threadProblems(payload).join('\n')).toContain(problem),
  );
});

describe("Discord's own document", () => {
  test.skipIf(!hasDocument)('is checked against as well (skipped where ../shared is not there)', () => {
    expect(messageProblems(body({ components: many(41, () => text('a')) })).join('\n')).toContain(
      'documented',
    );
    expect(threadProblems({ name: long(101) }).join('\n')).toContain('documented');
  });
});
