import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Database } from '../../src/database/connection.ts';
import { recordsIn } from '../../src/decisions/conflict.ts';
import { conflictWords } from '../../src/decisions/conflict-words.ts';
import { createConflicts } from '../../src/decisions/conflicts.ts';
import { createDecisions, type Decisions } from '../../src/decisions/decisions.ts';
import { importFolder } from '../../src/decisions/import.ts';
import { loadBuiltIn } from '../../src/knowledge/load.ts';
import { freshDatabase } from '../support/database.ts';
import { temporaryFolder } from '../support/folder.ts';

const conflicts = createConflicts(await loadBuiltIn());
const viewer = { kind: 'operator' } as const;
const look = { workspace: 'w', viewer };
let database: Database;
let decisions: Decisions;
let day = 1;

beforeEach(async () => {
  database = await freshDatabase();
  onTestFinished(() => database.close());
  day = 1;
  decisions = createDecisions(database, () => new Date(Date.UTC(2026, 2, day++)).toISOString());
});

function actIn(log: string, name = 'ann') {
  return { workspace: 'w', log, person: { id: name, name }, viewer, source: 'test', isOperator: true };
}

async function accepted(title: string, log = 'decisions', by = ['ann']): Promise<number> {
  const number = await decisions.propose(actIn(log), { title });
  for (const name of by) await decisions.approve(actIn(log, name), number);
  return number;
}

/** Each contradiction by its kind and its records' numbers, the newest first. */
const found = async () =>
  (await conflicts.among(decisions, look)).map((conflict) => [
    conflict.kind,
    ...recordsIn(conflict).map(({ number }) => number),
  ]);

const said = async () => (await conflicts.among(decisions, look)).map((one) => conflictWords(one, false));

describe('two records in force', () => {
  test.each([
    ['Use Redis for sessions', 'Sessions live in PostgreSQL'],
    ['Every internal service talks gRPC', 'Internal services use REST only, no gRPC'],
    ['Traefik is our one and only API gateway', 'Kong as our API gateway'],
    ['Use PostgreSQL', 'Use MongoDB'],
    ['Use PostgreSQL 16 for orders', 'Orders are stored in MongoDB'],
    ['Message broker: Kafka', 'Use RabbitMQ as message broker'],
    ['Do not use MongoDB', 'Use MongoDB for the catalogue'],
    ['Move orders from MySQL to PostgreSQL', 'Use MySQL for orders'],
    ['Write services in Go', 'Services are written in Python'],
  ])('contradict each other: "%s" and "%s"', async (one, other) => {
    await accepted(one);
    await accepted(other);
    expect(await found()).toEqual([['accepted-against', 2, 1]]);
  });

  test.each([
    ['Use PostgreSQL for orders', 'Use MongoDB for the catalogue'],
    ['Use PostgreSQL for orders', 'Use PostgreSQL for orders too'],
    ['Use PostgreSQL', 'Use MySQL for reports'],
    ['Use PostgreSQL', 'Use Redis'],
    ['Backups of PostgreSQL', 'Backups of MongoDB'],
    ['PostgreSQL connection pooling', 'MySQL connection pooling'],
    ['Monitoring Kafka', 'Monitoring RabbitMQ'],
    ['Retry logic in Kafka consumers', 'Retry logic in RabbitMQ consumers'],
    ['Use Docker for deployments', 'Use Kubernetes for deployments'],
    ['Use JWT for logins', 'Use OAuth2 for logins'],
    ['Use pytest for tests', 'Use HTTPX for tests'],
    ['Use Redis and PostgreSQL for orders', 'Use PostgreSQL for orders'],
    ['Use REST for the public API, no gRPC', 'Use gRPC for internal services'],
    ['Use Django for the back office', 'Use Django REST framework for the back office'],
    ['Use tabs for indentation', 'Use spaces for indentation'],
    ['Go with what the team knows', 'Rust belt plans for the year'],
  ])('do not contradict each other: "%s" and "%s"', async (one, other) => {
    await accepted(one);
    await accepted(other);
    expect(await found()).toEqual([]);
  });

  test('are told by what they are for, what each takes, and who accepted the later one against the other', async () => {
    await accepted('Use Redis for sessions', 'decisions', ['ann']);
    await decisions.setLog(actIn('decisions'), { quorum: 2 });
    await accepted('Sessions live in PostgreSQL', 'decisions', ['ann', 'bob']);
    expect(await said()).toEqual([
      {
        what: 'Sessions: Redis in 1, PostgreSQL in 2',
        titles: '1: Use Redis for sessions; 2: Sessions live in PostgreSQL.',
        since: '2 was accepted 2026-03-06 by ann and bob, while 1 was in force.',
        next: 'Let one supersede the other, or relate them where both hold.',
      },
    ]);
  });

  test('that one rules out what the other takes are told so', async () => {
    await accepted('Use MongoDB for the catalogue');
    await accepted('Do not use MongoDB');
    expect((await said())[0]?.what).toBe('Catalogue: MongoDB in 1, MongoDB ruled out in 2');
  });

  test('are told no more once one supersedes, amends or relates to the other, wholly or in part', async () => {
    for (const link of [
      () => decisions.supersede(actIn('decisions'), 2, 1, false),
      () => decisions.supersede(actIn('decisions'), 2, 1, true),
      () => decisions.relate(actIn('decisions'), 1, 2),
    ]) {
      const own = await freshDatabase();
      decisions = createDecisions(own);
      await accepted('Use Redis for sessions');
      await accepted('Sessions live in PostgreSQL');
      expect(await found()).toHaveLength(1);
      await link();
      expect(await found()).toEqual([]);
      await own.close();
    }
  });

  test('of two logs are two matters', async () => {
    await accepted('Use Redis for sessions', 'shop');
    await accepted('Sessions live in PostgreSQL', 'payments');
    expect(await found()).toEqual([]);
    await accepted('Sessions live in PostgreSQL', 'shop');
    const [conflict] = await conflicts.among(decisions, look);
    expect(conflict && conflictWords(conflict, true).what).toBe(
      'Sessions: Redis in shop-1, PostgreSQL in shop-2',
    );
    expect(await conflicts.among(decisions, { ...look, log: 'payments' })).toEqual([]);
    expect(await conflicts.among(decisions, { ...look, log: 'shop' })).toHaveLength(1);
  });

  test('are each pair told once, the newest first', async () => {
    for (const name of ['PostgreSQL', 'MySQL', 'MongoDB']) await accepted(`Use ${name} for orders`);
    expect(await found()).toEqual([
      ['accepted-against', 3, 2],
      ['accepted-against', 3, 1],
      ['accepted-against', 2, 1],
    ]);
  });

  test('are no longer told when one is deprecated', async () => {
    await accepted('Use PostgreSQL for orders');
    await accepted('Use MongoDB for orders');
    await decisions.deprecate(actIn('decisions'), 1, 'gone');
    expect(await found()).toEqual([]);
  });
});

