import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formats, fronts } from '../../src/decisions/markdown/forms.ts';
import { readRecordText } from '../../src/decisions/markdown/reading.ts';
import { readTemplate } from '../../src/decisions/markdown/template.ts';
import type { TemplateForm } from '../../src/decisions/markdown/template-form.ts';
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
function plain<Value>(text: Value): Value | string {
  if (typeof text !== 'string') return text;
  return text
    .trim()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

const contentFields = [
  ...(['title', 'context', 'drivers', 'options', 'decision', 'consequences', 'confirmation'] as const),
  ...(['deciders', 'consulted', 'informed', 'tags', 'affects', 'reviewBy', 'evidence'] as const),
];

function read(record: DecisionRecord, text: string, form?: TemplateForm) {
  const reading = readRecordText({ text, path: fileNameOf(record), isAlone: undefined, form });
  if ('reason' in reading) throw new Error(reading.reason);
  return { ...reading.parsed, content: contentSchema.parse(reading.parsed.content) };
}

/** A team's own form, in another language. */
const templates = {
  polish: `---
stan: roboczy
status: {{status}}
---

# Decyzja {{number}}: {{title}}

* **Data**: {{date}}
* Kto: {{deciders}}

## Kontekst

{{context}}

## Co rozważono

{{options}}

### Za i przeciw

{{pros-and-cons}}

## Decyzja

{{decision}}

## Skutki

{{consequences}}

## Powiązania

{{links}}
`,
  swapped: `# {{title}} (#{{number}})

## Consequences

{{decision}}

## Decision

{{context}}

## Status

{{status}}

## Tagi

{{tags}}
`,
  plain: `---
state: {{status}}
---

# ADR-{{number}} {{title}}

## Kontext

<!-- Worum
geht es? -->

## Ergebnis

### Treiber

### Entscheidung

## Risiken

_Bitte ausfüllen._

## Folgen

## Datum

## Entscheider
`,
};

describe('any record', () => {
  it.each(
    Object.entries(templates).flatMap(([name, text]) => fronts.map((front) => [name, front, text] as const)),
  )('is read as it was written, in the %s template with %s front matter', (name, front, text) => {
    const template = readTemplate(text, `${name}.md`);
    fc.assert(
      fc.property(anyRecord, (record) => {
        const names = new Map([[`decisions ${record.number}`, fileNameOf(record)]]);
        const written = recordMarkdown(record, 'madr', names, { front, template });
        const { content, ...back } = read(record, written, template.form);
        expect([back.number, back.status, back.date]).toEqual([record.number, record.status, record.date]);
        for (const field of contentFields)
          expect([field, plain(content[field])]).toEqual([field, plain(record[field])]);
        expect(back.links).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

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
