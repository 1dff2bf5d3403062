import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createNoticer } from '../../src/conversation/noticing/notice.ts';
import { loadBuiltIn } from '../../src/knowledge/load.ts';

const notice = createNoticer(await loadBuiltIn());

function noticed(text: string) {
  const found = notice(text);
  if (found === undefined) throw new Error(`"${text}" was not noticed`);
  return found;
}

describe('a decision is noticed', () => {
  test.each([
    [
      'when somebody goes with something',
      "let's go with Postgres for the ledger",
      'Use PostgreSQL for the ledger',
    ],
    [
      'when it is announced',
      'Decided: ClickHouse for the events table',
      'Use ClickHouse for the events table',
    ],
    [
      'when it is announced with a group',
      'verdict from the guild: gRPC between services',
      'Use gRPC between services',
    ],
    [
      'when it is announced a sentence before',
      "so it's settled then. Terraform for all new infra",
      'Use Terraform for all new infra',
    ],
    ['when something is dropped', "we're dropping Kafka, nobody can run it", 'Drop Kafka'],
    [
      'when one thing replaces another',
      "we're replacing Express with Fastify in all gateways",
      'Replace Express with Fastify in all gateways',
    ],
    ['when they say "X it is"', 'alright, vue it is', 'Use Vue'],
    ['when they say "X out, Y in"', 'mkay poetry out, uv in', 'Replace Poetry with uv'],
    ['when everybody agrees', 'nobody objected so argocd it is', 'Use Argo CD'],
    ['when they answer their own question', 'everyone ok with zod? great, zod it is', 'Use Zod'],
    ['when they stay with what they have', "yep let's stay on mysql", 'Stay with MySQL'],
    ['when they go back', 'scratch that, we go back to plain rest', 'Use plain REST'],
    [
      'when they refuse',
      "we won't be using GraphQL for the public api",
      'Do not use GraphQL for the public api',
    ],
    [
      'when it holds from now on',
      '2 reviewers are mandatory on infra/ from today',
      '2 reviewers are mandatory on infra/',
    ],
    ['when it is a rule', 'Agreed: no deploys after 14:00 on fridays', 'No deploys after 14:00 on fridays'],
    [
      'when it is a deed',
      'we decided to version the public API in the path',
      'Version the public API in the path',
    ],
    [
      'when the discussion is closed',
      'feature flags via unleash then, agreed',
      'Use feature flags and Unleash',
    ],
    ['when those above approve', 'The board signed off on moving to GCP.', 'Use Google Cloud'],
    [
      'when something is given up for another',
      'memcached gets dropped in favour of redis',
      'Replace Memcached with Redis',
    ],
    [
      'when it says first what for',
      "To keep images small we're standardizing on distroless",
      'Use distroless',
    ],
    ['when only the reason has a "nobody"', 'decided on Cloud Run, nobody wants a cluster', 'Use Cloud Run'],
    ['when nobody here knows the name', 'ok frobnix it is, all our services speak it', 'Use frobnix'],
    ['when a description comes with its end', 'we use uv now, not pip', 'Use uv instead of pip'],
    ['when it comes to that', 'ok so django', 'Use Django'],
    ['when those concerned agreed', 'zod for all forms, everyone nodded', 'Use Zod for all forms'],
    ['when laughter closes it', "k, flask it is, it's 2 endpoints lol", 'Use Flask'],
    ['when it is what the talk came to', 'go with pulumi then, fine by me', 'Use Pulumi'],
    ['when several agree', '👍 from me and dana, go with svelte then', 'Use Svelte'],
    [
      'when a rhetorical question is answered by its writer',
      'so zod instead of joi, everybody happy? great',
      'Use Zod instead of Joi',
    ],
    ['when the writer would have liked another', 'not my favorite but the team has spoken: Java', 'Use Java'],
    ['when a coin decided', 'both work, flipped a coin, Pulumi', 'Use Pulumi'],
    ['when much talk came before', 'after 3 weeks of back and forth... Temporal.', 'Use Temporal'],
    [
      'when the next sentence makes it final',
      'We will support only the last two iOS versions. This is final.',
      'We will support only the last two iOS versions',
    ],
    [
      'when it is an item of a recap',
      'quick recap for those who missed it: 1) redis for the cache 2) no GraphQL for now',
      'Use Redis instead of GraphQL for the cache',
    ],
    [
      'when its reason leads',
      "Because our contracts forbid US clouds we're hosting this on Hetzner.",
      'Use Hetzner',
    ],
    [
      'when a hard reason follows',
      'parquet for the exports, csv files got way too big',
      'Use Parquet instead of CSV for the exports',
    ],
    [
      'when more follows',
      'Update: we revert our choice of Deno. Back to node for the BFF.',
      'Replace Deno with Node.js for the BFF',
    ],
  ])('%s', (_when, text, title) => {
    expect(noticed(text).title).toBe(title);
  });
});

