import { describe, expect, it } from 'vitest';
import { createAdvisor } from '../../src/advisor/advisor.ts';
import { rank } from '../../src/advisor/rank.ts';
import { combineVoices } from '../../src/advisor/team.ts';
import { answer, back, restart, skip, startWalk, walkSchema, weigh } from '../../src/advisor/walk.ts';
import { AdvisorError } from '../../src/errors.ts';
import { loadBuiltIn } from '../../src/knowledge/load.ts';

const knowledge = await loadBuiltIn();
const advisor = createAdvisor(knowledge);
const language = advisor.topic('language');
const framework = advisor.topic('framework');

function pick(brief: string, topic?: string): string | undefined {
  return advisor.result(advisor.brief(brief, topic).walk).ranking[0]?.name;
}

function understood(brief: string, topic: string): string[] {
  return advisor.brief(brief, topic).understood.map(({ question, option }) => `${question}:${option}`);
}

describe('the decision tree, followed to the letter', () => {
  const base = { ai: ['none'], traffic: ['low'], team: ['javascript', 'python'] };
  it.each([
    [{ ai: ['heavy'] }, 'python'],
    [{ ai: ['none'], traffic: ['over-100k'] }, 'go'],
    [{ ai: ['none'], traffic: ['over-1k'], team: ['javascript'] }, 'nodejs'],
    [{ ...base, stage: ['prototype'] }, 'python'],
    [{ ...base, stage: ['production'] }, 'go'],
    [{ ai: ['none'], traffic: ['over-10k'], team: ['mixed'], stage: ['production'] }, 'go'],
  ])('%j takes %s', (answers, winner) => {
    const ranking = rank(language, { answers, shortlist: [], weights: {} });
    expect(ranking.ranked[0]?.id).toBe(winner);
    expect(ranking.lead).toBe('document');
  });

  it('does not lead where another document determines something else', () => {
    const answers = { ai: ['none'], traffic: ['over-10k'], team: ['javascript'], workload: ['microservice'] };
    const ranking = rank(language, { answers, shortlist: [], weights: {} });
    expect(ranking.lead).toBe('disputed');
    const result = advisor.result({ ...startWalk('language'), answers });
    expect(result.confidence.level).toBe('low');
    expect(result.disputes[0]?.sides.map(({ citations }) => citations[0]?.document).sort()).toEqual([
      '002',
      '003',
    ]);
  });
});

describe('the star matrix', () => {
  const sums = (weights: Record<string, number>) =>
    rank(framework, { answers: {}, shortlist: [], weights }).ranked.map(({ id, points }) => [id, points]);

  it('ranks exactly by the weights', () => {
    expect(sums({ 'type-safety': 2, 'learning-curve': 1 })[0]).toEqual(['fastapi', 14]);
    expect(Object.fromEntries(sums({ performance: 5, testing: 3 }))).toMatchObject({
      fastapi: 40,
      'django-rest-framework': 30,
      nestjs: 35,
      express: 29,
      fiber: 37,
      gin: 37,
    });
  });

  it('shows ties as ties', () => {
    const ranking = rank(framework, {
      answers: {},
      shortlist: ['fiber', 'gin'],
      weights: { performance: 5 },
    });
    expect(ranking.ties).toEqual(expect.arrayContaining(['fiber', 'gin']));
    expect(
      advisor.result({ ...startWalk('framework'), shortlist: ['fiber', 'gin'], weights: { performance: 5 } })
        .confidence.level,
    ).toBe('low');
  });

  it.each([
    [
      'Weights: performance 5, learning curve 4, the rest 2 each. Gin or Fiber?',
      { performance: 5, 'learning-curve': 4, ecosystem: 2, testing: 2 },
    ],
    [
      'easy to learn 5/5, ecosystem size 4/5, everything else is a 1',
      { 'learning-curve': 5, ecosystem: 4, performance: 1 },
    ],
    [
      '5 for type safety, 3 for docs, 2 for testing',
      { 'type-safety': 5, 'auto-documentation': 3, testing: 2 },
    ],
    [
      'Only testing and scalability matter, testing twice as much. Do the sum of the ratings.',
      { testing: 4, scalability: 2 },
    ],
  ])('reads weights from "%s"', (brief, weights) => {
    expect(advisor.brief(brief, 'framework').walk.weights).toMatchObject(weights);
  });
});

