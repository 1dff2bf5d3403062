import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAsciiJson, writeAsciiJson } from '../../src/knowledge/ascii-json.ts';
import { temporaryFolder } from '../support/folder.ts';

test('plain data comes back as it was, from a file of ASCII alone', () => {
  const file = join(temporaryFolder(), 'data.json');
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      writeAsciiJson(file, value);
      expect(readFileSync(file).every((byte) => byte < 0x7f)).toBe(true);
      expect(readAsciiJson(file)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
