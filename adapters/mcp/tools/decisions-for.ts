import { z } from 'zod';
import type { Because } from '../../../src/governing/governing.ts';
import { changeOfFiles, readDiff } from '../../../src/governing/read-diff.ts';
import { lookOf } from '../caller.ts';
import { quotation, quotedLine } from '../quoted.ts';
import { countText, quoted, summaries, summaryLine, summarySchema } from '../records.ts';
import { defineTool } from '../tool.ts';

const mostGoverning = 20;
const mostReasons = 5;

const input = z
  .strictObject({
    files: z
      .array(z.string().min(1).max(500))
      .min(1)
      .max(2_000)
      .optional()
      .describe('paths from the repository’s root'),
    diff: z.string().min(1).max(1_000_000).optional().describe('what `git diff` prints'),
  })
  .refine(
    ({ files, diff }) => (files === undefined) !== (diff === undefined),
    'give files or a diff, one of them',
  );

const governedSchema = summarySchema.extend({
  isAgainst: z.boolean().describe('whether the change brings in what the record ruled out'),
  because: z.array(quoted),
  decision: quoted,
});

/** The records that govern files or a change. */
export const decisionsFor = defineTool({
  name: 'decisions_for',
  title: 'Decisions that govern code',
  description:
    'The decision records in force that govern files or a diff: they name the path or package, or decided on a technology that the diff brings in. Those that the change goes against come first. Call it before you change files, and with the diff before you are done.',
  input,
  output: z.object({ records: z.array(governedSchema), more: z.boolean(), against: z.int() }),
  scope: 'read',
  async run(given, context) {
    const { caller, parts } = context;
    const change = given.files === undefined ? readDiff(given.diff ?? '') : changeOfFiles(given.files);
    const governing = await parts.governing();
    const governed = await governing.over(await parts.decisions(), lookOf(caller), change);
    const tell = await summaries(context);
    const records = governed.slice(0, mostGoverning).map(({ record, because, isAgainst }) => ({
      ...tell(record),
      isAgainst,
      because: because.slice(0, mostReasons).map(becauseText),
      decision: quotedLine(record.decision, 240),
    }));
    const against = governed.filter(({ isAgainst }) => isAgainst).length;
    const more = governed.length > records.length;
    const lines = records.flatMap((view) => [
      `${view.isAgainst ? 'AGAINST ' : ''}${summaryLine(view)}`,
      ...view.because.map((reason) => `  because ${reason}`),
      ...(view.decision === '' ? [] : [`  ${view.decision}`]),
    ]);
    const text =
      records.length === 0
        ? 'No record in force governs that.'
        : `${leadOf(governed.length, against)}\n${quotation(lines)}`;
    return { text, data: { records, more, against } };
  },
});

function leadOf(count: number, against: number): string {
  const first = `${countText(count)} in force ${count === 1 ? 'governs' : 'govern'} that.`;
  if (against === 0) return first;
  return `${first} The change goes against ${against === 1 ? 'one' : against} of them: follow it, or tell the user why not.`;
}

function becauseText(because: Because): string {
  const where = quotedLine(because.file, 200);
  switch (because.kind) {
    case 'path':
    case 'package':
      return `it holds for ${quotedLine(because.affects, 200)}: ${where}`;
    case 'technology': {
      const side = because.side === 'chosen' ? 'chose' : 'ruled out';
      const line = because.line === null ? '' : `:${because.line}`;
      return `it ${side} ${quotedLine(because.technology, 100)}, which ${quotedLine(because.by, 200)} brings in (${where}${line})`;
    }
  }
}
