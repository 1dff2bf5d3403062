import { describe, expect, test } from 'vitest';
import { loadBuiltIn } from '../../src/knowledge/load.ts';
import { clausesOf, sentencesOf } from '../../src/reading/briefs/clauses.ts';
import { loadBriefModel } from '../../src/reading/briefs/model.ts';
import { createClauseReader } from '../../src/reading/briefs/reader.ts';
import { readBriefTraining } from '../../src/reading/briefs/training-lines.ts';
import { learnClassifier } from '../../src/reading/classifier.ts';
import { openClassifier, packClassifier } from '../../src/reading/packed-classifier.ts';

const knowledge = await loadBuiltIn();

describe('a text in clauses', () => {
  test('is split at commas and conjunctions, each where it stands', () => {
    const text = 'We sell seeds by post, but the yard staff edits orders and the boss wants Rust. Which one?';
    const clauses = sentencesOf(text).flatMap(clausesOf);
    expect(clauses.map((clause) => clause.text.trim())).toEqual([
      'We sell seeds by post',
      ', but the yard staff edits orders',
      'and the boss wants Rust.',
      'Which one?',
    ]);
    for (const clause of clauses)
      expect(text.slice(clause.at, clause.at + clause.text.length)).toBe(clause.text);
  });

  test('keeps a list together: what is too short says nothing alone', () => {
    expect(sentencesOf('Orders, invoices, refunds.').flatMap(clausesOf)).toHaveLength(1);
  });

  test.each([
    ['nothing', ''],
    ['only punctuation', ',;:!?...'.repeat(500)],
    ['one long word', 'a'.repeat(8_000)],
    ['many lines', 'a b c d\n'.repeat(1_000)],
  ])('takes %s', (_what, text) => {
    expect(sentencesOf(text).length).toBeLessThanOrEqual(120);
    const reader = createClauseReader(knowledge, loadBriefModel());
    expect(() => reader.read(text, knowledge.questions)).not.toThrow();
  });
});

describe('a packed classifier', () => {
  const rows = [
    ...Array.from({ length: 20 }, () => ({ features: ['red', 'round'], class: 'apple' })),
    ...Array.from({ length: 20 }, () => ({ features: ['yellow', 'long'], class: 'banana' })),
    ...Array.from({ length: 20 }, () => ({ features: ['round', 'grey'], class: 'none' })),
  ];
  const learnt = learnClassifier(rows, { least: 2 });

  test('says what it said before it was packed', () => {
    const classify = openClassifier(packClassifier(learnt));
    const [best] = [...classify(['yellow', 'long', 'unheard'])].sort((a, b) => b[1] - a[1]);
    expect(best?.[0]).toBe('banana');
    expect([...classify([]).values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
  });

  test('keeps the features that weigh most', () => {
    const { features } = packClassifier(learnt, 2);
    expect(Buffer.from(features, 'base64')).toHaveLength(2 * 4);
  });

  test('is learnt alike from the same rows', () => {
    expect(packClassifier(learnClassifier(rows, { least: 2 }))).toEqual(packClassifier(learnt));
  });
});

describe('what clauses imply', () => {
  const reader = createClauseReader(knowledge, loadBriefModel());
  const read = (text: string) =>
    reader.read(text, knowledge.questions).map(({ question, option }) => `${question}:${option}`);

  test('is read in words that no option has', () => {
    expect(read('staff must be able to correct records themselves in the browser')).toContain('needs:admin');
    expect(read('two people must never both get seat F12')).toContain('data:acid');
  });

  test('is nothing in a question or a greeting', () => {
    for (const text of ['Which language do we take?', 'Hi all', 'help us choose a message broker'])
      expect(read(text)).toEqual([]);
  });

  test('quotes its clause', () => {
    const [first] = reader.read('Hello! We need an admin panel for the staff, please.', [{ id: 'needs' }]);
    expect(first?.because).toBe('We need an admin panel for the staff, please');
  });

  test('is nothing for a question that was never learnt', () => {
    expect(reader.read('we need an admin panel', [{ id: 'nobody-asks-that' }])).toEqual([]);
  });
});

describe('the lines that reading is learnt from', () => {
  const { clauses, briefs } = readBriefTraining();
  const options = new Set(
    knowledge.questions.flatMap(({ id, options: all }) => all.map((option) => `${id}:${option.id}`)),
  );
  const questions = new Set(knowledge.questions.map(({ id }) => id));
  const topics = new Set(knowledge.rubrics.map(({ topic }) => topic));

  test('name questions and options that there are', () => {
    const strange = clauses.filter(
      ({ question, option }) =>
        !questions.has(question) || (option !== null && !options.has(`${question}:${option}`)),
    );
    expect([...new Set(strange.map(({ question, option }) => `${question}:${option}`))]).toEqual([]);
    expect(briefs.filter(({ topic }) => !topics.has(topic))).toEqual([]);
    const said = new Set(briefs.flatMap((brief) => brief.clauses.flatMap(({ says }) => says)));
    expect([...said].filter((one) => !options.has(one))).toEqual([]);
  });

  test('give each option often enough', () => {
    const counts = new Map<string, number>();
    for (const { question, option } of clauses)
      counts.set(`${question}:${option}`, (counts.get(`${question}:${option}`) ?? 0) + 1);
    expect([...options].filter((option) => (counts.get(option) ?? 0) < 30)).toEqual([]);
  });
});
