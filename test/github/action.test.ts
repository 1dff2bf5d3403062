import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { nygard } from '../support/checking.ts';
import { temporaryFolder } from '../support/folder.ts';
import { action, bash, runAction } from './steps.ts';

const decided = {
  'docs/adr/0001-orders.md':
    '---\nstatus: accepted\ndate: 2025-03-01\naffects: [services/orders]\n---\n# Use PostgreSQL for orders\n\n## Context and Problem Statement\n\nIt was time.\n\n## Considered Options\n\n* PostgreSQL\n* MongoDB\n\n## Decision Outcome\n\nChosen option: "PostgreSQL".\n',
  'services/orders/package.json': '{\n  "dependencies": {\n    "pg": "^8.0.0"\n  }\n}\n',
};
const against = {
  'services/orders/package.json':
    '{\n  "dependencies": {\n    "mongodb": "^6.0.0",\n    "pg": "^8.0.0"\n  }\n}\n',
};
const annotation =
  /^::error file=services\/orders\/package\.json,line=3,title=ruled-out-technology::npm:mongodb brings in MongoDB/m;

interface Origin {
  readonly folder: string;
  readonly url: string;
  git(...args: readonly string[]): string;
  /** Writes files and commits them; the commit. */
  commit(files: Readonly<Record<string, string>>): string;
}

/** A repository that a runner checks out. */
function origin(files: Readonly<Record<string, string>> = decided): Origin {
  const folder = temporaryFolder();
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', ...args], {
      cwd: folder,
      encoding: 'utf8',
    }).trim();
  const commit = (changed: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(changed)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    git('add', '-A');
    git('commit', '-qm', 'a change');
    return git('rev-parse', 'HEAD');
  };
  git('init', '-q', '-b', 'main');
  git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  commit(files);
  return { folder, url: `file://${folder}`, git, commit };
}

/** A branch as `actions/checkout` leaves it: one commit, unless all are asked for. */
function checkedOut({ url }: Origin, branch: string, depth: 'one' | 'all' = 'one'): string {
  const folder = join(temporaryFolder(), 'work');
  const only = depth === 'one' ? ['--depth', '1'] : [];
  execFileSync('git', ['clone', '-q', ...only, '--branch', branch, url, folder], { stdio: 'ignore' });
  return folder;
}

/** A branch of a pull request with these files on top, while the other branch went on. */
function pulled(files: Readonly<Record<string, string>>, from = origin()) {
  from.git('switch', '-qc', 'side');
  from.commit(files);
  from.git('switch', '-q', 'main');
  const base = from.commit({ 'other.txt': 'later' });
  return { from, github: { 'github.event.pull_request.base.sha': base } };
}

