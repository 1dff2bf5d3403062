import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type HomeData, type HomeRecord, homeView } from '../../adapters/slack/home-view.ts';
import { anyText } from '../support/arbitrary-replies.ts';
import { homeProblems } from '../support/slack-validator.ts';

const record = (number: number): HomeRecord => ({
  number,
  name: String(number),
  log: 'decisions',
  title: `Use PostgreSQL for part ${number}`,
  detail: 'accepted · 2026-03-01 · decisions',
});
const listOf = (count: number, first = 1) => ({
  records: Array.from({ length: count }, (_, at) => record(first + at)),
  total: count,
});
const none = {
  ...{ owed: listOf(0), own: listOf(0), due: listOf(0), lately: listOf(0) },
  choices: [],
  topics: [],
};
const empty: HomeData = none;
const textOf = (data: HomeData) => JSON.stringify(homeView(data));

describe('the Home tab', () => {
  test('looks as it did', async () => {
    const view = homeView({
      choices: [{ id: 'say:Help', label: 'Help' }],
      topics: [{ id: 'topic:database', label: 'Database' }],
      ...{ owed: listOf(2), own: listOf(1, 3), due: listOf(1, 4), lately: listOf(2, 5) },
      page: 'https://a.example/log',
    });
    const golden = view.blocks.map((block) => `${JSON.stringify(block)}\n`).join('');
    await expect(golden).toMatchFileSnapshot('golden/home.jsonl');
    expect(homeProblems(view)).toEqual([]);
  });

  test('says so where there is nothing', () => {
    expect(homeProblems(homeView(empty))).toEqual([]);
    expect(textOf(empty)).toContain('Nothing: no answer is owed');
    expect(textOf(empty)).toContain('Nothing is recorded yet.');
  });

  test('does not say that nothing is recorded beside what waits', () => {
    for (const waiting of [{ owed: listOf(3) }, { own: listOf(3) }]) {
      expect(textOf({ ...empty, ...waiting })).not.toContain('Nothing is recorded yet');
      expect(textOf({ ...empty, ...waiting })).toContain('what is proposed waits above');
    }
  });

  test('stays within its blocks however many records there are, and says where the others are', () => {
    const full = {
      ...empty,
      choices: Array.from({ length: 60 }, (_, at) => ({ id: `say:${at}`, label: `${at}` })),
      topics: Array.from({ length: 60 }, (_, at) => ({ id: `topic:t${at}`, label: `${at}` })),
      ...{ owed: listOf(200), own: listOf(200), due: listOf(200) },
      lately: { ...listOf(40), total: 5_000 },
    };
    expect(homeProblems(homeView(full))).toEqual([]);
    expect(textOf(full)).toContain('and 4990 more');
    expect(textOf(full)).toContain('"value":"page:0:due:all"');
  });

  test('opens each record', () => {
    expect(textOf({ ...empty, owed: listOf(1) })).toContain('"value":"show:1:decisions"');
  });

  test('passes whatever it holds', () => {
    const any = fc.record({
      number: fc.nat(99_999),
      name: anyText,
      log: fc.oneof(anyText, fc.constant('decisions')),
      title: anyText,
      detail: anyText,
    });
    const list = fc.record({ records: fc.array(any, { maxLength: 40 }), total: fc.nat(9_999) });
    const choice = fc.record({ id: fc.string({ maxLength: 120 }), label: anyText });
    const data = fc.record({
      ...{ owed: list, own: list, due: list, lately: list },
      choices: fc.array(choice),
      topics: fc.array(choice),
      page: anyText,
    });
    fc.assert(
      fc.property(data, (given) => {
        expect(homeProblems(homeView(given))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
