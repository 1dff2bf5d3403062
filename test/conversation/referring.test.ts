import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { repliesMarkdown } from '../../src/conversation/markdown.ts';
import { openTalk, type Talk } from '../support/talk.ts';

let talk: Talk;
beforeEach(async () => {
  talk = await openTalk();
});
afterEach(() => talk.close());

const said = async (name: string, text: string) => repliesMarkdown((await talk.say(name, text)).replies);

describe('a follow-up is about what fits it best', () => {
  test.each([
    ['what its question named', 'how much db load does redis take off', 'session ttl?', '24 hours'],
    [
      'what its answer brought up',
      'whats the usual thing in node for realtime',
      'what does it do if websockets are blocked?',
      'polling',
    ],
    ['the other extreme', 'which backend devs are the easiest to hire', 'and hardest?', 'Rust and Ruby'],
    ['the same of another thing', 'how big is the npm registry', 'and Go?', '500'],
    [
      'the last answer, by its source',
      'how big is the npm registry',
      'from where is this, source?',
      'Sources',
    ],
  ])('%s', async (_what, before, text, told) => {
    expect(await talk.last(before, text)).toContain(told);
  });
});

describe('a walk in a thread', () => {
  test('takes what others say to its question, and each goes on from there', async () => {
    await said('ana', 'need help choosing a database for the order system');
    expect(await said('ben', 'relational orders and invoices, acid is a must')).toContain('Understood');
    expect(await said('ana', 'finish now, whats the verdict')).toContain('Database: PostgreSQL');
    expect(await said('ben', 'what would change your mind?')).toContain('from PostgreSQL');
  });

  test('is none of those who talk of something else there', async () => {
    await said('ben', 'fastapi vs django');
    await said('ana', 'help us choose a database');
    expect(await said('ben', 'which is easier to learn?')).not.toContain('Understood');
  });

  test('ends for all who took part', async () => {
    await said('ana', 'help us choose a database');
    await said('ana', 'stop');
    expect(await said('ben', 'many joins and transactions')).not.toContain('Understood');
  });

  test('tells what it takes for one that is named', async () => {
    await said('ana', 'help us choose a language: a small chat backend, the team knows python');
    await said('ana', 'recommend now');
    expect(await said('ana', 'what would make you say go instead?')).toMatch(
      /What would make it Go[\s\S]*→ Go/,
    );
  });

  test.each(['perfect, finish now please', 'our last word on it. finish now', 'nothing else. just tell me'])(
    'recommends at "%s"',
    async (words) => {
      await said('ana', 'help us choose a database: orders that need acid transactions and many joins');
      expect(await said('ana', words)).toContain('**Database: PostgreSQL');
    },
  );
});

describe('"it" in what is recorded', () => {
  test('is what a walk recommended', async () => {
    await said('ana', 'help us choose a database: orders that need acid transactions and many joins');
    await said('ana', 'recommend now');
    expect(await said('ana', 'record that we go with it because we need transactions')).toContain(
      '1. Use PostgreSQL',
    );
  });

  test('is what was asked about', async () => {
    expect(await talk.last('what is kafka good at', 'record that we use it for telemetry')).toContain(
      'Use Apache Kafka for telemetry',
    );
  });

  test('stays as it is where several things were spoken of', async () => {
    const text = await talk.last('kafka vs rabbitmq', 'record that we use it for telemetry');
    expect(text).not.toMatch(/Use (?:Apache Kafka|RabbitMQ)/);
  });
});
