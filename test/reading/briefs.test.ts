import { describe, expect, test } from 'vitest';
import { loadBuiltIn } from '../../src/knowledge/load.ts';
import type { ClauseFeatures } from '../../src/reading/briefs/clause-features.ts';
import { clausesOf, sentencesOf } from '../../src/reading/briefs/clauses.ts';
import type { Evidence } from '../../src/reading/briefs/evidence.ts';
import { judgedBy } from '../../src/reading/briefs/judging.ts';
import { learnOptions, type OptionRow } from '../../src/reading/briefs/learn-options.ts';
import { loadBriefModel } from '../../src/reading/briefs/model.ts';
import { openOptions, packOptions } from '../../src/reading/briefs/packed-options.ts';
import { createClauseReader } from '../../src/reading/briefs/reader.ts';
import { createRoleReader } from '../../src/reading/briefs/roles.ts';
import { markedNames } from '../../src/reading/briefs/train-roles.ts';
import { readBriefTraining } from '../../src/reading/briefs/training-lines.ts';
import { createNumbering } from '../../src/reading/numbering.ts';

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

describe('options that were learnt', () => {
  const says = (...options: string[]) => options;
  const clause = (text: string, mentioned?: string): ClauseFeatures => ({
    words: text.split(' '),
    mentions:
      mentioned === undefined
        ? []
        : [{ question: 'q', option: mentioned, features: text.split(' ').map((word) => `q ${word}`) }],
  });
  const { numberOf, names } = createNumbering();
  const row = (text: string, given: readonly string[], mentioned?: string): OptionRow => {
    const { words, mentions } = clause(text, mentioned);
    return {
      words: Int32Array.from(words, numberOf),
      mentions: mentions.map(({ option, features }) => {
        return { option, features: Int32Array.from(features, numberOf) };
      }),
      says: given,
      weight: 1,
    };
  };
  const rows = Array.from({ length: 20 }, () => [
    row('red round', says('apple')),
    row('yellow long', says('banana')),
    row('red yellow basket', says('apple', 'banana')),
    row('grey round', []),
    row('we take it', says('cherry'), 'cherry'),
    row('they take it', [], 'cherry'),
  ]).flat();
  const learnt = learnOptions(['apple', 'banana', 'cherry', 'date'], rows);
  const packed = packOptions([{ question: 'q', weights: learnt }], names(), 0.01);
  const read = (text: string) => {
    const probabilities = openOptions(packed)(clause(text));
    return packed.options.filter((_, at) => (probabilities[at] ?? 0) > 0.5);
  };

  test('are read one by one, several together or none', () => {
    expect(read('yellow long unheard')).toEqual(['q:banana']);
    expect(read('red yellow basket')).toEqual(['q:apple', 'q:banana']);
    expect(read('grey round')).toEqual([]);
  });

  test('count for a thing that was never mentioned so, by the words around it', () => {
    const at = packed.options.indexOf('q:date');
    const likely = (text: string) => openOptions(packed)(clause(text, 'date'))[at] ?? 0;
    expect(likely('we take it')).toBeGreaterThan(2 * likely('they take it'));
  });

  test('leave out what hardly counts', () => {
    const size = (smallest: number) =>
      packOptions([{ question: 'q', weights: learnt }], names(), smallest).weights.length;
    expect(size(1e9)).toBe(0);
    expect(size(0.5)).toBeLessThan(size(0.01));
  });

  test('are learnt alike from the same rows', () => {
    const again = learnOptions(['apple', 'banana', 'cherry', 'date'], rows);
    expect(packOptions([{ question: 'q', weights: again }], names(), 0.01)).toEqual(packed);
  });
});

describe('the part that a name plays', () => {
  const rolesIn = createRoleReader(knowledge, loadBriefModel().roles);
  const roleOf = (text: string) => rolesIn(text).map(({ role }) => role);

  test('is told by the words around it', () => {
    expect(roleOf('No Rails, please.')).toEqual(['excluded']);
    expect(roleOf('Should we take Kafka or RabbitMQ?')).toEqual(['candidate', 'candidate']);
    expect(roleOf('Five of us have written Python for years.')).toEqual(['known']);
  });

  test('is learnt from marks, each where it stands', () => {
    const [first, second] = markedNames(knowledge, [
      { text: 'Hello. We run {Django|in-place} and no {Go|excluded}.', by: 'test' },
    ]);
    expect(first).toMatchObject({ class: 'in-place' });
    expect(first?.features).toContain('<1run');
    expect(second?.features).toContain('<1no');
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

describe('what an option is judged by', () => {
  const said = (id: string, probability: number, beside: Record<string, number> = {}): Evidence => {
    const [question = '', option = ''] = id.split(':');
    const rest = { second: 0, mentioned: false, because: 'a clause' };
    return { id, question, option, probability, beside: new Map(Object.entries(beside)), ...rest };
  };
  const django = said('existing:django', 0.9, { 'team:python': 0.6, 'language:python': 0.1 });
  const python = said('team:python', 0.6);
  const ruby = said('team:ruby', 0.8);

  test('is what else its clause gives, and what else the brief does', () => {
    const features = judgedBy(django, [django, python, ruby]);
    expect(features.get('existing:django beside team:python')).toBe(0.6);
    expect(features.has('existing:django beside language:python')).toBe(false);
    expect(features.get('existing with team:ruby')).toBe(0.8);
    expect(features.get('existing:django with team:ruby')).toBe(0.8);
  });

  test('is what else is read for its question, and by how much that is ahead', () => {
    const features = judgedBy(python, [django, python, ruby]);
    expect(features.get('rival')).toBe(0.8);
    expect(features.get('rival ahead')).toBeCloseTo(0.2);
    expect(judgedBy(ruby, [django, python, ruby]).get('rival ahead')).toBe(0);
  });

  test('is bounded, however sure a clause is', () => {
    for (const probability of [0, 1])
      expect(Number.isFinite(judgedBy(said('team:go', probability), []).get('own'))).toBe(true);
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
