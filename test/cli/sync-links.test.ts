import { spawnSync } from 'node:child_process';
import { readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/folder.ts';

const program = fileURLToPath(new URL('../../bin/stack-advisor.js', import.meta.url));

test('stack-advisor adr sync writes through no link out of its folder', () => {
  const folder = temporaryFolder({ 'outside.md': 'mine', 'docs/README.md': 'records' });
  const [docs, outside] = [join(folder, 'docs'), join(folder, 'outside.md')];
  const file = join(docs, '0001-use-go.md');
  const env = { ...process.env, DATABASE_URL: `sqlite:${folder}/records.db` };
  const adr = (...args: string[]) =>
    spawnSync(process.execPath, [program, 'adr', ...args], { env, encoding: 'utf8' });
  adr('propose', '--title', 'Use Go', '--decision', 'Go.', '--as', 'bob');
  // What lies there before is not taken for a record's file.
  symlinkSync(outside, file);
  expect(adr('sync', docs).stdout).toContain('left alone 0001-use-go.md');
  rmSync(file);
  renameSync(join(docs, '0001-use-go-1.md'), file);
  expect(adr('sync', docs).status).toBe(0);
  // What takes the place of one is not written through.
  rmSync(file);
  symlinkSync(outside, file);
  adr('edit', '1', '--title', 'Use Go everywhere', '--as', 'bob');
  const { status, stderr } = adr('sync', docs);
  expect(status).toBe(1);
  expect(stderr).toContain('is a symbolic link, which is not followed');
  expect(readFileSync(outside, 'utf8')).toBe('mine');
});
