import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/folder.ts';

const program = fileURLToPath(new URL('../../bin/stack-advisor.js', import.meta.url));

/** Runs `stack-advisor adr ...` over a database in a folder. */
function adrIn(folder: string) {
  const env = { ...process.env, DATABASE_URL: `sqlite:${folder}/records.db` };
  return (...args: string[]): Promise<{ code: number | null; out: string }> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [program, 'adr', ...args], { env });
      let out = '';
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (chunk: string) => {
          out += chunk;
        });
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, out }));
      child.stdin.end();
    });
}

describe('stack-advisor adr site', () => {
  test('writes what is open to all, again only what changed, and says what it left out', async () => {
    const folder = temporaryFolder({ 'taken/README.md': 'mine' });
    const [adr, site] = [adrIn(folder), join(folder, 'site')];
    expect(await adr('site', site)).toEqual({ code: 1, out: 'stack-advisor: there is no record to show\n' });
    await adr('propose', '--title', 'Use PostgreSQL', '--tag', 'data');
    await adr('propose', '--title', 'A thought', '--draft');
    await adr('log', 'create', 'secret', '--visibility', 'members');
    await adr('propose', '--title', 'Hidden plan', '--log', 'secret');
    const { code, out } = await adr('site', site, '--title', 'Our decisions');
    expect(code).toBe(0);
    expect(out).toMatch(/^1 records? in .*: 13 files written, 0 unchanged, 0 removed\.\n2 left out: drafts/);
    expect(readFileSync(join(site, 'index.html'), 'utf8')).toContain('<title>Our decisions</title>');
    const again = await adr('site', site, '--title', 'Our decisions', '--json');
    expect(JSON.parse(again.out)).toEqual({ records: 1, written: 0, unchanged: 13, removed: 0, leftOut: 2 });
    expect((await adr('site', site, '--log', 'secret')).out).toMatch(
      /--include-members shows the latter too/,
    );
    expect((await adr('site', site, '--log', 'nowhere')).out).toMatch(/no log "nowhere"/);
    expect((await adr('site', site, '--include-members')).code).toBe(0);
    expect(existsSync(join(site, 'log/secret/1.html'))).toBe(true);
    expect(await adr('site', join(folder, 'taken'))).toMatchObject({
      ...{ code: 1, out: expect.stringMatching(/holds other things; name an empty folder/) },
    });
  }, 60_000);
});
