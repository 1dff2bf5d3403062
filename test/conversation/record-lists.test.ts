import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/conversation/outcome.ts';
import type { Choice } from '../../src/reply.ts';
import { openTalk, type Talk } from '../support/talk.ts';

let talk: Talk;
beforeEach(async () => {
  talk = await openTalk(() => '2026-11-21T09:00:00.000Z');
});
afterEach(() => talk.close());

const act = {
  ...{ workspace: 'local', log: 'decisions', source: 'test' },
  ...{ person: { id: 'ana', name: 'ana' }, viewer: { kind: 'operator' } as const },
};
const propose = async (count: number, tag = 'data') => {
  for (let at = 1; at <= count; at++)
    await talk.services.decisions.propose(act, { title: `Use Redis for part ${at}`, tags: [tag] });
};

const titleOf = ({ replies }: Outcome) =>
  replies.flatMap((reply) => (reply.kind === 'list' ? [reply.title] : []));
const numbersIn = ({ replies }: Outcome) =>
  replies.flatMap((reply) =>
    reply.kind === 'list' ? reply.items.map(({ text }) => Number.parseInt(text, 10)) : [],
  );
const choicesOf = ({ replies }: Outcome): readonly Choice[] => replies.flatMap(({ choices = [] }) => choices);
const labelsOf = (outcome: Outcome) => choicesOf(outcome).map(({ label }) => label);
const idOf = (outcome: Outcome, label: string) =>
  choicesOf(outcome).find((one) => one.label === label)?.id ?? '';
const from = (first: number, last: number) => {
  const step = first < last ? 1 : -1;
  return Array.from({ length: Math.abs(last - first) + 1 }, (_, at) => first + at * step);
};

describe('a list that is longer than a message', () => {
  test('goes on and back by its buttons, and shows every record once', async () => {
    await propose(23);
    const first = await talk.say('ana', 'list decisions');
    expect(titleOf(first)).toEqual(['Decisions: the latest 10 of 23']);
    expect(labelsOf(first)).toEqual(['Next']);
    const second = await talk.press('ana', idOf(first, 'Next'));
    expect(titleOf(second)).toEqual(['Decisions: 11 to 20 of 23']);
    expect(labelsOf(second)).toEqual(['Back', 'Next']);
    const third = await talk.press('ana', idOf(second, 'Next'));
    expect(labelsOf(third)).toEqual(['Back']);
    expect([first, second, third].flatMap(numbersIn)).toEqual(from(23, 1));
    expect(numbersIn(await talk.press('ana', idOf(third, 'Back')))).toEqual(from(13, 4));
  });

  test('goes on in words, from what was listed last', async () => {
    await propose(23);
    await talk.say('ana', 'list decisions');
    await talk.say('ana', 'what is waiting');
    expect(titleOf(await talk.say('ana', 'next'))).toEqual(['What waits: 11 to 20 of 23']);
    expect(numbersIn(await talk.say('ana', 'show me more'))).toEqual(from(21, 23));
    expect(JSON.stringify((await talk.say('ana', 'next')).replies)).toContain('That is all: 23 of 23.');
    expect(numbersIn(await talk.say('ana', 'back'))).toEqual(from(11, 20));
    expect(numbersIn(await talk.say('ana', 'previous page'))).toEqual(from(1, 10));
    expect(JSON.stringify((await talk.say('ana', 'back')).replies)).toContain('where the list begins');
  });

  test('keeps its tag and its status', async () => {
    await propose(12, 'data');
    await propose(3, 'other');
    const engine = await talk.say('ana', '/adr list proposed #data');
    expect(titleOf(engine)).toEqual(['Decisions that are proposed and tagged data: the latest 10 of 12']);
    const next = await talk.press('ana', idOf(engine, 'Next'));
    expect(titleOf(next)).toEqual(['Decisions that are proposed and tagged data: 11 to 12 of 12']);
  });

  test('of what words found goes on behind what stands beside the best', async () => {
    await propose(23);
    const asked = await talk.say('ana', 'why did we choose Redis?');
    expect(numbersIn(asked)).toEqual([22, 21, 20]);
    const next = await talk.press('ana', idOf(asked, 'Next'));
    expect(titleOf(next)).toEqual(['Decisions about redis: 5 to 14 of 23']);
    expect(numbersIn(next)).toEqual(from(19, 10));
  });

  test('of many words goes on too, though a button has no room for them', async () => {
    const words =
      'Kubernetes Elasticsearch Prometheus Grafana Terraform Cassandra RabbitMQ Memcached ClickHouse';
    for (let at = 0; at < 15; at++)
      await talk.services.decisions.propose(act, { title: `Use ${words} ${at}` });
    const asked = await talk.say('ana', `/adr search ${words}`);
    expect(idOf(asked, 'Next')).toBe('say:next');
    expect(numbersIn(await talk.press('ana', 'say:next'))).toEqual(from(11, 2));
  });

  test('shows nothing that whoever presses may not see', async () => {
    await propose(11);
    for (let at = 0; at < 5; at++)
      await talk.services.decisions.propose(
        act,
        { title: `Use Vault ${at}` },
        { visibility: 'members', channel: 'secret' },
      );
    const next = await talk.press('ana', 'page:10:list::');
    expect(titleOf(next)).toEqual(['Decisions: 11 to 11 of 11']);
    expect(JSON.stringify(next)).not.toContain('Vault');
  });

  test('whose end has come nearer shows its last part', async () => {
    await propose(12);
    expect(titleOf(await talk.press('ana', 'page:40:list::'))).toEqual(['Decisions: 11 to 12 of 12']);
    expect(titleOf(await talk.press('ana', 'page:40:due:all'))).toEqual(['What waits: 11 to 12 of 12']);
  });

  test('of what waits says for whom', async () => {
    await propose(1);
    await talk.services.decisions.setLog(act, { quorum: 2, deciders: ['ana', 'bob'] });
    expect(JSON.stringify(await talk.say('ana', '/adr due'))).toMatch(
      /proposed on [\d-]{10} · 0 of 2 approvals · waits for ana, bob"/,
    );
  });

  test('that fits offers no way on, and "back" stays what it was', async () => {
    await propose(10);
    const whole = await talk.say('ana', 'list decisions');
    expect(labelsOf(whole)).toEqual([]);
    expect(numbersIn(whole)).toEqual(from(1, 10));
    expect(titleOf(await talk.say('ana', 'back'))).toEqual([]);
  });

  test('does not take the words that steer a walk', async () => {
    await propose(23);
    await talk.say('ana', 'list decisions');
    const asked = await talk.say('ana', 'help us choose a database');
    const skipped = await talk.say('ana', 'next');
    expect(skipped.intent).toBe('advise');
    expect(skipped.replies.find(({ kind }) => kind === 'question')).not.toEqual(
      asked.replies.find(({ kind }) => kind === 'question'),
    );
  });
});
