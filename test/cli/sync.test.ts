import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/folder.ts';
import { recordFile } from '../support/sync-house.ts';

const program = fileURLToPath(new URL('../../bin/stack-advisor.js', import.meta.url));

/** A database and a folder; what the program says of them. */
function house(files: Record<string, string> = {}) {
  const home = temporaryFolder();
  const folder = temporaryFolder(files);
  const run = (args: readonly string[], more: { uid?: number } = {}) => {
    const env = { ...process.env, DATABASE_URL: `sqlite:${join(home, 'x.db')}` };
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'adr', ...args], {
      ...{ env, encoding: 'utf8', ...more },
    });
    return {
      code: status,
      stdout: stdout.replaceAll(folder, 'DIR'),
      stderr: stderr.replaceAll(folder, 'DIR'),
    };
  };
  return { home, folder, run, sync: (...args: string[]) => run(['sync', folder, ...args]) };
}

describe('stack-advisor adr sync', () => {
  test('says what came in and went out, in words and as JSON', () => {
    const { run, sync } = house({
      '0003-use-kafka.md': recordFile('Use Kafka'),
      'README.md': '# Index\n',
      'todo.md': 'x\n',
    });
    run(['propose', '--title', 'Use Go', '--affects', 'src/**', '--as', 'ana']);
    expect(sync('--dry-run').stdout).toMatch(/^1 would come in, 1 would go out, 0 unchanged\.\n/);
    expect(sync()).toEqual({
      code: 0,
      stdout: `1 came in, 1 went out, 0 unchanged.
  in           3  Use Kafka  0003-use-kafka.md (new record)
  out          1  Use Go  0001-use-go.md (new file)
  left alone todo.md (no decision record (no number, no sections of one))
`,
      stderr: '',
    });
    expect(JSON.parse(sync('--json').stdout)).toMatchObject({
      log: 'decisions',
      created: [],
      written: [],
      unchanged: 2,
      commit: null,
    });
  });

  test('tells conflicts, ends with 1, and takes the side that is named', () => {
    const { folder, run, sync } = house();
    run(['propose', '--title', 'Use Go', '--decision', 'Go.', '--as', 'ana']);
    sync();
    run(['accept', '1', '--as', 'bob']);
    const file = join(folder, '0001-use-go.md');
    writeFileSync(file, readFileSync(file, 'utf8').replace('Go.', 'Rust.'));
    const { code, stdout, stderr } = sync();
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /1 conflict, 0 unchanged\.\n {2}conflict {5}1 {2}Use Go: accepted here by bob at \d{4}-.*; 0001-use-go\.md changed at /,
    );
    expect(stderr).toBe(
      'stack-advisor: one conflict, neither side touched; say which counts: --take-file 1 or --take-record 1\n',
    );
    expect(sync('--take-file', '2')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('2 is in no conflict'),
    });
    expect(sync('--take-record', '1')).toMatchObject({ code: 0 });
    expect(readFileSync(file, 'utf8')).toMatch(/accepted[\s\S]*Go\./);
  });

  test('takes a template, or says with its line what is wrong with one', () => {
    const { home, folder, run, sync } = house();
    const template = join(home, 't.md');
    writeFileSync(template, '# {{title}}\n\n## Decyzja\n\n{{decision}}\n');
    run(['propose', '--title', 'Use Go', '--decision', 'Go.']);
    sync('--template', template);
    expect(readFileSync(join(folder, '0001-use-go.md'), 'utf8')).toContain('## Decyzja\n\nGo.\n');
    writeFileSync(template, '## Decyzja\n\n{{decision}}\n');
    const { code, stderr } = sync('--template', template);
    expect([code, stderr]).toEqual([
      1,
      `stack-advisor: ${template}: no {{title}} in it; let its first heading be # {{title}}\n`,
    ]);
  });

  test('leaves a folder alone to which it may not write, and the log too', () => {
    const { home, folder, run } = house({ '0003-use-kafka.md': recordFile('Use Kafka') });
    // Root may write everywhere.
    const nobody = process.getuid?.() === 0 ? { uid: 65_534 } : {};
    chmodSync(home, 0o777);
    expect(run(['propose', '--title', 'Use Go'], nobody).code).toBe(0);
    chmodSync(folder, 0o555);
    expect(run(['sync', folder], nobody)).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'stack-advisor: DIR: cannot be written (EACCES); nothing was changed. To read it alone: stack-advisor adr import\n',
    });
    expect(run(['list'], nobody).stdout).not.toContain('Kafka');
    expect(run(['export', folder], nobody)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/cannot be written \(EACCES\)\n$/),
    });
    chmodSync(folder, 0o755);
    expect(readdirSync(folder)).toEqual(['0003-use-kafka.md']);
  });
});
