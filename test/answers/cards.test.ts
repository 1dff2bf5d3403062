import { describe, expect, test } from 'vitest';
import { createAnswering } from '../../src/answers/ask.ts';
import { loadCardModel } from '../../src/answers/cards/model.ts';
import { builtInAnswers, loadAnswering } from '../../src/answers/load.ts';
import { loadOverlaid, loadWhole } from '../../src/knowledge/load.ts';
import { temporaryFolder } from '../support/folder.ts';

const knowledge = await loadWhole();
const data = await builtInAnswers();
const { answer, explain } = createAnswering(knowledge, data);

function best(question: string) {
  const result = answer(question);
  const [first] = result.covered ? result.answers : [];
  if (first === undefined) throw new Error(`"${question}" is not covered`);
  return first;
}

describe('what speaks against a thing', () => {
  const named = knowledge.entries.filter(
    ({ id }) =>
      data.cards.cards.some(({ about, kind }) => about[0] === id && kind === 'when') &&
      data.cards.cards.some(({ about, polarity }) => about[0] === id && polarity === 'against'),
  );
  const polarities = new Map(data.cards.cards.map(({ id, polarity }) => [id, polarity]));

  test.each([
    'when should I not use %',
    'what are the downsides of %',
    'what are the risks of %',
    'what speaks against %',
    '% cons',
  ])('is never answered by what speaks for it: %s', (asked) => {
    expect(named.length).toBeGreaterThan(10);
    for (const { name } of named) {
      const question = asked.replace('%', name);
      const result = answer(question);
      const card = result.covered ? (result.answers[0]?.card ?? '') : '';
      expect([question, polarities.get(card)]).not.toEqual([question, 'for']);
    }
  });

  test('is said to be nothing where the documents hold nothing, with what they take instead', () => {
    expect(best('when should I not use kafka').lead).toMatch(
      /^Nothing is held against Kafka, but .*RabbitMQ/,
    );
  });
});

describe('an answer', () => {
  test('leads with one sentence, says nothing twice, and names its card and its sources', () => {
    const first = best('do we need kafka or is rabbitmq enough for sending emails');
    expect(first.lead).toMatch(/RabbitMQ.*Kafka/);
    expect(first.reply.title).toBe(first.lead);
    expect(data.cards.cards.map(({ id }) => id)).toContain(first.card);
    const texts = [first.lead, ...first.reply.lines.map(({ text }) => text)];
    expect(new Set(texts).size).toBe(texts.length);
    expect(first.sources.length).toBeGreaterThan(0);
    expect(first.reply.citations.length).toBeGreaterThan(0);
  });

  test('to two questions in one message answers both', () => {
    const { reply } = best('what is the GIL? and how much memory does a goroutine take?');
    const text = [reply.title, ...reply.lines.map((line) => line.text)].join('\n');
    expect(text).toMatch(/one thread|bytecode|Global Interpreter Lock/i);
    expect(text).toMatch(/2 KB/);
  });

  test('can be explained: its words, its features, and whether the documents cover it', () => {
    const { cards, covering } = explain('when should I not use kafka');
    expect(cards[0]?.id).toBe(best('when should I not use kafka').card);
    expect(cards[0]?.words.map(({ term }) => term)).toContain('@kafka');
    const sum = (cards[0]?.features ?? []).reduce((total, { counts }) => total + counts, 0);
    expect(sum).toBeCloseTo(cards[0]?.score ?? 0, 1);
    expect(covering.score).toBeGreaterThanOrEqual(covering.threshold);
  });
});

describe('a question that a card has among its asks', () => {
  test.each(['fastapi vs django', 'kafka or rabbitmq', 'go vs rust'])('leads with that card: %s', (asked) => {
    const [card] = knowledge.cards.filter(({ asks }) => asks.some((ask) => ask.toLowerCase() === asked));
    expect([asked, best(asked).card]).toEqual([asked, card?.id]);
    expect(explain(asked).cards[0]?.features[0]?.name).toBe('is asked in these very words');
  });
});

describe('what finding answers learnt', () => {
  const { measured } = loadCardModel();

  test('finds the card of an ask that was left out', () => {
    expect(measured.within.one).toBeGreaterThan(0.63);
    expect(measured.within.three).toBeGreaterThan(0.81);
    expect(measured.within.ten).toBeGreaterThan(0.9);
  });

  test('refuses most of what the documents do not answer', () => {
    const at = (share: number) => measured.refused.find(({ accepted }) => accepted === share)?.refused;
    expect(at(0.95)).toBeGreaterThan(0.78);
    expect(at(0.98)).toBeGreaterThan(0.66);
  });
});

describe("an operator's own rule", () => {
  test('comes before all that the documents say, and below it what they say', async () => {
    const overlay = temporaryFolder({
      'ours.yaml': `
document: ours
documents:
  - { id: ours, title: Our house rules, name: House rules, sections: [{ id: queues, title: Queues }] }
statements:
  - { id: ours.queue, kind: recommendation, about: [rabbitmq], text: "Here every queue is RabbitMQ, run by the platform team.", section: queues }
`,
    });
    const own = await loadAnswering(await loadOverlaid(overlay));
    const result = own.answer('which queue do we use, rabbitmq or kafka');
    const [first, second] = result.covered ? result.answers : [];
    expect(first?.lead).toBe('Here every queue is RabbitMQ, run by the platform team.');
    expect(first?.reply.citations[0]).toMatchObject({ document: 'ours', name: 'House rules' });
    expect(first?.reply.lines.map(({ text }) => text)).toContain(second?.lead);
    const other = own.answer('what is the GIL');
    expect(other.covered && other.answers[0]?.card).not.toBeNull();
  });
});
