import type {
  InputBlock,
  MultiUsersSelect,
  PlainTextInput,
  PlainTextOption,
  StaticSelect,
} from '@slack/types';
import { z } from 'zod';
import type { Field } from '../../src/reply.ts';
import { uniqueBy } from '../view/unique-by.ts';
import { plainText } from './blocks/text.ts';
import {
  maxId,
  maxInputHint,
  maxInputLabel,
  maxInputLength,
  maxOptions,
  maxOptionText,
  maxOptionValue,
  maxPlaceholder,
} from './limits.ts';
import { type OptionValues, optionValues } from './option-values.ts';

const fieldPrefix = 'field:';
const actionPrefix = 'value:';

/** The `block_id` of a field: what is wrong with it is told under it. */
export function fieldBlock(name: string): string {
  return `${fieldPrefix}${name}`;
}

/** Whether a field's text is longer than a modal's field; opened, it would be cut off, and saved so. */
export function isTooLong({ value, people = [] }: Field): boolean {
  return value.length > maxInputLength || people.length > maxOptions;
}

/** A field of a form as a modal's input. */
export function inputBlock(field: Field): InputBlock {
  return {
    type: 'input',
    block_id: fieldBlock(field.name),
    label: plainText(field.label, maxInputLabel),
    optional: !field.required,
    element: element(field),
    ...(field.hint === undefined || hasPlaceholder(field)
      ? {}
      : { hint: plainText(field.hint, maxInputHint) }),
  };
}

function hasPlaceholder({ type }: Field): boolean {
  return type === 'line' || type === 'text';
}

function element(field: Field): InputBlock['element'] {
  switch (field.type) {
    case 'line':
      return textInput(field, false);
    case 'text':
      return textInput(field, true);
    case 'date':
      return datePicker(field);
    case 'choice':
      return selectOrLine(field);
    case 'people':
      return peopleMenu(field);
  }
}

/** The workspace's people; who is known by something else than Slack's id cannot stand in it. */
function peopleMenu({ people = [], hint }: Field): MultiUsersSelect {
  const chosen = uniqueBy(
    people.map(({ id }) => id).filter((id) => /^[UW][A-Z0-9]{1,20}$/.test(id)),
    (id) => id,
  );
  return {
    type: 'multi_users_select',
    action_id: actionPrefix,
    ...(chosen.length === 0 ? {} : { initial_users: chosen }),
    ...(hint === undefined ? {} : { placeholder: plainText(hint, maxPlaceholder) }),
  };
}

/** A hint stands in the field until something is typed, as an example does. */
function textInput({ value, hint, maxLength }: Field, multiline: boolean): PlainTextInput {
  return {
    type: 'plain_text_input',
    action_id: actionPrefix,
    multiline,
    // What is there already is never cut off: it may have been written where there was more room.
    max_length: Math.min(maxInputLength, Math.max(1, maxLength, value.length)),
    ...(value === '' ? {} : { initial_value: value.toWellFormed() }),
    ...(hint === undefined ? {} : { placeholder: plainText(hint, maxPlaceholder) }),
  };
}

function datePicker({ value }: Field): InputBlock['element'] {
  const isDay = z.iso.date().safeParse(value).success;
  return { type: 'datepicker', action_id: actionPrefix, ...(isDay ? { initial_date: value } : {}) };
}

/** A menu; what no menu can hold is typed. */
function selectOrLine(field: Field): StaticSelect | PlainTextInput {
  const options = uniqueBy(field.options ?? [], (option) => option.value);
  const values = optionValues(
    options.map((option) => option.value),
    maxOptionValue,
  );
  const isMenu = options.length > 0 && options.length <= maxOptions && values !== undefined;
  if (!isMenu || actionPrefix.length + values.prefix.length > maxId) return textInput(field, false);
  return menu(options, values, field.value);
}

function menu(
  options: NonNullable<Field['options']>,
  { prefix, values }: OptionValues,
  chosen: string,
): StaticSelect {
  const all = options.map(
    ({ label }, at): PlainTextOption => ({ text: plainText(label, maxOptionText), value: values[at] ?? '' }),
  );
  const initial = all[options.findIndex(({ value }) => value === chosen)];
  return {
    type: 'static_select',
    action_id: `${actionPrefix}${prefix}`,
    options: all,
    ...(initial === undefined ? {} : { initial_option: initial }),
  };
}

const valuesSchema = z.record(z.string(), z.record(z.string(), z.unknown()));
const valueSchema = z.union([
  z.object({ type: z.literal('plain_text_input'), value: z.string().nullish() }),
  z.object({ type: z.literal('datepicker'), selected_date: z.string().nullish() }),
  z.object({ type: z.literal('multi_users_select'), selected_users: z.array(z.string()).max(maxOptions) }),
  z.object({ type: z.literal('static_select'), selected_option: z.object({ value: z.string() }).nullish() }),
]);

/** What was filled in, by the names of the fields; `view.state.values` comes from outside, and what is not ours is left out. */
export function submittedFields(values: unknown): Record<string, string> {
  const read = valuesSchema.safeParse(values);
  const blocks = Object.entries(read.success ? read.data : {});
  const fields = blocks.flatMap(([block, elements]) => {
    const [[action, given] = ['', undefined]] = Object.entries(elements);
    const value = valueSchema.safeParse(given);
    const isOurs = block.startsWith(fieldPrefix) && action.startsWith(actionPrefix) && value.success;
    return isOurs
      ? [[block.slice(fieldPrefix.length), textOf(value.data, action.slice(actionPrefix.length))]]
      : [];
  });
  return Object.fromEntries(fields);
}

function textOf(given: z.infer<typeof valueSchema>, prefix: string): string {
  switch (given.type) {
    case 'plain_text_input':
      return given.value ?? '';
    case 'datepicker':
      return given.selected_date ?? '';
    case 'multi_users_select':
      // As they would be mentioned, so that they are named as those are.
      return given.selected_users.map((user) => `<@${user}>`).join(', ');
    case 'static_select':
      return given.selected_option ? prefix + given.selected_option.value : '';
  }
}
