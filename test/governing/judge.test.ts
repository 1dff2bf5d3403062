import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { contentSchema, type DecisionRecord } from '../../src/decisions/record.ts';
import { loadJudge } from '../../src/governing/load.ts';
import { changeOfFiles, readDiff } from '../../src/governing/read-diff.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';

const judge = await loadJudge(await loadKnowledge());

type Given = z.input<typeof contentSchema> & Partial<Pick<DecisionRecord, 'status' | 'log'>>;

function records(...all: readonly Given[]): DecisionRecord[] {
  return all.map(({ status = 'accepted', log = 'decisions', ...content }, at) => ({
    ...contentSchema.parse(content),
    ...{ number: at + 1, status, log, date: '2026-01-01', statusRaw: null, links: [], supersededBy: null },
    ...{ approvals: [], changeRequests: [], label: null, file: null, version: 1, visibility: 'open' },
  }));
}

const options = (...names: string[]) => names.map((name) => ({ name }));
const team = records(
  {
    title: 'Use PostgreSQL for orders',
    options: [{ name: 'PostgreSQL' }, { name: 'MongoDB', cons: ['it had no joins'] }],
    affects: ['services/orders', 'npm:pg'],
    tags: ['orders'],
  },
  { title: 'No GraphQL', options: options('REST with OpenAPI', 'GraphQL') },
  { title: 'RabbitMQ between services', options: options('RabbitMQ', 'Kafka'), tags: ['messaging'] },
  { title: 'Elasticsearch for search', status: 'superseded', options: options('Elasticsearch', 'Solr') },
  { title: 'Temporal for the booking saga', status: 'proposed', affects: ['services/booking'] },
  { title: 'Trunk-based development', options: options('Trunk-based with feature flags', 'Git flow') },
);

const diffOf = (file: string, ...lines: string[]) =>
  readDiff(`--- a/${file}\n+++ b/${file}\n@@ -1,1 +1,${lines.length} @@\n${lines.join('\n')}\n`);

describe('which records govern a change', () => {
  it.each([
    ['a path that a record affects', changeOfFiles(['services/orders/src/db.ts']), '1'],
    ['no path of anybody', changeOfFiles(['services/ordersx/a.ts', 'README.md']), ''],
    ['a path of a proposal', changeOfFiles(['services/booking/a.ts']), ''],
    ['a package that goes', diffOf('web/package.json', '-    "pg": "^8.0.0",'), '1'],
    [
      'an image that a record did not take',
      diffOf('compose.yaml', '+    image: bitnami/kafka:3'),
      '3 against',
    ],
    ['a technology that a record chose', diffOf('Gemfile', '+gem "bunny"'), '3'],
    [
      'what a record ruled out for all',
      diffOf('web/package.json', '+    "graphql": "^16.0.0",'),
      '2 against',
    ],
    [
      'a package that is only newer',
      diffOf('p/package.json', '-  "graphql": "^15.0.0"', '+  "graphql": "^16.0.0"'),
      '',
    ],
    [
      'what a record with paths did not take, elsewhere',
      diffOf('web/package.json', '+  "mongodb": "^6"'),
      '',
    ],
    ['the same in its reach', diffOf('services/orders/package.json', '+  "mongodb": "^6"'), '1 against'],
  ])('%s', (_what, change, told) => {
    const governed = judge.over(team, change);
    expect(
      governed.map(({ record, isAgainst }) => `${record.number}${isAgainst ? ' against' : ''}`).join(' '),
    ).toBe(told);
  });

  it('tells by what, and where', () => {
    const [first] = judge.over(team, diffOf('compose.yaml', '+services:', '+    image: bitnami/kafka:3'));
    expect(first?.because).toEqual([
      {
        ...{ kind: 'technology', technology: 'Apache Kafka', side: 'ruled-out', by: 'image:bitnami/kafka' },
        ...{ file: 'compose.yaml', line: 2 },
      },
    ]);
  });
});

describe('what an approach goes against', () => {
  it.each([
    ['Store the orders in MongoDB', '1', '1 MongoDB'],
    ['Keep orders in MySQL', '1', ''],
    ['Put a MongoDB next to the mobile app for its settings', '1', '1 MongoDB'],
    ['Offer a GraphQL endpoint for the dashboard', '2', '2 GraphQL'],
    ['Drop RabbitMQ and poll a table', '3', ''],
    ['Replace RabbitMQ with Kafka between the services', '3', '3 Kafka'],
    ['Index hotels in Solr', '', '4 Solr'],
    ['Publish an event through RabbitMQ when an order is paid', '', ''],
    ['Add an index on the orders table in PostgreSQL', '', ''],
    ['Go back to Git flow with a release branch', '6', '6 Git flow'],
    ['Rename the settings page', '', ''],
  ])('%s', (approach, against, ruledOut) => {
    const verdict = judge.verdictOn(team, approach, 'adopting');
    expect(verdict.against.map(({ record }) => record.number).join(' ')).toBe(against);
    expect(verdict.ruledOut.map(({ name, record }) => `${record.number} ${name}`).join(' ')).toBe(ruledOut);
  });

  it('tells why it was not taken, in the words of the record', () => {
    expect(judge.verdictOn(team, 'orders go to MongoDB', 'adopting').ruledOut[0]?.reasons).toEqual([
      'it had no joins',
    ]);
  });

  it('is asked before something is taken out, too', () => {
    expect(judge.verdictOn(team, 'RabbitMQ', 'rejecting').against).toMatchObject([{ record: { number: 3 } }]);
  });

  it('keeps to the names of each log', () => {
    const two = records(
      { title: 'Use Foobarium for search', options: options('Foobarium', 'Quuxdb'), log: 'a' },
      { title: 'Use Quuxdb for search', options: options('Quuxdb', 'Foobarium'), log: 'b' },
    );
    const verdict = judge.verdictOn(two, 'Search in Quuxdb', 'adopting');
    expect(verdict.against.map(({ record }) => record.log)).toEqual(['a']);
  });
});

describe('what was read of records', () => {
  const mongodb = diffOf('package.json', '+  "mongodb": "6.0.0",');
  const numbersOf = (all: readonly DecisionRecord[]) =>
    judge.over(all, mongodb).map(({ record }) => record.number);

  it('is told of the records as they are now, and of no others with the same words', () => {
    const said = { title: 'Use PostgreSQL for bills', options: options('PostgreSQL', 'MongoDB') };
    const [before] = records(said);
    const [after] = records({ ...said, context: 'Said anew.' });
    if (before === undefined || after === undefined) throw new Error('no records');
    expect(judge.over([before], mongodb)[0]?.record).toBe(before);
    expect(judge.over([after], mongodb)[0]?.record).toBe(after);
  });

  it('is read anew where their words are others', () => {
    const said = { title: 'Use PostgreSQL for bills', options: options('PostgreSQL', 'MongoDB') };
    expect(numbersOf(records(said))).toEqual([1]);
    expect(numbersOf(records({ ...said, options: options('PostgreSQL', 'MySQL') }))).toEqual([]);
    expect(numbersOf(records({ ...said, status: 'superseded' }))).toEqual([]);
    expect(numbersOf(records({ ...said, affects: ['services/bills'] }))).toEqual([]);
    expect(numbersOf(records(said))).toEqual([1]);
  });
});
