import type { Knowledge } from '../../knowledge/knowledge.ts';
import { likelihoodOf, type SparseModel } from '../sparse.ts';
import { createEvidenceReader } from './evidence.ts';
import { judgedBy } from './judging.ts';
import type { PackedOptions } from './packed-options.ts';

/** An option that a brief gives, how likely, and the clause that gives it. */
export interface ReadOption {
  readonly question: string;
  readonly option: string;
  readonly probability: number;
  readonly because: string;
}

/** Reads from a text what its clauses say and imply. */
export interface ClauseReader {
  /**
   * The options of these questions that the text gives, the likeliest first; each once. The text may be the answer to
   * the question `asked`.
   */
  read(text: string, questions: readonly { readonly id: string }[], asked?: string): ReadOption[];
}

/** What reading is learnt as: what clauses give, each alone, and what a brief gives in the light of all of that. */
export interface LearntReading {
  readonly options: PackedOptions;
  readonly judge: SparseModel;
}

/** From which probability on an option is read. */
const sure = 0.5;
/** The same of a question that was asked right before: an answer to it is to be expected. */
const sureOfAnswer = 0.3;

/** Opens what was learnt. What is read has at least the probability `enough`; measuring takes all there is. */
export function createClauseReader(
  knowledge: Knowledge,
  { options, judge }: LearntReading,
  enough = sure,
): ClauseReader {
  const evidenceIn = createEvidenceReader(knowledge, options);
  return {
    read(text, questions, asked) {
      const evidence = evidenceIn(text, questions);
      return evidence
        .map((one) => ({ one, probability: likelihoodOf(judge, judgedBy(one, evidence)) }))
        .filter(({ one, probability }) => probability >= (one.question === asked ? sureOfAnswer : enough))
        .sort((a, b) => b.probability - a.probability)
        .map(({ one: { question, option, because }, probability }) => ({
          question,
          option,
          probability,
          because,
        }));
    },
  };
}
