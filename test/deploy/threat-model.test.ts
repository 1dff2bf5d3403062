import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const lines = readFileSync('docs/threat-model.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:threat|---) /.test(line));
const named = lines.map((line) => {
  const [, file, name] = /^\| [^|]+ \| [^|]+ \| `{1,2}(test\/\S+\.ts): "(.+)"`{1,2} \|$/.exec(line) ?? [];
  return { line, file, name };
});

describe('the threat model', () => {
  test('names a threat, an answer and a test in every line', () => {
    expect(lines.length).toBeGreaterThan(50);
    expect(named.filter(({ name }) => name === undefined)).toEqual([]);
  });

  test('names tests that there are', () => {
    expect(named.filter(({ file = '', name = '' }) => !isTest(file, name))).toEqual([]);
  });
});

/** Whether a file has a test of that name: what stands first in a call, of one over a table of cases too. */
function isTest(file: string, name: string): boolean {
  if (!existsSync(file)) return false;
  const text = readFileSync(file, 'utf8');
  return ["'", '"', '`'].some((quote) =>
    text
      .split(`${quote}${name}${quote},`)
      .slice(0, -1)
      .some((before) => before.trimEnd().endsWith('(')),
  );
}