describe('a proposal', () => {
  test('goes against what is in force, and not against another proposal', async () => {
    await decisions.propose(actIn('decisions'), { title: 'Use MySQL for orders' });
    await accepted('Use PostgreSQL for orders');
    await decisions.propose(actIn('decisions'), { title: 'Use MongoDB for orders' });
    expect(await found()).toEqual([
      ['proposed-against', 3, 2],
      ['proposed-against', 1, 2],
    ]);
    expect((await said())[0]).toMatchObject({
      what: 'Orders: PostgreSQL in 2, MongoDB proposed in 3',
      next: 'Before 3 is accepted, let it supersede 2, or relate them where both hold.',
    });
  });

  test('that says what it supersedes goes against nothing', async () => {
    await accepted('Use PostgreSQL for orders');
    await decisions.propose(actIn('decisions'), { title: 'Use MongoDB for orders' }, { supersedes: [1] });
    expect(await found()).toEqual([]);
  });
});

/** Imports files of which each is a title and a status. */
async function files(texts: Readonly<Record<string, string>>): Promise<void> {
  const named = Object.entries(texts).map(([name, status]) => {
    const [, number = '', title = ''] = /^0*(\d+)-(.+)\.md$/.exec(name) ?? [];
    return [name, `# ${number}. The ${title} way\n\n## Status\n\n${status}\n\n## Context\n\nIt is so.\n`];
  });
  const folder = temporaryFolder(Object.fromEntries(named));
  await importFolder(database, actIn('decisions'), folder, () => '2026-03-01T00:00:00.000Z');
}

