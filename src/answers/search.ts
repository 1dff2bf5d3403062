import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Passage } from '../knowledge/passages.ts';
import { type Boosts, type Index, type IndexData, openIndex, prepareIndex } from './bm25.ts';
import { tokenize } from './tokens.ts';
import type { Question, Slot } from './understand.ts';

/** A passage that meets a question: how well, and which of the question's slots it meets. */
export interface Hit {
  readonly passage: Passage;
  /** Place in the knowledge's order; breaks ties, so that lists come in the documents' order. */
  readonly position: number;
  readonly score: number;
  /** For each slot of the question: 0 to 1. */
  readonly met: readonly number[];
}

/** Finds the passages that meet a question, the best first. */
export interface PassageSearch {
  find(question: Question): Hit[];
  /** How much each slot weighs in an answer: rare words and names more than common ones. */
  importances(slots: readonly Slot[]): number[];
}

const fields = ['names', 'text', 'terms', 'section'] as const;
type Field = (typeof fields)[number];

/** How far meeting a term in a field counts as meeting it. */
const fieldWeights: Record<Field, number> = { names: 1, text: 1, terms: 0.95, section: 0.55 };

/** The same for every set of fields that {@link Index.fieldsOf} may give: the weight of the best of them. */
const bestWeights = Array.from({ length: 1 << fields.length }, (_, held) =>
  Math.max(0, ...fields.map((field, place) => ((held & (1 << place)) === 0 ? 0 : fieldWeights[field]))),
);
const textAlone = 1 << fields.indexOf('text');

const candidates = 80;

/** How much the plain BM25 score adds to the share of the question that is met. */
const bm25Weight = 0.15;

/** From here on a slot counts as met. */
export const metEnough = 0.45;

/** A bare number says little: it may be an age, a count, a year. */
const numberImportance = 0.15;

/** The number of a phase or a step says which one. */
const ordinalImportance = 0.8;

/** Ordinary words weigh little, and however many there are, not more than this together. */
const everydayImportance = 0.2;
const everydayTotal = 0.4;

/** A word that only index terms hold is a lay word for something: it says less than its rarity. */
const layImportance = 0.45;

/** Words that show what is asked for are seldom those of the answer: they only tip the scales. */
const hintWeight = 0.1;
const hintBonus = 0.03;

/** How much a field counts in the plain BM25 score; in the order of {@link fields}. */
const boosts: Boosts<Field> = { names: 1.5, text: 1, terms: 0.9, section: 0.4 };

/** The BM25 index as plain data, to be stored. */
export type SearchData = IndexData;

/** Indexes all passages, as plain data to be stored; {@link openSearch} reads it. */
export function prepareSearch(knowledge: Knowledge, passages: readonly Passage[]): SearchData {
  const related = relatedTerms(knowledge);
  const rows = passages.map((passage) => ({
    names: nameTerms(passage, related).join(' '),
    text: stemsOf(passage.text),
    terms: stemsOf(passage.terms.join(' ')),
    section: stemsOf(passage.citations.map((citation) => citation.section).join(' ')),
  }));
  return prepareIndex(fields, rows);
}

