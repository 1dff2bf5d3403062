import { z } from 'zod';
import { factsMarkdown } from '../../../src/answers/markdown.ts';
import { lookOf } from '../caller.ts';
import { quotation } from '../quoted.ts';
import { summaries, summaryLine, summarySchema } from '../records.ts';
import { defineTool } from '../tool.ts';

const citation = z.object({ document: z.string(), name: z.string(), section: z.string() });

/** A question on backend technology. */
export const ask = defineTool({
  name: 'ask',
  title: 'Ask the documents and the team’s decisions',
  description:
    'Answers a question on backend technology (languages, frameworks, databases, messaging, tooling) from the team’s documents, with citations, or says that they do not cover it. Also tells which of the team’s decision records bear on it. Call it instead of answering from memory.',
  input: z.strictObject({
    question: z.string().min(1).max(4_000).describe('one question: "when is FastAPI better than Django?"'),
  }),
  output: z.object({
    covered: z.boolean(),
    answer: z
      .object({ title: z.string(), lead: z.string(), text: z.string(), citations: z.array(citation) })
      .nullable(),
    suggestions: z.array(z.string()).describe('nearest topics where it is not covered'),
    decisions: z.array(summarySchema).describe('the team’s records on it; those in force come first'),
  }),
  scope: 'read',
  async run({ question }, context) {
    const { parts, caller } = context;
    const result = (await parts.answering()).answer(question);
    const bearings = await parts.bearings();
    const found = await bearings.on(await parts.decisions(), lookOf(caller), question);
    const decisions = found.length === 0 ? [] : found.map(await summaries(context));
    const best = result.covered ? result.answers[0] : undefined;
    const answer =
      best === undefined
        ? null
        : {
            title: best.reply.title,
            lead: best.lead,
            text: factsMarkdown(best.reply),
            citations: [...best.reply.citations],
          };
    const suggestions = result.covered ? [] : [...result.suggestions];
    const text = [
      answer === null ? notCovered(suggestions) : `${answer.lead}\n${answer.text}`,
      ...(decisions.length === 0
        ? []
        : ['The team has records on it:', quotation(decisions.map(summaryLine))]),
    ];
    return { text: text.join('\n\n'), data: { covered: answer !== null, answer, suggestions, decisions } };
  },
});

function notCovered(suggestions: readonly string[]): string {
  const nearest = suggestions.length === 0 ? '' : ` Nearest topics: ${suggestions.join('; ')}.`;
  return `The documents do not cover that.${nearest}`;
}