describe('what is chosen and rejected', () => {
  test.each([
    ['bears the name that the knowledge knows', 'lets go w celery + k8s', ['Celery', 'Kubernetes'], []],
    ['bears the well-known name', 'we settled on dynamo', ['DynamoDB'], []],
    ['is left as written where nobody knows it', 'Decided: Frobnix for the cart service', ['Frobnix'], []],
    [
      'is the language where the language is meant',
      'DECISION: all new services are written in Go',
      ['Go'],
      [],
    ],
    ['never is the verb "go"', 'ok we go with rust', ['Rust'], []],
    ['is told apart by "instead of"', 'Decided: Valkey instead of Redis', ['Valkey'], ['Redis']],
    ['is told apart by "over"', 'Final call: NATS over Kafka for telemetry', ['NATS'], ['Kafka']],
    [
      'is told apart by "no more"',
      'Agreed with security: argon2 for passwords, no more bcrypt',
      ['argon2'],
      ['bcrypt'],
    ],
    ['is told apart by "not"', 'final: nomad, not k8s', ['Nomad'], ['Kubernetes']],
    ['keeps the version that is dropped', 'We will no longer support Python 3.8', [], ['Python 3.8']],
    ['is what "it" replaces', 'kafka is out, nats replaces it', ['NATS'], ['Kafka']],
    ['is no approval', 'LGTM from sec, ops and web -> kong replaces nginx', ['Kong'], ['Nginx']],
    ['is Go after a colon', 'verdict: Go for the gateway', ['Go'], []],
    [
      'keeps what describes it',
      'no more of these long lived feature branches',
      [],
      ['long lived feature branches'],
    ],
    ['is what "that" stands for', 'everyone is fine with sentry so lets use that', ['Sentry'], []],
  ])('%s', (_what, text, chosen, rejected) => {
    const { chosen: taken, rejected: left } = noticed(text);
    expect({ chosen: taken, rejected: left }).toEqual({ chosen, rejected });
  });
});

describe('a reason is read', () => {
  test.each([
    ['after "because"', 'we go with Postgres because we need real transactions', 'we need real transactions'],
    ['after "since"', "let's go with uv since pip is too slow", 'pip is too slow'],
    ['after "as"', "we'll go with Svelte as the bundle is small", 'the bundle is small'],
    ['after "so that"', 'Decided: ULIDs as keys so that ids sort by time', 'ids sort by time'],
    [
      'after a comma',
      'Using Cloudflare R2 rather than S3 from now on, egress was 38% of the bill',
      'egress was 38% of the bill',
    ],
    ['in the next sentence', "ok we're choosing temporal. we lost orders twice", 'we lost orders twice'],
    [
      'but not from what is to be done next',
      "ok decided, we use vitest, I'll update the scaffold",
      undefined,
    ],
    ['but not where there is none', "let's go with vitest", undefined],
  ])('%s', (_where, text, reason) => {
    expect(noticed(text).reason).toBe(reason);
  });
});

