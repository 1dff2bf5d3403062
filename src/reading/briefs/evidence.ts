import type { Knowledge } from '../../knowledge/knowledge.ts';
import { clauseFeaturesOf } from './clause-features.ts';
import { clausesOf, sentencesOf } from './clauses.ts';
import { openOptions, type PackedOptions } from './packed-options.ts';

/** What the clauses of a text say of one option. */
export interface Evidence {
  /** `question:option`. */
  readonly id: string;
  readonly question: string;
  readonly option: string;
  /** How likely the clause that speaks most for it gives it, looked at alone: 0 to 1. */
  readonly probability: number;
  /** The same of the next best clause; 0 where there is none. */
  readonly second: number;
  /** Whether that clause names it, or has a phrase of its own. */
  readonly mentioned: boolean;
  readonly because: string;
  /** What else that clause gives. */
  readonly beside: ReadonlyMap<string, number>;
}

/** Collects what the clauses of a text say of the options of these questions. */
export type EvidenceReader = (text: string, questions: readonly { readonly id: string }[]) => Evidence[];

/** Less likely options are not worth looking at. */
const leastProbability = 0.05;

const maxClauses = 160;
/** How much the sentence has to say of what its clause gives: it holds who says so, and what takes it back. */
const sentenceShare = 0.12;
const maxQuoted = 80;

/** A clause or a sentence as it was read alone. */
interface Part {
  readonly text: string;
  readonly probabilities: Float64Array;
  /** The options that it mentions. */
  readonly mentioned: ReadonlySet<string>;
}

/** Opens what was learnt of options. */
export function createEvidenceReader(knowledge: Knowledge, learnt: PackedOptions): EvidenceReader {
  const featuresOf = clauseFeaturesOf(knowledge);
  const readClause = openOptions(learnt);
  const readAlone = (text: string): Part => {
    const features = featuresOf(text);
    const mentioned = features.mentions.map(({ question, option }) => `${question}:${option}`);
    return { text, probabilities: readClause(features), mentioned: new Set(mentioned) };
  };
  const numbered = learnt.options.map((id, number) => ({ id, number, question: questionOf(id) }));
  return (text, questions) => {
    const asked = new Set(questions.map(({ id }) => id));
    const wanted = numbered.filter(({ question }) => asked.has(question));
    const parts = partsOf(text, readAlone);
    return wanted.flatMap(({ id, number, question }): Evidence[] => {
      let best: Part | undefined;
      let [probability, second] = [0, 0];
      for (const part of parts) {
        const own = part.probabilities[number] ?? 0;
        if (own > probability) [best, probability, second] = [part, own, probability];
        else if (own > second) second = own;
      }
      if (best === undefined || probability < leastProbability) return [];
      const { text: words, probabilities, mentioned } = best;
      const beside = wanted.flatMap((other): [string, number][] => {
        const likely = probabilities[other.number] ?? 0;
        return other.id === id || likely < leastProbability ? [] : [[other.id, likely]];
      });
      return [
        {
          id,
          question,
          option: id.slice(question.length + 1),
          probability,
          second,
          mentioned: mentioned.has(id),
          because: quoted(words),
          beside: new Map(beside),
        },
      ];
    });
  };
}

/** The question of `question:option`. */
export function questionOf(id: string): string {
  return id.slice(0, id.indexOf(':'));
}

/** The clauses of a text, each with what its sentence has to say of it, and its sentences. */
function partsOf(text: string, readAlone: (text: string) => Part): Part[] {
  const parts: Part[] = [];
  let left = maxClauses;
  for (const sentence of sentencesOf(text)) {
    const clauses = clausesOf(sentence).slice(0, left);
    left -= clauses.length;
    const whole = readAlone(sentence.text);
    if (clauses.length > 1)
      for (const clause of clauses) parts.push(inSentence(readAlone(clause.text), whole));
    parts.push(whole);
  }
  return parts;
}

/** A clause with what its sentence has to say of it, which is a share (a weighted geometric mean). */
function inSentence(clause: Part, sentence: Part): Part {
  const probabilities = clause.probabilities.map(
    (own, option) => own ** (1 - sentenceShare) * (sentence.probabilities[option] ?? 0) ** sentenceShare,
  );
  return { ...clause, probabilities };
}

function quoted(words: string): string {
  const text = words
    .replace(/^[\s,;:()–—-]+|[\s,;:.(–—-]+$/g, '')
    .replace(/^(?:and|but|so|because|while)\s+/i, '')
    .replace(/\s+/g, ' ');
  return text.length > maxQuoted ? `${text.slice(0, maxQuoted - 1)}…` : text;
}
