import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { runCli } from '../../adapters/cli/index.ts';
import { commands } from '../../src/commands/registry.ts';
import { temporaryFolder } from '../support/folder.ts';

const program = fileURLToPath(new URL('../../bin/stack-advisor.js', import.meta.url));

/** Where no test writes: a person's own records next to the checkout must not come into it. */
const untouched = mkdtempSync(join(tmpdir(), 'stack-advisor-cli-'));
afterAll(() => rmSync(untouched, { recursive: true, force: true }));

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(
  args: string[],
  options: { env?: Record<string, string>; input?: string } = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, DATABASE_URL: `sqlite:${join(untouched, 'records.db')}`, ...options.env };
    const child = spawn(process.execPath, [program, ...args], { env });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.end(options.input ?? '');
  });
}

/** The same in this process, for what writes lines and ends: to start one takes longer than all that it does. */
async function runHere(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Outcome> {
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    vi.spyOn(process[stream], 'write').mockImplementation((chunk) => {
      said[stream] += String(chunk);
      return true;
    });
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  try {
    return { code: await runCli(args), ...said };
  } finally {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  }
}

const lineCount = (text: string) => text.split('\n').length - 1;

describe('stack-advisor ask', () => {
  test('prints an answer with its sources', async () => {
    const { code, stdout } = await run(['ask', 'fastapi vs django']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/FastAPI/);
    expect(stdout).toMatch(/Sources: .*Data APIs: /);
  });

  test('prints one JSON value with --json', async () => {
    const { stdout } = await run(['ask', '--json', 'what', 'is', 'the', 'GIL']);
    const value = JSON.parse(stdout);
    expect(value).toMatchObject({
      question: 'what is the GIL',
      covered: true,
      suggestions: [],
      decisions: [],
    });
    expect(value.answers[0].citations[0]).toMatchObject({ document: '003' });
  });

  test('answers exactly one line for each line of --stdin, blank ones too', async () => {
    const input = 'what is redis\n\n🤷\nwhat is redis\n';
    const json = await run(['ask', '--stdin', '--json'], { input });
    expect(lineCount(json.stdout)).toBe(4);
    const [first, blank, , last] = json.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(blank).toMatchObject({ question: '', covered: false, answers: [] });
    expect(last).toEqual(first);
    const text = await run(['ask', '--stdin'], { input });
    expect(lineCount(text.stdout)).toBe(4);
  });

  test.each([[['ask']], [['ask', '--stdin', 'words']], [['fly']], [['ask', '--colour', 'x']]])(
    'exits with 2 on wrong usage: %j',
    async (args) => {
      const { code, stderr } = await run(args);
      expect(code).toBe(2);
      expect(stderr).not.toContain('    at ');
    },
  );
});

describe('stack-advisor --version', () => {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')));

  test.each(['--version', '-V'])('%s prints the version of the package', async (flag) => {
    expect(await run([flag])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  test('stands in the help, and is no option of a command', async () => {
    expect((await run(['--help'])).stdout).toMatch(/^ {2}-V, --version {2,}print the version$/m);
    expect(await run(['ask', 'what', '-V'])).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('stack-advisor knowledge check', () => {
  test('finds the built-in knowledge sound', async () => {
    const { code, stdout } = await run(['knowledge', 'check']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^sound: 5 documents, /);
  });

  test('names each fault of a folder and exits with 1', async () => {
    const folder = temporaryFolder({ 'bad.yaml': 'colours: []' });
    const { code, stdout, stderr } = await run(['knowledge', 'check', folder]);
    expect(code).toBe(1);
    expect(stdout).toBe('bad.yaml: Unrecognized key: "colours"\n');
    expect(lineCount(stderr)).toBe(1);
  });
});

describe('what cannot start', () => {
  const oneLine = ({ code, stderr }: Outcome) => {
    expect(code).toBe(1);
    expect(lineCount(stderr)).toBe(1);
    return stderr;
  };

  test('a missing knowledge folder', async () => {
    expect(oneLine(await run(['ask', 'x'], { env: { KNOWLEDGE_DIR: '/nowhere' } }))).toContain(
      'there is no such folder',
    );
  });

  test('a faulty overlay', async () => {
    const folder = temporaryFolder({ 'bad.yaml': 'entries: [{ id: x }' });
    expect(oneLine(await run(['ask', 'x'], { env: { KNOWLEDGE_DIR: folder } }))).toContain(
      'bad.yaml: valid YAML',
    );
  });

  test('a port in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const env = { PORT: String(port), DATABASE_URL: 'sqlite::memory:' };
    expect(oneLine(await run(['serve'], { env }))).toContain(`port ${port} on 127.0.0.1 is in use`);
  });

  test('a data folder that can never be made, without waiting for ever', async () => {
    const env = { DATABASE_URL: 'sqlite:/proc/nobody/data.db' };
    expect(oneLine(await run(['adr', 'list'], { env }))).toContain('cannot be written');
  });

  test('a data folder that cannot be written', async () => {
    const folder = temporaryFolder({ file: '' });
    const env = { DATABASE_URL: `sqlite:${folder}/file/below/x.db`, PORT: '0' };
    expect(oneLine(await run(['serve'], { env }))).toContain('cannot be written');
  });
});

describe('stack-advisor advise', () => {
  test('prints one JSON value with everything that the result holds', async () => {
    const { code, stdout } = await run([
      'advise',
      '--json',
      '--brief',
      'Which language? All JavaScript, no AI, 200 req/s, here to stay',
    ]);
    const value = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(value.ranking[0].name).toBe('Node.js');
    expect(Object.keys(value)).toEqual(
      expect.arrayContaining([
        'topic',
        'understood',
        'next',
        'unanswered',
        'decided',
        'ranking',
        'ties',
        'confidence',
        'runnerUp',
        'panel',
        'disputes',
        'flips',
        'tradeoffs',
        'risks',
        'pitfalls',
        'draft',
      ]),
    );
    expect(value.panel).toContainEqual(
      expect.objectContaining({ document: '003', method: 'Decision tree', pick: 'Node.js' }),
    );
  });

  test('takes answers, weights and candidates', async () => {
    const set = await run([
      'advise',
      '--json',
      '--topic',
      'language',
      '--set',
      'ai=none',
      '--set',
      'traffic=over-100k',
    ]);
    expect(JSON.parse(set.stdout).ranking[0].id).toBe('go');
    const weighed = await run([
      'advise',
      '--json',
      '--topic',
      'framework',
      '--weights',
      'type-safety=2,learning-curve=1',
      '--candidates',
      'express,nestjs',
    ]);
    expect(JSON.parse(weighed.stdout)).toMatchObject({ ranking: [{ id: 'nestjs' }, { id: 'express' }] });
  });

  test('lists topics with their questions and options', async () => {
    const { stdout } = await run(['advise', '--topics', '--json']);
    const topics = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(topics.map(({ topic }) => topic)).toEqual(
      expect.arrayContaining(['language', 'service_comm', 'stack']),
    );
    expect(topics[0].questions[0].options[0]).toMatchObject({
      id: expect.any(String),
      label: expect.any(String),
    });
  });

  test('prints a readable result where nobody can be asked', async () => {
    const { code, stdout } = await run([
      'advise',
      '--topic',
      'queue',
      '--brief',
      'Kafka or RabbitMQ? Consumers replay old messages.',
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Message queue: Apache Kafka/);
    expect(stdout).toMatch(
      /Understood\n- Messages for: Reading old messages again \("Consumers replay old messages"\)/,
    );
    expect(stdout).not.toMatch(/What each document picks/);
  });

  test('prints all there is where the details are asked for', async () => {
    const { stdout } = await run(['advise', '--topic', 'queue', '--set', 'queue-needs=replay', '--details']);
    expect(stdout).toMatch(/What each document picks/);
    expect(stdout).toMatch(/Understood\n- Messages for: Reading old messages again\n/);
  });

  test('says what a brief says and denies', async () => {
    const brief = 'We need admin screens. No admin screens, log-ins elsewhere. Python team.';
    const { stdout } = await run(['advise', '--json', '--topic', 'framework', '--brief', brief]);
    expect(JSON.parse(stdout).unclear).toEqual([
      expect.objectContaining({ kind: 'contradiction', question: 'needs' }),
    ]);
  });

  test.each([
    [['advise'], /say what to decide/],
    [['advise', '--topic', 'langage'], /did you mean "language"/],
    [['advise', '--topic', 'language', '--set', 'ai'], /question=option/],
    [['advise', '--topic', 'language', '--set', 'ai=maybe'], /no option of "ai"/],
    [['advise', '--topic', 'framework', '--weights', 'performance=9'], /from 1 to 5/],
    [['advise', '--topic', 'framework', '--weights', 'speed'], /criterion=1-5/],
    [['advise', '--topic', 'framework', '--candidates', 'phoenix'], /no candidate/],
    [['advise', '--topic', 'language', '--brief', ''], /brief is empty/],
  ])('%j is wrong usage and says what is right', async (args, message) => {
    const { code, stdout, stderr } = await run(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(lineCount(stderr)).toBe(1);
  });
});

describe('stack-advisor adr', () => {
  function records() {
    const env = { DATABASE_URL: `sqlite:${temporaryFolder({})}/records.db` };
    const adr = (...args: string[]) => runHere(['adr', ...args], env);
    return { env, adr };
  }

  test('walks a record through its life', async () => {
    const { env, adr } = records();
    expect(
      (
        await adr(
          'propose',
          '--title',
          'Use PostgreSQL',
          '--option',
          'PostgreSQL',
          '--option',
          'MongoDB',
          '--as',
          'ann',
        )
      ).stdout,
    ).toBe('1 is proposed: Use PostgreSQL\n');
    expect((await adr('accept', '1', '--as', 'bob')).stdout).toBe('1 is accepted.\n');
    const again = await adr('accept', '1', '--as', 'cy');
    expect([again.code, again.stderr]).toEqual([1, 'stack-advisor: 1 is already accepted by bob\n']);
    const against = await adr('propose', '--title', 'Use MongoDB for events', '--as', 'ann');
    expect(against.stdout).toMatch(/goes against 1, in force: Use PostgreSQL.*adr supersede 1 --by 2/);
    await adr('supersede', '1', '--by', '2');
    await adr('approve', '2');
    expect(JSON.parse((await adr('show', '1', '--json')).stdout)).toMatchObject({
      number: 1,
      status: 'superseded',
      links: [{ kind: 'superseded-by', number: 2 }],
    });
    const found = await adr('search', '--json', 'postgres');
    expect(JSON.parse(found.stdout.split('\n')[0] ?? '')).toMatchObject({
      record: { number: 1 },
      successor: { number: 2 },
    });
    expect((await adr('verify')).stdout).toMatch(/Every record is as its history tells/);
    const asked = await run(['ask', '--json', 'mongodb or postgresql?'], { env });
    expect(JSON.parse(asked.stdout).decisions).toContainEqual({
      number: 2,
      log: 'decisions',
      title: 'Use MongoDB for events',
      status: 'accepted',
    });
    expect((await run(['ask', 'what is mongodb'], { env })).stdout).toMatch(
      /Your team decided this in 2: Use MongoDB for events, accepted/,
    );
  });

  test('finds what holds for a file', async () => {
    const { adr } = records();
    await adr('propose', '--title', 'Use PostgreSQL', '--affects', 'services/orders/', '--affects', 'npm:pg');
    await adr('propose', '--title', 'Write SQL by hand', '--affects', '**/*.sql');
    const path = 'services/orders/db.sql';
    expect((await adr('search', '--path', path)).stdout).toMatch(/Write SQL by hand\n.*Use PostgreSQL\n$/);
    expect((await adr('search', 'postgres', '--path', path)).stdout).toMatch(/^ +1 .*PostgreSQL\n$/);
    expect((await adr('list', '--path', 'docs/a.sql')).stdout).toMatch(/^ +2 .*by hand\n$/);
    expect((await adr('search', '--path', 'docs')).stdout).toBe('No record holds for that.\n');
    expect(await adr('search')).toMatchObject({ code: 2, stderr: expect.stringContaining('--path') });
    const wrong = await adr('list', '--path', '/etc');
    expect([wrong.code, wrong.stderr]).toEqual([
      1,
      'stack-advisor: path: "/etc" is no path from the repository\'s root; leave out what stands before it\n',
    ]);
    await adr('edit', '1', '--affects', 'services/billing');
    expect((await adr('show', '1')).stdout).toContain('affects services/billing\n');
    expect((await adr('edit', '1', '--affects', 'a/{b,c}')).stderr).toMatch(
      /affects: "a\/\{b,c\}" is no path/,
    );
  });

  test('has every command of the registry but what needs a channel', async () => {
    const { stdout } = await run(['adr', '--help']);
    const names = commands.flatMap(({ name }) => /^adr (.+)$/.exec(name)?.[1] ?? []);
    const listed = names.filter((name) => new RegExp(`^  ${name} `, 'm').test(stdout));
    expect(listed).toEqual(names.filter((name) => !['notice', 'direct', 'digest'].includes(name)));
  });

  test('gives writers in different processes numbers of their own', async () => {
    const { env, adr } = records();
    await adr('propose', '--title', 'First');
    const outcomes = await Promise.all(
      [2, 3, 4, 5].map((index) => run(['adr', 'propose', '--json', '--title', `Record ${index}`], { env })),
    );
    expect(outcomes.map(({ stdout }) => JSON.parse(stdout).number).sort()).toEqual([2, 3, 4, 5]);
  });

  test('takes the draft of a walk', async () => {
    const { env, adr } = records();
    const walk = await run(
      ['advise', '--json', '--brief', 'Kafka or RabbitMQ? Consumers replay old messages.'],
      { env },
    );
    const proposed = await run(['adr', 'propose', '--json', '--from-file', '-'], { env, input: walk.stdout });
    expect(JSON.parse(proposed.stdout)).toMatchObject({ number: 1, status: 'proposed' });
    expect((await adr('show', '1')).stdout).toMatch(
      /Use Apache Kafka for the message queue[\s\S]*Options[\s\S]*RabbitMQ/,
    );
  });

  test('imports and exports', async () => {
    const { adr } = records();
    const folder = temporaryFolder({
      '0004-a.md': '# A\n\n## Status\n\nAccepted\n',
      'README.md': '# Index\n',
    });
    const dry = await adr('import', folder, '--dry-run', '--json');
    expect(
      dry.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { number: 4, status: 'accepted', statusRaw: 'Accepted', label: '4', file: '0004-a.md' },
      { imported: 1, skipped: [{ file: 'README.md' }], warnings: [] },
    ]);
    expect((await adr('list')).stdout).toMatch(/^No records/);
    await adr('import', folder);
    expect((await adr('list')).stdout).toMatch(/^ {3}4 {2}accepted/);
    const out = `${temporaryFolder({})}/out`;
    expect(JSON.parse((await adr('export', out, '--json')).stdout)).toEqual({ written: 2, unchanged: 0 });
  });

  test('keeps logs with their own quorum and deciders', async () => {
    const { adr } = records();
    await adr('log', 'create', 'payments');
    await adr('log', 'set', 'payments', '--quorum', '2', '--deciders', 'ann,bob');
    await adr('propose', '--log', 'payments', '--title', 'Use Rust');
    expect((await adr('accept', '1', '--log', 'payments', '--as', 'ann')).stdout).toMatch(/1 more to go/);
    expect((await adr('accept', '1', '--log', 'payments', '--as', 'zoe')).stderr).toMatch(
      /decided by ann, bob/,
    );
    expect((await adr('log', 'list')).stdout).toMatch(/payments {2}quorum 2 {2}open {2}decided by ann, bob/);
    expect((await adr('due', '--log', 'payments')).stdout).toMatch(
      /^ {3}1 {2}proposed on [\d-]{10} {2}Use Rust\n {6}1 of 2 approvals; waits for bob\n$/,
    );
    expect(JSON.parse((await adr('due', '--log', 'payments', '--json')).stdout)).toMatchObject({
      ...{ kind: 'proposal', approvals: 1, quorum: 2, waitsFor: ['bob'], changesAskedBy: [] },
    });
  });

  test('names a record with its log where there are several, and takes it by that name', async () => {
    const { adr } = records();
    await adr('propose', '--title', 'Use Go');
    expect((await adr('accept', 'ADR-1')).stdout).toBe('ADR-1 is accepted.\n');
    await adr('log', 'create', 'team-2');
    for (const title of ['Use FTP', 'Use SFTP'])
      expect((await adr('propose', '--log', 'team-2', '--title', title)).stdout).toMatch(
        /^team-2-\d is proposed/,
      );
    expect((await adr('accept', 'team-2-1')).stdout).toBe('team-2-1 is accepted.\n');
    expect((await adr('accept', 'TEAM-2/2')).stdout).toBe('team-2-2 is accepted.\n');
    expect((await adr('accept', 'team-2 2')).stderr).toMatch(/team-2-2 is already accepted/);
    expect((await adr('accept', 'ADR-1')).stderr).toMatch(/decisions-1 is already accepted/);
    expect((await adr('supersede', 'team-2-1', '--by', '2')).stdout).toBe(
      'team-2-1 is superseded by team-2-2.\n',
    );
    const list = (await adr('list')).stdout.split('\n').map((line) => line.trimEnd());
    expect(list.map((line) => line.replace(/\d{4}-\d\d-\d\d/, 'DAY')).slice(0, 3)).toEqual([
      'decisions-1  accepted                DAY  Use Go',
      '   team-2-1  superseded by team-2-2  DAY  Use FTP',
      '   team-2-2  accepted                DAY  Use SFTP',
    ]);
    expect((await adr('search', 'ftp')).stdout).toMatch(/now in force: team-2-2 Use SFTP/);
    expect((await adr('show', 'team-2-1')).stdout).toMatch(
      /^team-2-1\. Use FTP[\s\S]*superseded by team-2-2/,
    );
    const [mixed, elsewhere] = [
      await adr('relate', 'team-2-1', 'decisions-1'),
      await adr('show', 'team-2-1', '--log', 'decisions'),
    ];
    expect([mixed.code, mixed.stderr]).toEqual([2, expect.stringMatching(/are of two logs/)]);
    expect([elsewhere.code, elsewhere.stderr]).toEqual([2, expect.stringMatching(/leave out --log/)]);
  });

  test('lets nobody but deciders and authors change what a log with deciders holds', async () => {
    const { adr } = records();
    await adr('log', 'create', 'shop', '--quorum', '1', '--deciders', 'ana,bob');
    for (const title of ['Use RabbitMQ', 'Use Kafka'])
      await adr('propose', '--log', 'shop', '--title', title, '--as', 'ida');
    for (const number of ['1', '2']) await adr('accept', number, '--log', 'shop', '--as', 'ana');
    await adr('propose', '--log', 'shop', '--title', 'Use NATS', '--as', 'ida');
    const before = (await adr('list', '--log', 'shop', '--json')).stdout;
    for (const args of [
      ['supersede', '1', '--by', '2'],
      ['supersede', '1', '--by', '3'],
      ['withdraw', '3'],
      ['edit', '3', '--title', 'Use nothing'],
      ['relate', '2', '1'],
      ['log', 'set', 'shop', '--deciders', 'nobody'],
    ]) {
      const inLog = args[0] === 'log' ? args : [...args, '--log', 'shop'];
      const { code, stderr } = await adr(...inLog, '--as', 'nobody');
      expect([args, code]).toEqual([args, 1]);
      expect(stderr).toMatch(/may|decided by ana, bob/);
    }
    expect((await adr('list', '--log', 'shop', '--json')).stdout).toBe(before);
    expect((await adr('supersede', '1', '--by', '2', '--log', 'shop', '--as', 'bob')).code).toBe(0);
    expect((await adr('withdraw', '3', '--log', 'shop', '--as', 'ida')).code).toBe(0);
  });

  test.each([
    [['show', '7'], 1, /no log|no record 7/],
    [['show', 'seven'], 2, /no record's number/],
    [['propose', '--title', ' '], 1, /needs a title/],
    [['propose'], 2, /needs a title/],
    [['propose', '--title', 'x', '--review-by', '2020-01-01'], 1, /in the past/],
    [['propose', '--from-file', '/nowhere.md'], 1, /cannot be read/],
    [['import', '/nowhere'], 1, /cannot be read/],
    [['list', '--status', 'fine'], 2, /no status "fine"/],
    [['list', '--after', 'yesterday'], 2, /a day is written/],
    [['export', '/tmp/x', '--format', 'pdf'], 2, /madr or nygard/],
    [['log', 'set', 'nowhere', '--quorum', '0'], 1, /a whole number from 1 to 100/],
    [['log', 'create', 'x', '--quorum', '3', '--deciders', 'ann,bob'], 1, /needs at least 3 deciders/],
    [['log', 'create', 'x', '--own-approval', 'maybe'], 2, /--own-approval is on or off/],
  ])('%j fails with one clear line', async (args, exit, message) => {
    const { code, stdout, stderr } = await records().adr(...args);
    expect(code).toBe(exit);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(lineCount(stderr)).toBe(1);
  });
});

describe('stack-advisor doctor and backup', () => {
  test('say that all is well, and copy the database', async () => {
    const folder = temporaryFolder({});
    const env = { DATABASE_URL: `sqlite:${folder}/records.db` };
    await run(['adr', 'propose', '--title', 'Use Go'], { env });
    expect(await run(['doctor'], { env })).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/ok {4} database\nok {4} records/),
    });
    expect((await run(['backup', `${folder}/copy.db`], { env })).code).toBe(0);
    expect(
      (await run(['adr', 'list'], { env: { DATABASE_URL: `sqlite:${folder}/copy.db` } })).stdout,
    ).toMatch(/Use Go/);
    expect(await run(['backup', `${folder}/copy.db`], { env })).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/there already/),
    });
  });

  test('tell a misspelt setting once, and look no further', async () => {
    const { code, stdout, stderr } = await run(['doctor'], { env: { SLACK_BOT_TOKN: 'xoxb-1' } });
    expect({ code, stdout }).toEqual({ code: 1, stdout: 'fault  settings\n' });
    expect(stderr.match(/SLACK_BOT_TOKEN/g)).toHaveLength(1);
  });

  test('name a damaged database', async () => {
    const folder = temporaryFolder({
      'records.db': 'this is no database, it only looks like a file of some length'.repeat(50),
    });
    const { code, stdout, stderr } = await run(['doctor'], {
      env: { DATABASE_URL: `sqlite:${folder}/records.db` },
    });
    expect(code).toBe(1);
    expect(stdout).toMatch(/fault +database/);
    expect(stderr).toMatch(/damaged or no database/);
  });
});
