import { describe, expect, test } from 'vitest';
import { stemOf, tokenize } from '../../src/answers/tokens.ts';

const words = (text: string) => tokenize(text).map((token) => token.text);

describe('splitting text into words', () => {
  test.each([
    ['Node.js & Socket.IO!', ['node', 'js', 'socket', 'io']],
    ['c# or C++?', ['c#', 'or', 'c++']],
    ['.NET vs net/http', ['.net', 'vs', 'net', 'http']],
    ['Go 1.22+ on 10k req/s', ['go', '1.22', 'on', '10k', 'req', 's']],
    ['3,000 rps', ['3000', 'rps']],
    ["what's node's GIL, don't", ['what', 'node', 'gil', 'dont']],
    ['naïve café', ['naive', 'cafe']],
    ['', []],
    ['🤷 \u0000\u0007', []],
  ])('%j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  test('reads no more than a question needs', () => {
    expect(words('word '.repeat(20_000)).length).toBeLessThanOrEqual(120);
  });

  test('remembers capitals', () => {
    expect(tokenize('use Go').map((token) => token.capital)).toEqual([false, true]);
  });
});

describe('stems', () => {
  test('meet for forms of a word', () => {
    expect(stemOf('queries')).toBe(stemOf('query'));
    expect(stemOf('caching')).toBe(stemOf('cached'));
  });

  test('leave short words and signs alone', () => {
    expect(stemOf('go')).toBe('go');
    expect(stemOf('c++')).toBe('c++');
  });
});
