import { describe, expect, test } from 'vitest';
import { formatFault } from '../../src/knowledge/fault.ts';
import { checkFolder, requireSound } from '../../src/knowledge/folder.ts';
import { temporaryFolder } from '../support/folder.ts';
import { smallKnowledge } from '../support/small-knowledge.ts';

const pg = {
  id: 'postgresql-latency',
  kind: 'figures',
  about: ['postgresql'],
  asks: ['how fast is postgres'],
  lead: 'PostgreSQL answers in 4 ms.',
  from: ['100.pg-latency'],
};
const redis = {
  id: 'redis-latency',
  kind: 'figures',
  about: ['redis'],
  asks: ['how fast is redis'],
  lead: 'Redis answers in 1 ms.',
  from: ['100.redis-latency'],
};
const lines = (...items: object[]) => items.map((item) => JSON.stringify(item)).join('\n');
const withCards = (...cards: object[]) => ({ ...smallKnowledge, 'cards/stores.jsonl': lines(...cards) });

function faultsOf(files: Record<string, string>): string[] {
  const result = checkFolder(temporaryFolder(files));
  return result.sound ? [] : result.faults.map(formatFault);
}

describe('checking cards', () => {
  test('accepts those that say what their statements say', () => {
    expect(faultsOf(withCards(pg, redis))).toEqual([]);
  });

  const first = 'cards/stores.jsonl: cards[0]';
  const point = (text: string, from = ['100.pg-latency']) => ({ ...pg, points: [{ text, from }] });
  test.each<[string, object, string]>([
    [
      'an unknown statement',
      { ...pg, from: ['100.pg-latency', '100.gone'] },
      `${first}.from[1]: the id of a statement, a dispute, or a table's row, column or cell; "100.gone" is unknown`,
    ],
    [
      'a figure that its sources lack',
      { ...pg, lead: 'PostgreSQL answers in 5 ms.' },
      `${first}.lead: figures that what it names has; 5 is not there`,
    ],
    [
      'a figure of a point',
      point('It takes 40 ms.'),
      `${first}.points[0].text: figures that what it names has; 40 is not there`,
    ],
    [
      'a technology that its sources lack',
      { ...pg, lead: 'PostgreSQL answers in 4 ms, as Redis does.' },
      `${first}.lead: technologies that what it names speaks of; redis is not there`,
    ],
    [
      'an entry that nobody defined',
      { ...pg, about: ['oracle'] },
      `${first}.about[0]: the id of an entry; "oracle" is unknown`,
    ],
    [
      'a dispute that nobody defined',
      { ...pg, dispute: 'speed' },
      `${first}.dispute: the id of a dispute; "speed" is unknown`,
    ],
    [
      'a card to see that is not there',
      { ...pg, see: ['gone'] },
      `${first}.see[0]: the id of a card; "gone" is unknown`,
    ],
    [
      'an ask twice',
      { ...pg, asks: ['how fast is postgres', 'How fast is Postgres?'] },
      `${first}.asks[1]: each ask once; "How fast is Postgres?" stands there twice`,
    ],
  ])('names %s', (_what, card, expected) => {
    expect(faultsOf(withCards(card, redis))).toEqual([expected]);
  });

  test.each<[string, string, string]>([
    [
      'a lead that is too long',
      lines({ ...pg, lead: 'x'.repeat(161) }),
      'line 1: lead: a lead of at most 160 characters',
    ],
    [
      'more than four points',
      lines({ ...pg, points: Array(5).fill({ text: 'It does.', from: ['100.pg-latency'] }) }),
      'line 1: points: at most 4 points',
    ],
    ['a line that is no JSON', `${lines(pg)}\n{"id":`, 'line 2: a JSON value'],
    ['a field that nobody knows', lines({ ...pg, colour: 'red' }), 'line 1: Unrecognized key: "colour"'],
  ])('names %s with its line', (_what, text, expected) => {
    expect(faultsOf({ ...smallKnowledge, 'cards/stores.jsonl': text })).toEqual([
      `cards/stores.jsonl: ${expected}`,
    ]);
  });

  test('names an ask that stands on two cards, and a statement that stands on none', () => {
    expect(faultsOf(withCards(pg, { ...redis, asks: pg.asks }))).toEqual([
      'cards/stores.jsonl: cards[1].asks[0]: an ask of its own; "how fast is postgres" stands on the card "postgresql-latency" too',
    ]);
    expect(faultsOf(withCards(pg))).toEqual([
      'statements.yaml: statements[1]: a card that rests on "100.redis-latency", or `uncarded` with the reason why none does',
    ]);
    const [before, after] = smallKnowledge['statements.yaml'].split('  - id: 100.redis-latency\n');
    const said = `${before}  - id: 100.redis-latency\n    uncarded: nobody asks for it\n${after}`;
    expect(faultsOf({ ...withCards(pg), 'statements.yaml': said })).toEqual([]);
  });

  test('knows a verb from a name', () => {
    const go = smallKnowledge['base.yaml'].replace(
      'criteria:',
      '  - { id: go, name: Go, kind: language, topics: [database] }\ncriteria:',
    );
    const card = { ...pg, lead: 'Reads go to PostgreSQL: 4 ms.' };
    expect(faultsOf({ ...withCards(card, redis), 'base.yaml': go })).toEqual([]);
    expect(
      faultsOf({ ...withCards({ ...pg, lead: 'Go reads PostgreSQL in 4 ms.' }, redis), 'base.yaml': go }),
    ).toEqual([`${first}.lead: technologies that what it names speaks of; go is not there`]);
  });
});

