import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { RubricQuestion } from '../../knowledge/rubric-schema.ts';
import { thousandths } from '../linear.ts';
import { clauseFeaturesOf } from './clause-features.ts';
import { learnOptions, type OptionRow } from './learn-options.ts';
import { openOptions, type PackedOptions, packOptions } from './packed-options.ts';
import type { BriefTraining } from './training-lines.ts';

/** A clause of a brief counts for so many that stand alone: it was written among others, as clauses are. */
const briefWeight = 8;
/** A brief of one or two clauses says one thing and its contrary: it teaches less of what else briefs hold. */
const contrastWeight = 2;
const longestContrast = 2;
/** An option's own phrases, alone, say what they say. */
const phraseWeight = 8;
/** Smaller weights are left out. */
const smallest = 0.5;
/** What is read with less than this is not worth looking at. */
const leastProbability = 0.1;
/** Authors are left out in so many groups. */
const folds = 5;

/** A clause with the questions of which it is known what it says. */
interface Row extends OptionRow {
  readonly asked: ReadonlySet<string>;
  readonly by: string;
}

/** Learns reading from the training lines. Same data, same model. */
export function trainBriefs(
  knowledge: Knowledge,
  training: BriefTraining,
  log: (line: string) => void,
): PackedOptions {
  const rows = rowsOf(knowledge, training);
  log(`${rows.length} clauses by ${new Set(rows.map(({ by }) => by)).size} hands`);
  return learn(knowledge.questions, rows);
}

function rowsOf(knowledge: Knowledge, training: BriefTraining): Row[] {
  const featuresOf = clauseFeaturesOf(knowledge);
  const askedBy = new Map(knowledge.rubrics.map((rubric) => [rubric.topic, new Set(rubric.questions)]));
  const given = (text: string, question: string, says: readonly string[], by: string, weight = 1): Row => {
    return { ...featuresOf(text), says, weight, asked: new Set([question]), by };
  };
  return [
    // An option's own phrases say it alone, too.
    ...knowledge.questions.flatMap(({ id, options }) =>
      options.flatMap((option) =>
        option.reads.map((phrase) => given(phrase, id, [`${id}:${option.id}`], 'rubrics', phraseWeight)),
      ),
    ),
    ...training.clauses.map(({ question, option, text, by }) =>
      given(text, question, option === null ? [] : [`${question}:${option}`], by),
    ),
    ...training.briefs.flatMap(({ topic, clauses, by }) =>
      clauses.map(({ text, says }): Row => {
        const asked = askedBy.get(topic) ?? new Set<string>();
        const weight = clauses.length > longestContrast ? briefWeight : contrastWeight;
        return { ...featuresOf(text), says, weight, asked, by };
      }),
    ),
  ];
}

function learn(questions: readonly RubricQuestion[], rows: readonly Row[]): PackedOptions {
  return packOptions(
    questions.map(({ id, options }) => ({
      question: id,
      weights: learnOptions(
        options.map((option) => option.id),
        rows.filter(({ asked }) => asked.has(id)).map((row) => ofQuestion(row, id)),
      ),
    })),
    smallest,
  );
}

/** A clause with what it says and mentions of one question. */
function ofQuestion({ words, mentions, says, weight }: Row, question: string): OptionRow {
  const prefix = `${question}:`;
  return {
    words,
    mentions: mentions.filter((mention) => mention.question === question),
    says: says.filter((one) => one.startsWith(prefix)).map((one) => one.slice(prefix.length)),
    weight,
  };
}

/** An option read from a clause of somebody who was left out, and whether it is right. */
export interface LeftOut {
  readonly option: string;
  readonly probability: number;
  readonly right: boolean;
}

/** Reads the briefs of each group of authors by what all others wrote: what is told, and what is read with a probability worth looking at. */
export function readLeftOut(knowledge: Knowledge, training: BriefTraining): LeftOut[] {
  const rows = rowsOf(knowledge, training);
  const authors = [...new Set(training.briefs.map(({ by }) => by))];
  return Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) => {
    const left = new Set(authors.filter((_, at) => at % folds === fold));
    const packed = learn(
      knowledge.questions,
      rows.filter(({ by }) => !left.has(by)),
    );
    const readClause = openOptions(packed);
    return rows
      .filter(({ by, weight }) => weight === briefWeight && left.has(by))
      .flatMap((row) => {
        const probabilities = readClause(row);
        return packed.options.flatMap((option, at): LeftOut[] => {
          if (!row.asked.has(option.slice(0, option.indexOf(':')))) return [];
          const right = row.says.includes(option);
          const probability = probabilities[at] ?? 0;
          return right || probability >= leastProbability ? [{ option, probability, right }] : [];
        });
      });
  });
}

/** The largest share of all that is told which is read with such precision. */
export function recallAt(precision: number, read: readonly LeftOut[]): number {
  const told = read.filter(({ right }) => right).length;
  let [right, recall] = [0, 0];
  for (const [at, one] of [...read].sort((a, b) => b.probability - a.probability).entries()) {
    if (one.right) right++;
    if (right / (at + 1) >= precision) recall = right / Math.max(1, told);
  }
  return thousandths(recall);
}
