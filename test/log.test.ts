import { expect, test } from 'vitest';
import { createLog } from '../src/log.ts';
import { newToken } from '../src/tokens/token.ts';

test('a token of an agent stands in no line of the log, wherever it came along', () => {
  const lines: string[] = [];
  const log = createLog({ logLevel: 'trace' }, { write: (line) => void lines.push(line) });
  const { id, text } = newToken();
  log.info({ headers: { authorization: `Bearer ${text}` } }, `called with ${text}`);
  log.error(
    { err: new Error(`no route /mcp?token=${text.toUpperCase()}`), deep: { list: [text] } },
    'failed',
  );
  expect(lines).toHaveLength(2);
  expect(lines.join('')).not.toMatch(new RegExp(text.slice(16), 'i'));
  expect(lines.join('')).toContain(`sa_${id}_[redacted]`);
  for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
});
