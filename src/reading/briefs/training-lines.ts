import { join } from 'node:path';
import { z } from 'zod';
import { readLines, trainingFolder } from '../training-lines.ts';

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

/** A line of which each named thing is marked with the part that it plays: `we run {Django|in-place}`. */
const roleSchema = z.object({ text: z.string().min(1), by: z.string() });

export type RoleLine = z.infer<typeof roleSchema>;
export type ClauseLine = z.infer<typeof clauseSchema>;
export type BriefLine = z.infer<typeof briefSchema>;

/** What reading briefs is learnt from. */
export interface BriefTraining {
  readonly clauses: readonly ClauseLine[];
  readonly briefs: readonly BriefLine[];
  readonly roles: readonly RoleLine[];
}

/** The lines of knowledge/training. */
export function readBriefTraining(folder: string = trainingFolder): BriefTraining {
  return {
    clauses: readLines(join(folder, 'clauses.jsonl'), clauseSchema),
    briefs: readLines(join(folder, 'briefs.jsonl'), briefSchema),
    roles: readLines(join(folder, 'roles.jsonl'), roleSchema),
  };
}
