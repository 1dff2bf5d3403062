import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/folder.ts';

const program = fileURLToPath(new URL('../../bin/stack-advisor.js', import.meta.url));
let folder: string;

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    env: { PATH: process.env.PATH, DATABASE_URL: `sqlite:${join(folder, 'records.db')}` },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

beforeEach(() => {
  folder = temporaryFolder({
    'records/0001-use-vault.md':
      '---\nstatus: accepted\ndeciders: [annabel, bob]\n---\n# Use Vault\n\n## Decision\n\nWe use it.\n',
  });
  run('adr', 'import', join(folder, 'records'));
  run('adr', 'comment', '1', 'well', '--as', 'annabel');
});

describe('forget', () => {
  test('asks whoever runs it to mean it', () => {
    const { status, stdout, stderr } = run('forget', 'person', 'annabel');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^stack-advisor: this cannot be undone: add --yes .* or --dry-run/);
    expect(run('adr', 'history', '1').stdout).toContain('annabel');
  });

  test('person puts an alias in their place, in what is exported too', () => {
    const tried = run('forget', 'person', 'annabel', '--dry-run');
    expect(tried.stdout).toMatch(
      /^Workspace local\nan alias is to stand for them in\n +1 {2}entries of the history\n/,
    );
    expect(run('adr', 'history', '1').stdout).toContain('annabel');
    const done = run('forget', 'person', 'annabel', '--yes');
    expect(done).toMatchObject({ status: 0, stderr: '' });
    const [alias = ''] = /forgotten:[0-9a-f]{8}/.exec(done.stdout) ?? [];
    expect(run('adr', 'verify')).toMatchObject({ status: 0 });
    expect(run('adr', 'history', '1').stdout).toMatch(new RegExp(`commented +${alias}`));
    run('adr', 'export', join(folder, 'out'));
    const file = readFileSync(join(folder, 'out', '0001-use-vault.md'), 'utf8');
    expect(file).toContain(alias);
    expect(file).not.toContain('annabel');
    expect(run('forget', 'person', 'annabel', '--yes')).toEqual({
      status: 1,
      stdout: '',
      stderr: 'stack-advisor: nothing is kept of a person annabel\n',
    });
  });

  test('workspace erases its records', () => {
    const tried = run('forget', 'workspace', 'local', '--dry-run', '--json');
    expect(JSON.parse(tried.stdout)).toMatchObject({ done: false, records: 1, logs: 1 });
    expect(run('forget', 'workspace', 'local', '--yes').stdout).toMatch(
      /^Workspace local: \d+ rows erased\.\n/,
    );
    expect(run('adr', 'list', '--json').stdout).toBe('');
    expect(run('forget', 'workspace', 'local', '--yes')).toMatchObject({
      status: 1,
      stderr: 'stack-advisor: nothing is kept of a workspace local\n',
    });
  });
});
