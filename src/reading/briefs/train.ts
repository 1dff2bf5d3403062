import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { RubricQuestion } from '../../knowledge/rubric-schema.ts';
import { thousandths } from '../linear.ts';
import { createNumbering } from '../numbering.ts';
import { learnSparse, type SparseCase, type SparseModel } from '../sparse.ts';
import { clauseFeaturesOf } from './clause-features.ts';
import { createEvidenceReader } from './evidence.ts';
import { judgedBy } from './judging.ts';
import { learnOptions, type OptionRow } from './learn-options.ts';
import { type PackedOptions, packOptions } from './packed-options.ts';
import { createClauseReader, type LearntReading } from './reader.ts';
import type { BriefLine, BriefTraining } from './training-lines.ts';

/** A clause of a brief counts for so many that stand alone: it was written among others, as clauses are. */
const briefWeight = 8;
/** A brief of one or two clauses says one thing and its contrary: it teaches less of what else briefs hold. */
const contrastWeight = 2;
const longestContrast = 2;
/** An option's own phrases, alone, say what they say. */
const phraseWeight = 8;
/** Smaller weights are left out. */
const smallest = 0.5;
/** Judging is learnt from what those read who have not seen the hand that wrote: all hands but one group of so many. */
const groups = 2;
/** The settings for learning to judge. */
const judgeSettings = { rounds: 150, step: 0.05, penalty: 3e-5 };

/** A clause with the questions of which it is known what it says. */
interface Row extends Omit<OptionRow, 'mentions'> {
  readonly mentions: readonly {
    readonly question: string;
    readonly option: string;
    readonly features: Int32Array;
  }[];
  readonly asked: ReadonlySet<string>;
  readonly by: string;
}

/** Clauses with their features by numbers, and the features' names. */
interface Rows {
  readonly rows: readonly Row[];
  readonly names: readonly string[];
}

/** Learns reading from the training lines. Same data, same model. */
export function trainBriefs(
  knowledge: Knowledge,
  training: BriefTraining,
  log: (line: string) => void,
): LearntReading {
  const all = rowsOf(knowledge, training);
  log(`${all.rows.length} clauses by ${new Set(all.rows.map(({ by }) => by)).size} hands`);
  return { options: learn(knowledge.questions, all), judge: learnJudge(knowledge, training, all) };
}

/** Learns to judge what clauses give, each alone, from what is read of hands that were left out. */
function learnJudge(knowledge: Knowledge, training: BriefTraining, { rows, names }: Rows): SparseModel {
  const cases = handGroups(training.briefs, groups).flatMap((left): SparseCase[] => {
    const others = { rows: rows.filter(({ by }) => !left.has(by)), names };
    const options = learn(knowledge.questions, others);
    const evidenceIn = createEvidenceReader(knowledge, options);
    return briefsBy(training.briefs, left).flatMap((brief) => {
      const evidence = evidenceIn(textOf(brief), questionsOf(knowledge, brief.topic));
      const weight = isContrast(brief) ? contrastWeight : briefWeight;
      const said = saidIn(brief);
      return evidence.map((one) => ({
        features: judgedBy(one, evidence),
        positive: said.has(one.id),
        weight,
      }));
    });
  });
  return learnSparse(cases, judgeSettings);
}

/** The authors of briefs in so many groups. */
function handGroups(briefs: readonly BriefLine[], count: number): Set<string>[] {
  const authors = [...new Set(briefs.map(({ by }) => by))];
  return Array.from(
    { length: count },
    (_, group) => new Set(authors.filter((_, at) => at % count === group)),
  );
}

function briefsBy(briefs: readonly BriefLine[], authors: ReadonlySet<string>): BriefLine[] {
  return briefs.filter(({ by }) => authors.has(by));
}

function textOf({ clauses }: BriefLine): string {
  return clauses.map(({ text }) => text).join(' ');
}

