import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { repliesMarkdown } from '../../src/conversation/markdown.ts';
import { openTalk, type Talk } from '../support/talk.ts';

let talk: Talk;
beforeEach(async () => {
  talk = await openTalk();
});
afterEach(() => talk.close());

const propose = (title: string) =>
  talk.services.decisions.propose(
    {
      ...{ workspace: 'local', log: 'decisions', source: 'test' },
      person: { id: 'ana', name: 'ana' },
      viewer: { kind: 'operator' },
    },
    { title },
  );
const record = async (number: number) =>
  (await talk.services.decisions.list({ workspace: 'local', viewer: { kind: 'operator' } })).find(
    (one) => one.number === number,
  );

describe('a step is undone in words', () => {
  test.each([
    ['approved', 'oops wrong thread, undo that', 'proposed'],
    ['reject it, nobody knows it', 'no wait, undo', 'proposed'],
    ['hm forget it, i withdraw that', 'wait no, undo that', 'proposed'],
  ])('"%s" by "%s"', async (step, undone, status) => {
    const text = await talk.last('propose Traefik as our api gateway', step, undone);
    expect(text).toContain(`That is undone: 1 is ${status} again.`);
    expect(await record(1)).toMatchObject({ status, approvals: [] });
  });

  test('not by somebody else', async () => {
    await talk.say('ana', 'propose Traefik as our api gateway');
    await talk.say('ben', 'approved');
    const { replies } = await talk.say('cy', 'undo that');
    expect(repliesMarkdown(replies)).toContain('1 was accepted by ben, who alone can take that back');
    expect(await record(1)).toMatchObject({ status: 'accepted' });
  });
});

describe('what is said with a step is kept', () => {
  test('why a proposal was withdrawn', async () => {
    const text = await talk.last(
      'lets propose gin for the big customer portal',
      "hm forget it, i withdraw that. gin doesn't scale well for large apps",
      'why did ana pull it?',
    );
    expect(text).toContain("gin doesn't scale well for large apps");
  });

  test('why one was rejected', async () => {
    const text = await talk.last(
      'propose Kafka for the audit log',
      'reject it, nobody here can operate it',
      'why was 1 rejected?',
    );
    expect(text).toContain('nobody here can operate it');
  });

  test('on what condition one was approved', async () => {
    const text = await talk.last(
      'propose postgres for the order service',
      'approved, but only with connection pooling',
      'show me 1',
    );
    expect(text).toContain('On approving, ana: “but only with connection pooling”');
  });

  test('what was added to a proposal, and to what is accepted', async () => {
    const lines = [
      'propose gRPC between all backend services',
      'amend it: the legacy billing app is exempt until december',
    ];
    expect(await talk.last(...lines, 'show 1')).toContain('The legacy billing app is exempt until december.');
    await talk.last('approve 1');
    expect(await talk.last('amend 1: the mail gateway too', 'show 1')).toContain(
      'Amended by ana: “the mail gateway too”',
    );
  });
});

describe('a record is found', () => {
  beforeEach(async () => {
    await talk.last('propose Docker Compose for local dev');
    await talk.last('propose redis with a 5 to 60 minute ttl for api responses');
  });

  test.each([
    ['by its place', 'accept the first one', '1 is accepted'],
    ['by a number behind other words', 'so what state has 2?', 'Redis with a 5 to 60 minute ttl'],
    ['by what it serves', 'did we decide anything about caching?', 'Redis with a 5 to 60 minute ttl'],
    [
      'by a name among chatter',
      'hi all, has anyone decided on redis here?',
      'Redis with a 5 to 60 minute ttl',
    ],
    ['by what it is linked to', 'what is #1 related to?', 'Docker Compose for local dev'],
  ])('%s', async (_how, line, expected) => {
    expect(await talk.last('list decisions', line)).toContain(expected);
  });

  test('but not for what the documents chose', async () => {
    expect(await talk.last('why was mysql not selected in the stack analysis?')).toContain('Sources:');
  });
});

