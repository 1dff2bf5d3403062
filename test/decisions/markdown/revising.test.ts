import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecordText } from '../../../src/decisions/markdown/reading.ts';
import { revisedBody } from '../../../src/decisions/markdown/revised-body.ts';
import { recordMarkdown } from '../../../src/decisions/markdown/write.ts';
import { type Content, contentSchema, type DecisionRecord } from '../../../src/decisions/record.ts';
import { nothingSince, type Since } from '../../../src/decisions/since-import.ts';
import { anyContent } from '../../support/arbitrary-records.ts';

const names = new Map([
  ['decisions 1', '0001-use-x.md'],
  ['decisions 2', '0002-use y.md'],
]);

function read(text: string) {
  const reading = readRecordText({ text, path: '0001-use-x.md', isAlone: undefined });
  if ('reason' in reading) throw new Error(reading.reason);
  return { ...reading.parsed, content: contentSchema.parse(reading.parsed.content) };
}

/** The record that a file was imported as. */
function imported(body: string, more: Partial<DecisionRecord> = {}): DecisionRecord {
  const { content, status, statusRaw, date, label } = read(body);
  return {
    ...{ ...content, number: 1, log: 'decisions', status, statusRaw, date, label, links: [], approvals: [] },
    ...{ changeRequests: [], supersededBy: null },
    ...{ file: '0001-use-x.md', version: 2, visibility: 'open', ...more },
  };
}

const revised = (body: string, more: Partial<DecisionRecord>, since: Partial<Since> = {}) =>
  revisedBody(imported(body, more), names, { path: '0001-use-x.md' }, { ...nothingSince, ...since });

/** A file of which fields were edited here. */
const edited = (body: string, content: Partial<Content>) =>
  revised(body, content, { fields: new Set(Object.keys(content)) });

const rest = '\n## Context\n\nWe need it.\n\n## Decision\n\nWe take it.\n\n## Consequences\n\n* work\n';

describe('where a record stands now', () => {
  it.each([
    ['in a section', `# X\n\n## Status\n\nProposed\n${rest}`, `# X\n\n## Status\n\nAccepted\n${rest}`],
    [
      'in a list',
      `# X\n\n* Status: proposed\n* Date: x\n${rest}`,
      `# X\n\n* Status: accepted\n* Date: x\n${rest}`,
    ],
    ['in bold', `# Proposed\n\n**Status:** Proposed\n${rest}`, `# Proposed\n\n**Status:** Accepted\n${rest}`],
    [
      'in a table',
      `# X\n\n| Status | Proposed |\n| --- | --- |\n| Date | x |\n${rest}`,
      `# X\n\n| Status | Accepted |\n| --- | --- |\n| Date | x |\n${rest}`,
    ],
    [
      'in front matter',
      `---\nstatus: proposed # yes\na: b\n---\n# X\n${rest}`,
      `---\nstatus: accepted\na: b\n---\n# X\n${rest}`,
    ],
    [
      'in quotes there',
      `---\nstatus: "proposed"\n---\n# X\n${rest}`,
      `---\nstatus: "accepted"\n---\n# X\n${rest}`,
    ],
    ['in a heading', `# X\n\n## Status: Proposed\n${rest}`, `# X\n\n## Status: Accepted\n${rest}`],
    ['where nothing is said', `# X\n${rest}`, `---\nstatus: "accepted"\n---\n# X\n${rest}`],
    [
      'where more is said, which is kept',
      `# X\n\n## Status\n\nProposed on 2026-01-01 by ann\n${rest}`,
      `# X\n\n## Status\n\nAccepted\n\nProposed on 2026-01-01 by ann\n${rest}`,
    ],
    [
      'with the ends of lines that the file has',
      `# X\r\n\r\n## Status\r\n\r\nProposed\r\n${rest}`,
      `# X\r\n\r\n## Status\r\n\r\nAccepted\r\n${rest}`,
    ],
  ])('is said %s', (_what, body, text) => {
    expect(revised(body, { status: 'accepted' })).toBe(text);
  });

  it('names what took its place', () => {
    const links = [
      { kind: 'superseded-by', log: 'decisions', number: 2, file: null, partial: false } as const,
    ];
    expect(revised(`# X\n\n## Status\n\nAccepted\n${rest}`, { status: 'superseded', links })).toBe(
      `# X\n\n## Status\n\nSuperseded by [2](0002-use%20y.md)\n${rest}`,
    );
  });
});