describe('the brief', () => {
  it('tells what it relied on, in the words that were said', () => {
    const { understood: read } = advisor.brief(
      '6 TypeScript devs, marketplace chat, only a prototype, 150k rps, no ML',
      'language',
    );
    expect(read).toEqual(
      expect.arrayContaining([
        { question: 'team', option: 'javascript', because: '6 TypeScript devs' },
        { question: 'stage', option: 'prototype', because: 'only a prototype' },
        { question: 'ai', option: 'none', because: 'no ML' },
        { question: 'traffic', option: 'over-100k', because: '150k rps' },
      ]),
    );
  });

  it.each([
    ['50k requests a minute', 'traffic:low'],
    ['about 2,000 requests per second', 'traffic:over-1k'],
    ['peaks at 140 000 req/s', 'traffic:over-100k'],
    ['half a dozen people, 12k rps', 'traffic:over-10k'],
    ['a hundred and sixty thousand hits each second', 'traffic:over-100k'],
    ['two dozen calls per second', 'traffic:low'],
  ])('understands %s', (words, fact) => {
    expect(understood(words, 'language')).toContain(fact);
  });

  it('understands negation before and after', () => {
    expect(understood('Nobody knows Go, the team is all Python', 'language')).toContain('team:python');
    expect(understood('Nobody knows Go, the team is all Python', 'language')).not.toContain('team:go');
    expect(understood('The prototype phase is over, this is production', 'language')).not.toContain(
      'stage:prototype',
    );
    expect(understood('An admin panel is not needed', 'framework')).toContain('needs:no-admin');
  });

  it('takes what somebody merely suggests for no fact', () => {
    expect(understood('Django monolith. One dev suggests a Go socket server.', 'realtime')).not.toContain(
      'language:go',
    );
  });

  it('keeps to the candidates that it names', () => {
    expect(advisor.brief('Kafka or RabbitMQ for our jobs?', 'queue').walk.shortlist).toEqual([
      'kafka',
      'rabbitmq',
    ]);
    expect(advisor.brief('Gin, Fiber, something else?', 'framework').walk.shortlist).toEqual([]);
  });

  it('takes no year for a rate', () => {
    const read = understood('It has run well since 2016 and the ops ladies like it', 'language');
    expect(read.filter((fact) => fact.startsWith('traffic:'))).toEqual([]);
  });

  it('leaves out what is excluded, and nobody where nothing is', () => {
    const { shortlist } = advisor.brief('No Rails, please. Which framework?', 'framework').walk;
    expect(shortlist).toContain('fastapi');
    expect(shortlist).not.toContain('rails');
    expect(advisor.brief('We need an admin panel.', 'framework').walk.shortlist).toEqual([]);
  });

  it.each([
    ['Which language for an LLM service?', 'language'],
    ['We need a job queue for mails', 'queue'],
    ['Prisma or TypeORM?', 'orm'],
    ['Whole stack please, five Python devs', 'stack'],
    ['Where do we store orders, MongoDB or PostgreSQL?', 'database'],
  ])('tells its topic: %s', (brief, topic) => {
    expect(advisor.brief(brief).walk.topic).toBe(topic);
  });

  it('is refused when empty or about nothing, and cut when endless', () => {
    expect(() => advisor.brief('  ')).toThrow(AdvisorError);
    expect(() => advisor.brief('good morning everyone')).toThrow(/name a topic/);
    expect(pick(`${'lorem ipsum dolor '.repeat(6_000)} machine learning`, 'language')).toBeDefined();
  });

  it.each([
    '@everyone <script>alert(1)</script>',
    "'; DROP TABLE teams; --",
    'データベース',
    '\u0000\u0007\u202e',
    '9'.repeat(50_000),
    'a or '.repeat(20_000),
  ])('survives hostile text %#', (text) => {
    for (const { id } of advisor.topics)
      expect(() => advisor.result(advisor.brief(text, id).walk)).not.toThrow();
  });
});

