import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../support/folder.ts';

const program = fileURLToPath(new URL('../../bin/stack-advisor.js', import.meta.url));

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
    const child = spawn(process.execPath, [program, ...args], { env: { ...process.env, ...options.env } });
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

const lineCount = (text: string) => text.split('\n').length - 1;

describe('stack-advisor ask', () => {
  test('prints an answer with its sources', async () => {
    const { code, stdout } = await run(['ask', 'fastapi vs django']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/FastAPI/);
    expect(stdout).toMatch(/Sources: 00\d/);
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
    expect(stdout).toMatch(/^Message queue: Apache Kafka/);
    expect(stdout).toMatch(/What each document says/);
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
