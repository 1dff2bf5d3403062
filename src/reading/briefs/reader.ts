import type { Knowledge } from '../../knowledge/knowledge.ts';
import { clauseFeaturesOf } from './clause-features.ts';
import { clausesOf, sentencesOf } from './clauses.ts';
import { openOptions, type PackedOptions } from './packed-options.ts';

/** An option that a clause gives, how likely, and the clause. */
export interface ReadOption {
  readonly question: string;
  readonly option: string;
  readonly probability: number;
  readonly because: string;
}

/** Reads from the clauses of a text what they say and imply. */
export interface ClauseReader {
  /** The options of these questions that some clause gives, the likeliest first; each once. */
  read(text: string, questions: readonly { readonly id: string }[]): ReadOption[];
}

const maxClauses = 160;
/** From which probability on an option is read. */
const sure = 0.42;
/** The same for an option that is named there, or has a phrase of its own there. */
const sureOfMention = 0.3;
/** How much the sentence has to say of what its clause gives: it holds who says so, and what takes it back. */
const sentenceShare = 0.12;
/** How much the likeliest clause has to say of what its sentence gives: what no clause gives at all is hardly there. */
const clauseShare = 0.3;
const maxQuoted = 80;

/** A clause or a sentence as it was read. */
interface Part {
  readonly text: string;
  readonly probabilities: Float64Array;
  /** The options that it mentions. */
  readonly mentioned: ReadonlySet<string>;
}

/** Opens what was learnt of options. */
export function createClauseReader(knowledge: Knowledge, learnt: PackedOptions): ClauseReader {
  const featuresOf = clauseFeaturesOf(knowledge);
  const readClause = openOptions(learnt);
  const numbered = learnt.options.map((id, number) => {
    const at = id.indexOf(':');
    return { id, question: id.slice(0, at), option: id.slice(at + 1), number };
  });
  const readPart = (text: string): Part => {
    const features = featuresOf(text);
    const mentioned = features.mentions.map(({ question, option }) => `${question}:${option}`);
    return { text, probabilities: readClause(features), mentioned: new Set(mentioned) };
  };
  return {
    read(text, questions) {
      const asked = new Set(questions.map(({ id }) => id));
      const wanted = numbered.filter(({ question }) => asked.has(question));
      const best = new Map<number, ReadOption>();
      let left = maxClauses;
      for (const sentence of sentencesOf(text)) {
        const clauses = clausesOf(sentence).slice(0, left);
        left -= clauses.length;
        const whole = readPart(sentence.text);
        const parts = clauses.length > 1 ? clauses.map((clause) => readPart(clause.text)) : [];
        for (const { id, question, option, number } of wanted) {
          const probabilityOf = (part: Part) => part.probabilities[number] ?? 0;
          const add = (part: Part, probability: number) => {
            const enough = part.mentioned.has(id) ? sureOfMention : sure;
            if (probability >= enough && probability > (best.get(number)?.probability ?? 0))
              best.set(number, { question, option, probability, because: quoted(part.text) });
          };
          for (const part of parts)
            add(part, mixed(probabilityOf(part), probabilityOf(whole), sentenceShare));
          const likeliest = parts.length === 0 ? probabilityOf(whole) : Math.max(...parts.map(probabilityOf));
          add(whole, mixed(probabilityOf(whole), likeliest, clauseShare));
        }
      }
      return [...best.values()].sort((a, b) => b.probability - a.probability);
    },
  };
}

/** Two probabilities, the second with such a share (their weighted geometric mean). */
function mixed(own: number, other: number, share: number): number {
  return own ** (1 - share) * other ** share;
}

function quoted(words: string): string {
  const text = words
    .replace(/^[\s,;:()–—-]+|[\s,;:.(–—-]+$/g, '')
    .replace(/^(?:and|but|so|because|while)\s+/i, '')
    .replace(/\s+/g, ' ');
  return text.length > maxQuoted ? `${text.slice(0, maxQuoted - 1)}…` : text;
}
