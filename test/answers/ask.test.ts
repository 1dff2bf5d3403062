import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/answers/answer.ts';
import { createAnswering, prepareAnswers } from '../../src/answers/ask.ts';
import { builtInAnswers } from '../../src/answers/load.ts';
import { factsMarkdown } from '../../src/answers/markdown.ts';
import { loadWhole } from '../../src/knowledge/load.ts';

const knowledge = await loadWhole();
const ask = createAnswering(knowledge, await builtInAnswers()).answer;

function best(question: string): Answer {
  const result = ask(question);
  const [answer] = result.covered ? result.answers : [];
  if (answer === undefined) throw new Error(`"${question}" is not covered`);
  return answer;
}

const textOf = (question: string) => {
  const answer = best(question);
  return `${answer.reply.title}\n${factsMarkdown(answer.reply).slice(0, 600)}`;
};

describe('a question', () => {
  test.each([
    ['by a full name', 'What is the Global Interpreter Lock?', /(?:only|just) one thread/],
    ['by an alias', 'pg strengths', /PostgreSQL/],
    ['with a typo', 'postgress vs mongodbb speed', /4-15x|2-3x|35-53%/],
    ['in another word order', 'rabbitmq routing options', /fanout/],
    ['with chatter around it', 'hey @advisor quick q, what routing does rabbitmq have? thanks!', /fanout/],
    ['as a paraphrase', 'one heavy computation freezes our js server for everybody', /event loop/i],
    ['about figures', 'how long did rust take for the primes?', /45 ms/],
    ['about stars', 'framework stars for ecosystem', /Express.* 5/],
    ['about weaknesses', 'downsides of nestjs', /learning curve|opinionated|complex/i],
    ['about a version', 'which go version', /1\.2[12]/],
  ])('%s is answered', (_how, question, expected) => {
    expect(textOf(question)).toMatch(expected);
  });

  test('on two technologies puts both into one answer', () => {
    const text = textOf('sinatra vs roda');
    expect(text).toMatch(/Sinatra/);
    expect(text).toMatch(/Roda/);
  });

  test('on which the documents disagree shows each side, its document and the reason', () => {
    const { lead, reply } = best('how much does redis cut the database load?');
    expect(lead).toMatch(/90%.*60-80%|60-80%.*90%/);
    expect(new Set(reply.citations.map(({ document }) => document))).toEqual(new Set(['001', '004']));
    // Where the lead tells one thing, the sides stand below it.
    const [dispute] = best('fastapi vs django').reply.disputes;
    expect(dispute?.sides.length).toBeGreaterThan(1);
    for (const side of dispute?.sides ?? []) expect(side.citations.length).toBeGreaterThan(0);
  });

  test('that leaves something out is answered without it', () => {
    const { reply } = best('what can redis do besides caching?');
    expect(reply.lines.map((line) => line.text).join()).not.toMatch(/caching/i);
  });

  test('gets the same answer every time', () => {
    expect(ask('fastapi vs django')).toEqual(
      createAnswering(knowledge, prepareAnswers(knowledge)).answer('fastapi vs django'),
    );
  });

  test('gets its most fitting facts within a short text; the rest is behind "more"', () => {
    const { reply } = best('postgresql strengths');
    expect(reply.lines.map((line) => line.text).join('').length).toBeLessThan(700);
    expect(reply.more.length).toBeGreaterThan(0);
  });
});

describe('what the documents do not cover', () => {
  test.each([
    ['a foreign topic', 'what is the weather in Paris tomorrow?'],
    ['a neighbouring technology', 'how do I write an Ansible playbook?'],
    ['another language', 'Wie spät ist es in Hamburg gerade?'],
    ['a comparison with something unknown', 'fastapi vs litestar'],
    ['a detail that they lack', 'default number of connections in PostgreSQL max_connections'],
    ['gibberish', 'asdkjh qwlekj zxmcnb'],
    ['nothing', ''],
    ['blanks', ' \t '],
    ['emoji', '🤷🏽‍♀️ 🚀'],
    ['control characters', '\u0000\u0007\u001b[31m'],
    ['markup', "<script>alert('hi')</script>"],
    ['a mention', '@everyone <!channel>'],
    ['SQL', "'; DROP TABLE users; --"],
    ['template syntax', '{{constructor.constructor("x")()}} <%= 7*7 %> #{7*7}'],
    ['another script', 'データベースは何ですか'],
  ])('%s is refused', (_what, question) => {
    const result = ask(question);
    expect(result.covered).toBe(false);
    expect(result.covered ? [] : result.suggestions.length).toBeGreaterThan(0);
  });
});

describe('any text at all', () => {
  const words = fc.constantFrom(
    'go',
    'redis',
    'vs',
    'why',
    'how much',
    'postgress',
    '???',
    '<b>',
    '@here',
    'besides',
    'node.js',
    '10k',
    '🚀',
    'fastapi or',
    '\n',
  );
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.array(words, { maxLength: 40 }).map((list) => list.join(' ')),
  );

  test('is answered with citations or refused, and never throws', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const result = ask(text);
        if (!result.covered) return;
        expect(result.answers.length).toBeGreaterThan(0);
        for (const { reply, score } of result.answers) {
          expect(reply.citations.length).toBeGreaterThan(0);
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('of 100,000 characters is read no further than a question goes', () => {
    for (const unit of ['a', 'redis ', 'zqxj ', '@everyone ', '<', 'é', '1,000']) {
      expect(() => ask(unit.repeat(Math.ceil(100_000 / unit.length)))).not.toThrow();
    }
  });
});