describe('the action', () => {
  test.each(['one', 'all'] as const)(
    'fails a pull request that brings in what a record did not take, beside the line, with %s of the commits there',
    async (depth) => {
      const { from, github } = pulled(against);
      const { code, said } = await runAction(checkedOut(from, 'side', depth), { github });
      expect(said).toMatch(annotation);
      expect(said).toContain(
        'docs/adr/0001-orders.md (Use PostgreSQL for orders) governs services/orders/package.json',
      );
      expect(code).toBe(1);
    },
  );

  test('passes one that goes against nothing, and does not tell what others changed', async () => {
    const { from, github } = pulled({ 'web/index.ts': 'export {};\n' });
    from.commit({ 'docs/adr/0002-b.md': nygard('2. B', 'Foo') });
    const { code, said } = await runAction(checkedOut(from, 'side'), { github });
    expect([code, said]).toEqual([0, '1 record: nothing found.\n']);
  });

  test('compares a push with what was there before', async () => {
    const from = origin();
    const before = from.git('rev-parse', 'HEAD');
    from.commit(against);
    const github = { 'github.event.before': before, 'github.event.repository.default_branch': 'main' };
    expect(await runAction(checkedOut(from, 'main'), { github })).toMatchObject({
      code: 1,
      said: expect.stringMatching(annotation),
    });
    const later = { ...github, 'github.event.before': from.commit({ 'other.txt': 'x' }) };
    expect(await runAction(checkedOut(from, 'main'), { github: later })).toMatchObject({ code: 0 });
  });

  test.each([
    ['a new branch', '0'.repeat(40)],
    ['a branch whose history was written anew', '1234567890'.repeat(4)],
  ])('compares %s with the main one', async (_what, before) => {
    const { from } = pulled(against);
    const github = { 'github.event.before': before, 'github.event.repository.default_branch': 'main' };
    const { code, said } = await runAction(checkedOut(from, 'side'), { github });
    expect([code, said]).toEqual([1, expect.stringMatching(annotation)]);
  });

  test('compares with a branch or a commit of the workflow, or with nothing', async () => {
    const { from } = pulled(against);
    const work = checkedOut(from, 'side');
    expect((await runAction(work, { inputs: { base: 'main' } })).code).toBe(1);
    expect((await runAction(work, { inputs: { base: 'none' } })).said).toBe('1 record: nothing found.\n');
    expect((await runAction(work)).said).toBe('1 record: nothing found.\n');
    expect(await runAction(work, { inputs: { base: 'gone' } })).toMatchObject({
      code: 2,
      said: '::error::there is no commit "gone" to compare with\n',
    });
  });

  test('lets warnings fail where that is wanted, and takes the folder', async () => {
    const from = origin({
      'decisions/0001-a.md': nygard('1. A', 'Superseded'),
      'decisions/0002-b.md': nygard('2. B', 'Accepted'),
    });
    const work = checkedOut(from, 'main');
    const inputs = { folder: 'decisions', base: 'none' };
    expect(await runAction(work, { inputs })).toMatchObject({
      code: 0,
      said: expect.stringContaining('::warning '),
    });
    expect((await runAction(work, { inputs: { ...inputs, strict: 'true' } })).code).toBe(1);
  });

  test('leaves a report of SARIF where it says', async () => {
    const { from, github } = pulled(against);
    const { code, said, outputs } = await runAction(checkedOut(from, 'side'), {
      github,
      inputs: { format: 'sarif' },
    });
    expect([code, said]).toEqual([1, '']);
    const [, file = ''] = /^report=(.+)$/m.exec(outputs) ?? [];
    const { runs } = z
      .object({ runs: z.array(z.object({ results: z.array(z.object({ ruleId: z.string() })) })) })
      .parse(JSON.parse(readFileSync(file, 'utf8')));
    expect(runs[0]?.results.map(({ ruleId }) => ruleId)).toEqual(['ruled-out-technology']);
    expect(action.outputs.report?.value).toMatch(/^\$\{\{ steps\.check\.outputs\.report \}\}$/);
  });

  test.each([
    [{ strict: 'yes' }, '::error::strict is true or false, not "yes"\n'],
    [{ format: 'xml' }, '::error::format is github, text, sarif or json, not "xml"\n'],
  ])('tells what it cannot take: %j', async (inputs, message) => {
    const work = checkedOut(origin(), 'main');
    expect(await runAction(work, { inputs })).toMatchObject({ code: 2, said: message });
  });

  test('runs nothing that stands in what it is given', async () => {
    const work = checkedOut(origin(), 'main');
    const inputs = { folder: '$(touch taken)', base: '`touch taken`;touch taken', program: '' };
    expect((await runAction(work, { inputs })).code).not.toBe(0);
    expect(execFileSync('git', ['status', '--porcelain'], { cwd: work, encoding: 'utf8' })).toBe('');
    for (const { run = '' } of action.runs.steps) expect(run).not.toMatch(/\$\{\{/);
  });

  test('takes a program that is there, and else installs its own checkout', async () => {
    const program = fileURLToPath(new URL('../../bin/stack-advisor.js', import.meta.url));
    const work = checkedOut(origin(), 'main');
    const inputs = { program: `node ${program}`, base: 'none' };
    const elsewhere = { 'github.action_path': '/nowhere' };
    expect((await runAction(work, { inputs, github: elsewhere })).code).toBe(0);
    const install = action.runs.steps.find(({ name }) => name === 'Install');
    expect(install?.if).toBe("inputs.program == ''");
    // npm itself is too slow to try here: whether it was called where it has to be.
    const stub = temporaryFolder({ npm: '#!/bin/sh\necho "$PWD npm $*"\n' });
    const { said } = await bash(work, `chmod +x ${stub}/npm; PATH=${stub}:$PATH; ${install?.run}`, {
      ACTION_PATH: stub,
    });
    expect(said).toBe(`${stub} npm ci --omit=dev --ignore-scripts --no-audit --no-fund\n`);
  });
});

describe('the hook of pre-commit', () => {
  const [hook] = z
    .array(
      z.object({
        id: z.string(),
        entry: z.string(),
        language: z.literal('script'),
        args: z.array(z.string()),
        pass_filenames: z.literal(false),
      }),
    )
    .parse(parse(readFileSync('.pre-commit-hooks.yaml', 'utf8')));

  test('refuses a commit that goes against a record, and lets another one through', async () => {
    const { folder, git } = origin();
    const script = fileURLToPath(new URL(`../../${hook?.entry}`, import.meta.url));
    const line = [script, ...(hook?.args ?? [])].join(' ');
    writeFileSync(join(folder, 'web.ts'), 'export {};\n');
    git('add', '-A');
    expect(await bash(folder, line, { GITHUB_ACTIONS: '' })).toMatchObject({ code: 0 });
    writeFileSync(join(folder, 'services/orders/package.json'), against['services/orders/package.json']);
    git('add', '-A');
    expect(await bash(folder, line, { GITHUB_ACTIONS: '' })).toMatchObject({
      code: 1,
      said: expect.stringContaining('services/orders/package.json:3: ruled-out-technology'),
    });
  });
});
