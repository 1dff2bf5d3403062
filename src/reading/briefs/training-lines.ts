import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from '../../knowledge/checkout.ts';

/** A clause that gives an option of a question, or none of them. `by` tells the hands apart that wrote them. */
const clauseSchema = z.object({
  question: z.string(),
  option: z.string().nullable(),
  text: z.string().min(1),
  by: z.string(),
});

/** A brief in clauses, each with the options (`question:option`) that it gives of all that its topic asks. */
const briefSchema = z.object({
  topic: z.string(),
  clauses: z.array(z.object({ text: z.string().min(1), says: z.array(z.string()) })).min(1),
  by: z.string(),
});

export type ClauseLine = z.infer<typeof clauseSchema>;
export type BriefLine = z.infer<typeof briefSchema>;

/** What reading briefs is learnt from. */
export interface BriefTraining {
  readonly clauses: readonly ClauseLine[];
  readonly briefs: readonly BriefLine[];
}

/** The lines of knowledge/training. */
export function readBriefTraining(folder: string = join(root, 'knowledge/training')): BriefTraining {
  const read = <Schema extends z.ZodType>(name: string, schema: Schema): z.infer<Schema>[] =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => schema.parse(JSON.parse(line)));
  return {
    clauses: read('clauses.jsonl', clauseSchema),
    briefs: read('briefs.jsonl', briefSchema),
  };
}