describe('a walk', () => {
  it('is plain data that can be stored and resumed', () => {
    const walk = answer(startWalk('language'), language, 'team', ['python', 'go']);
    expect(walkSchema.parse(JSON.parse(JSON.stringify(walk)))).toEqual(walk);
  });

  it('goes back, skips and starts over', () => {
    const first = answer(startWalk('language'), language, 'ai', ['none']);
    const second = skip(first, language, 'traffic');
    expect(second.answers).toEqual({ ai: ['none'], traffic: [] });
    expect(back(second)).toEqual(first);
    expect(back(back(back(second)))).toEqual(startWalk('language'));
    expect(restart(second)).toEqual(startWalk('language'));
  });

  it('names the nearest valid question, option, criterion and topic', () => {
    const walk = startWalk('language');
    expect(() => answer(walk, language, 'trafic', ['low'])).toThrow(/did you mean "traffic"/);
    expect(() => answer(walk, language, 'ai', ['hevy'])).toThrow(/did you mean "heavy"/);
    expect(() => weigh(startWalk('framework'), framework, { perfomance: 3 })).toThrow(
      /did you mean "performance"/,
    );
    expect(() => weigh(startWalk('framework'), framework, { performance: 6 })).toThrow(/from 1 to 5/);
    expect(() => weigh(walk, language, { performance: 3 })).toThrow(/no star matrix/);
    expect(() => advisor.topic('langage')).toThrow(/did you mean "language"/);
  });

  it('refuses contradictions and more than can be chosen, and keeps the walk', () => {
    const walk = startWalk('framework');
    expect(() => answer(walk, framework, 'needs', ['admin', 'no-admin'])).toThrow(/contradict/);
    expect(() => answer(walk, framework, 'language', ['go', 'rust'])).toThrow(/takes one option/);
    expect(() => answer(walk, framework, 'needs', ['admin', 'auth', 'docs', 'structure'])).toThrow(/up to 3/);
    expect(walk).toEqual(startWalk('framework'));
  });

  it('asks nothing more once nothing can change the winner, and says so', () => {
    let walk = startWalk('deploy');
    expect(advisor.next(walk)?.question).toBe('deploy-needs');
    walk = answer(walk, advisor.topic('deploy'), 'deploy-needs', ['same']);
    expect(advisor.next(walk)).toBeUndefined();
    expect(advisor.result(walk)).toMatchObject({ decided: true, next: null });
  });

  it('says why it asks, with citations', () => {
    const question = advisor.question(startWalk('language'), 'ai');
    expect(question.why[0]?.citations[0]?.document).toBe('003');
  });

  it('understands own words, to be confirmed', () => {
    expect(advisor.meant(startWalk('language'), 'team', "we're mostly a Python shop")).toEqual({
      options: ['python'],
      sure: false,
    });
    expect(advisor.meant(startWalk('language'), 'stage', 'Production')).toEqual({
      options: ['production'],
      sure: true,
    });
    expect(advisor.meant(startWalk('language'), 'stage', 'prodction')).toEqual({
      options: ['production'],
      sure: false,
    });
    expect(advisor.meant(startWalk('language'), 'stage', 'purple')).toBeUndefined();
  });
});

