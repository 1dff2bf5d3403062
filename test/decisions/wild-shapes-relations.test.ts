import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folder.ts';
import { imported } from '../support/imported.ts';
import { acceptedBody, linked, linksOf } from '../support/linked-records.ts';

/** Sections with the records that each of them is to be related to. */
type Cases = readonly (readonly [string, ...number[]])[];

async function expectRelated(cases: Cases) {
  const { links, warnings } = await linksOf(cases.map(([text]) => text));
  expect(links).toEqual(cases.map(([, ...numbers]) => numbers.map((number) => `relates-to ${number}`)));
  expect(warnings).toEqual([]);
}

describe('a heading that names a list of relations beside other things', () => {
  it('opens one', () =>
    expectRelated([
      ['## Open questions and related ADRs\n\n- [One](0001-r1-of-it.md)\n- ADR-2: the other half\n', 1, 2],
      ['## Related decisions and background reading\n\n- [Three](0003-r3-of-it.md)\n', 3],
      ['## Sources / related decisions\n\n- ADR-4, ADR-5\n', 4, 5],
      ['## Related tickets and ADRs\n\n- QUEUE-17\n- ADR-6\n', 6],
      ['## Relation to earlier ADRs\n\n- [Seven](0007-r7-of-it.md) has the numbers\n', 7],
      ['### 7. Other related decisions (informative)\n\n- ADR-8\n', 8],
      ['## Offene Fragen und verwandte Entscheidungen\n\n- ADR-9\n', 9],
      ['## Next steps & related ADRs\n\n- Related: ADR-1 and ADR-2\n- Amends nothing\n', 1, 2],
      ['## Next steps, related records\n\n- Move the jobs as [ADR-3](0003-r3-of-it.md) has them\n', 3],
    ]));

  it('opens none where it only speaks of something related, nor for what is said there in prose', () =>
    expectRelated([
      ['## Related work and experiments\n\n- [One](0001-r1-of-it.md)\n'],
      ['## How related records are kept together\n\n- ADR-2\n'],
      ['## Consequences for unrelated ADRs\n\n- ADR-3\n'],
      ['## Risks and related costs\n\n- [Four](0004-r4-of-it.md)\n'],
      ['## Next steps and related ADRs\n\n- Delete what ADR-5, ADR-6 left behind\n- Cost: ADR-7 has it\n'],
      ['## Next steps and related ADRs\n\nAs [ADR-8](0008-r8-of-it.md) says, the queue is full.\n'],
      ['## Related decisions and further reading\n\n- A talk on what [ADR-9](0009-r9-of-it.md) began\n'],
    ]));
});

describe('a field of related records', () => {
  /** What fields under the title are linked to. */
  async function fieldLinks(fields: readonly string[]) {
    const names = fields.map((_, at) => `${at + 101}-x.md`);
    const { links, warnings } = await linked(
      Object.fromEntries(fields.map((one, at) => [names[at] ?? '', `# X\n\n${one}${acceptedBody}`])),
    );
    expect(warnings).toEqual([]);
    return names.map((name) => links[name]);
  }

  it('names all of them, whatever is said of each in brackets', async () => {
    const fields = [
      ['**Related:** ADR-0001 (how jobs wait), ADR-0003 (where they go), ADR-0008 (who sees them)', 1, 3, 8],
      ['- Related: ADR-2 (the log; its size, its age) and ADR-4 (readers (all))', 2, 4],
      ['**See also:** ADR-5 — the tables of it; ADR-6 — the views', 5, 6],
      ['**Related ADRs:** 7 (steps 1, 2, 3), 8', 7, 8],
      ['**Related:** ADR-1 (replaces the cron jobs), ADR-2 (builds on threads)', 1, 2],
    ] as const;
    expect(await fieldLinks(fields.map(([text]) => text))).toEqual(
      fields.map(([, ...numbers]) => numbers.map((number) => `relates-to ${number}`)),
    );
  });

  it('names none that is only spoken of there', async () => {
    const links = await fieldLinks([
      '**Related:** ADR-1 (which needed ADR-2), a talk of 3, the notes on ADR-4',
      '**Related:** ADR-5 (superseded by ADR-6), ADR-7 (amends ADR-8)',
      '**Related:** ADR-1 (first) was written when ADR-2 stood',
      '**Related:** ADR-3 — older than all, ADR-4 is not touched',
    ]);
    expect(links).toEqual([
      ['relates-to 1'],
      ['relates-to 5', 'relates-to 7'],
      ['relates-to 1'],
      ['relates-to 3'],
    ]);
  });
});

