import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkFolder, checkOverlay, requireSound } from '../../src/knowledge/folder.ts';
import { temporaryFolder } from '../support/folder.ts';
import { smallKnowledge } from '../support/small-knowledge.ts';

const base = () => requireSound(checkFolder(temporaryFolder(smallKnowledge)));

async function faultOf(prepare: (folder: string) => void): Promise<string> {
  const folder = temporaryFolder();
  prepare(folder);
  const result = await checkOverlay(folder, base());
  return result.sound
    ? 'sound'
    : result.faults.map(({ file, expected }) => `${file}: ${expected}`).join('\n');
}

describe('an overlay that is too much is refused with its reason', () => {
  it.each([
    ['brackets in brackets', `a: ${'['.repeat(100_000)}`, /nested too deep|takes longer than 1.2 s/],
    [
      'keys without end',
      Array.from({ length: 150_000 }, (_, at) => `k${at}: 1`).join('\n'),
      /takes longer than 1.2 s/,
    ],
    ['aliases in aliases', 'a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]', /no YAML aliases/],
    ['a file of 2.1 MB', 'x'.repeat(2_100_000), /larger than 2 MB/],
    ['a binary file', '\u0000\u0001', /a binary file/],
  ])('%s', async (_what, text, reason) => {
    expect(await faultOf((folder) => writeFileSync(join(folder, 'x.yaml'), text))).toMatch(reason);
  });

  it('a pipe', async () => {
    expect(await faultOf((folder) => execFileSync('mkfifo', [join(folder, 'x.yaml')]))).toMatch(
      /no regular file/,
    );
  });

  it('folders nested 1,000 deep', async () => {
    const deep = (folder: string) => void mkdirSync(join(folder, 'a/'.repeat(1_000)), { recursive: true });
    expect(await faultOf(deep)).toMatch(/nested at most 50 deep/);
  });
});
