import { z } from 'zod';
import type { Cited, Result } from '../../../src/advisor/result.ts';
import { pickedOf, tiedOf } from '../../../src/advisor/result.ts';
import { lookOf } from '../caller.ts';
import { quotation } from '../quoted.ts';
import { type Summary, summaries, summaryLine, summarySchema } from '../records.ts';
import { defineTool } from '../tool.ts';

const cited = z.object({ text: z.string(), sources: z.array(z.string()) });
const shown = { reasons: 3, against: 1, flips: 3 };

/** A recommendation from what a brief tells. */
export const advise = defineTool({
  name: 'advise',
  title: 'Advise on a choice',
  description:
    'Recommends a language, framework, database or the like for a team, from the documents’ own rules and matrices: the pick, why, the strongest doubt, what would change it, the question that is best answered next, and which of the team’s records are on the pick. Tell in the brief who the team is and what it builds; call it again with a longer brief to answer the next question.',
  input: z.strictObject({
    brief: z
      .string()
      .min(1)
      .max(8_000)
      .describe('who the team is and what it builds: "four Python people, a CRUD API, low traffic"'),
    topic: z
      .string()
      .max(60)
      .optional()
      .describe(
        'what to choose: language, framework, database, messaging ...; told by the brief where left out',
      ),
  }),
  output: z.object({
    topic: z.string(),
    pick: z.string().nullable().describe('null where the first are level'),
    level: z.array(z.string()).describe('those that are level'),
    decided: z.boolean().describe('whether no open question can change the pick'),
    confidence: z.enum(['high', 'medium', 'low']),
    leadBy: z.string(),
    reasons: z.array(cited),
    doubts: z.array(cited),
    changesIt: z.array(
      z.object({ question: z.string(), from: z.string(), to: z.string(), pick: z.string() }),
    ),
    next: z.object({ question: z.string(), prompt: z.string(), options: z.array(z.string()) }).nullable(),
    understood: z.array(z.object({ question: z.string(), option: z.string(), because: z.string() })),
    unclear: z.array(z.string()),
    decisions: z.array(summarySchema).describe('the team’s records on the pick; those in force come first'),
  }),
  scope: 'read',
  async run({ brief, topic: wanted }, context) {
    const { parts, caller } = context;
    const advisor = await parts.advisor();
    // Nobody who only lists tools waits for how advice is told.
    const { leads, unclearText } = await import('../../../src/conversation/advice-replies.ts');
    const { walk, understood, unclear } = advisor.brief(brief, wanted);
    const result = advisor.result(walk);
    const picked = pickedOf(result);
    const { next } = result;
    const bearings = await parts.bearings();
    const about = picked?.name ?? brief;
    const found = await bearings.on(await parts.decisions(), lookOf(caller), about);
    const data = {
      topic: result.topic,
      pick: picked?.name ?? null,
      level: tiedOf(result).map(({ name }) => name),
      decided: result.decided,
      confidence: result.confidence.level,
      leadBy: leads[result.lead],
      reasons: (picked?.reasons ?? []).slice(0, shown.reasons).map(sourced),
      doubts: (picked?.against ?? []).slice(0, shown.against).map(sourced),
      changesIt: flipsOf(result),
      next:
        next === null
          ? null
          : { question: next.question, prompt: next.prompt, options: next.options.map(({ label }) => label) },
      understood: understood.map(({ question, option, because }) => ({ question, option, because })),
      unclear: unclear.map(unclearText),
      decisions: found.length === 0 ? [] : found.map(await summaries(context)),
    };
    return { text: textOf(data), data };
  },
});

function sourced({ text, citations }: Cited) {
  return { text, sources: citations.map(({ document, section }) => `${document} ${section}`) };
}

function flipsOf({ flips }: Result) {
  return flips
    .slice(0, shown.flips)
    .map(({ question, from, to, winner }) => ({ question, from, to, pick: winner }));
}

interface Shown {
  readonly pick: string | null;
  readonly level: readonly string[];
  readonly confidence: string;
  readonly leadBy: string;
  readonly reasons: readonly ReturnType<typeof sourced>[];
  readonly doubts: readonly ReturnType<typeof sourced>[];
  readonly changesIt: ReturnType<typeof flipsOf>;
  readonly next: { readonly prompt: string; readonly options: readonly string[] } | null;
  readonly unclear: readonly string[];
  readonly decisions: readonly Summary[];
}

function textOf({
  pick,
  level,
  confidence,
  leadBy,
  reasons,
  doubts,
  changesIt,
  next,
  unclear,
  decisions,
}: Shown): string {
  const line = ({ text, sources }: ReturnType<typeof sourced>) => `${text} [${sources.join('; ')}]`;
  return [
    ...unclear,
    pick === null ? `${level.join(' and ')} are level.` : `${pick}, ${leadBy}; confidence is ${confidence}.`,
    ...reasons.map((one) => `For it: ${line(one)}`),
    ...doubts.map((one) => `Against it: ${line(one)}`),
    ...changesIt.map((one) => `${one.question}: ${one.to} instead of ${one.from} would make it ${one.pick}.`),
    ...(next === null ? [] : [`Next question: ${next.prompt} (${next.options.join(' | ')})`]),
    ...(decisions.length === 0 ? [] : ['The team has records on it:', quotation(decisions.map(summaryLine))]),
  ].join('\n');
}