describe('checking phrasings', () => {
  const phrasings = (...items: object[]) => ({ ...smallKnowledge, 'phrasings/100.jsonl': lines(...items) });

  test('names those of unknown passages, and the same on two that do not say the same', () => {
    const ask = { id: '100.pg-latency', asks: ['is it quick'] };
    expect(faultsOf(phrasings(ask))).toEqual([]);
    expect(faultsOf(phrasings({ ...ask, id: '100.gone' }))).toEqual([
      'phrasings/100.jsonl: phrasings[0].id: the id of a passage; "100.gone" is unknown',
    ]);
    expect(faultsOf(phrasings(ask, { ...ask, id: '100.redis-latency' }))).toEqual([
      'phrasings/100.jsonl: phrasings[1].asks[0]: a phrasing of its own; "is it quick" stands at 100.pg-latency too, which says something else',
    ]);
  });
});

describe('an overlay', () => {
  const base = () => requireSound(checkFolder(temporaryFolder(withCards(pg, redis))));
  const over = (files: Record<string, string>) => checkFolder(temporaryFolder(files), base());
  const ours = `
document: ours
documents:
  - { id: ours, title: House rules, sections: [{ id: stores, title: Stores }] }
statements:
  - { id: ours.pg, kind: figure, about: [postgresql], text: PostgreSQL answers in 2 ms here., section: stores, overrules: 100.pg-latency }
`;

  test('brings cards, and puts one in the place of a built-in one', () => {
    const mine = { ...pg, id: 'ours', asks: ['our speed'], overrules: 'postgresql-latency' };
    const knowledge = requireSound(over({ 'cards/ours.jsonl': lines(mine) }));
    expect(knowledge.cards.map(({ id }) => id)).toEqual(['redis-latency', 'ours']);
    const result = over({ 'cards/ours.jsonl': lines({ ...mine, overrules: 'gone' }) });
    expect(result.sound ? '' : result.faults.map(formatFault).join()).toBe(
      'cards/ours.jsonl: cards[0].overrules: the id of a built-in card; "gone" is unknown',
    );
  });

  test('takes away what rests on a statement that it overrules', () => {
    const knowledge = requireSound(over({ 'ours.yaml': ours }));
    expect(knowledge.cards.map(({ id }) => id)).toEqual(['redis-latency']);
    expect(knowledge.own).toEqual(['ours.pg']);
  });
});