describe('a field that was edited here', () => {
  const body = `---\ntags: [a, b] # ours\n---\n# 1. Use X\n\n* Status: proposed\n* Deciders: ann, bob\n\n## Kontext\n\nWeil.\n\n## Our own\n\nKept.\n\n## Considered Options\n\n1. X\n   * below it\n2. Y\n\n## Decision\n\nX.\n\n### Consequences\n\nAs we think:\n\n- work\n- cost\n`;
  it.each([
    [{ title: 'Use *Z*' }, '# 1. Use X', '# 1. Use \\*Z\\*'],
    [{ context: 'Darum.\n\n## Nicht' }, 'Weil.', 'Darum.\n\n\\## Nicht'],
    [{ decision: 'Z.\n\n### Details' }, 'X.\n\n###', 'Z.\n\n\\### Details\n\n###'],
    [{ consequences: ['cost', 'time'] }, '- work\n- cost', '- cost\n- time'],
    [
      { options: ['Y', 'Z', 'X'].map((name) => ({ name, pros: [], cons: [] })) },
      '1. X\n   * below it\n2. Y',
      '1. Y\n2. Z\n3. X\n   * below it',
    ],
    [{ deciders: ['cy'] }, 'ann, bob', 'cy'],
    [{ deciders: ['cy, dee'] }, 'tags: [a, b] # ours\n', 'tags: [a, b] # ours\ndeciders:\n  - "cy, dee"\n'],
    [{ tags: ['c'] }, 'tags: [a, b] # ours\n', 'tags:\n  - "c"\n'],
    [{ affects: ['src/**'] }, '# ours\n', '# ours\naffects:\n  - "src/**"\n'],
    [{ reviewBy: '2027-01-01' }, '# ours\n', '# ours\nreview-by: "2027-01-01"\n'],
    [{ drivers: ['speed'] }, '- cost\n', '- cost\n\n## Decision Drivers\n\n* speed\n'],
  ] satisfies [Partial<Content>, string, string][])(
    '%j takes the place of what was there',
    (content, old, text) => {
      expect(edited(body, content)).toBe(body.replace(old, () => text));
    },
  );
});

describe('a link and an amendment', () => {
  const link = { kind: 'supersedes', to: 2, partial: false } as const;
  it.each([
    [
      'in the list of links',
      `# X\n${rest}\n## Links\n\n- [a](b)\n`,
      `# X\n${rest}\n## Links\n\n- [a](b)\n- Supersedes [2](0002-use%20y.md)\n`,
    ],
    [
      'below the status',
      `# X\n\n## Status\n\nAccepted\n${rest}`,
      `# X\n\n## Status\n\nAccepted\n\nSupersedes [2](0002-use%20y.md)\n${rest}`,
    ],
    ['at the end', `# X\n${rest}`, `# X\n${rest}\n## Links\n\n* Supersedes [2](0002-use%20y.md)\n`],
  ])('is said %s', (_what, body, text) => {
    expect(revised(body, {}, { links: [link] })).toBe(text);
    expect(revised(text, {}, { links: [link] })).toBe(text);
  });

  it('says who added it and when, and ends no section', () => {
    const amendments = [
      { at: '2026-04-01T09:00:00.000Z', person: 'ann', text: 'Also:\n## Status\nRejected', reason: 'asked' },
    ];
    expect(revised(`# X\n${rest}`, {}, { amendments })).toBe(
      `# X\n${rest}\n## Amendments\n\n### 2026-04-01, ann\n\nAlso:\n\\## Status\nRejected\n\nWhy: asked\n`,
    );
  });
});

describe('any file', () => {
  const fields = [
    'title',
    'context',
    'drivers',
    'options',
    'decision',
    'consequences',
    'confirmation',
    'deciders',
    'consulted',
    'informed',
    'tags',
    'affects',
    'reviewBy',
    'evidence',
  ] as const;
  const plain = (value: unknown) =>
    typeof value === 'string' ? value.trim().replace(/[ \t]+$/gm, '') : value;

  it('says what was edited, and everything else as before', () => {
    const cases = fc.record({
      before: anyContent,
      after: anyContent,
      changed: fc.uniqueArray(fc.constantFrom(...fields), { minLength: 1, maxLength: 3 }),
      format: fc.constantFrom('madr' as const, 'nygard' as const),
      tail: fc.constantFrom('', '\n## Our own\n\nKept.\n', '\n## Links\n\n* See [2](0002-use%20y.md)\n'),
    });
    fc.assert(
      fc.property(cases, ({ before, after, changed, format, tail }) => {
        const made = imported('# X\n', {
          ...contentSchema.parse(before),
          body: '',
          file: null,
          status: 'proposed',
        });
        const body = `${recordMarkdown(made, format, names)}${tail}`;
        const [old, wanted] = [imported(body), contentSchema.parse(after)];
        const next = Object.fromEntries(
          Object.entries(wanted).filter(([name]) => changed.some((one) => one === name)),
        );
        const text = edited(body, next);
        const back = read(text);
        for (const field of fields) {
          const expected = changed.includes(field) ? wanted[field] : old[field];
          expect([field, plain(back.content[field])]).toEqual([field, plain(expected)]);
        }
        expect(back.status).toBe(old.status);
        expect(text).toContain(tail.trim());
      }),
      { numRuns: 100 },
    );
  });
});
