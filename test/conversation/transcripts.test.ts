import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { playTranscript } from '../support/transcript.ts';

const folder = join(import.meta.dirname, '../transcripts');

/** Golden conversations. To take a wanted change: `npx vitest run test/conversation/transcripts.test.ts -u`. */
describe('a conversation', () => {
  for (const name of readdirSync(folder)) {
    test(`goes as in ${name}`, async () => {
      const path = join(folder, name);
      await expect(await playTranscript(readFileSync(path, 'utf8'))).toMatchFileSnapshot(path);
    });
  }
});
