import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../src/conversation/engine.ts';
import { repliesMarkdown } from '../../src/conversation/markdown.ts';
import type { Outcome } from '../../src/conversation/outcome.ts';
import type { Services } from '../../src/conversation/services.ts';
import type { Database } from '../../src/database/connection.ts';
import type { RecommendationReply, Reply } from '../../src/reply.ts';
import { freshDatabase } from '../support/database.ts';
import { throwFault } from '../support/faults.ts';
import { servicesFor } from '../support/services.ts';

let database: Database;
let services: Services;
let engine: Engine;

beforeEach(async () => {
  database = await freshDatabase();
  services = await servicesFor(database, () => '2026-11-21T09:00:00.000Z');
  engine = createEngine(services, throwFault);
});
afterEach(() => database.close());

function whereOf(name: string) {
  const person = { id: name, name };
  const viewer = { kind: 'member', person, channels: ['backend'], outside: false } as const;
  return { workspace: 'local', thread: 't1', channel: 'backend', source: 'test', person, viewer } as const;
}

const say = (name: string, text: string): Promise<Outcome> =>
  engine.handle({ ...whereOf(name), kind: 'said', text });
const press = (name: string, choice: string): Promise<Outcome> =>
  engine.handle({ ...whereOf(name), kind: 'chose', choices: [choice] });
const textOf = ({ replies }: Outcome) => repliesMarkdown(replies);

/** Says one thing after another and returns what came last. */
async function talk(...lines: readonly string[]): Promise<Outcome> {
  let last: Outcome | undefined;
  for (const line of lines) last = await say('ana', line);
  if (last === undefined) throw new Error('nothing was said');
  return last;
}

function recommendationIn({ replies }: Outcome): RecommendationReply {
  const found = replies.find((reply: Reply) => reply.kind === 'recommendation');
  if (found?.kind !== 'recommendation') throw new Error('no recommendation');
  return found;
}

const pythonTeam =
  'help us choose a language: four Python people, 30k requests a second from other services of ours';

describe('what a walk came to', () => {
  test('is short: a verdict, three reasons, one doubt, an answer or two that would change it', async () => {
    const { reasons, against, flips, ranking, verdict } = recommendationIn(
      await talk(pythonTeam, 'recommend now'),
    );
    expect(reasons.length).toBeLessThanOrEqual(3);
    expect(against.length).toBeLessThanOrEqual(1);
    expect(ranking).toEqual([]);
    expect(verdict).toMatch(/Still open: .+ and \d+ more\.$/);
    const questions = flips.map((text) => text.slice(0, text.indexOf(':')));
    expect(flips.length).toBeGreaterThan(0);
    expect(new Set(questions).size).toBe(flips.length);
  });

  test('is told in sentences, never in a table’s cells', async () => {
    const { reasons } = recommendationIn(await talk(pythonTeam, 'recommend now'));
    expect(reasons.map(({ text }) => text).join(' ')).toContain('decision matrix takes Go');
    for (const { text } of reasons) expect(text).not.toMatch(/, (?:Choose|Why):|\((?:Decision|Framework)/);
  });

  test('has the rest in its details', async () => {
    const { ranking, panel, whole } = recommendationIn(await talk(pythonTeam, 'recommend now', 'details'));
    expect(whole).toBe(true);
    expect(ranking.length).toBeGreaterThan(3);
    expect(panel.length).toBeGreaterThan(2);
  });

  test('can be recorded while questions are open', async () => {
    expect(textOf(await talk(pythonTeam, 'record that'))).toContain('Use Go for the language');
  });
});

describe('"what if"', () => {
  const toldAfter = async (...lines: readonly string[]) =>
    recommendationIn(await talk(pythonTeam, 'recommend now', ...lines)).told;

  test('adds where it says "too"', async () => {
    expect(await toldAfter('what if they knew TypeScript too?')).toContain(
      'Team: Python, JavaScript or TypeScript',
    );
  });

  test('replaces where it says "instead"', async () => {
    expect(await toldAfter('what if they knew Rust instead?')).toContain('Team: Rust');
  });

  test('adds a need to the needs, but for one that denies it', async () => {
    const database = ['help us choose a database: money transfers that must add up'];
    const { told } = recommendationIn(await talk(...database, 'what if the schema keeps changing?'));
    expect(told.join(' ')).toMatch(/must add up.*schema that keeps changing/);
  });

  test('is taken back to what was answered before', async () => {
    await talk(pythonTeam, 'recommend now', 'what if they knew Rust instead?', 'go back');
    expect(recommendationIn(await say('ana', 'recommend now')).told).toContain('Team: Python');
  });

  test('that tells nothing says so, and changes nothing', async () => {
    const reply = await talk(pythonTeam, 'what if it rained cats?');
    expect(textOf(reply)).toContain('tells me nothing');
    expect(recommendationIn(await say('ana', 'recommend now')).told).toContain('Team: Python');
  });
});

describe('a brief that cannot be taken at its word', () => {
  test('that says and denies the same is told so, and asked', async () => {
    const reply = await say(
      'ana',
      'help us choose a framework: we need admin screens. No admin screens, log-ins elsewhere. Python team.',
    );
    expect(textOf(reply)).toMatch(/says both ".*" and ".*": I took neither/);
    const asked = reply.replies.at(-1);
    expect(asked?.kind === 'question' && asked.told.join(' ')).toMatch(/^(?!.*admin).*Python/i);
  });

  test('that is about two products is told so', async () => {
    const reply = await say(
      'ana',
      'help us choose a framework: we build two things, a Rails shop with admin screens, and a Go proxy.',
    );
    expect(textOf(reply)).toContain('more than one product');
  });
});

describe('what a team came to', () => {
  beforeEach(async () => {
    await say('ana', 'help us choose a message broker as a team');
    await press('ana', 'Event sourcing or audit log');
    await press('ben', 'Event sourcing or audit log');
    await press('ana', 'Recommend now');
  });

  test.each([
    ['why?', /Why Apache Kafka/],
    ['why not RabbitMQ?', /Why not RabbitMQ/],
    ['what would change your mind?', /What would change it from Apache Kafka/],
    ['the runner-up?', /The ranking/],
    ['what if we only needed background jobs in python?', /Celery/],
  ])('answers "%s"', async (words, expected) => {
    expect(textOf(await say('ben', words))).toMatch(expected);
  });

  test('changes nobody’s vote by a "what if"', async () => {
    await say('ben', 'what if we only needed background jobs in python?');
    expect(textOf(await say('ben', 'record that'))).toContain('Apache Kafka');
  });
});