/** Makes a prepared index over these passages ready to be searched. */
export function openSearch(data: SearchData, passages: readonly Passage[]): PassageSearch {
  const index = openIndex(data, boosts);
  const total = Math.max(2, passages.length);
  const weightOf = (term: string): number => {
    const { rows, fields: held } = index.about(term);
    const rarity = Math.log(1 + total / (1 + rows)) / Math.log(1 + total);
    const isTold = (held & textAlone) > 0 || /^[@~^%#]/.test(term);
    return isTold ? rarity : Math.min(layImportance, rarity);
  };

  const importances = (slots: readonly Slot[]): number[] => {
    const everyday = slots.filter((slot) => slot.kind === 'everyday').length * everydayImportance;
    const share = Math.min(1, everydayTotal / everyday);
    return slots.map((slot) => importanceOf(slot, weightOf) * (slot.kind === 'everyday' ? share : 1));
  };

  return {
    importances,
    find(question) {
      const weights = new Map<string, number>();
      const slotWeights = importances(question.slots);
      for (const [slotIndex, slot] of question.slots.entries()) {
        for (const [term, weight] of slot.terms) {
          weights.set(term, Math.max(weights.get(term) ?? 0, weight * (slotWeights[slotIndex] ?? 0)));
        }
      }
      if (weights.size === 0) return [];
      for (const hint of question.hints) weights.set(hint, Math.max(weights.get(hint) ?? 0, hintWeight));
      const best = index.search(weights, candidates);
      const topScore = best[0]?.score ?? 1;
      return best
        .map(({ row: position, score: plain }): Hit => {
          const met = question.slots.map((slot) => slotMet(slot, position, index));
          const coverage = weightedMean(met, slotWeights);
          const passage = passages[position];
          if (passage === undefined) throw new RangeError(`no passage ${position}`);
          const hinted = question.hints.some((hint) => index.fieldsOf(position, hint) > 0) ? hintBonus : 0;
          return {
            passage,
            position,
            met,
            score: coverage + bm25Weight * (plain / topScore) + hinted,
          };
        })
        .sort((a, b) => b.score - a.score || a.position - b.position);
    },
  };
}

/** How much a slot weighs in an answer, by how special its words are. */
function importanceOf(slot: Slot, weightOf: (term: string) => number): number {
  switch (slot.kind) {
    case 'entry':
      return 1;
    case 'criterion':
      return 0.6;
    case 'topic':
      return 0.6;
    case 'foreign':
      return 2;
    case 'everyday':
      return everydayImportance;
    case 'unknown':
      return slot.words.length <= 3 ? 0.25 : 0.9;
    case 'detail':
      return 1.2;
    case 'word': {
      if (/^\d/.test(slot.words)) return slot.ordinal ? ordinalImportance : numberImportance;
      // Its own words say how special it is; where the knowledge lacks them, what they may mean does.
      const stems = slot.own.length > 0 ? slot.own : [...slot.terms.keys()];
      if (stems.length === 0) return 0.5;
      return Math.max(0.25, stems.reduce((sum, stem) => sum + weightOf(stem), 0) / stems.length);
    }
  }
}

function slotMet(slot: Slot, row: number, index: Index): number {
  let met = 0;
  for (const [term, weight] of slot.terms) {
    const held = index.fieldsOf(row, term);
    // A detail that is asked for has to stand in the text itself.
    const heldEnough = slot.kind === 'detail' ? held & textAlone : held;
    met = Math.max(met, weight * (bestWeights[heldEnough] ?? 0));
  }
  return met;
}

/** The share (0 to 1) of a question that is met: of its slots, by their weights, those that are met well enough. */
export function shareMet(met: readonly number[], weights: readonly number[]): number {
  return weightedMean(
    met.map((value) => (value >= metEnough ? 1 : value)),
    weights,
  );
}

/** The mean of values, each with its weight; 0 where there is nothing to weigh. */
export function weightedMean(values: readonly number[], weights: readonly number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return 0;
  return values.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0) / total;
}

/** For each entry: what it is a part or special case of, its language, its topics. */
function relatedTerms(knowledge: Knowledge): Map<string, string[]> {
  const byId = new Map(knowledge.entries.map((entry) => [entry.id, entry]));
  return new Map(
    knowledge.entries.map((entry) => {
      const terms = entry.topics.map((topic) => `#${topic}`);
      if (entry.language !== undefined) terms.push(`^${entry.language}`);
      for (let broader = entry.broader; broader !== undefined; broader = byId.get(broader)?.broader) {
        terms.push(`^${broader}`);
      }
      return [entry.id, terms];
    }),
  );
}

function nameTerms(passage: Passage, related: ReadonlyMap<string, readonly string[]>): string[] {
  return [
    ...new Set([
      ...passage.about.map((id) => `@${id}`),
      ...passage.versus.map((id) => `~${id}`),
      ...passage.about.flatMap((id) => related.get(id) ?? []),
      ...passage.criteria.map((id) => `%${id}`),
    ]),
  ];
}

function stemsOf(text: string): string {
  return tokenize(text)
    .map((token) => token.stem)
    .join(' ');
}
