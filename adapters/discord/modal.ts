import { type APIModalInteractionResponseCallbackData, ComponentType } from 'discord.js';
import { z } from 'zod';
import type { Field, FormReply } from '../../src/reply.ts';
import { formCustomId, readFormCustomId } from './components/form-ids.ts';
import { plain } from './components/text.ts';
import { maxModalFields, maxModalTitle } from './limits.ts';
import { fieldLabel, misfitOf, readField } from './modal-fields.ts';

/** A form as a modal, or why it cannot be one, in words for people. */
export type FormModal =
  | { readonly modal: APIModalInteractionResponseCallbackData }
  | { readonly refused: string };

/**
 * A form as a modal, with `message` as the id of the message that it is about, or empty. Channel and thread come back with
 * the interaction.
 *
 * A modal has five fields. Of more the required ones and those that hold something are taken first, then the others in their
 * order. A field that is left out comes back as if it was empty, so a form that would lose text that way is refused, and so
 * is one that holds more text than a field takes; but of a spare field all stays as it is.
 */
export function formModal(reply: FormReply, { message }: { readonly message: string }): FormModal {
  const { id, title, fields } = reply;
  const shown = shownFields(fields);
  const lost = fields.filter((field) => !shown.includes(field) && isNeeded(field) && field.isSpare !== true);
  const misfits = shown.filter((field) => misfitOf(field) !== undefined);
  const customId = formCustomId({ form: id, message });
  if (lost.length > 0 || misfits.length > 0) return { refused: tooMuch([...misfits, ...lost]) };
  if (customId === undefined || shown.length === 0) return { refused: notHere };
  const components = shown.map(fieldLabel);
  return { modal: { custom_id: customId, title: plain(title, maxModalTitle), components } };
}

const elsewhere = 'Change it on the page or on the command line.';
const notHere = `This form cannot be opened in Discord. ${elsewhere}`;

function tooMuch(fields: readonly Field[]): string {
  const labels = fields.map(({ label }) => plain(label, 100)).join(', ');
  return `This holds more than a form in Discord: ${labels}. ${elsewhere}`;
}

/** Whether a field has to be filled in, or holds something already. */
function isNeeded({ required, value, people = [] }: Field): boolean {
  return required || value !== '' || people.length > 0;
}

function isTooLongSpare(field: Field): boolean {
  return field.isSpare === true && misfitOf(field) !== undefined;
}

function shownFields(fields: readonly Field[]): Field[] {
  const needed = fields.filter((field) => isNeeded(field) && !isTooLongSpare(field));
  const others = fields.filter((field) => !isNeeded(field));
  const kept = (field: Field) => field.isSpare === true;
  const chosen = [...needed.filter((field) => !kept(field)), ...needed.filter(kept), ...others];
  const first = chosen.slice(0, maxModalFields);
  return fields.filter((field) => first.includes(field));
}

/** A form that was sent in. */
export interface ReadModal {
  readonly form: string;
  /** The message that the form was opened on; empty where there is none. */
  readonly message: string;
  readonly fields: Readonly<Record<string, string>>;
}

const rowSchema = z.union([
  z.object({ type: z.literal(ComponentType.Label), component: z.unknown() }),
  z.object({
    type: z.literal(ComponentType.ActionRow),
    components: z.array(z.unknown()).max(maxModalFields),
  }),
  // Text between the fields brings nothing back.
  z.object({ type: z.number() }),
]);
const submissionSchema = z.object({
  custom_id: z.string(),
  components: z.array(rowSchema).max(40).default([]),
});

/**
 * Reads the `data` of a modal that was sent in, which comes from outside; undefined for one that is not ours.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-modal-submit-data-structure
 */
export function readModal(data: unknown): ReadModal | undefined {
  const read = submissionSchema.safeParse(data);
  const place = read.success ? readFormCustomId(read.data.custom_id) : undefined;
  if (!read.success || place === undefined) return undefined;
  const inputs = read.data.components.flatMap((row) => {
    if ('component' in row) return [row.component];
    return 'components' in row ? row.components : [];
  });
  const fields = inputs.flatMap((input) => {
    const field = readField(input);
    return field === undefined ? [] : [field];
  });
  return { ...place, fields: Object.fromEntries(fields) };
}
