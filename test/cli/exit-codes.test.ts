import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { endingOf } from '../../adapters/cli/exit-codes.ts';
import { AdvisorError } from '../../src/errors.ts';
import { temporaryFolder } from '../support/folder.ts';

const program = fileURLToPath(new URL('../../bin/stack-advisor.js', import.meta.url));

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(args: readonly string[], env: Record<string, string> = {}, input = ''): Promise<Outcome> {
  const database = `sqlite:${join(temporaryFolder(), 'records.db')}`;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      env: { ...process.env, DATABASE_URL: database, ...env },
    });
    const said = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      said.stdout += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said.stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...said }));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

describe('a command line that cannot be done ends in one clear line', () => {
  test.each<[readonly string[], number, RegExp]>([
    [['backup', '/nowhere/at/all/x.db'], 1, /there is no such folder; make it first/],
    [['backup', '/tmp'], 1, /is there already; name a new file/],
    [['backup', ''], 2, /name a new file/],
    [['fly'], 2, /unknown command 'fly' \(see --help\)/],
    [['adr', 'log', 'create', 'a', '--log', 'b'], 2, /unknown option/],
    [['ask', '--colour\u001b[2J\n'], 2, /unknown option/],
    [['adr', 'show'], 2, /missing required argument 'number'/],
    [['adr', 'list', '--as', '\u200b\u3164'], 2, /--as takes a name/],
    [['adr', 'list', '--as', 'a'.repeat(10_000)], 2, /--as takes a name/],
    [['adr', 'propose', '--title', '\u200b\u2060'], 1, /a title that can be seen/],
    [['adr', 'list', '--after', '2026-99-99'], 2, /a day is written/],
    [['adr', 'import', '/dev/null'], 1, /not a folder/],
    [['adr', 'propose', '--from-file', '/tmp'], 1, /: a folder/],
    [['adr', 'propose', '--from-file', '/dev/zero'], 1, /no regular file; give it on standard input/],
    [['knowledge', 'check', '/dev/null'], 1, /no such folder/],
  ])('%j', async (args, exit, line) => {
    const { code, stderr } = await run(args);
    expect(stderr).toMatch(/^stack-advisor: [^\n\p{Cc}]+\n$/u);
    expect(stderr).toMatch(line);
    expect(code).toBe(exit);
  });

  test('where the database is no file', async () => {
    const { code, stderr } = await run(['adr', 'list'], { DATABASE_URL: 'sqlite:/tmp' });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'stack-advisor: /tmp is no file; name the path of one\n',
    });
  });

  test('where an export meets a file in place of its folder', async () => {
    const folder = temporaryFolder({ file: 'x' });
    const env = { DATABASE_URL: `sqlite:${join(folder, 'records.db')}` };
    await run(['adr', 'propose', '--title', 'Use Go'], env);
    const { code, stderr } = await run(['adr', 'export', join(folder, 'file')], env);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^stack-advisor: .*file.*cannot be written \((?:EEXIST|ENOTDIR)\)\n$/);
  });
});

describe('what went wrong', () => {
  test.each([
    ['ENOSPC', /the disk|on a disk that is full; make room/],
    ['EMFILE', /too many files are open; allow more/],
    ['EACCES', /check its permissions/],
    ['SQLITE_IOERR_WRITE', /the database cannot be used/],
  ])('in the system is told in words: %s', (code, words) => {
    const error = Object.assign(new Error('internal words'), { code, path: '/some/where' });
    expect(endingOf(error)).toMatchObject({ code: 1, line: expect.stringMatching(words) });
    expect(endingOf(error).line).not.toContain('internal words');
  });

  test('and was foreseen by nobody shows nothing of the inside, and says how to see it', () => {
    const { line, details } = endingOf(new TypeError('the secret xoxb-1'));
    expect(line).toBe(
      'stack-advisor: something went wrong that should not have (TypeError); run it again with LOG_LEVEL=debug to see more\n',
    );
    expect(details).toContain('exit-codes.test.ts');
  });

  test('is one line of bounded length, whatever somebody typed', () => {
    const { line } = endingOf(new AdvisorError('usage', `a\nb\u001b[31m\u2028${'c'.repeat(10_000)}`));
    expect(line).toMatch(/^stack-advisor: a b \[31m c+…\n$/);
    expect(line.length).toBeLessThan(2_100);
  });
});

describe('what is read from standard input', () => {
  test('has lines of bounded length, and an answer for each', async () => {
    const input = `{"text":"help"}\n{"text":"${'x'.repeat(1_200_000)}"}\n{"text":"help"}\r\n`;
    const { stdout } = await run(['chat', '--json'], {}, input);
    const [first, second, third, end] = stdout.split('\n');
    expect(second).toBe('{"error":"an event is a line of at most 1000000 characters"}');
    for (const line of [first, third]) expect(JSON.parse(line ?? '')).toMatchObject({ intent: 'help' });
    expect(end).toBe('');
  });

  test('is no record of three megabytes', async () => {
    const { code, stderr } = await run(['adr', 'propose', '--from-file', '-'], {}, 'x'.repeat(3_000_000));
    expect(code).toBe(2);
    expect(stderr).toMatch(/more than 2 MB/);
  });

  test('is a record, within a bound of time', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'in'));
    writeFileSync(join(folder, 'in/x.md'), `# Use X\n\n${'*a_ '.repeat(100_000)}`);
    const slow = await run(['adr', 'propose', '--from-file', join(folder, 'in/x.md')]);
    expect(slow.stderr).toMatch(/^stack-advisor: .*takes longer than 5 s to read\n$/);
  });
});