describe('no decision is', () => {
  test.each([
    ['a question', 'should we go with postgres?'],
    ['a question without its mark', 'are we dropping kafka'],
    ['a proposal that asks for thoughts', "let's go with kafka. thoughts?"],
    ['an opinion', 'I think we should go with Rust'],
    ['a preference', 'my vote goes to rust'],
    ['a condition', 'if the spike works out we go with clickhouse'],
    ['a condition at the end', 'we go with aurora unless finance complains'],
    ['a condition before it', 'once datadog is approved we cancel new relic'],
    ['a possibility', 'we might end up going with sqlite'],
    ['a plan', "tomorrow I'll try out drizzle"],
    ['a trial', "let's go with kafka for the hackathon"],
    ['something put off', 'we decided to postpone the move to AWS'],
    ['a negation', "we haven't decided between kinesis and pubsub yet"],
    ['a story', 'we tried kafka two years ago and gave up'],
    ['what others did', 'Discord switched from Go to Rust'],
    ['what somebody said', "sarah said we're going with kafka"],
    ['a quotation', 'the template says "we decided to use X because Y"'],
    ['a quoted line', "> let's go with kafka\nhm"],
    ['a joke', 'ok final decision, blockchain for the todo list /s'],
    ['a joke by its face', 'dropping postgres for excel, finance already did 🤡'],
    ['a joke that opens with laughter', 'lol imagine flask it is'],
    ['a joke that laughs at what is often laughed at', "let's rewrite the billing in rust lol"],
    ['sarcasm', "sure, let's go with the tool that was down 3 times this week"],
    ['a setting with a comment', 'use_postgres: true  # decided in #42'],
    ['a threat', 'then we use mongo and everybody quits'],
    ['a recap of options', 'recap of the options: 1) kafka 2) nats 3) do nothing'],
    ['a coin flipped for nothing', 'flipped a coin about nats vs kafka, nothing decided'],
    ['a bot', 'GitHub: karl merged pull request #381 "Replace moment with dayjs"'],
    ['a log line', '2025-11-03T10:22:41Z INFO using postgres backend, dropping mongo'],
    ['code', "```\nimport { Pool } from 'pg'\n```"],
    ['a statement in SQL', 'DROP TABLE kafka_offsets;'],
    ['lunch', "let's go with pizza, the thai place is closed"],
    ['a time to meet', 'agreed, see you at 3'],
    ['a child', 'dropping off my kid, back in 20'],
    ['routine work', 'dropping the index on orders.created_at now'],
    ['a description', 'we use postgres for orders and redis for sessions'],
    ['work under way', 'we are migrating from jenkins to github actions at the moment'],
    ['talk about what deciding costs', 'adopting rust takes time'],
    ['advice', 'use uv instead of pip, works much better'],
    ['a release', 'Node 24 is out, react 20 is in beta'],
    ['a trial with a tool', 'gonna write a poc with litestar on friday'],
    ["somebody's turn", 'lena it is for release duty this week'],
    ['an outage', 'redis is dead, draining the node'],
    ['what a program does again and again', 'redis gets removed from the pool whenever it flaps'],
    ['nothing at all', ''],
  ])('%s', (_what, text) => {
    expect(notice(text)).toBeUndefined();
  });
});

describe('hostile text', () => {
  test.each([
    ['letters', 'a'.repeat(40_000)],
    ['spaces', ' '.repeat(40_000)],
    ['new lines', '\n'.repeat(40_000)],
    ['quotes', '"'.repeat(40_000)],
    ['backticks', '`'.repeat(40_000)],
    ['openers', 'ok, '.repeat(10_000)],
    ['deciding words', "we're going with ".repeat(2_500)],
    ['halves of a replacement', 'replacing a with '.repeat(2_500)],
    ['labels', 'decision of the '.repeat(2_500)],
    ['parts of an identifier', 'a_b.c-'.repeat(5_700)],
    ['signatures', 'from a and b, '.repeat(2_900)],
    ['items', '1) a 2) b '.repeat(4_000)],
    ['lone surrogates', '\ud83d'.repeat(40_000)],
  ])('of 40,000 %s is read no further than its beginning', (_what, text) => {
    expect(() => notice(text)).not.toThrow();
    expect(notice(`${text.slice(0, 40_000)} let's go with Postgres`)).toEqual(notice(text));
  });

  test('gives titles of one line and bounded length, whatever is decided', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const { title } = notice(`Decided: Postgres for ${text}`) ?? { title: '' };
        expect(title.length).toBeLessThanOrEqual(100);
        expect(title).not.toContain('\n');
      }),
      { numRuns: 50 },
    );
  });
});
