import { describe, expect, test } from 'vitest';
import { historyText, logHistoryText } from '../../adapters/view/history-texts.ts';

const entry = (kind: string, data: unknown) => ({
  at: '2026-03-01T09:00:00.000Z',
  person: 'Ana',
  kind,
  data,
  source: 'web',
});

/** The entry as a sentence. */
function said(kind: string, data: unknown = {}): string {
  const { person, did, other, because, said: words } = historyText(entry(kind, data));
  const about = other === undefined ? '' : ` ${other.number}${other.after}`;
  const reason = because === '' ? '' : `, because ${because}`;
  return `${person} ${did}${about}${reason}${words === '' ? '' : ` “${words}”`}`;
}

describe("an entry of a record's history", () => {
  test.each([
    ['proposed', {}, 'Ana proposed it'],
    ['drafted', {}, 'Ana kept it as a draft'],
    ['imported', { file: '0007-x.md' }, 'Ana imported it from 0007-x.md'],
    ['approved', { approvals: 1, quorum: 2, comment: 'Fine.' }, 'Ana approved: 1 of 2 “Fine.”'],
    ['accepted', { approvals: 2, quorum: 2, from: 'proposed' }, 'Ana approved: 2 of 2, accepted'],
    ['rejected', { reason: 'too dear' }, 'Ana rejected it, because too dear'],
    ['withdrawn', { reason: 'too early' }, 'Ana withdrew it, because too early'],
    ['deprecated', { reason: 'it is old' }, 'Ana deprecated it, because it is old'],
    ['amended', { text: 'Also for reports.', reason: '' }, 'Ana amended it “Also for reports.”'],
    ['edited', { fields: ['title'] }, 'Ana edited the title'],
    [
      'edited',
      { fields: ['title', 'tags', 'reviewBy'] },
      'Ana edited the title, the tags, and the review date',
    ],
    ['linked', { kind: 'supersedes', to: 3 }, 'Ana said that it supersedes 3'],
    ['linked', { kind: 'supersedes', to: 3, partial: true }, 'Ana said that it supersedes 3 in part'],
    ['linked', { kind: 'amends', to: 3 }, 'Ana said that it amends 3'],
    ['linked', { kind: 'relates-to', to: 3 }, 'Ana related it to 3'],
    ['superseded', { by: 5 }, 'Ana put 5 in its place'],
    // What took its place is not for whoever reads.
    ['superseded', {}, 'Ana put another record in its place'],
    ['taken-back', { step: 'accepted' }, 'Ana took back the approval'],
    ['taken-back', { step: 'edited' }, 'Ana took back the edit'],
  ])('%s %j', (kind, data, expected) => {
    expect(said(kind, { number: 1, state: 'abc', ...data })).toBe(expected);
  });

  test('of a kind that is not known here is called by its name, with what was said', () => {
    expect(said('put-aside', { comment: 'Later.' })).toBe('Ana put aside “Later.”');
  });

  test.each([null, 'text', 7, [], { approvals: 'many', fields: 'title', reason: 7 }])(
    'that says nothing that can be read is told all the same: %j',
    (data) => {
      expect(said('approved', data)).toBe('Ana approved');
    },
  );
});

describe("an entry of a log's history", () => {
  test.each([
    ['log-created', {}, 'made the log'],
    ['log-set', { quorum: 2 }, 'set the quorum to 2'],
    [
      'log-set',
      { deciders: ['Ana', 'Ben'], ownApproval: false },
      "set the deciders to Ana and Ben and an author's own approval to not count",
    ],
    ['log-set', { deciders: [] }, 'set the deciders to everybody'],
    [
      'log-set',
      { visibility: 'members', channel: 'C1' },
      'set who sees it to members of its channel and the channel to C1',
    ],
    ['log-set', { channel: null }, 'set the channel to none'],
    ['log-set', 'nonsense', 'log set'],
  ])('%s %j', (kind, data, expected) => {
    expect(logHistoryText(entry(kind, data))).toEqual({ person: 'Ana', did: expected });
  });
});