describe('a supersession', () => {
  test('that both sides tell is in order', async () => {
    await files({
      '0001-a.md': 'Superseded by [2](0002-b.md)',
      '0002-b.md': 'Accepted\n\nSupersedes [1](0001-a.md)',
    });
    expect(await found()).toEqual([]);
  });

  test('without a successor is told with what its file says', async () => {
    await files({
      '0001-a.md': 'Superseded by ADR-0099, which moved',
      '0002-b.md': 'Superseded',
      '0003-c.md': 'Accepted',
    });
    expect(await found()).toEqual([
      ['no-successor', 2],
      ['no-successor', 1],
    ]);
    expect((await said())[1]).toEqual({
      what: '1 is superseded, but no record takes its place',
      titles: '1: The a way.',
      since: 'Its file says: “Superseded by ADR-0099, which moved”.',
      next: 'Say which record supersedes 1.',
    });
  });

  test('that only stands behind another status is told too, unless it is in part or was decided here since', async () => {
    await files({
      '0001-a.md': 'Accepted, superseded by ADR-0099',
      '0002-b.md': 'Accepted, superseded by ADR-0099 in part',
      '0003-c.md': 'Partly superseded',
      '0004-d.md': 'Accepted',
    });
    expect(await found()).toEqual([['no-successor', 1]]);
    expect((await said())[0]?.what).toBe(
      'The file of 1 says that it is superseded, but no record takes its place',
    );
  });

  test('of a record that is in force all the same is told, and mended by saying it here', async () => {
    await files({ '0001-a.md': 'Accepted', '0002-b.md': 'Accepted\n\nSupersedes [1](0001-a.md)' });
    expect(await found()).toEqual([['still-in-force', 2, 1]]);
    await decisions.supersede(actIn('decisions'), 2, 1, false);
    expect(await found()).toEqual([]);
  });

  test('in part ends nothing', async () => {
    await files({ '0001-a.md': 'Accepted', '0002-b.md': 'Accepted\n\nPartially supersedes [1](0001-a.md)' });
    expect(await found()).toEqual([]);
  });

  test.each([
    ['Proposed', 'which is proposed', /^Accept 2, or say which other record supersedes 1/],
    ['Rejected', 'which is rejected', /^Say which other record supersedes 1/],
  ])('by a record that is %s is told', async (status, what, next) => {
    await files({ '0001-a.md': 'Superseded by [2](0002-b.md)', '0002-b.md': status });
    expect(await found()).toEqual([['successor-not-in-force', 2, 1]]);
    expect((await said())[0]).toMatchObject({
      what: `1 is superseded by 2, ${what}`,
      next: expect.stringMatching(next),
    });
  });

  test('by a record that was in force is in order', async () => {
    await files({
      '0001-a.md': 'Superseded by [2](0002-b.md)',
      '0002-b.md': 'Deprecated\n\nSupersedes [1](0001-a.md)',
    });
    expect(await found()).toEqual([]);
  });

  test('that the successor does not tell is told once for all that it says nothing of', async () => {
    await files({
      '0021-a.md': 'Superseded by [23](0023-c.md)',
      '0022-b.md': 'Superseded by [23](0023-c.md)',
      '0023-c.md': 'Accepted',
    });
    expect(await found()).toEqual([['unsaid', 23, 21, 22]]);
    expect((await said())[0]).toMatchObject({
      what: '23 does not say that it supersedes 21 and 22, as these say',
      next: 'Write "Supersedes 21 and 22" into its file.',
    });
  });

  test('in a circle is told once', async () => {
    await files({
      '0001-a.md': 'Superseded by [2](0002-b.md)',
      '0002-b.md': 'Superseded by [3](0003-c.md)',
      '0003-c.md': 'Superseded by [1](0001-a.md)\n\nSupersedes [2](0002-b.md)',
    });
    expect((await found())[0]).toEqual(['circle', 1, 2, 3]);
    expect((await found()).filter(([kind]) => kind !== 'unsaid')).toHaveLength(1);
    expect((await said())[0]?.what).toBe('1, 2 and 3 supersede each other');
  });

  test('that was made here is in order, whatever its files say', async () => {
    await files({ '0001-a.md': 'Accepted', '0002-b.md': 'Accepted' });
    await decisions.supersede(actIn('decisions'), 2, 1, false);
    expect(await found()).toEqual([]);
  });
});

test('thousands of records that all contradict are told by some of them', async () => {
  const names = ['PostgreSQL', 'MySQL', 'MongoDB'];
  for (let at = 0; at < 60; at++) await accepted(`Use ${names[at % 3]} for orders`);
  expect(await found()).toHaveLength(500);
});
