import type { Field, FormReply, Reply } from '../../src/reply.ts';
import { type Body, fieldOf } from './read-request.ts';
import { fieldPrefix } from './replies/form.ts';

/** A form's fields as they were filled in, and what is wrong with them, by name. */
export interface Filled {
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
}

/** The form by its id among a turn's replies. */
export function formIn(replies: readonly Reply[], id: string): FormReply | undefined {
  return replies.find((reply): reply is FormReply => reply.kind === 'form' && reply.id === id);
}

/** Everything that was filled in, whatever the form: for a form that the conversation does not hold. */
export function filledIn(body: Body): Readonly<Record<string, string>> {
  const names = Object.keys(body).filter((name) => name.startsWith(fieldPrefix));
  return Object.fromEntries(names.map((name) => [name.slice(fieldPrefix.length), fieldOf(body, name)]));
}

/** What was filled in to a form; the browser checks the same, but not every client does. */
export function checkForm(form: FormReply, body: Body): Filled {
  const values = Object.fromEntries(
    form.fields.map(({ name }) => [name, fieldOf(body, `${fieldPrefix}${name}`).replaceAll('\r\n', '\n')]),
  );
  const errors = form.fields.flatMap((field) => {
    const fault = faultOf(field, values[field.name] ?? '');
    return fault === undefined ? [] : [[field.name, fault] as const];
  });
  return { values, errors: Object.fromEntries(errors) };
}

function faultOf({ type, required, maxLength, options = [] }: Field, value: string): string | undefined {
  if (value.trim() === '') return required ? 'This is needed.' : undefined;
  if (value.length > maxLength) return `At most ${maxLength} characters; this has ${value.length}.`;
  if (type === 'date' && Number.isNaN(Date.parse(`${value}T00:00:00Z`))) return 'A day such as 2027-03-01.';
  if (type === 'choice' && !options.some((option) => option.value === value))
    return 'Choose one of the list.';
  return undefined;
}
