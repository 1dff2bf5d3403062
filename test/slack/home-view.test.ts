import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type HomeData, type HomeRecord, homeView } from '../../adapters/slack/home-view.ts';
import { statuses } from '../../src/decisions/record.ts';
import { anyText } from '../support/arbitrary-replies.ts';
import { homeProblems } from '../support/slack-validator.ts';

const record = (number: number): HomeRecord => ({
  number,
  log: 'decisions',
  title: `Use PostgreSQL for part ${number}`,
  status: 'accepted',
  date: '2026-03-01',
});
const listOf = (count: number) => ({
  records: Array.from({ length: count }, (_, at) => record(at + 1)),
  total: count,
});
const empty: HomeData = { inForce: listOf(0), waiting: listOf(0), due: listOf(0), choices: [] };

describe('the Home tab', () => {
  test('looks as it did', async () => {
    const choices = [{ id: 'say:Advise me on a database', label: 'Advise me on a database' }];
    const view = homeView({
      ...empty,
      inForce: listOf(2),
      due: listOf(1),
      choices,
      page: 'https://a.example/log',
    });
    const golden = view.blocks.map((block) => `${JSON.stringify(block)}\n`).join('');
    await expect(golden).toMatchFileSnapshot('golden/home.jsonl');
    expect(homeProblems(view)).toEqual([]);
  });

  test('says so where there is nothing', () => {
    expect(homeProblems(homeView(empty))).toEqual([]);
    expect(JSON.stringify(homeView(empty))).toContain('Nothing waits for your decision.');
  });

  test('stays within its blocks however many records there are', () => {
    const full = {
      ...empty,
      inForce: { ...listOf(200), total: 5_000 },
      waiting: listOf(200),
      due: listOf(200),
    };
    expect(homeProblems(homeView(full))).toEqual([]);
    expect(JSON.stringify(homeView(full))).toContain('and 4980 more');
  });

  test('opens each record', () => {
    expect(JSON.stringify(homeView({ ...empty, waiting: listOf(1) }))).toContain(
      '"value":"show:1:decisions"',
    );
  });

  test('passes whatever it holds', () => {
    const any = fc.record({
      number: fc.nat(99_999),
      log: fc.oneof(anyText, fc.constant('decisions')),
      title: anyText,
      status: fc.constantFrom(...statuses),
      date: fc.option(anyText),
    });
    const list = fc.record({ records: fc.array(any, { maxLength: 40 }), total: fc.nat(9_999) });
    const choice = fc.record({ id: fc.string({ maxLength: 120 }), label: anyText });
    const data = fc.record({
      inForce: list,
      waiting: list,
      due: list,
      choices: fc.array(choice),
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
