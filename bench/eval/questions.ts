import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const questionSchema = z.object({
  id: z.string(),
  q: z.string(),
  kind: z.string(),
  style: z.string(),
  /** Patterns that the title and the first 600 characters of a right answer all match. */
  must: z.array(z.string()),
  /** Patterns of which one at least has to match, where there are any. */
  any: z.array(z.string()),
  /** For questions that are not covered: far, near or inside. */
  section: z.string(),
});

/** A question and what a right answer to it holds. */
export type EvalQuestion = z.infer<typeof questionSchema>;

/** The project's own set; the shared sample is used beside it where it is there. */
export const ownSet = new URL('./questions.jsonl', import.meta.url);
export const sharedSet = new URL('../../../shared/eval/questions.dev.jsonl', import.meta.url);

/** The questions of a JSON-lines file, or undefined where it is not there. */
export function readQuestions(file: URL): EvalQuestion[] | undefined {
  if (!existsSync(file)) return undefined;
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => questionSchema.parse(JSON.parse(line)));
}

/** Whether the question is one that the documents do not cover. */
export function isUncovered(question: EvalQuestion): boolean {
  return question.kind === 'ood';
}

/** Whether a title and the first 600 characters of a text hold what the question asks for. */
export function isRight(question: EvalQuestion, title: string, text: string): boolean {
  const seen = `${title}\n${text.slice(0, 600)}`;
  const matches = (pattern: string) => new RegExp(pattern, 'i').test(seen);
  return question.must.every(matches) && (question.any.length === 0 || question.any.some(matches));
}
