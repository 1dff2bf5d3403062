import { describe, expect, test } from 'vitest';
import { loadAnswering } from '../../src/answers/load.ts';
import { nameIndexOf } from '../../src/answers/names.ts';
import { loadBuiltIn } from '../../src/knowledge/load.ts';
import { acts } from '../../src/reading/intents/acts.ts';
import { intentFeatures } from '../../src/reading/intents/intent-features.ts';
import { loadIntentModel } from '../../src/reading/intents/model.ts';
import { createIntentReader } from '../../src/reading/intents/reader.ts';
import type { ThreadState } from '../../src/reading/intents/thread-state.ts';
import { readUtterances, trainIntents } from '../../src/reading/intents/train.ts';

const knowledge = await loadBuiltIn();
const { understand } = await loadAnswering(knowledge);
const reading = { names: nameIndexOf(knowledge), understand };
const nothing: ThreadState = { previous: 'none', walk: 'none', record: false };
const answered: ThreadState = { ...nothing, previous: 'ask' };
const walking: ThreadState = { previous: 'advise', walk: 'open', record: false };
const recorded: ThreadState = { previous: 'record', walk: 'none', record: true };

describe('what words are meant to do', () => {
  const meant = createIntentReader(reading, loadIntentModel());

  test.each([
    ['i would like to put forward that we take NATS for the gateways', nothing, 'record.propose'],
    ['fine by me, approved', recorded, 'record.accept'],
    ['whose idea was it', recorded, 'decisions.who'],
    ['mostly python, two of us know go', walking, 'advise.answer'],
    ['and how much does ruby need?', answered, 'ask.follow-up'],
    ['how many requests per second does fiber handle?', nothing, 'ask.question'],
    ['@maria lunch at 12?', nothing, 'none.aside'],
    ['you are useless', answered, 'smalltalk.insult'],
  ] as const)('is told for "%s"', (text, state, act) => {
    expect(meant(text, state).act).toBe(act);
  });

  test('hangs on what was going on', () => {
    expect(meant('why?', walking).intent).toBe('advise');
    expect(meant('why?', answered).intent).toBe('ask');
    expect(meant('why?', recorded).intent).toBe('decisions');
  });

  test.each([
    ['nothing', ''],
    ['only punctuation', '?!.,'.repeat(500)],
    ['another script', '今日は雨が降っていますか'],
    ['zero width', '\u200b\u200d\ufeff'.repeat(100)],
    ['a long message', 'why do we use postgres '.repeat(400)],
  ])('takes %s', (_what, text) => {
    const { probability } = meant(text, answered);
    expect(probability).toBeGreaterThanOrEqual(0);
    expect(probability).toBeLessThanOrEqual(1);
  });
});

describe('what a wish is read by', () => {
  test('takes every technology and every number for the same', () => {
    const of = (text: string) => intentFeatures(text, nothing, reading).filter((one) => /^[wb]/.test(one));
    expect(of('accept 12, we take Kafka')).toEqual(of('accept 7, we take Redis'));
  });

  test('holds the thread with each word', () => {
    expect(intentFeatures('why', walking, reading)).toContain('advise/open|why');
  });
});

describe('the utterances that it is learnt from', () => {
  const utterances = readUtterances();

  test('give each act often enough, by several hands', () => {
    const counts = Map.groupBy(utterances, ({ act }) => act);
    const few = acts.filter((act) => (counts.get(act)?.length ?? 0) < 20 && act !== 'advise.resume');
    expect(few).toEqual([]);
    expect(new Set(utterances.map(({ by }) => by)).size).toBeGreaterThan(10);
  });

  test('teach the same model every time', () => {
    const few = utterances.filter((_, at) => at % 20 === 0);
    expect(trainIntents(few, reading)).toEqual(trainIntents(few, reading));
  });
});