function saidIn({ clauses }: BriefLine): Set<string> {
  return new Set(clauses.flatMap(({ says }) => says));
}

function isContrast({ clauses }: BriefLine): boolean {
  return clauses.length <= longestContrast;
}

function questionsOf({ rubrics }: Knowledge, topic: string): { id: string }[] {
  return rubrics.flatMap((rubric) => (rubric.topic === topic ? rubric.questions.map((id) => ({ id })) : []));
}

function rowsOf(knowledge: Knowledge, training: BriefTraining): Rows {
  const namedFeaturesOf = clauseFeaturesOf(knowledge);
  const { numberOf, names } = createNumbering();
  const featuresOf = (text: string) => {
    const { words, mentions } = namedFeaturesOf(text);
    return {
      words: Int32Array.from(words, numberOf),
      mentions: mentions.map(({ question, option, features }) => {
        return { question, option, features: Int32Array.from(features, numberOf) };
      }),
    };
  };
  const askedBy = new Map(knowledge.rubrics.map((rubric) => [rubric.topic, new Set(rubric.questions)]));
  const given = (text: string, question: string, says: readonly string[], by: string, weight = 1): Row => {
    return { ...featuresOf(text), says, weight, asked: new Set([question]), by };
  };
  const rows = [
    // An option's own phrases say it alone, too.
    ...knowledge.questions.flatMap(({ id, options }) =>
      options.flatMap((option) =>
        option.reads.map((phrase) => given(phrase, id, [`${id}:${option.id}`], 'rubrics', phraseWeight)),
      ),
    ),
    ...training.clauses.map(({ question, option, text, by }) =>
      given(text, question, option === null ? [] : [`${question}:${option}`], by),
    ),
    ...training.briefs.flatMap((brief) =>
      brief.clauses.map(({ text, says }): Row => {
        const asked = askedBy.get(brief.topic) ?? new Set<string>();
        const weight = isContrast(brief) ? contrastWeight : briefWeight;
        return { ...featuresOf(text), says, weight, asked, by: brief.by };
      }),
    ),
  ];
  return { rows, names: names() };
}

function learn(questions: readonly RubricQuestion[], { rows, names }: Rows): PackedOptions {
  return packOptions(
    questions.map(({ id, options }) => ({
      question: id,
      weights: learnOptions(
        options.map((option) => option.id),
        rows.filter(({ asked }) => asked.has(id)).map((row) => ofQuestion(row, id)),
      ),
    })),
    names,
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

/** An option of a brief by somebody who was left out: what was read of it, and whether the brief gives it. */
export interface LeftOut {
  readonly option: string;
  /** 0 where it was not read. */
  readonly probability: number;
  readonly right: boolean;
}

/** Authors are left out in so many groups. */
const folds = 4;

/** Reads the briefs of each group of authors by what all others wrote; contrasts are no briefs. */
export function readLeftOut(knowledge: Knowledge, training: BriefTraining): LeftOut[] {
  return handGroups(training.briefs, folds).flatMap((left) => {
    const others = {
      ...training,
      briefs: training.briefs.filter(({ by }) => !left.has(by)),
      clauses: training.clauses.filter(({ by }) => !left.has(by)),
    };
    const reader = createClauseReader(
      knowledge,
      trainBriefs(knowledge, others, () => undefined),
      0,
    );
    return briefsBy(training.briefs, left)
      .filter((brief) => !isContrast(brief))
      .flatMap((brief): LeftOut[] => {
        const said = saidIn(brief);
        const read = reader
          .read(textOf(brief), questionsOf(knowledge, brief.topic))
          .map(({ question, option, probability }) => ({ option: `${question}:${option}`, probability }));
        const missed = [...said].filter((id) => !read.some(({ option }) => option === id));
        return [
          ...read.map((one) => ({ ...one, right: said.has(one.option) })),
          ...missed.map((option) => ({ option, probability: 0, right: true })),
        ];
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
