import { z } from 'zod';
import { lookOf } from '../caller.ts';
import { quotation, quotedLine } from '../quoted.ts';
import { quoted, summaries, summaryLine, summarySchema } from '../records.ts';
import { defineTool } from '../tool.ts';

const mostTold = 10;

const againstSchema = summarySchema.extend({ why: quoted });
const ruledOutSchema = z.object({ option: quoted, record: summarySchema, reasons: z.array(quoted) });

/** What the records say to something before it is done. */
export const checkDecision = defineTool({
  name: 'check_decision',
  title: 'Check an approach against the team’s decisions',
  description:
    'What the team’s records say to an approach before it is taken (stance "adopting") or taken out (stance "rejecting"): records in force that it goes against, and what it takes that was ruled out before, with the reasons. Call it before you choose or remove a technology, a library or an approach.',
  input: z.strictObject({
    approach: z
      .string()
      .min(1)
      .max(2_000)
      .describe('what you are about to do: "store sessions in Redis", "remove the Kafka consumer"'),
    stance: z.enum(['adopting', 'rejecting']).default('adopting'),
  }),
  output: z.object({
    clear: z.boolean().describe('whether nothing speaks against it'),
    against: z.array(againstSchema),
    ruledOut: z.array(ruledOutSchema),
  }),
  scope: 'read',
  async run({ approach, stance }, context) {
    const { caller, parts } = context;
    const governing = await parts.governing();
    const verdict = await governing.verdictOn(await parts.decisions(), lookOf(caller), approach, stance);
    const tell = await summaries(context);
    const against = verdict.against
      .slice(0, mostTold)
      .map(({ record, why }) => ({ ...tell(record), why: quotedLine(why, 400) }));
    const ruledOut = verdict.ruledOut.slice(0, mostTold).map(({ name, record, reasons }) => ({
      option: quotedLine(name, 200),
      record: tell(record),
      reasons: reasons.slice(0, 5).map((reason) => quotedLine(reason, 400)),
    }));
    const clear = against.length === 0 && ruledOut.length === 0;
    const lines = [
      ...against.flatMap((one) => [`In force: ${summaryLine(one)}`, `  ${one.why}`]),
      ...ruledOut.map(({ option, record, reasons }) => {
        const why = reasons.length === 0 ? '' : `: ${reasons.join('; ')}`;
        return `${option} was not taken in ${summaryLine(record)}${why}`;
      }),
    ];
    const text = clear
      ? 'Nothing in the records that you may see speaks against it.'
      : `${leadOf(against.length, ruledOut.length)}\n${quotation(lines)}`;
    return { text, data: { clear, against, ruledOut } };
  },
});

function leadOf(against: number, ruledOut: number): string {
  if (against === 0) return 'It was ruled out before. Read why, and tell the user before you go on.';
  const also = ruledOut === 0 ? '' : ', and was ruled out before';
  return `It goes against a decision in force${also}. Follow the decision, or tell the user and propose another.`;
}
