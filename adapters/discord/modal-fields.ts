import {
  type APILabelComponent,
  type APIStringSelectComponent,
  type APITextInputComponent,
  type APIUserSelectComponent,
  ComponentType,
  SelectMenuDefaultValueType,
  TextInputStyle,
} from 'discord.js';
import { z } from 'zod';
import type { Field } from '../../src/reply.ts';
import { oneLine } from '../view/clean-text.ts';
import { uniqueBy } from '../view/unique-by.ts';
import { plain } from './components/text.ts';
import {
  maxCustomId,
  maxFieldDescription,
  maxFieldLabel,
  maxInputPlaceholder,
  maxInputText,
  maxOptions,
  maxOptionText,
} from './limits.ts';

const fieldPrefix = 'field:';

/** Why a field cannot be filled in here without losing what it holds; undefined where it can. */
export function misfitOf({ name, value, people = [] }: Field): 'long' | 'unnamed' | undefined {
  if (value.length > maxInputText || people.length > maxOptions) return 'long';
  return name === '' || fieldPrefix.length + name.length > maxCustomId ? 'unnamed' : undefined;
}

/** A field of a form with its label. https://docs.discord.com/developers/components/reference#label */
export function fieldLabel(field: Field): APILabelComponent {
  const component = componentOf(field);
  const told = component.type === ComponentType.TextInput ? '' : oneLine(field.hint ?? '');
  return {
    type: ComponentType.Label,
    label: plain(field.label, maxFieldLabel),
    component,
    ...(told === '' ? {} : { description: plain(told, maxFieldDescription) }),
  };
}

function componentOf(
  field: Field,
): APIStringSelectComponent | APIUserSelectComponent | APITextInputComponent {
  switch (field.type) {
    case 'line':
    case 'text':
    case 'date':
      return textInput(field);
    case 'choice':
      return menuOrInput(field);
    case 'people':
      return peopleMenu(field);
  }
}

/** The server's people; who is known by something else than Discord's id cannot stand in it. */
function peopleMenu({ name, required, people = [] }: Field): APIUserSelectComponent {
  const ids = people.map(({ id }) => id).filter((id) => /^\d{1,20}$/.test(id));
  const chosen = uniqueBy(ids, (id) => id);
  return {
    type: ComponentType.UserSelect,
    custom_id: `${fieldPrefix}${name}`,
    required,
    min_values: required ? 1 : 0,
    max_values: maxOptions,
    ...(chosen.length === 0
      ? {}
      : { default_values: chosen.map((id) => ({ id, type: SelectMenuDefaultValueType.User })) }),
  };
}

/** A hint stands in the field until something is typed, as an example does. */
function textInput({ name, type, value, hint, maxLength, required }: Field): APITextInputComponent {
  const shown = type === 'date' ? (hint ?? 'YYYY-MM-DD') : hint;
  return {
    type: ComponentType.TextInput,
    custom_id: `${fieldPrefix}${name}`,
    // A line that holds several keeps them.
    style: type === 'text' || value.includes('\n') ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required,
    // What is there already is never cut off: it may have been written where there was more room.
    max_length: Math.min(maxInputText, Math.max(1, maxLength, value.length)),
    ...(value === '' ? {} : { value: value.toWellFormed() }),
    ...(shown === undefined || shown.trim() === '' ? {} : { placeholder: plain(shown, maxInputPlaceholder) }),
  };
}

/** A menu; what no menu can hold is typed. */
function menuOrInput(field: Field): APIStringSelectComponent | APITextInputComponent {
  const options = uniqueBy(field.options ?? [], ({ value }) => value);
  const fits = options.every(
    ({ value }) => value.trim() !== '' && value.length <= maxOptionText && value.isWellFormed(),
  );
  if (options.length === 0 || options.length > maxOptions || !fits) return textInput(field);
  return {
    type: ComponentType.StringSelect,
    custom_id: `${fieldPrefix}${field.name}`,
    required: field.required,
    min_values: field.required ? 1 : 0,
    max_values: 1,
    options: options.map(({ value, label }) => ({
      value,
      label: plain(label, maxOptionText),
      ...(value === field.value ? { default: true } : {}),
    })),
  };
}

const inputSchema = z.union([
  z.object({
    type: z.literal(ComponentType.TextInput),
    custom_id: z.string(),
    value: z.string().max(maxInputText).nullish(),
  }),
  z.object({
    type: z.literal(ComponentType.StringSelect),
    custom_id: z.string(),
    values: z.array(z.string()).max(maxOptions),
  }),
  z.object({
    type: z.literal(ComponentType.UserSelect),
    custom_id: z.string(),
    values: z.array(z.string().regex(/^\d{1,20}$/)).max(maxOptions),
  }),
]);

/** What is in one field, by the field's name; undefined for what is none of ours. */
export function readField(component: unknown): readonly [string, string] | undefined {
  const read = inputSchema.safeParse(component);
  if (!read.success || !read.data.custom_id.startsWith(fieldPrefix)) return undefined;
  const value = textOf(read.data);
  return [read.data.custom_id.slice(fieldPrefix.length), value ?? ''];
}

function textOf(given: z.infer<typeof inputSchema>): string | null | undefined {
  switch (given.type) {
    case ComponentType.TextInput:
      return given.value;
    case ComponentType.StringSelect:
      return given.values[0];
    case ComponentType.UserSelect:
      // As they would be mentioned, so that they are named as those are.
      return given.values.map((user) => `<@${user}>`).join(', ');
  }
}
