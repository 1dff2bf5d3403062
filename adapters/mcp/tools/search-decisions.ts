import { z } from 'zod';
import { type DecisionRecord, type Status, statuses } from '../../../src/decisions/record.ts';
import type { Found } from '../../../src/decisions/record-queries.ts';
import { changeOfFiles } from '../../../src/governing/read-diff.ts';
import { lookOf } from '../caller.ts';
import { quotation, quotedLine } from '../quoted.ts';
import { countText, quoted, summaries, summaryLine, summarySchema } from '../records.ts';
import { defineTool, type ToolContext } from '../tool.ts';

const mostFound = 20;
/** So many are looked at where a path leaves most of them out. */
const lookedAt = 100;

const input = z.strictObject({
  words: z.string().min(1).max(500).optional().describe('words of the record: "cache", "why not MongoDB"'),
  status: z.enum(statuses).optional().describe('where the record stands; accepted is in force'),
  tag: z.string().min(1).max(60).optional(),
  path: z
    .string()
    .min(1)
    .max(500)
    .optional()
    .describe('a file from the repository’s root: only records in force that hold for it'),
  limit: z.int().min(1).max(mostFound).default(10),
});
type Wanted = z.output<typeof input>;

const foundSchema = summarySchema.extend({
  decision: quoted,
  ruledOut: z
    .object({ name: quoted, reasons: z.array(quoted) })
    .nullable()
    .describe('the option that matched and was not taken'),
});
type FoundView = z.infer<typeof foundSchema>;

/** Records by words, status, tag, and the path that they hold for. */
export const searchDecisions = defineTool({
  name: 'search_decisions',
  title: 'Search the team’s decisions',
  description:
    'Finds the team’s decision records by words, status, tag, or a path that they hold for; those in force come first, the latest where no words are given. Misspelt words are found too. Options that were ruled out are found by their names. Follow with get_decision for the whole record.',
  input,
  output: z.object({ records: z.array(foundSchema), more: z.boolean().describe('whether there are others') }),
  scope: 'read',
  async run(wanted, context) {
    const found = await find(wanted, context);
    const records = found.slice(0, wanted.limit);
    const tell = await summaries(context);
    const views = records.map(
      ({ record, rejectedOption }): FoundView => ({
        ...tell(record),
        decision: quotedLine(record.decision, 240),
        ruledOut:
          rejectedOption === null
            ? null
            : {
                name: quotedLine(rejectedOption.name, 200),
                reasons: rejectedOption.cons.slice(0, 5).map((reason) => quotedLine(reason)),
              },
      }),
    );
    const more = found.length > records.length;
    const text =
      views.length === 0
        ? 'No record that you may see holds that. Try fewer or other words, or leave a filter out.'
        : `${countText(views.length)}${more ? ', and there are more: narrow it' : ''}.\n${quotation(views.flatMap(linesOf))}`;
    return { text, data: { records: views, more } };
  },
});

type Hit = Pick<Found, 'record' | 'rejectedOption'>;

async function find(wanted: Wanted, context: ToolContext): Promise<readonly Hit[]> {
  const { words, status, tag, path, limit } = wanted;
  const decisions = await context.parts.decisions();
  const look = lookOf(context.caller);
  const filter = {
    ...(status === undefined ? {} : { status: [status] satisfies Status[] }),
    ...(tag === undefined ? {} : { tag }),
  };
  const governed = path === undefined ? undefined : await recordsFor(path, context);
  if (words === undefined && governed !== undefined)
    return governed
      .filter((record) => status === undefined || record.status === status)
      .filter((record) => tag === undefined || record.tags.includes(tag.trim().toLowerCase()))
      .map((record) => ({ record, rejectedOption: null }));
  const most = governed === undefined ? limit + 1 : lookedAt;
  const all =
    words === undefined
      ? (await decisions.page(look, { ...filter, order: 'newest', offset: 0, limit: most })).listed.map(
          ({ record }) => ({ record, rejectedOption: null }),
        )
      : await decisions.search(look, words, { ...filter, limit: most });
  if (governed === undefined) return all;
  const keys = new Set(governed.map(keyOf));
  return all.filter(({ record }) => keys.has(keyOf(record)));
}

async function recordsFor(path: string, { caller, parts }: ToolContext): Promise<DecisionRecord[]> {
  const change = changeOfFiles([path]);
  const governing = await parts.governing();
  return (await governing.over(await parts.decisions(), lookOf(caller), change)).map(({ record }) => record);
}

function keyOf({ log, number }: DecisionRecord): string {
  return `${log} ${number}`;
}

function linesOf(view: FoundView): string[] {
  const { decision, ruledOut } = view;
  const reasons =
    ruledOut === null || ruledOut.reasons.length === 0 ? '' : `: ${ruledOut.reasons.join('; ')}`;
  return [
    summaryLine(view),
    ...(decision === '' ? [] : [`  ${decision}`]),
    ...(ruledOut === null ? [] : [`  ${ruledOut.name} was not taken${reasons}`]),
  ];
}