describe('a statement that goes on in the next line of its paragraph', () => {
  /** What records with these texts under their title are linked to. */
  async function linksUnder(texts: readonly string[]) {
    const names = texts.map((_, at) => `${at + 101}-x.md`);
    const files = texts.map((one, at): [string, string] => [names[at] ?? '', `# X\n\n${one}\n`]);
    const { links } = await linked(Object.fromEntries(files));
    return names.map((name) => links[name]);
  }
  const status = (text: string) => `## Status\n\n${text}\n\n## Decision\n\nd`;
  const head = (text: string) => `${text}${acceptedBody}`;

  it('is read to its end', async () => {
    const texts = [
      [status('Accepted\n\nAmends [1](0001-r1-of-it.md) and\n[2](0002-r2-of-it.md)'), 'amends 1', 'amends 2'],
      [
        status('Accepted. Supersedes [3](0003-r3-of-it.md) (all but\nits queue)\nand [4](0004-r4-of-it.md).'),
        'supersedes 3',
        'supersedes 4',
      ],
      [status('- Superseded by\n  [5](0005-r5-of-it.md)'), 'superseded-by 5'],
      [head('Amends ADR-6,\nADR-7 and\nADR-8'), 'amends 6', 'amends 7', 'amends 8'],
      [head('> Amended by ADR-9 and\n> ADR-1'), 'amended-by 1', 'amended-by 9'],
      [head('**Amends:** ADR-2 and\nADR-3\n**Related:** ADR-4,\nADR-5'), 'amends 2', 'amends 3', 4, 5],
      [head('- Status: Accepted, amends ADR-6 and\n  ADR-7'), 'amends 6', 'amends 7'],
      [head('Supersedes [the\nqueue](0008-r8-of-it.md)'), 'supersedes 8'],
      [`${head('x')}\n## Links\n\nAmends ADR-1 and\nADR-2\n`, 'amends 1', 'amends 2'],
    ] as const;
    expect(await linksUnder(texts.map(([text]) => text))).toEqual(
      texts.map(([, ...all]) => all.map((one) => (typeof one === 'number' ? `relates-to ${one}` : one))),
    );
  });

  it('ends where its line does, else', async () => {
    const links = await linksUnder([
      status('Accepted\n\nAmends ADR-1\nADR-2 stays as it is'),
      status('Accepted\n\nAmends ADR-3 and\n\nADR-4 stays as it is'),
      status('Accepted\n\nAmends ADR-5\nand keeps ADR-6 as it is'),
      head('**Amends:** ADR-7 and\n**Owner:** the people of ADR-8'),
      head('Amends ADR-9, which says more.\nADR-1 does not'),
    ]);
    expect(links).toEqual([['amends 1'], ['amends 3'], ['amends 5'], ['amends 7'], ['amends 9']]);
  });

  it('leaves its first line as the status', async () => {
    const { records } = await imported(
      temporaryFolder({ '0001-x.md': '# X\n\n- Status: Accepted, amends ADR-2 and\n  ADR-3\n' }),
    );
    expect(records.map(({ statusRaw }) => statusRaw)).toEqual(['Accepted, amends ADR-2 and']);
  });
});

