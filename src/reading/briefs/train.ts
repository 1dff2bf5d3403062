import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { RubricQuestion } from '../../knowledge/rubric-schema.ts';
import { type Labelled, learnClassifier } from '../classifier.ts';
import { thousandths } from '../linear.ts';
import { openClassifier, packClassifier } from '../packed-classifier.ts';
import { clauseFeaturesOf } from './clause-features.ts';
import { type BriefModel, saysNothing } from './model.ts';
import type { BriefTraining } from './training-lines.ts';

/** Of the clauses that belong to other questions each so manieth says nothing here. */
const otherEach = 4;
const settings = { least: 2, rounds: 50, step: 0.4, penalty: 1e-5 };
/** So many features of a classifier are kept. */
const mostFeatures = 4_000;
const thresholds = [0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7];
const usualThreshold = 0.5;
const leastPrecision = 0.8;
/** In fewer clauses no threshold is measured. */
const fewestTold = 15;

/** A clause with what it says of the questions that it was read for. */
interface Row {
  readonly features: readonly string[];
  readonly says: readonly string[];
  /** The questions of which it is known what it says. */
  readonly asked: ReadonlySet<string>;
  readonly by: string;
  readonly isOfBrief: boolean;
}

/** Learns reading from the training lines. Same data, same model. */
export function trainBriefs(
  knowledge: Knowledge,
  training: BriefTraining,
  log: (line: string) => void,
): Omit<BriefModel, 'thresholds'> {
  const rows = rowsOf(knowledge, training);
  log(`${rows.length} clauses by ${new Set(rows.map(({ by }) => by)).size} hands`);
  return {
    questions: Object.fromEntries(
      knowledge.questions.map((question) => [
        question.id,
        packClassifier(learnQuestion(question, rows), mostFeatures),
      ]),
    ),
  };
}

function rowsOf(knowledge: Knowledge, training: BriefTraining): Row[] {
  const { rubrics } = knowledge;
  const featuresOf = clauseFeaturesOf(knowledge);
  const askedBy = new Map(rubrics.map((rubric) => [rubric.topic, new Set(rubric.questions)]));
  const own = (question: string) => new Set([question]);
  return [
    ...training.clauses.map(({ question, option, text, by }): Row => {
      const says = option === null ? [] : [`${question}:${option}`];
      return { features: featuresOf(text), says, asked: own(question), by, isOfBrief: false };
    }),
    ...training.briefs.flatMap(({ topic, clauses, by }) =>
      clauses.map(({ text, says }): Row => {
        const asked = askedBy.get(topic) ?? new Set<string>();
        return { features: featuresOf(text), says, asked, by, isOfBrief: true };
      }),
    ),
  ];
}

function learnQuestion({ id, options }: RubricQuestion, rows: readonly Row[]) {
  const known = new Set(options.map((option) => `${id}:${option.id}`));
  return learnClassifier(
    rows.flatMap(({ features, says, asked, isOfBrief }, at): Labelled[] => {
      // What says nothing in a brief says nothing of any question; a clause that tempts for one may say another.
      const isOther = isOfBrief ? says.length > 0 : says.length === 0 || at % otherEach !== 0;
      if (!asked.has(id) && isOther) return [];
      const said = says.filter((one) => known.has(one));
      return said.length === 0
        ? [{ features, class: saysNothing }]
        : said.map((one) => ({ features, class: one.slice(id.length + 1) }));
    }),
    settings,
  );
}

/** What is read of a question at its threshold, in the briefs of authors that were left out. */
export interface MeasuredReading {
  readonly question: string;
  readonly threshold: number;
  readonly told: number;
  readonly recall: number;
  readonly precision: number;
}

/**
 * For each question the lowest threshold at which so many of the options read are right, in the briefs of one author
 * after the other, by what all others wrote. What briefs seldom tell gets the usual threshold.
 */
export function measureOptions(knowledge: Knowledge, training: BriefTraining): MeasuredReading[] {
  const rows = rowsOf(knowledge, training);
  const authors = [...new Set(training.briefs.map(({ by }) => by))];
  return knowledge.questions.map((question) => {
    const read: { probability: number; right: boolean }[] = [];
    let told = 0;
    for (const author of authors) {
      const asked = rows.filter((row) => row.by === author && row.isOfBrief && row.asked.has(question.id));
      if (asked.length === 0) continue;
      const others = rows.filter(({ by }) => by !== author);
      const classify = openClassifier(packClassifier(learnQuestion(question, others), mostFeatures));
      for (const { features, says } of asked) {
        told += says.filter((one) => one.startsWith(`${question.id}:`)).length;
        for (const [option, probability] of classify(features))
          if (option !== saysNothing && probability >= (thresholds[0] ?? 0))
            read.push({ probability, right: says.includes(`${question.id}:${option}`) });
      }
    }
    const at = (threshold: number) => {
      const taken = read.filter(({ probability }) => probability >= threshold);
      const right = taken.filter((one) => one.right).length;
      const precision = thousandths(right / Math.max(1, taken.length));
      return {
        question: question.id,
        threshold,
        told,
        recall: thousandths(right / Math.max(1, told)),
        precision,
      };
    };
    const measured = thresholds.map(at);
    const good =
      told < fewestTold ? undefined : measured.find(({ precision }) => precision >= leastPrecision);
    return good ?? at(usualThreshold);
  });
}
