import { describe, expect, it } from 'vitest';
import { readStatus } from '../../src/decisions/markdown/status.ts';
import { temporaryFolder } from '../support/folder.ts';
import { imported } from '../support/imported.ts';

const sections = '\n\n## Context\n\nIt was.\n\n## Decision\n\nIt is.\n';
const accepted = (more = '') => `# X\n\n**Status:** Accepted\n${more}${sections}`;

/** What two records are to each other: 1 with its status, and what 2 says of it. */
async function pair(older: string, newer: string) {
  const { records, result } = await imported(temporaryFolder({ '0001-a.md': older, '0002-b.md': newer }));
  const links = records.find(({ number }) => number === 2)?.links ?? [];
  return {
    status: records.find(({ number }) => number === 1)?.status,
    links: links.map(({ kind, number, partial }) => `${partial ? 'partly ' : ''}${kind} ${number}`),
    warnings: result.warnings,
  };
}

const inPart = { status: 'accepted', links: ['partly supersedes 1'], warnings: [] };

describe('a supersession in part', () => {
  it.each([
    ['brackets behind the name of the field', '**Supersedes (in part):** ADR-1'],
    ['brackets behind the record', '**Supersedes:** ADR-1 (in part)'],
    ['brackets behind a link', '**Supersedes:** [one](0001-a.md) (partially: only its queue)'],
    ['words behind the record', '- Supersedes: ADR-1, in part'],
    ['the verb', '**Partly replaces:** ADR-1'],
    ['a line', 'Replaces in part ADR-1'],
    ['Dutch', '**Vervangt:** ADR-1 (gedeeltelijk)'],
  ])('is said by %s', async (_what, field) => {
    expect(await pair(accepted(), accepted(field))).toEqual(inPart);
  });

  it.each([
    ['a banner', `> **Superseded in part by [two](0002-b.md).**\n\n${accepted()}`],
    ['a banner with brackets', `> **Superseded (in part) by ADR-2.**\n\n${accepted()}`],
    ['a banner alone', `> **Superseded in part by [two](0002-b.md).**\n\n# X${sections}`],
    ['a field', accepted('**Superseded in part by:**\n[two](0002-b.md), for what waits')],
    ['a status', `# X\n\n**Status:** Partially superseded by ADR-2${sections}`],
    [
      'a status with the words behind',
      `# X\n\n## Status\n\nSuperseded by [two](0002-b.md) (in part)${sections}`,
    ],
  ])('is said by the older one: %s', async (_what, older) => {
    expect(await pair(older, accepted())).toEqual(inPart);
  });

  it('is one where one side leaves the word out at its top', async () => {
    const banner = `> **Superseded by [two](0002-b.md).**\n\n${accepted()}`;
    const { warnings, ...rest } = await pair(banner, accepted('**Supersedes:** ADR-1 (in part)'));
    expect(rest).toEqual({ status: 'accepted', links: ['partly supersedes 1'] });
    expect(warnings).toEqual(['0001-a.md: the status says accepted, but the top says "Superseded by two."']);
    expect(
      await pair(
        `> **Superseded in part by ADR-2.**\n\n${accepted()}`,
        accepted('**Supersedes:** [one](0001-a.md)'),
      ),
    ).toEqual(inPart);
  });

  it('is none where the older one says itself that it is over', async () => {
    const over = `# X\n\n**Status:** Superseded by ADR-2${sections}`;
    expect(await pair(over, accepted('**Supersedes:** ADR-1 (in part)'))).toEqual({
      status: 'superseded',
      links: ['supersedes 1'],
      warnings: [],
    });
  });

  it.each([
    '**Supersedes:** ADR-1, partly because of what it costs',
    '**Supersedes:** ADR-1 (partly due to its age)',
    '**Supersedes:** ADR-1. Partially done.',
    '**Amends:** ADR-3 (in part)\n**Supersedes:** ADR-1',
  ])('is none in "%s"', async (field) => {
    const { links } = await pair(accepted(), accepted(field));
    expect(links).toEqual(['supersedes 1']);
  });
});

describe('a status of which a part is superseded', () => {
  it.each([
    ['Partially superseded by ADR-2', 'accepted'],
    ['Superseded in part by [two](0002-b.md)', 'accepted'],
    ['Superseded by ADR-2 (in part)', 'accepted'],
    ['Superseded, in part, by ADR-2', 'accepted'],
    ['Partly superseded', 'accepted'],
    ['Accepted -> partially superseded by ADR-2', 'accepted'],
    ['Teilweise ersetzt durch ADR-2', 'accepted'],
    ['Proposed, partially superseded by ADR-2', 'proposed'],
    ['Superseded by ADR-2, partly because of ADR-3', 'superseded'],
    ['Partially superseded by ADR-2, superseded by ADR-3', 'superseded'],
    ['Superseded, partly because it was dear', 'superseded'],
    ['Superseded, partly for cost, by ADR-2', 'superseded'],
    ['Superseded by ADR-2', 'superseded'],
    ['Rejected in part', 'rejected'],
  ])('"%s" is %s', (text, status) => {
    expect(readStatus(text)).toBe(status);
  });
});