describe('a result', () => {
  const { walk } = advisor.brief(
    'Python shop, admin screens for the support staff, log-ins and permissions. Which framework?',
  );
  const result = advisor.result(walk);

  it('gives reasons for and against, all cited', () => {
    expect(result.ranking[0]?.id).toBe('django-rest-framework');
    for (const one of result.ranking) {
      for (const { citations } of [...one.reasons, ...one.against])
        expect(citations.length).toBeGreaterThan(0);
    }
  });

  it('scores from 0 to 100, in order', () => {
    const scores = result.ranking.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    for (const score of scores) expect(score >= 0 && score <= 100).toBe(true);
  });

  it('has a panel, flips, trade-offs and a draft ready to be proposed', () => {
    expect(result.panel.map(({ document }) => document)).toContain('002');
    expect(result.flips.length).toBeGreaterThan(0);
    expect(result.tradeoffs.length).toBeGreaterThan(0);
    expect(result.draft).toMatchObject({
      title: 'Use Django REST Framework for the framework',
      tags: ['framework'],
    });
    expect(result.draft?.options[0]?.pros[0]).toMatch(/\[00\d, /);
  });
});

describe('a whole stack', () => {
  it('fits together: the ORM the language, the real-time library the framework', () => {
    const { walk } = advisor.brief(
      'Next.js team, TypeScript only, structure over freedom, types shared all the way, live notifications. Whole stack please.',
    );
    const parts = Object.fromEntries(advisor.parts(walk).map(({ topic, id }) => [topic, id]));
    expect(advisor.result(walk).ranking[0]?.id).toBe('nestjs');
    expect(parts).toMatchObject({
      orm: 'prisma',
      realtime: 'socket-io',
      testing: 'jest',
      docs: 'nestjs-swagger',
      database: 'postgresql',
      cache: 'redis',
      queue: 'bull',
    });
  });

  it('follows the framework', () => {
    const { walk } = advisor.brief(
      'Ruby team, Rails for years, internal tool with admin screens. The whole stack?',
    );
    const parts = Object.fromEntries(advisor.parts(walk).map(({ topic, id }) => [topic, id]));
    expect(advisor.result(walk).ranking[0]?.id).toBe('rails');
    expect(parts).toMatchObject({ orm: 'activerecord', realtime: 'action-cable', queue: 'sidekiq' });
  });
});

describe("a team's walk", () => {
  it('agrees on an option, whatever else each of them chose with it', () => {
    const database = advisor.topic('database');
    const team = combineVoices(
      database,
      { ann: { data: ['acid', 'geo'] }, bob: { data: ['acid', 'json'] }, cy: { data: ['tenants', 'acid'] } },
      { shortlist: [], weights: {} },
    );
    expect(team.combined).toEqual({ data: ['acid'] });
    expect(team.questions[0]?.votes[0]).toEqual({ option: 'acid', people: ['ann', 'bob', 'cy'] });
  });

  it('shows where people agree, where not, and what comes of it together', () => {
    const team = combineVoices(
      language,
      {
        ann: { ai: ['none'], team: ['javascript'], workload: ['realtime'] },
        bob: { ai: ['none'], team: ['javascript'] },
        cy: { ai: ['heavy'] },
      },
      { shortlist: [], weights: {} },
    );
    expect(team.questions.find(({ question }) => question === 'ai')).toEqual({
      question: 'ai',
      votes: [
        { option: 'none', people: ['ann', 'bob'] },
        { option: 'heavy', people: ['cy'] },
      ],
      of: 3,
      agreed: ['none'],
    });
    expect(team.combined).toMatchObject({ ai: ['none'], team: ['javascript'], workload: ['realtime'] });
    expect(team.winners).toEqual([
      { person: 'ann', winner: 'Node.js' },
      { person: 'bob', winner: 'Node.js' },
      { person: 'cy', winner: 'Python' },
    ]);
    expect(team.ranking[0]?.name).toBeDefined();
  });

  it('leaves a question open on which the team is split', () => {
    const team = combineVoices(
      language,
      { ann: { ai: ['none'] }, bob: { ai: ['heavy'] } },
      { shortlist: [], weights: {} },
    );
    expect(team.combined).toEqual({});
  });
});