describe('what others did', () => {
  test('is at hand for who speaks next', async () => {
    await talk.say('ana', 'propose MongoDB for the ledger');
    await talk.say('ben', 'reject it, transactions are slow there');
    await talk.say('ana', 'then propose postgres for the ledger');
    expect(repliesMarkdown((await talk.say('ben', 'yes accept that one')).replies)).toContain(
      '2 is accepted',
    );
    expect(repliesMarkdown((await talk.say('cy', 'what have we ruled out so far')).replies)).toContain(
      '1: MongoDB',
    );
    expect(repliesMarkdown((await talk.say('cy', 'on what grounds?')).replies)).toContain(
      'transactions are slow',
    );
    expect(repliesMarkdown((await talk.say('cy', 'what did ana propose?')).replies)).toContain('the ledger');
  });

  test('hangs together by places', async () => {
    await talk.last('propose FastAPI for the public API');
    await talk.last('propose SQLAlchemy as orm');
    expect(await talk.last('list decisions', 'the second one depends on the first')).toContain(
      '2 is related to 1 now',
    );
  });
});

describe('what contradicts', () => {
  test.each([
    [
      'every internal service talks gRPC',
      'internal services use REST only, no gRPC',
      'Internal service: gRPC in 1, REST proposed in 2',
    ],
    [
      'Traefik is our one and only api gateway',
      'Kong as our api gateway',
      'Api gateway: Traefik in 1, Kong proposed in 2',
    ],
  ])('"%s" and "%s" are told as one', async (one, other, what) => {
    await talk.last(`propose: ${one}`, 'approve it');
    const text = await talk.last(`propose: ${other}`, 'do any of our decisions contradict each other?');
    expect(text).toContain(`**1 contradiction**\n- ${what} (1: `);
    expect(text).toContain('[Show 1] [Let 2 supersede 1] [Both hold: relate them]');
  });

  test.each([
    'what contradicts?',
    'do any of our decisions contradict each other?',
    'any conflicts in the log?',
    'which decisions contradict each other',
    'show contradictions',
    'are there conflicting decisions?',
    'does anything contradict anything else?',
    '/adr conflicts',
  ])('"%s" is told that there is nothing, and then what there is', async (asked) => {
    expect(await talk.last(asked)).toBe('No: nothing that is recorded here contradicts anything else.');
    await talk.last('record that we use Redis for sessions', 'accept 1');
    await talk.last('record that sessions live in PostgreSQL', 'accept 2');
    expect(await talk.last(asked)).toContain(
      '- Sessions: Redis in 1, PostgreSQL in 2 (1: Use Redis for sessions; ',
    );
  });

  test('one record, a pair, or the one at hand is told of that alone', async () => {
    await talk.last('record that we use Redis for sessions', 'accept 1');
    await talk.last('record that sessions live in PostgreSQL', 'accept 2');
    await talk.last('record that we use Go for tools', 'accept 3');
    const pair = 'Sessions: Redis in 1, PostgreSQL in 2';
    expect(await talk.last('what contradicts 2?')).toContain(`**What contradicts 2**\n- ${pair}`);
    expect(await talk.last('does 1 clash with 2?')).toContain(`**1 and 2 contradict each other**\n- ${pair}`);
    expect(await talk.last('show 1', 'does this contradict anything?')).toContain('**What contradicts 1**');
    expect(await talk.last('what contradicts 3?')).toContain('nothing that is recorded here contradicts 3.');
    expect(await talk.last('do 2 and 3 clash?')).toContain('No: 2 and 3 do not contradict each other');
    expect(await talk.last('what contradicts 9?')).toContain('There is no record 9 here.');
    expect(await talk.last('would MySQL go against one of our records?')).toContain(
      '2: Sessions live in PostgreSQL',
    );
  });

  test('is mended by its buttons, and told no more', async () => {
    await talk.last('record that we use Redis for sessions', 'accept 1');
    await talk.last('record that sessions live in PostgreSQL', 'accept 2');
    await talk.say('ana', 'what contradicts?');
    const { replies } = await talk.press('ana', 'Both hold: relate them');
    expect(repliesMarkdown(replies)).toContain('2 is related to 1 now.');
    expect(await talk.last('what contradicts?')).toMatch(/^No: /);
  });

  test('is told ten at a time, with how many there are', async () => {
    const names = ['PostgreSQL', 'MySQL', 'MongoDB', 'Redis'];
    for (const what of ['orders', 'carts'])
      for (const name of names) {
        const number = await propose(`Use ${name} for ${what}`);
        await talk.last(`accept ${number}`);
      }
    const text = await talk.last('what contradicts?');
    expect(text).toContain('**12 contradictions: the first 10**');
    expect(text.match(/^- /gm)).toHaveLength(10);
    expect(text.match(/\[Show /g)?.length).toBeLessThanOrEqual(10);
  });
});

describe('a title', () => {
  test.each([
    ['And another one: Celery for background jobs.', 'Celery for background jobs'],
    ['new decision, proposed: gRPC between all services', 'GRPC between all services'],
    ['propse to use MySQL for the reporting db', 'Use MySQL for the reporting db'],
    ['record that we decided against Auth0 because of the price', 'Do not use Auth0'],
  ])('is not made of what only announces it: "%s"', async (said, title) => {
    await talk.last('propose NATS for events', said);
    expect((await record(2))?.title).toBe(title);
  });

  test('stays as it is when its proposal is taken back', async () => {
    await talk.last("I'd like to propose NestJS for the BFF", 'hm no, i take that back, withdraw it please');
    expect(await record(1)).toMatchObject({ title: 'NestJS for the BFF', status: 'withdrawn' });
  });

  test('is changed by words', async () => {
    await talk.last('propose redis 7.2 for caching', 'make the title "Redis 7.2 for caching and sessions"');
    expect((await record(1))?.title).toBe('Redis 7.2 for caching and sessions');
  });
});

describe('no other record is touched', () => {
  beforeEach(async () => {
    await talk.last('record that we use Kafka');
    await talk.last('accept 1');
  });

  test.each([
    'record that we retire the old PHP service',
    'record that we undo the sharding of the orders table',
    'record that we withdraw from the Oracle contract',
    'record that we could lose data with Redis',
    'record that we should not use MongoDB',
  ])('by words that say what to record: "%s"', async (line) => {
    await talk.last('show 1', line);
    expect(await record(1)).toMatchObject({ status: 'accepted', title: 'Use Kafka' });
    expect((await record(2))?.decision).toBe(
      `We ${line.replace('record that we ', '').replace(/^./, (letter) => letter)}.`,
    );
  });

  test('by "first" and "second" that name none', async () => {
    await talk.last('propose NATS for events');
    await talk.last(
      'propose Redis for the cache',
      "I'd like to take this proposal back, first we need benchmarks",
    );
    expect(await record(2)).toMatchObject({ status: 'proposed' });
    expect(await record(3)).toMatchObject({ status: 'withdrawn' });
  });

  test.each([
    'reword the reason: it scales',
    'when did we pick Python 1?',
    'does Kafka run on 1 nodes that are connected to each other?',
  ])('or shown by what only looks like its number or a command: "%s"', async (line) => {
    expect(await talk.last('propose NATS for events', line)).not.toContain('**1. Use Kafka**');
  });
});

describe('undoing', () => {
  test("by the button withdraws one's own proposal, and nothing else", async () => {
    await talk.say('ana', 'record that we use Kafka');
    const { replies } = await talk.press('ana', 'Undo');
    expect(repliesMarkdown(replies)).toContain('1 is withdrawn');
    await talk.press('ana', 'r:undo:1:decisions');
    expect(await record(1)).toMatchObject({ status: 'withdrawn' });
  });

  test('of a proposal works when others came after it', async () => {
    await talk.last('record that we use Kafka', 'approve 1', 'supersede 1 with NATS', 'undo');
    expect(await record(2)).toMatchObject({ status: 'withdrawn' });
  });

  test('leaves no word of an approval that was taken back', async () => {
    const text = await talk.last(
      'propose Kafka for events',
      'approve 1, fine by me. Approved by carol, dave',
      'undo',
      'show 1',
    );
    expect(text).not.toContain('carol');
    expect(text).toContain('0 of 1 approval');
  });
});

describe('what is said stays as it was said', () => {
  test('with its line breaks and joiners', async () => {
    await talk.last('record that the team 👨‍👩‍👧 owns billing\u2028because we need replay');
    expect((await record(1))?.decision).toContain('👨‍👩‍👧 owns billing');
    expect((await record(1))?.drivers).toEqual(['we need replay']);
  });

  test('and a run of line breaks takes no time', async () => {
    const begun = process.cpuUsage();
    await talk.last(`record that we use Kafka${'\n'.repeat(7_800)} x`);
    expect(process.cpuUsage(begun).user).toBeLessThan(5_000_000);
  });
});

test.each([
  ['Use Kafka', 'Replace RabbitMQ with Kafka for events'],
  ['Use Kafka', 'Drop RabbitMQ in favour of Kafka'],
  ['Use PostgreSQL', 'Stop using MySQL and use PostgreSQL'],
])('"%s" is not contradicted by "%s"', async (accepted, proposed) => {
  await talk.last(`record that we ${accepted.toLowerCase()}`, 'approve 1');
  expect(await talk.last(`propose: ${proposed}`)).not.toContain('goes against');
});

describe('short words about records', () => {
  beforeEach(async () => {
    await talk.last('propose Alembic for migrations', 'accept 1');
    await talk.last('propose Grafana for monitoring');
  });

  test.each([
    ["and what's accepted?", '1: Alembic', '2: Grafana'],
    ['is anything still open?', '2: Grafana', '1: Alembic'],
  ])('"%s" lists these and no others', async (line, there, notThere) => {
    const text = await talk.last('list decisions', line);
    expect(text).toContain(there);
    expect(text).not.toContain(notThere);
  });

  test('"and now?" asks again what there is', async () => {
    expect(await talk.last('what did we decide so far?', 'propose NATS for events', 'and now?')).toContain(
      'NATS',
    );
  });

  test('a sentence before a step is no title of the new record', async () => {
    await talk.last('show 1', 'hmm we outgrew it. supersede 1 with Flyway');
    expect((await record(3))?.title).toBe('Use Flyway');
  });
});

describe('an edit', () => {
  const begun = 'record that we use express for the bff because everybody knows it';

  test('is undone alone: the proposal stays, and says what it said', async () => {
    const text = await talk.last(begun, 'change the reason to: fastest to build', 'undo that edit plz');
    expect(text).toContain('The last edit of 1 is undone.');
    expect(await record(1)).toMatchObject({
      status: 'proposed',
      decision: 'We use express for the bff, because everybody knows it.',
      drivers: ['everybody knows it'],
    });
  });

  test('of a field is none of a name, whatever is said before it', async () => {
    await talk.last(begun, 'hm no, change the reason to validation being built in');
    expect(await record(1)).toMatchObject({
      title: 'Use express for the bff',
      drivers: ['validation being built in'],
    });
  });

  test.each([
    ['the title should say fastify', 'Use fastify for the bff'],
    ['the title should say Polka', 'Use Polka for the bff'],
    ["bad title, make it 'HTTP layer of the web team'", 'HTTP layer of the web team'],
    ['fat fingers. title should be BFF on Express', 'BFF on Express'],
    ['rename it to Express for everything public', 'Express for everything public'],
    ['change the title of 1 to Use Fastify', 'Use Fastify'],
    ['the title of 1 is wrong, it should be: Express for all', 'Express for all'],
  ])('"%s"', async (words, title) => {
    await talk.last(begun, words);
    expect(await record(1)).toMatchObject({ title });
  });
});

describe('what names no field that is to change', () => {
  const begun = 'record that we use rest because both know it';

  test('a figure in what it is to say is no record', async () => {
    await talk.last(begun, 'change the reason to: we run in 3 regions');
    expect(await record(1)).toMatchObject({ drivers: ['we run in 3 regions'] });
  });

  test.each(['call it a day', 'call me when it is done', 'the decision should be reviewed by security'])(
    '"%s" rewrites nothing',
    async (words) => {
      await talk.last(begun, words);
      expect(await record(1)).toMatchObject({ title: 'Use rest', drivers: ['both know it'] });
      expect((await record(1))?.decision).toMatch(/^We use rest, because both know it\./);
    },
  );
});

describe('what is said beside a step', () => {
  const begun = 'record that we use postgres for billing because we need transactions';

  test('is a comment on it, without the words that only say so', async () => {
    const text = await talk.last(begun, 'comment on it: dba wants pgbouncer in front');
    expect(text).toContain('“dba wants pgbouncer in front”');
    expect(await record(1)).toMatchObject({
      decision: 'We use postgres for billing, because we need transactions.',
    });
  });

  test.each([
    'request changes on 1: name who owns it',
    '1 needs changes: name who owns it',
    'send it back, name who owns it',
    'please send 1 back: name who owns it',
    'i want changes to it: name who owns it',
  ])('sends it back to its author: "%s"', async (words) => {
    expect(await talk.last(begun, words)).toContain('asks for changes: “name who owns it”');
    expect(await record(1)).toMatchObject({
      status: 'proposed',
      changeRequests: [{ comment: 'name who owns it' }],
    });
  });

  test.each(['does 1 need changes?', 'what changes does redis need', 'nothing needs changes'])(
    'asks for none: "%s"',
    async (words) => {
      await talk.last(begun, words);
      expect(await record(1)).toMatchObject({ changeRequests: [] });
    },
  );

  test('goes with an approval', async () => {
    const text = await talk.last(begun, '+1, approved. foreign keys alone are worth it');
    expect(text).toContain('1 is accepted');
    expect(text).toContain('foreign keys alone are worth it');
  });

  test('goes with a rejection after "nah", and is why it was ruled out', async () => {
    const text = await talk.last(
      'record that we use mongodb for the catalog',
      'nah, reject that. we join everywhere and pg copes fine',
      'did we ever rule out mongo?',
    );
    expect(text).toContain('we join everywhere and pg copes fine');
  });

  test.each([
    'supersede 1: we use jwt for logins because the app cannot hold a session',
    'half a year later: jwt replaces sessions there, we had to scale. supersede it',
  ])('is what takes its place: "%s"', async (words) => {
    await talk.last('record that we keep login sessions in redis', 'accept it', words);
    await talk.last('accept 2');
    expect(await record(1)).toMatchObject({ status: 'superseded' });
    expect(await record(2)).toMatchObject({ title: expect.stringMatching(/jwt/i), status: 'accepted' });
  });

  test('is the decision, where "record it" stands behind', async () => {
    await talk.last('ok ok. rabbitmq then, record it, reason: plain background jobs');
    expect(await record(1)).toMatchObject({ title: 'Rabbitmq', drivers: ['plain background jobs'] });
  });

  test('"and one more" is another decision', async () => {
    await talk.last(begun, 'and one more for protobuf as the shared contract format');
    expect(await record(2)).toMatchObject({ title: 'Protobuf as the shared contract format' });
  });

  test('names no record by a technology that is only mentioned', async () => {
    await talk.last(
      'record that we keep sessions in redis',
      'accept it',
      "we're moving to jwt next quarter so mark that one deprecated",
    );
    expect(await record(1)).toMatchObject({ status: 'deprecated' });
  });
});

describe('what is there', () => {
  test('is searched', async () => {
    const begun = 'record that staging runs on docker compose because it is cheap';
    expect(await talk.last(begun, 'search for compose')).toContain('Staging runs on docker compose');
    expect(await talk.last('search the log for kong')).toContain('No decision about kong');
  });

  test('and waits for no review is not listed as due for one', async () => {
    await talk.last('record that staging runs on docker compose');
    expect(await talk.last('anything due for review?')).toContain(
      'No review is due. Proposals that wait: 1.',
    );
    expect(await talk.last('what is waiting?')).toContain('Staging runs on docker compose');
  });

  test('is named by its label wherever it stands', async () => {
    await talk.last('record that staging runs on docker compose');
    await talk.last('record that production runs on kubernetes');
    expect(await talk.last('relate ADR-2 to ADR-1')).toContain('2 is related to 1 now');
  });
});

describe('words that only look like something else', () => {
  test('a figure in a decision is no record', async () => {
    await talk.last('decision for the log: coverage target is 80% on every service because it is safe');
    expect(await record(1)).toMatchObject({ title: 'Coverage target is 80% on every service' });
  });

  test('a question without its mark changes nothing', async () => {
    await talk.last('record that we run redis with sentinel', 'accept it', 'did he leave a comment');
    expect(await record(1)).toMatchObject({ decision: 'We run redis with sentinel.', status: 'accepted' });
  });

  test('what points to the log is no decision', async () => {
    await talk.last('we go with grpc between our services, reason: typed contracts. put that in the log');
    expect(await record(1)).toMatchObject({ title: 'Use grpc between our services' });
  });

  test.each(['withdraw my proposal', 'withdraw the new one', 'withdraw our latest one'])(
    '"%s" names nothing',
    async (words) => {
      await talk.last('record that prod runs on docker compose', words);
      expect(await record(1)).toMatchObject({ status: 'withdrawn' });
    },
  );

  test.each(['anything about cassandra in your docs?', 'anything on elixir phoenix?'])(
    'what is asked of the documents is not searched in the records: "%s"',
    async (question) => {
      expect(await talk.last(question)).toContain('The documents do not cover that.');
    },
  );

  test('"record that" after an answer about one thing is about it', async () => {
    await talk.last('what is kafka good at', 'great, record that as a decision, reason is the replay');
    expect(await record(1)).toMatchObject({ title: 'Use Apache Kafka', drivers: ['the replay'] });
  });

  test('a change of plan is told before what takes its place', async () => {
    await talk.last(
      'record that we use rabbitmq for events',
      'accept it',
      'change of plan: supersede 1 with kafka because we need replay for the audit trail',
    );
    expect(await record(2)).toMatchObject({ title: 'Use kafka' });
  });
});
