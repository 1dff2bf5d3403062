import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formats, fronts } from '../../src/decisions/markdown/forms.ts';
import { readRecordText } from '../../src/decisions/markdown/reading.ts';
import { fileNameOf, recordMarkdown } from '../../src/decisions/markdown/write.ts';
import { type Content, contentSchema, type DecisionRecord, statuses } from '../../src/decisions/record.ts';
import { anyContent } from '../support/arbitrary-records.ts';

const written = statuses.filter((status) => status !== 'none' && status !== 'other');
const anyRecord: fc.Arbitrary<DecisionRecord> = fc
  .record({
    content: anyContent,
    number: fc.integer({ min: 1, max: 99_999 }),
    status: fc.constantFrom(...written),
    date: fc.constantFrom(null, '2026-03-01'),
  })
  .map(({ content, ...rest }) => ({
    ...contentSchema.parse(content),
    ...rest,
    log: 'decisions',
    statusRaw: null,
    links: [],
    approvals: [],
    changeRequests: [],
    supersededBy: null,
    label: null,
    file: null,
    version: 1,
    visibility: 'open',
  }));

/** What a text is to whoever reads markdown: blank lines around it and an end that is missing are nothing of it. */
function plain(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

function read(record: DecisionRecord, text: string) {
  const reading = readRecordText({ text, path: fileNameOf(record), isAlone: undefined });
  if ('reason' in reading) throw new Error(reading.reason);
  return { ...reading.parsed, content: contentSchema.parse(reading.parsed.content) };
}

describe('any record', () => {
  it.each(formats.flatMap((format) => fronts.map((front) => [format, front] as const)))(
    'is read as it was written, as %s with %s front matter',
    (format, front) => {
      fc.assert(
        fc.property(anyRecord, (record) => {
          const names = new Map([[`decisions ${record.number}`, fileNameOf(record)]]);
          const text = recordMarkdown(record, format, names, { front });
          const { content, ...back } = read(record, text);
          expect([back.number, back.status, back.date]).toEqual([record.number, record.status, record.date]);
          const inFront = [
            'deciders',
            'consulted',
            'informed',
            'tags',
            'affects',
            'reviewBy',
            'evidence',
          ] as const;
          if (format === 'madr' || front === 'full')
            for (const field of inFront) expect([field, content[field]]).toEqual([field, record[field]]);
          const whole: Partial<Content> = { ...content };
          expect(whole.title).toEqual(record.title);
          if (format === 'madr') {
            expect(content.drivers).toEqual(record.drivers);
            expect(content.options).toEqual(record.options);
            expect(plain(content.context)).toEqual(plain(record.context));
            expect(plain(content.confirmation)).toEqual(plain(record.confirmation));
          }
          expect(content.consequences).toEqual(record.consequences);
          expect(plain(content.decision)).toEqual(plain(record.decision));
          expect(back.links).toEqual([]);
        }),
        { numRuns: 200 },
      );
    },
  );
});