describe('a verb for what one record is to another', () => {
  const status = (text: string) => `# X\n\n## Status\n\n${text}\n\n## Decision\n\nd\n`;
  const field = (text: string) => `# X\n\n**Status:** Accepted\n${text}\n\n## Decision\n\nd\n`;
  const line = (text: string) => `# X\n\n${text}${acceptedBody}`;
  async function linksIn(texts: readonly string[]) {
    const names = texts.map((_, at) => `${at + 101}-x.md`);
    const { links } = await linked(Object.fromEntries(texts.map((text, at) => [names[at] ?? '', text])));
    return names.map((name) => links[name]);
  }

  it('is known in a status, in a field and at the beginning of a line', async () => {
    const texts = [
      [status('Accepted. Corrects [1](0001-r1-of-it.md).'), 'amends 1'],
      [status('Accepted, extends ADR-2 and builds upon ADR-3'), 'amends 2', 'relates-to 3'],
      [status('Accepted; revised by ADR-4, reaffirmed by ADR-5'), 'amended-by 4', 'relates-to 5'],
      [status('Accepted, based on ADR-6'), 'relates-to 6'],
      [field('**Corrects:** ADR-7\n**Elaborates on:** ADR-8'), 'amends 7', 'relates-to 8'],
      [field('**Refines:** [9](0009-r9-of-it.md)\n**Narrowed by:** ADR-1'), 'amended-by 1', 'relates-to 9'],
      [field('- **Replaces in part:** ADR-2'), 'supersedes 2'],
      [line('Narrows ADR-3 to what is ours.'), 'amends 3'],
      [line('This ADR elaborates on [4](0004-r4-of-it.md).'), 'relates-to 4'],
      ['---\ncorrected-by: ADR-5\nderived_from: [ADR-6]\n---\n# X\n', 'amended-by 5', 'relates-to 6'],
      [field('Präzisiert: ADR-7\nKorrigiert durch: ADR-8'), 'amended-by 8', 'amends 7'],
    ] as const;
    expect(await linksIn(texts.map(([text]) => text))).toEqual(texts.map(([, ...all]) => all));
  });

  it('is none in prose, where it is denied, or where it is about nothing of the folder', async () => {
    const links = await linksIn([
      `${status('Accepted')}\nThis corrects ADR-1 and builds on ADR-2.\n`,
      status('Accepted. It does not correct ADR-3.'),
      field('**Revised by:** the board, 4 people\n**Based on:** 5 interviews'),
      line('We had one queue, and what came of it\nnarrows what the writer of ADR-6 could do.'),
      line('It corrects what ADR-7 says.'),
    ]);
    expect(links.flat()).toEqual([]);
  });
});

describe('a labelled line of records', () => {
  const closing = (line: string) => `## Drivers\n\nIt was slow.\n\n${line}\n\n## More\n\nm\n`;

  it('relates them where it closes a section, and anywhere in one for links', () =>
    expectRelated([
      [closing('Related decisions: [One](0001-r1-of-it.md), [Two](0002-r2-of-it.md).'), 1, 2],
      [closing('**Related ADRs:** ADR-3 (the log) and ADR-4.'), 3, 4],
      [closing('It was slow, and dear.\nSee also: [Five](0005-r5-of-it.md),\n[Six](0006-r6-of-it.md)'), 5, 6],
      [closing('- It was dear.\n- Related: [[0007-r7-of-it]]'), 7],
      ['## References\n\nRelated decisions: [Eight](0008-r8-of-it.md), ADR-9.\n\n- A book (2011)\n', 8, 9],
    ]));

  it('relates none where it goes on in prose, stands elsewhere, or belongs to an option', () =>
    expectRelated([
      [closing('Related decisions: [One](0001-r1-of-it.md) is what we had before the move.')],
      [closing('Related decisions: ADR-2.\n\nAll of them are old.')],
      [closing('Related decisions: ADR-3.\nAll of them are old.')],
      [closing('The related decisions: ADR-4')],
      [closing('Numbers: ADR-5')],
      [closing('Related decisions: 6, 7')],
      ['## Considered Options\n\n### Keep it\n\nRelated decisions: ADR-8\n'],
      [closing('Related decisions: [theirs](https://example.org/0009-x)')],
    ]));
});
