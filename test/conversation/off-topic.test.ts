import { afterAll, describe, expect, test } from 'vitest';
import { createEngine } from '../../src/conversation/engine.ts';
import { repliesMarkdown } from '../../src/conversation/markdown.ts';
import type { Outcome } from '../../src/conversation/outcome.ts';
import { openDatabase } from '../../src/database/connection.ts';
import type { Event } from '../../src/event.ts';
import { throwFault } from '../support/faults.ts';
import { servicesFor } from '../support/services.ts';

const database = await openDatabase('sqlite::memory:');
const engine = createEngine(await servicesFor(database), throwFault);
afterAll(() => database.close());

let threads = 0;

/** What comes of the last of several lines, in a thread of their own. */
async function saidLast(...lines: readonly string[]): Promise<Outcome> {
  const person = { id: 'ana', name: 'ana' };
  const viewer = { kind: 'member', person, channels: ['backend'], outside: false } as const;
  const where = {
    workspace: 'local',
    thread: `t${threads++}`,
    channel: 'backend',
    source: 'test',
    person,
    viewer,
  } as const;
  let last: Outcome | undefined;
  for (const text of lines) last = await engine.handle({ ...where, kind: 'said', text });
  if (last === undefined) throw new Error('nothing was said');
  return last;
}

const isAnswered = ({ replies }: Outcome) => repliesMarkdown(replies).includes('Sources:');
const subjects = ['fastapi vs django', 'what is docker good for', 'how does jwt work', 'what is the GIL'];

describe('what was spoken of before', () => {
  test.each([
    'is it raining',
    'who won yesterday?',
    'what time is it in tokyo',
    'how do i get to the airport',
    'how old is the pope',
    'do you like jazz',
    'can you book me a flight',
    'and the weather tomorrow?',
  ])('is no answer to "%s"', async (words) => {
    for (const subject of subjects) expect(isAnswered(await saidLast(subject, words))).toBe(false);
  });

  test.each([
    'what are the risks of mongodb',
    'how do I stop N+1 queries in Django',
    'which port does redis use?',
    'what does pytest bring over unittest?',
    'sqlalchemy or prisma',
  ])('does not change the answer to "%s"', async (question) => {
    const fresh = repliesMarkdown((await saidLast(question)).replies).split('\n')[0];
    for (const subject of subjects) {
      const later = repliesMarkdown((await saidLast(subject, question)).replies).split('\n')[0];
      expect(later).toBe(fresh);
    }
  });

  test('is carried over by a pronoun, and by "and"', async () => {
    expect(isAnswered(await saidLast('what is the GIL', 'and what is the workaround for it?'))).toBe(true);
    expect(isAnswered(await saidLast('how much memory does a go service take', 'and rust?'))).toBe(true);
  });
});

describe('a command that asks', () => {
  test('reads records as a mention does', async () => {
    await saidLast('record that we chose NATS because it is small');
    const person = { id: 'ana', name: 'ana' };
    const viewer = { kind: 'member', person, channels: ['backend'], outside: false } as const;
    const event: Event = {
      workspace: 'local',
      thread: 'asks',
      channel: 'backend',
      source: 'test',
      person,
      viewer,
      kind: 'commanded',
      name: 'ask',
      given: { question: 'why did we choose NATS?' },
    };
    const came = await engine.handle(event);
    expect(came.intent).toBe('decisions');
    expect(repliesMarkdown(came.replies)).toContain('it is small');
  });
});
