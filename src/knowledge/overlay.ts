import { mergeVocabularies } from './assemble.ts';
import type { Card } from './card-schema.ts';
import type { WholeKnowledge } from './knowledge.ts';

type WithId = { readonly id: string };

/** The upper list laid over the lower one: an item with the same id takes the place of the lower one. */
function layList<Item extends WithId>(lower: readonly Item[], upper: readonly Item[]): Item[] {
  const byId = new Map(upper.map((item) => [item.id, item]));
  const replaced = lower.map((item) => byId.get(item.id) ?? item);
  const lowerIds = new Set(lower.map((item) => item.id));
  return [...replaced, ...upper.filter((item) => !lowerIds.has(item.id))];
}

/**
 * Lays an operator's knowledge over the built-in one. Items with a known id replace it; a statement that
 * `overrules` another one takes its place. A document of the same id gains the upper one's sections.
 */
export function layOver(lower: WholeKnowledge, upper: WholeKnowledge): WholeKnowledge {
  const overruled = new Set(upper.statements.flatMap((statement) => statement.overrules ?? []));
  const overruledCards = new Set(upper.cards.flatMap((card) => card.overrules ?? []));
  const replaced = new Set([...overruled, ...upper.statements.map(({ id }) => id)]);
  const isReplaced = (id: string) => replaced.has(id);
  // What rests on a statement that counts no more counts no more either.
  const withoutOverruled = (card: Card): Card[] =>
    card.from.some(isReplaced)
      ? []
      : [{ ...card, points: card.points.filter(({ from }) => !from.some(isReplaced)) }];
  const lowerDocuments = new Map(lower.documents.map((document) => [document.id, document]));
  const documents = upper.documents.map((document) => {
    const below = lowerDocuments.get(document.id);
    return below === undefined
      ? document
      : { ...document, sections: layList(below.sections, document.sections) };
  });
  return {
    documents: layList(lower.documents, documents),
    entries: layList(lower.entries, upper.entries),
    criteria: layList(lower.criteria, upper.criteria),
    topics: layList(lower.topics, upper.topics),
    units: layList(lower.units, upper.units),
    statements: layList(lower.statements, upper.statements).filter(
      (statement) => !overruled.has(statement.id),
    ),
    tables: layList(lower.tables, upper.tables),
    disputes: layList(lower.disputes, upper.disputes),
    trees: layList(lower.trees, upper.trees),
    questions: layList(lower.questions, upper.questions),
    rubrics: [
      ...lower.rubrics.map((rubric) => upper.rubrics.find(({ topic }) => topic === rubric.topic) ?? rubric),
      ...upper.rubrics.filter(({ topic }) => !lower.rubrics.some((rubric) => rubric.topic === topic)),
    ],
    own: [...lower.own, ...upper.statements.map(({ id }) => id)],
    cards: layList(lower.cards.flatMap(withoutOverruled), upper.cards).filter(
      (card) => !overruledCards.has(card.id),
    ),
    phrases: layList(lower.phrases, upper.phrases),
    packages: layList(lower.packages, upper.packages),
    phrasings: [...lower.phrasings.filter(({ id }) => !isReplaced(id)), ...upper.phrasings],
    vocabulary: mergeVocabularies([lower.vocabulary, upper.vocabulary]),
  };
}
