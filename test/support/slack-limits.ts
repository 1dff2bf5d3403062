import type { KnownBlock, TextObject } from '@slack/types';

/*
 * What Slack refuses although its types allow it. The figures are written out here: taken from the adapter, a wrong one there
 * would prove itself right.
 */

type Tell = (problem: string) => void;

/** What is wrong with a block that its schema takes. */
export function blockProblems(block: KnownBlock, surface: 'message' | 'modal' | 'home', tell: Tell): void {
  switch (block.type) {
    case 'section':
      if (block.text === undefined && block.fields === undefined) tell('section without text and fields');
      if (block.text !== undefined) textProblems('section text', block.text, 3_000, tell);
      countProblems('fields', block.fields ?? [undefined], 1, 10, tell);
      for (const field of block.fields ?? []) textProblems('field', field, 2_000, tell);
      if (block.accessory !== undefined) elementProblems(block.accessory, tell);
      return;
    case 'header':
      textProblems('header', block.text, 150, tell);
      return;
    case 'context':
      countProblems('context elements', block.elements, 1, 10, tell);
      for (const one of block.elements) if (one.type !== 'image') textProblems('context', one, 3_000, tell);
      return;
    case 'actions':
      countProblems('actions', block.elements, 1, 25, tell);
      for (const one of block.elements) elementProblems(one, tell);
      return;
    case 'image':
      lengthProblems('alt_text', block.alt_text, 1, 2_000, tell);
      if (block.title !== undefined) textProblems('image title', block.title, 2_000, tell);
      return;
    case 'input':
      if (surface === 'message') tell('an input in a message');
      textProblems('label', block.label, 2_000, tell);
      if (block.hint !== undefined) textProblems('hint', block.hint, 2_000, tell);
      elementProblems(block.element, tell);
      return;
    case 'table':
      if (surface !== 'message') tell('a table outside a message');
      tableProblems(block, tell);
      return;
    case 'divider':
      return;
    case 'markdown':
      lengthProblems('markdown', block.text, 1, 12_000, tell);
      return;
    default:
      tell(`no rules for blocks of type ${block.type}`);
  }
}

type Element =
  | Extract<KnownBlock, { type: 'actions' }>['elements'][number]
  | NonNullable<Extract<KnownBlock, { type: 'section' }>['accessory']>
  | Extract<KnownBlock, { type: 'input' }>['element'];

function elementProblems(element: Element, tell: Tell): void {
  switch (element.type) {
    case 'button':
      textProblems('button text', element.text, 75, tell);
      if (element.value !== undefined) lengthProblems('button value', element.value, 1, 2_000, tell);
      if (element.url !== undefined) lengthProblems('button url', element.url, 1, 3_000, tell);
      return;
    case 'checkboxes':
    case 'radio_buttons':
      optionProblems(element.options, 10, tell);
      return;
    case 'static_select':
      placeholderProblems(element.placeholder, tell);
      optionProblems(element.options ?? [], 100, tell);
      initialProblems(
        element.initial_option === undefined ? [] : [element.initial_option],
        element.options,
        tell,
      );
      return;
    case 'multi_static_select':
      placeholderProblems(element.placeholder, tell);
      if ((element.max_selected_items ?? 1) < 1) tell('max_selected_items below 1');
      optionProblems(element.options ?? [], 100, tell);
      initialProblems(element.initial_options ?? [], element.options, tell);
      return;
    case 'multi_users_select':
      placeholderProblems(element.placeholder, tell);
      countProblems('initial_users', element.initial_users ?? ['U1'], 1, 100, tell);
      if (new Set(element.initial_users).size < (element.initial_users ?? []).length)
        tell('initial_users that are twice in it');
      return;
    case 'plain_text_input':
      placeholderProblems(element.placeholder, tell);
      inputProblems(element, tell);
      return;
    case 'datepicker':
      placeholderProblems(element.placeholder, tell);
      if (!/^\d{4}-\d{2}-\d{2}$/.test(element.initial_date ?? '2026-01-01')) tell('initial_date is no day');
      return;
    case 'image':
      lengthProblems('alt_text', element.alt_text, 1, 2_000, tell);
      return;
    default:
      tell(`no rules for elements of type ${element.type}`);
  }
}

type PlainTextInput = Extract<Element, { type: 'plain_text_input' }>;

function inputProblems({ max_length = 3_000, initial_value = '' }: PlainTextInput, tell: Tell): void {
  if (max_length < 1 || max_length > 3_000) tell(`max_length ${max_length} is not within 1 to 3000`);
  if (initial_value.length > max_length) tell('initial_value is longer than max_length');
}

interface SomeOption {
  readonly text: TextObject;
  readonly value?: string;
}

function optionProblems(options: readonly SomeOption[], most: number, tell: Tell): void {
  countProblems('options', options, 1, most, tell);
  for (const { text, value = '' } of options) {
    textProblems('option text', text, 75, tell);
    lengthProblems('option value', value, 1, 75, tell);
  }
  if (new Set(options.map(({ value }) => value)).size !== options.length)
    tell('option values are not unique');
}

function initialProblems(
  initial: readonly SomeOption[],
  options: readonly SomeOption[] = [],
  tell: Tell,
): void {
  const all = options.map((option) => JSON.stringify(option));
  if (!initial.every((one) => all.includes(JSON.stringify(one))))
    tell('an initial option is none of the options');
}

function placeholderProblems(text: TextObject | undefined, tell: Tell): void {
  if (text !== undefined) textProblems('placeholder', text, 150, tell);
}

function tableProblems({ rows }: Extract<KnownBlock, { type: 'table' }>, tell: Tell): void {
  countProblems('table rows', rows, 1, 100, tell);
  for (const row of rows) countProblems('table columns', row, 1, 20, tell);
  if (new Set(rows.map((row) => row.length)).size > 1) tell('table rows of different lengths');
  const texts = rows.flat().map((cell) => textsIn(cell).join(''));
  if (texts.some((text) => text === '')) tell('an empty cell');
  if (texts.join('').length > 10_000) tell('a table of more than 10000 characters');
}

function textsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : textsIn(inner),
  );
}

/** What is wrong with a text object. */
export function textProblems(name: string, { type, text }: TextObject, max: number, tell: Tell): void {
  lengthProblems(name, text, 1, max, tell);
  if (type === 'mrkdwn') mrkdwnProblems(name, text, tell);
}

/** mrkdwn that calls people, or whose entities or links are broken. */
export function mrkdwnProblems(name: string, text: string, tell: Tell): void {
  if (/<[!@#]|@(?:channel|here|everyone|group)/i.test(text))
    tell(`${name} notifies people or links channels`);
  if (/&(?!amp;|lt;|gt;)/.test(text)) tell(`${name} has a bare or broken entity`);
  const rest = text.replace(/<https?:\/\/[^<>|\s]+\|[^<>|]+>/g, '');
  if (/<|(?<!^)>/m.test(rest)) tell(`${name} has a bare bracket or a broken link`);
}

/** Lengths are told of empty texts too: Slack takes none. */
export function lengthProblems(name: string, text: string, min: number, max: number, tell: Tell): void {
  if (text.length < min) tell(`${name} is empty`);
  if (text.length > max) tell(`${name} has ${text.length} characters; ${max} are allowed`);
}

/** Too many of something, or none. */
export function countProblems(
  name: string,
  items: readonly unknown[],
  min: number,
  max: number,
  tell: Tell,
): void {
  if (items.length < min || items.length > max) tell(`${items.length} ${name}; ${min} to ${max} are allowed`);
}
