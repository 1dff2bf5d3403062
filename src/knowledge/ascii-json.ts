import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Writes plain data as JSON in ASCII: such a file is read byte by byte, without decoding, and as a string of one byte a
 * sign, which takes a third of the time for megabytes.
 */
export function writeAsciiJson(file: string | URL, value: unknown): void {
  const escaped = JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  writeFileSync(file, escaped);
}

/** Reads what {@link writeAsciiJson} wrote; throws where it isn't there or is no JSON. */
export function readAsciiJson<Value>(file: string | URL): Value {
  return JSON.parse(readFileSync(file, 'latin1'));
}
