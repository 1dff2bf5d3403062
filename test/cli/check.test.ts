import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { nygard } from '../support/checking.ts';
import { temporaryFolder } from '../support/folder.ts';
import { sarifSchema } from '../support/sarif-schema.ts';

const program = fileURLToPath(new URL('../../bin/stack-advisor.js', import.meta.url));

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `adr check` in a folder, where no database is and none can be. */
function check(cwd: string, args: readonly string[], env: Record<string, string> = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, 'adr', 'check', ...args], {
      cwd,
      env: { ...process.env, GITHUB_ACTIONS: '', DATABASE_URL: 'sqlite:/proc/nowhere/x.db', ...env },
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
  });
}

const files = {
  'docs/adr/0001-a.md': nygard('1. A', 'Accepted'),
  'docs/adr/0002-b.md': nygard('2. B', 'Accepted\n\nSupersedes [0001](0001-a.md)'),
  'docs/adr/0003-c.md': nygard('3. C', 'Superseded', '\nSee [that](gone.md).\n'),
  'docs/adr/template.md': '# {title}\n',
};
const clean = { 'docs/adr/0001-a.md': nygard('1. A', 'Accepted') };

describe('stack-advisor adr check', () => {
  test('tells what it finds, a line each with its place, and fails; no database is opened', async () => {
    const { code, stdout, stderr } = await check(temporaryFolder(files), ['docs/adr']);
    expect(stdout.split('\n')).toEqual([
      'docs/adr/0001-a.md:7: one-sided-supersession: 0002-b.md supersedes it, yet it still says "Accepted"; write "superseded by 0002-b.md" as its status',
      'docs/adr/0003-c.md:7: superseded-without-successor: it is superseded and does not say by which record; name the record that took its place',
      'docs/adr/0003-c.md:21: dead-link: "gone.md" is not there; mend the path, or take the link out',
      '3 records: 2 errors and 1 warning in 2 files; --fix mends 1; 1 other file left out.',
      '',
    ]);
    expect([code, stderr]).toEqual([1, '']);
  });

  test('a folder in order ends with 0, and so do warnings unless they count', async () => {
    const cwd = temporaryFolder({ ...clean, 'docs/adr/0002-b.md': nygard('2. B', 'Superseded') });
    expect(await check(cwd, ['docs/adr'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('1 warning'),
    });
    expect(await check(cwd, ['docs/adr', '--strict'])).toMatchObject({ code: 1, stderr: '' });
    expect(await check(temporaryFolder(clean), ['docs/adr'])).toEqual({
      code: 0,
      stdout: '1 record: nothing found.\n',
      stderr: '',
    });
  });

  test('--json prints a finding a line and a summary', async () => {
    const { code, stdout } = await check(temporaryFolder(files), ['docs/adr', '--json']);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(1);
    expect(lines[0]).toEqual({
      rule: 'one-sided-supersession',
      severity: 'error',
      file: 'docs/adr/0001-a.md',
      line: 7,
      what: '0002-b.md supersedes it, yet it still says "Accepted"',
      mend: 'write "superseded by 0002-b.md" as its status',
      also: [{ file: 'docs/adr/0002-b.md', line: 9 }],
      fixable: true,
    });
    expect(lines.at(-1)).toEqual({
      records: 3,
      errors: 2,
      warnings: 1,
      mended: [],
      unmended: [],
      skipped: [{ file: 'docs/adr/template.md', reason: 'a template' }],
    });
  });

  test('--format sarif is what hosts take, with paths from the root of the repository', async () => {
    const top = temporaryFolder({ ...files, 'docs/adr/0004-ä b#.md': nygard('4. D', 'Foo') });
    execFileSync('git', ['init', '-q'], { cwd: top });
    const { stdout } = await check(join(top, 'docs'), ['adr', '--format', 'sarif']);
    const log: unknown = JSON.parse(stdout);
    const isValid = sarifSchema();
    expect([isValid(log), isValid.errors]).toEqual([true, null]);
    expect(log).toMatchObject({
      version: '2.1.0',
      runs: [{ tool: { driver: { name: 'stack-advisor adr check' } } }],
    });
    const results = (log as { runs: { results: { ruleId: string; level: string; locations: object[] }[] }[] })
      .runs[0]?.results;
    expect(results?.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ['one-sided-supersession', 'error'],
      ['superseded-without-successor', 'warning'],
      ['dead-link', 'error'],
      ['unknown-status', 'error'],
    ]);
    const at = (uri: string, region: object) => [
      { physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region } },
    ];
    expect(results?.[2]?.locations).toEqual(at('docs/adr/0003-c.md', { startLine: 21, startColumn: 5 }));
    expect(results?.[3]?.locations).toEqual(at('docs/adr/0004-%C3%A4%20b%23.md', { startLine: 7 }));
  });

  test('on a runner of GitHub findings are its commands, each escaped; another format can be asked for', async () => {
    const top = temporaryFolder({
      'adr/0001-a,b:c.md': nygard('1. A', '100% ::error::x'),
      'adr/0002-b.md': nygard('2. B', 'Foo'),
    });
    const { stdout } = await check(top, ['adr'], { GITHUB_ACTIONS: 'true' });
    const [first, second, last] = stdout.split('\n');
    expect(first).toMatch(
      /^::error file=adr\/0001-a%2Cb%3Ac\.md,line=7,title=unknown-status::the status "100%25 ::error::x" is not known; /,
    );
    expect(second).toMatch(/^::error file=adr\/0002-b\.md,line=7,title=unknown-status::/);
    expect(last).toBe('2 records: 2 errors in 2 files.');
    const text = await check(top, ['adr', '--format', 'text'], { GITHUB_ACTIONS: 'true' });
    expect(text.stdout).toMatch(/^adr\/0001/);
  });

  test('what files say can neither move the cursor nor begin a line', async () => {
    const top = temporaryFolder({
      'adr/0001-a\u001b[2J\u202e.md': nygard('1. A', 'Foo \u001b[31m\u202e\u2028x'),
    });
    for (const format of ['text', 'github']) {
      const { stdout } = await check(top, ['adr', '--format', format]);
      expect(stdout.split('\n')).toHaveLength(3);
      for (const sign of ['\u001b', '\u202e', '\u2028']) expect(stdout).not.toContain(sign);
    }
  });

  test('--fix mends what is safe and tells it; again it changes nothing', async () => {
    const top = temporaryFolder(files);
    const first = await check(top, ['docs/adr', '--fix']);
    expect(first.stdout.split('\n')[0]).toBe('mended docs/adr/0001-a.md:7: Superseded by [0002](0002-b.md)');
    expect(first.stdout).toContain('3 records: 1 error and 1 warning in 1 file; 1 other file left out.');
    const path = join(top, 'docs/adr/0001-a.md');
    expect(readFileSync(path, 'utf8')).toBe(nygard('1. A', 'Superseded by [0002](0002-b.md)'));
    const second = await check(top, ['docs/adr', '--fix']);
    expect(second.stdout).not.toContain('mended');
    expect(readFileSync(path, 'utf8')).toBe(nygard('1. A', 'Superseded by [0002](0002-b.md)'));
  });

  test('--fix says of a file that is read-only that it is, and changes nothing', async () => {
    const top = temporaryFolder(files);
    const path = join(top, 'docs/adr/0001-a.md');
    chmodSync(path, 0o444);
    const { code, stderr } = await check(top, ['docs/adr', '--fix']);
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/0001-a\.md: it is read-only; nothing was changed\n$/),
    ]);
    expect(readFileSync(path, 'utf8')).toBe(files['docs/adr/0001-a.md']);
  });

  test('--diff and --files tell what is in these files alone', async () => {
    const top = temporaryFolder(files);
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', ...args], { cwd: top });
    git('init', '-q', '-b', 'main');
    git('add', '-A');
    git('commit', '-qm', 'one');
    git('checkout', '-qb', 'side');
    expect((await check(top, ['docs/adr', '--diff', 'main'])).code).toBe(0);
    writeFileSync(join(top, 'docs/adr/0004-d.md'), nygard('4. D', 'Foo'));
    const { code, stdout } = await check(top, ['docs/adr', '--diff', 'main']);
    expect([code, stdout]).toEqual([
      1,
      expect.stringMatching(/^docs\/adr\/0004-d\.md:7: unknown-status: [^\n]+\n4 records: 1 error in 1 file/),
    ]);
    const named = await check(join(top, 'docs'), ['adr', '--files', 'adr/0003-c.md', '../README.md']);
    expect(named.stdout.match(/^\S+:\d+/gm)).toEqual(['adr/0003-c.md:7', 'adr/0003-c.md:21']);
  });

  const madr = (title: string, affects: string, options: string, chosen: string) =>
    `---\nstatus: accepted\ndate: 2025-03-01\naffects: [${affects}]\n---\n# ${title}\n\n## Context and Problem Statement\n\nIt was time.\n\n## Considered Options\n\n${options}\n\n## Decision Outcome\n\nChosen option: "${chosen}".\n\n## Pros and Cons of the Options\n\n### MongoDB\n\n* Bad, because it had no joins\n`;

  function repository(contents: Readonly<Record<string, string>>) {
    const top = temporaryFolder(contents);
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', ...args], { cwd: top });
    git('init', '-q', '-b', 'main');
    git('add', '-A');
    git('commit', '-qm', 'one');
    return top;
  }

  const decided = {
    'docs/adr/0001-orders.md': madr(
      'Use PostgreSQL for orders',
      'services/orders, "npm:pg"',
      '* PostgreSQL\n* MongoDB',
      'PostgreSQL',
    ),
    'docs/adr/0002-cache.md': madr('Valkey for caches', '', '* Valkey\n* Memcached', 'Valkey'),
    'services/orders/package.json': '{\n  "dependencies": {\n    "pg": "^8.0.0"\n  }\n}\n',
    'web/index.ts': 'export {};\n',
  };

  test('--diff tells which records govern the change, and refuses what one of them did not take', async () => {
    const top = repository(decided);
    expect(await check(top, ['docs/adr', '--diff', 'HEAD'])).toMatchObject({
      code: 0,
      stdout: '2 records: nothing found.\n',
    });
    writeFileSync(join(top, 'web/index.ts'), 'export const a = 1;\n');
    writeFileSync(
      join(top, 'services/orders/package.json'),
      '{\n  "dependencies": {\n    "mongodb": "^6.0.0",\n    "pg": "^8.0.0"\n  }\n}\n',
    );
    writeFileSync(join(top, 'compose.yaml'), 'services:\n  cache:\n    image: memcached:1.6\n');
    const { code, stdout } = await check(join(top, 'docs'), ['adr', '--diff', 'HEAD']);
    expect([code, stdout.trim().split('\n')]).toEqual([
      1,
      [
        'adr/0001-orders.md (Use PostgreSQL for orders) governs ../services/orders/package.json: it affects services/orders',
        'adr/0002-cache.md (Valkey for caches) governs ../compose.yaml: image:memcached brings in Memcached, which it did not take',
        '../compose.yaml:3: ruled-out-technology: image:memcached brings in Memcached, which 0002-cache.md did not take; take it out, or propose a record that supersedes 0002-cache.md',
        '../services/orders/package.json:3: ruled-out-technology: npm:mongodb brings in MongoDB, which 0001-orders.md did not take: "it had no joins"; take it out, or propose a record that supersedes 0001-orders.md',
        '2 records: 2 errors in 2 files.',
      ],
    ]);
    const json = (await check(top, ['docs/adr', '--diff', 'HEAD', '--json'])).stdout.trim().split('\n');
    expect(json.map((line) => JSON.parse(line))).toMatchObject([
      { governs: 'docs/adr/0001-orders.md', against: true, because: [{ kind: 'path' }, { line: 3 }] },
      { governs: 'docs/adr/0002-cache.md', against: true },
      { rule: 'ruled-out-technology', severity: 'error', file: 'compose.yaml', line: 3 },
      { file: 'services/orders/package.json', line: 3 },
      { errors: 2 },
    ]);
    const sarif = JSON.parse((await check(top, ['docs/adr', '--diff', 'HEAD', '--format', 'sarif'])).stdout);
    expect(sarif.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('compose.yaml');
    const named = await check(top, ['docs/adr', '--files', 'web/index.ts', 'compose.yaml']);
    expect(named.stdout).toMatch(/^docs\/adr\/0002-cache[^\n]+\ncompose\.yaml:3: ruled-out-technology/);
    writeFileSync(join(top, 'docs/adr/.adr-check.yaml'), 'rules:\n  ruled-out-technology: off\n');
    expect((await check(top, ['docs/adr', '--diff', 'HEAD'])).code).toBe(0);
  });

  test('settings beside the records count, and wrong ones are told with their line', async () => {
    const top = temporaryFolder({
      ...files,
      'docs/adr/.adr-check.yaml': 'rules:\n  dead-link: off\n  one-sided-supersession: warning\n',
    });
    expect(await check(top, ['docs/adr'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('2 warnings in 2 files'),
    });
    writeFileSync(join(top, 'docs/adr/.adr-check.yaml'), 'rules:\n  dead-links: off\n');
    expect(await check(top, ['docs/adr'])).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'stack-advisor: docs/adr/.adr-check.yaml:2: rules.dead-links: there is no rule "dead-links"; is dead-link meant?\n',
    });
  });

  test.each([
    [['--fix'], 2, 'name the folder: stack-advisor adr check docs/adr --fix'],
    [['docs/adr', '--diff', 'main', '--files', 'x'], 2, 'take --diff or --files, not both'],
    [['docs/adr', '--json', '--format', 'sarif'], 2, 'take --json or --format, not both'],
    [['docs/adr', '--log', 'x'], 2, '--workspace and --log are for the database'],
    [['docs/adr', '--format', 'xml'], 2, '--format is text or json or sarif or github, not "xml"'],
    [['docs/adr', '--diff', 'main'], 2, '--diff needs a git repository'],
    [['docs/adr', '--diff=-x'], 2, '--diff: "-x" names no commit'],
    [['nowhere'], 1, 'is not there; check the path'],
    [['docs/adr/0001-a.md'], 1, 'not a folder'],
    [['.git'], 1, 'no decision record in it'],
  ])('%j is told in a line', async (args, exit, message) => {
    const top = temporaryFolder({ ...clean, '.git/x': '' });
    const { code, stdout, stderr } = await check(top, args);
    expect([code, stdout, stderr]).toEqual([exit, '', expect.stringContaining(message)]);
    expect(stderr.split('\n')).toHaveLength(2);
  });

  test('without a folder the records of the database are checked', async () => {
    const top = temporaryFolder({ 'adr/0001-a.md': nygard('1. A', 'Foo') });
    const env = { DATABASE_URL: `sqlite:${join(top, 'records.db')}` };
    const none = await check(top, [], env);
    expect(none.stderr).toContain('there is no record to check; name a folder');
    execFileSync(process.execPath, [program, 'adr', 'import', 'adr'], {
      cwd: top,
      env: { ...process.env, ...env },
    });
    expect((await check(top, [], env)).stdout).toMatch(
      /^ADR-1: unknown-status: the status "Foo" is not known; [^\n]+\n1 record: 1 error in 1 record\.\n$/,
    );
    const json = await check(top, ['--json'], env);
    expect(JSON.parse(json.stdout.split('\n')[0] ?? '')).toMatchObject({
      record: 'ADR-1',
      rule: 'unknown-status',
    });
    const log: unknown = JSON.parse((await check(top, ['--format', 'sarif'], env)).stdout);
    expect(sarifSchema()(log)).toBe(true);
    expect((await check(top, ['--format', 'github'], env)).stdout).toMatch(
      /^::error title=unknown-status::ADR-1: the status/,
    );
    expect(existsSync(join(top, 'data'))).toBe(false);
  });
});
