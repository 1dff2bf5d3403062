import { describe, expect, it } from 'vitest';
import { checkRecords } from '../../../src/decisions/check/check-records.ts';
import { nygard, today } from '../../support/checking.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { act, imported, operator } from '../../support/imported.ts';

const look = { workspace: 'w', viewer: operator } as const;

/** What is found among imported files and what is done to them then. */
async function records(
  files: Record<string, string>,
  more: (decisions: Awaited<ReturnType<typeof imported>>['decisions']) => Promise<unknown> = async () => {},
) {
  const { decisions, database } = await imported(temporaryFolder(files));
  await more(decisions);
  const { findings } = await checkRecords(await decisions.list(look), today);
  await database.close();
  return findings.map(({ place, rule, mend, fix }) => ({ at: `${place.name} ${rule}`, mend, fix }));
}

describe('the records of a database', () => {
  it('are checked by what they are now, told by their names', async () => {
    const found = await records({
      '0001-a.md': nygard('A', 'Accepted'),
      '0002-b.md': nygard('B', 'Accepted\n\nSupersedes [0001](0001-a.md)'),
      '0003-c.md': nygard('C', 'Foo'),
      '0004-d.md': `---\nreview-by: 2020-01-01\n---\n${nygard('D', 'Accepted')}`,
      '0005-e.md': nygard('E', '{Proposed|Accepted|Rejected}'),
    });
    expect(found.map(({ at }) => at)).toEqual([
      'ADR-1 one-sided-supersession',
      'ADR-3 unknown-status',
      'ADR-4 review-overdue',
      'ADR-5 template-text',
    ]);
    expect(found[0]?.mend).toBe('stack-advisor adr supersede 1 --by 2 --log decisions');
    expect(found.every(({ fix }) => fix === undefined)).toBe(true);
  });

  it('what was decided since counts, and not what a file once said', async () => {
    const files = {
      '0001-a.md': nygard('A', 'Accepted'),
      '0002-b.md': nygard('B', 'Accepted\n\nSupersedes [0001](0001-a.md)'),
    };
    expect(await records(files, (decisions) => decisions.supersede(act, 2, 1, false))).toEqual([]);
  });

  it('a status that a file says twice is told until the record is decided on here', async () => {
    const files = { '0001-a.md': `---\nstatus: proposed\n---\n${nygard('A', 'Rejected')}` };
    expect((await records(files)).map(({ at }) => at)).toEqual(['ADR-1 two-statuses']);
    expect(await records(files, (decisions) => decisions.approve(act, 1))).toEqual([]);
  });

  it('links and numbers of files are none of theirs, and a record made here needs no more than its decision', async () => {
    const found = await records(
      { '0001-a.md': nygard('7. A', 'Accepted', '\n[x](gone.md)\n') },
      (decisions) => decisions.propose(act, { title: 'Use X', decision: 'X.' }),
    );
    expect(found).toEqual([]);
  });

  it('are named with their log where there are several', async () => {
    const found = await records({ '0001-a.md': nygard('A', 'Foo') }, (decisions) =>
      decisions.propose({ ...act, log: 'shop' }, { title: 'Use X', decision: 'X.' }),
    );
    expect(found.map(({ at }) => at)).toEqual(['decisions-1 unknown-status']);
  });
});
