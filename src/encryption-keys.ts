/** Keys of the operator: the first encrypts, all decrypt. */
export type EncryptionKeys = readonly [string, ...string[]];

const leastLength = 16;
const mostKeys = 10;

/** What a list of keys has to be, in words. */
export const keysForm = `keys of at least ${leastLength} characters, with commas between, ${mostKeys} at most`;

/** Reads `NEW,OLD`; undefined where something in it is no key. */
export function readKeys(text: string): EncryptionKeys | undefined {
  const [first = '', ...others] = new Set(text.split(',').map((key) => key.trim()));
  const all: EncryptionKeys = [first, ...others];
  if (all.length > mostKeys || all.some((key) => key.length < leastLength)) return undefined;
  // Before there were lists a comma was a sign like any other.
  return text.includes(',') ? [...all, text] : all;
}
