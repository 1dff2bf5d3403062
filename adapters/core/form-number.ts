import { formIdText, readFormId } from '../../src/conversation/form-id.ts';

/**
 * The form's id with a number of its own for each time that it is opened, under the key of what opened it: sent in twice
 * it is the same one.
 */
export function numbered(form: string, key: string): string {
  const id = readFormId(form);
  return id === undefined ? form : formIdText({ ...id, own: numberOf(key) });
}

/** A number of up to nine digits: the same for the same key. */
export function numberOf(key: string): number {
  let sum = 7;
  for (const sign of key) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 999_999_937;
  return sum;
}
