import { formIdText, formKinds, readFormId } from '../../../src/conversation/form-id.ts';
import { maxCustomId } from '../limits.ts';

/** A form and the message that it was opened on; empty where it is about none. */
interface FormPlace {
  /** The form's id. */
  readonly form: string;
  readonly message: string;
}

/*
 * A form's id can be longer than a `custom_id`: where it is, it is written shorter, with the place of its kind and numbers to
 * the base of 36. `form:edit:123456789:12:3:LOG` becomes `f:1:21i3v9:c:3:LOG`. No log's name holds a space, so a message's
 * id follows one.
 */
const prefix = /^f(?:orm)?:/;
const short = /^f:(\d):([a-z0-9]{1,6}):([a-z0-9]{1,6}):([a-z0-9]{1,6}):(.*)$/s;
const withMessage = /^(.*?)(?: (\d{1,20}))?$/s;

/**
 * The `custom_id` of a form's modal or of the button that opens it. The message is left out where there is no room for it.
 * Undefined for a form whose id has no room.
 */
export function formCustomId({ form, message }: FormPlace): string | undefined {
  const suffix = message === '' ? '' : ` ${message}`;
  return [`${form}${suffix}`, `${shortened(form)}${suffix}`, shortened(form)].find(
    (id) => prefix.test(id) && id.length <= maxCustomId,
  );
}

/** Reads a form's `custom_id`; undefined for any other. */
export function readFormCustomId(customId: string): FormPlace | undefined {
  if (!prefix.test(customId)) return undefined;
  const [, form = '', message = ''] = withMessage.exec(customId) ?? [];
  return { form: lengthened(form), message };
}

function shortened(form: string): string {
  const read = readFormId(form);
  if (read === undefined) return form;
  const numbers = [read.own, read.number, read.version].map((number) => number.toString(36));
  return ['f', formKinds.indexOf(read.kind), ...numbers, read.log].join(':');
}

function lengthened(form: string): string {
  const [, place, own = '', number = '', version = '', log = ''] = short.exec(form) ?? [];
  const kind = formKinds[Number(place)];
  if (kind === undefined) return form;
  const numberIn = (letters: string) => Number.parseInt(letters, 36);
  return formIdText({ kind, own: numberIn(own), number: numberIn(number), version: numberIn(version), log });
}
