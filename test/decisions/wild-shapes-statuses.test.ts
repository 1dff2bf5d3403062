import { describe, expect, it } from 'vitest';
import { parseRecord } from '../../src/decisions/markdown/parse.ts';
import { readStatus } from '../../src/decisions/markdown/status.ts';

const body = '\n\n## Context\n\nIt was.\n\n## Decision\n\nIt is.\n';
const section = (text: string) => parseRecord(`# X\n\n## Status\n\n${text}${body}`, '0001-x.md');
const top = (text: string) => parseRecord(`${text}${body}`, '0001-x.md');

describe('a word for a status', () => {
  it.each([
    ['Ratified', 'accepted'],
    ['Complete', 'accepted'],
    ['Implementable', 'accepted'],
    ['Released', 'accepted'],
    ['Final Comment Period', 'proposed'],
    ['Last call', 'proposed'],
    ['Under discussion', 'proposed'],
    ['Provisional', 'proposed'],
    ['Active review (May 1 to 5)', 'proposed'],
    ['~proposed~ accepted', 'accepted'],
    ['Undecided', 'proposed'],
    ['Awaiting approval', 'proposed'],
    ['To be decided', 'proposed'],
    ['Not accepted', 'rejected'],
    ['No longer in use', 'deprecated'],
    ['Retracted', 'withdrawn'],
    ['Aceptado', 'accepted'],
    ['Brouillon', 'draft'],
    ['Propsed', 'proposed'],
    ['Depricated', 'deprecated'],
    ['{Active}', 'accepted'],
    ['{{ Accepted }}', 'accepted'],
    ['[Accepted]', 'accepted'],
    ['Proposed -> Accepted', 'accepted'],
    ['Draft → Proposed → Accepted', 'accepted'],
    ['Proposed | **Accepted** | Superseded', 'accepted'],
    ['Accepted / Implemented', 'accepted'],
    ['Accepted <!-- or proposed -->', 'accepted'],
  ])('%s is %s', (word, status) => {
    expect(readStatus(word)).toBe(status);
  });

  it.each([
    'Not yet accepted',
    'Has not been formally approved',
    'To be superseded',
    'Inactive',
    'Unapproved',
    'Will be decided later',
    'We have to decide',
    'Deferred',
    'On hold',
    'Stagnant',
    'In progress',
    'TBD',
    'Preaccepted',
  ])('"%s" is none of them', (word) => {
    expect(readStatus(word)).toBe('other');
  });

  it.each([
    'Proposed / Accepted',
    'Proposed or Rejected',
    'Draft, Proposed, Accepted, Superseded',
    'Draft → Proposed → Accepted → Superseded',
    '{Proposed}|{Accepted}',
    '{Deprecated|Proposed|Accepted}',
    '{status}',
    '<!-- accepted -->',
  ])('%s leaves open which one it is', (text) => {
    expect(readStatus(text)).toBe('none');
  });
});

describe('a status section', () => {
  it.each([
    ['boxes of which one is ticked', '- [ ] Proposed\n- [x] Accepted\n- [ ] Deprecated', 'Accepted'],
    [
      'a table of days',
      '| Date | Status |\n|---|---|\n| 2020-01-01 | Proposed |\n| 2020-02-01 | Accepted |',
      '2020-02-01 Accepted',
    ],
    ['a log with the newest first', '2021-05-01 accepted\n\n2021-03-01 proposed', '2021-05-01 accepted'],
    ['a log by names', 'Proposed: 2020-01-01\nAccepted: 2020-02-01', 'Accepted: 2020-02-01'],
    ['a day before it', '2020-01-01\n\nAccepted', 'Accepted'],
    ['who decided before it', 'Deciders: ann, bob\n\nAccepted', 'Accepted'],
    ['a question before it', 'What is it now?\n\nAccepted', 'Accepted'],
    ['nothing but a successor', 'Superseded by: ADR-2', 'Superseded by: ADR-2'],
  ])('of %s is read', (_what, text, raw) => {
    expect(section(text).statusRaw).toBe(raw);
  });

  it('of boxes of which none is ticked says nothing', () => {
    expect(section('- [ ] Proposed\n- [ ] Accepted')).toMatchObject({ status: 'none', statusRaw: null });
  });
});

describe('what stands at the top', () => {
  it.each([
    ['> This record is superseded by [ADR-12](0012-m.md).', 'superseded'],
    ['**DEPRECATED**', 'deprecated'],
    ['> [!WARNING]\n> Superseded by ADR-12.', 'superseded'],
    [':::warning\nThis ADR has been superseded by [12](0012-m.md)\n:::', 'superseded'],
    ['!!! warning "Superseded by ADR-12"', 'superseded'],
    ['⚠️ Deprecated, see ADR-12', 'deprecated'],
    ['**ARCHIVED - content absorbed into ADR-12**', 'superseded'],
    ['This ADR is superseded by ADR-12.', 'superseded'],
    ['**Accepted**', 'accepted'],
    ['![](https://img.shields.io/badge/status-accepted-green)', 'accepted'],
  ])('counts where there is no status: %j', (text, status) => {
    expect(top(`# X\n\n${text}`).status).toBe(status);
    expect(top(`# X\n\nStatus: Blessed\n\n${text}`)).toMatchObject({ status: 'other', statusRaw: 'Blessed' });
  });

  it('stands above the title as well, as a line or a heading', () => {
    expect(top('> **Superseded by ADR-12**\n\n# X').status).toBe('superseded');
    expect(top('# SUPERSEDED BY RFC 12.\n\n# X')).toMatchObject({ status: 'superseded', title: 'X' });
    expect(top('# Withdrawn\n\n# X')).toMatchObject({ status: 'withdrawn', title: 'X' });
  });

  it('that disagrees with the status is told', () => {
    expect(top('> **ARCHIVED - content absorbed into ADR-12**\n\n# X\n\nStatus: Accepted')).toMatchObject({
      status: 'accepted',
      warnings: ['the status says accepted, but the top says "ARCHIVED - content absorbed into ADR-12"'],
    });
    expect(top('# X\n\n> Superseded by ADR-12\n\nStatus: Superseded').warnings).toEqual([]);
  });

  it.each([
    '> Rejected options are listed below.',
    '> Deprecated fields are kept for a year.',
    '> Not superseded by ADR-12, whatever people say.',
    '**Note**: replaces the old thing.',
    'This is about superseded records.',
    'Superseded records are kept.',
    'We archived it.',
    '<!-- superseded by ADR-12 -->',
    '- Deprecated',
  ])('may be prose: %s', (text) => {
    expect(top(`# X\n\n${text}`)).toMatchObject({ status: 'none', statusRaw: null, links: [] });
  });
});
