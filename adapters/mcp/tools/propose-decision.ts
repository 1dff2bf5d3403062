import { createHash } from 'node:crypto';
import { z } from 'zod';
import { contentSchema } from '../../../src/decisions/record.ts';
import { namedLog } from '../../../src/decisions/record-name.ts';
import { defaultLog } from '../../../src/decisions/rows.ts';
import { AdvisorError } from '../../../src/errors.ts';
import { actOf, lookOf } from '../caller.ts';
import { quotation } from '../quoted.ts';
import { summaries, summaryLine, summarySchema } from '../records.ts';
import { defineTool, type ToolContext } from '../tool.ts';

const content = contentSchema.pick({
  title: true,
  context: true,
  options: true,
  decision: true,
  consequences: true,
  tags: true,
  affects: true,
});

const input = content.extend({
  decision: content.shape.decision.unwrap().min(1, 'say what is decided and why'),
  log: z.string().min(1).max(80).optional().describe('the log that it goes to, where there are several'),
  origin: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('what this proposal comes from, such as a pull request: the same twice is one proposal'),
  evidence: z
    .url({ protocol: /^https?$/, error: 'a link to the web' })
    .max(2_000)
    .optional()
    .describe('a link to the conversation, issue or pull request'),
});
type Proposal = z.output<typeof input>;

/** A record that people then decide on. */
export const proposeDecision = defineTool({
  name: 'propose_decision',
  title: 'Propose a decision record',
  description:
    'Writes a decision record as proposed; people accept or reject it, no agent can. Name the options that were considered and why the others were not taken, what follows, and in `affects` the paths and packages that it holds for. Proposing the same again, or with the same origin, gives the record that is there.',
  input,
  output: z.object({
    record: summarySchema,
    against: z.array(summarySchema).describe('records in force that it goes against'),
  }),
  scope: 'propose',
  async run(proposal, context) {
    const { caller, parts } = context;
    const decisions = await parts.decisions();
    const look = lookOf(caller);
    const log = await logFor(proposal.log, context);
    const number = await decisions.propose(actOf(caller, log), contentOf(proposal), {
      origin: originOf(proposal, context),
    });
    const record = await decisions.get({ ...look, log }, number);
    const bearings = await parts.bearings();
    const rivals = await bearings.against(decisions, look, record.title);
    const tell = await summaries(context);
    const against = rivals.filter((one) => one.log !== log || one.number !== number).map(tell);
    const data = { record: tell(record), against };
    const lines = [summaryLine(data.record), ...against.map((one) => `It goes against ${summaryLine(one)}`)];
    const lead =
      record.status === 'proposed'
        ? `${data.record.name} is proposed. It is not in force until people accept it.`
        : `${data.record.name} was proposed before and is ${record.status} now; nothing new was written.`;
    const warning = against.length === 0 ? '' : ' It goes against what is in force: tell the user.';
    return { text: `${lead}${warning}\n${quotation(lines)}`, data };
  },
});

/** A log that there is: what an agent misspells must not become one. */
async function logFor(wanted: string | undefined, { caller, parts }: ToolContext): Promise<string> {
  const logs = await (await parts.decisions()).logs(lookOf(caller));
  const names = logs.map(({ name }) => name);
  const log = namedLog({ log: wanted }, names) ?? defaultLog;
  if (names.includes(log) || log === defaultLog) return log;
  const there = names.length === 0 ? 'leave log out' : `there are ${names.slice(0, 20).join(', ')}`;
  throw new AdvisorError('not-found', `there is no log "${log}"; ${there}`);
}

function contentOf({ log: _log, origin: _origin, evidence, ...said }: Proposal) {
  return { ...said, evidence: evidence === undefined ? [] : [{ kind: 'agent', url: evidence }] };
}

/** What an agent calls its own: nobody else's origin can be met. Without one, the same words are one proposal. */
function originOf(proposal: Proposal, { caller }: ToolContext): string {
  const { origin, log: _log, ...said } = proposal;
  const key = origin === undefined ? ['words', said] : ['origin', origin];
  return createHash('sha256')
    .update(JSON.stringify(['mcp', caller.person.id, ...key]))
    .digest('hex')
    .slice(0, 32);
}
