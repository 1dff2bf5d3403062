import { describe, expect, test } from 'vitest';
import { surface as discord } from '../../adapters/discord/surface.ts';
import { surface as slack } from '../../adapters/slack/surface.ts';
import type { Block, Surface } from '../../adapters/view/view.ts';
import { viewsOf } from '../../adapters/view/view-of.ts';
import type { RecordReply, Reply } from '../../src/reply.ts';
import { sampleReplies } from '../support/sample-replies.ts';

const samples = sampleReplies();
const facts = samples.facts.lines.slice(0, 1);

const blocksOf = (reply: Reply, surface: Surface = slack): readonly Block[] =>
  viewsOf([reply], {}, surface).flatMap(({ blocks }) => blocks);
const kindsOf = (reply: Reply, surface?: Surface) => blocksOf(reply, surface).map(({ kind }) => kind);
/** All that is said, in its order. */
const saidBy = (reply: Reply, surface?: Surface) => JSON.stringify(blocksOf(reply, surface));
const offeredBy = (reply: Reply) =>
  blocksOf(reply).flatMap((block) =>
    block.kind === 'choices' ? block.choices.map(({ label }) => label) : [],
  );

describe('the view of a record', () => {
  const said = (changed: Partial<RecordReply>, surface?: Surface) =>
    saidBy({ ...samples.record, ...changed }, surface);

  test('in short is its decision and the names of its options', () => {
    const short = said({ whole: false, history: [] });
    expect(short).toContain('because orders and stock change together');
    expect(short).toContain('"Options: "');
    for (const rest of ['Orders need transactions.', 'A load test', 'Consequences', 'For: ACID', 'History'])
      expect(short).not.toContain(rest);
  });

  test('as a whole has every part of it', () => {
    for (const part of [
      'Links',
      'Context',
      'Drivers',
      'Decision',
      'Consequences',
      'Confirmation',
      'People',
      'Evidence',
    ])
      expect(said({})).toContain(`"${part}"`);
    expect(said({})).toContain('For: ACID');
    expect(said({})).toContain('Review by 2027-03-01');
  });

  test('names it and what it is linked to with their logs where there are several', () => {
    const seen = said({ severalLogs: true });
    for (const name of ['decisions-12. Use PostgreSQL', 'decisions-14. Use CockroachDB', 'decisions-7'])
      expect(seen).toContain(name);
    expect(seen).not.toContain('" in "');
    expect(said({ severalLogs: false })).toContain('12. Use PostgreSQL');
    expect(said({ severalLogs: false })).not.toContain('decisions-');
  });

  test('says what superseded it, unless what is in force now is told', () => {
    const supersededBy = { log: 'shop', number: 9, title: 'Use Valkey' };
    const record = { ...samples.record.record, status: 'superseded', supersededBy } as const;
    expect(said({ record, successor: null })).toContain('superseded by 9');
    expect(said({ record, successor: null, severalLogs: true })).toContain('superseded by shop-9');
    expect(said({ record })).not.toContain('superseded by');
  });

  test('has no word of what it is not', () => {
    const record = { ...samples.record.record, reviewBy: null, drivers: [], evidence: [], links: [] };
    for (const part of ['Review by', 'Drivers', 'Evidence', 'Links', 'imported'])
      expect(said({ record })).not.toContain(part);
    expect(said({ successor: null })).not.toContain('In force now');
  });

  test('tells its state by a colour as well', () => {
    const accentOf = (status: RecordReply['record']['status']) =>
      viewsOf([{ ...samples.record, record: { ...samples.record.record, status } }], {}, slack)[0]?.accent;
    expect([
      accentOf('proposed'),
      accentOf('accepted'),
      accentOf('rejected'),
      accentOf('superseded'),
    ]).toEqual(['open', 'settled', 'refused', 'past']);
  });
});

describe('the view of a walk', () => {
  const many = Array.from({ length: 60 }, (_, at) => `one ${at}`);

  test('tells how much of what was understood, voted and ranked is not shown', () => {
    const tally = [{ option: 'Go', people: many }];
    const question = { ...samples.question, told: many, tally };
    expect(saidBy(question, slack)).toContain(' · and 40 more');
    expect(saidBy(question, slack)).toContain('"one 29"');
    expect(saidBy(question, slack)).toContain(' and 30 more');
    expect(saidBy(question, discord)).toContain('"one 19"');
    expect(saidBy(question, discord)).not.toContain('"one 20"');
    expect(saidBy(question, discord)).not.toContain(' · and');
    const ranking = many.map((name) => ({ name, score: 1 }));
    const short = { ...samples.recommendation, ranking, whole: false };
    for (const surface of [slack, discord]) expect(saidBy(short, surface)).toContain('and 56 more');
  });

  test('in short has a few reasons, and as a whole all that there is', () => {
    const reasons = Array.from({ length: 6 }, () => facts).flat();
    expect(saidBy({ ...samples.recommendation, reasons, whole: false })).toContain('and 2 more');
    expect(saidBy({ ...samples.recommendation, reasons })).not.toContain('and 2 more');
    expect(kindsOf({ ...samples.recommendation, whole: false })).not.toContain('quotations');
    expect(kindsOf(samples.recommendation)).toContain('quotations');
  });

  test('offers what else can be done between votes and what was understood', () => {
    expect(kindsOf(samples.question)).toEqual(['small', 'options', 'lines', 'choices', 'small', 'choices']);
    expect(offeredBy(samples.question)).toEqual(['Skip']);
  });
});

describe('the view of an answer', () => {
  test('tells how many facts are left, where no button shows them', () => {
    expect(saidBy(samples.facts)).toContain('and 2 more facts');
    const unfolding = [{ id: 'more:1', label: 'More (2)', unfolds: true }] as const;
    expect(saidBy({ ...samples.facts, choices: unfolding })).not.toContain('more facts');
    expect(saidBy({ ...samples.facts, more: facts })).toContain('and 1 more fact"');
    expect(saidBy({ ...samples.facts, more: [] })).not.toContain('more fact');
  });

  test('does not ask again what its title asks', () => {
    const [dispute] = samples.facts.disputes;
    expect(saidBy(samples.facts)).toContain('Is Go fast enough?');
    expect(saidBy({ ...samples.facts, title: 'Goroutines', disputes: [] })).not.toContain('disagree');
    const reply = { ...samples.facts, title: dispute?.question ?? '' };
    expect(saidBy(reply).match(/Is Go fast enough\?/g)).toHaveLength(1);
  });

  test('of a notice offers each suggestion once', () => {
    const suggestions = ['what is Go', 'Help', ' ', 'x'.repeat(200)];
    const reply = { ...samples.notice, suggestions, choices: [{ id: 'help', label: 'Help' }] };
    expect(offeredBy(reply)).toEqual(['what is Go', 'x'.repeat(75), 'Help']);
    expect(saidBy(reply)).toContain('That did not work.');
    expect(saidBy({ ...reply, tone: 'info' })).not.toContain('That did not work.');
  });
});
