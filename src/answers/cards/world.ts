import type { WholeKnowledge } from '../../knowledge/knowledge.ts';
import { buildPassages, type Passage } from '../../knowledge/passages.ts';
import type { Bag, TextPair } from '../../reading/translation.ts';
import { type Lexicon, openLexicon, prepareLexicon } from '../lexicon.ts';
import { openSearch, type PassageSearch, prepareSearch } from '../search.ts';
import { type CardTexts, createVocabulary, merged, type Vocabulary } from './evidence.ts';
import { readTexts } from './prepare.ts';
import { readTerms, type Terms } from './terms.ts';

/** What everything is learnt from: the knowledge, read once. */
export interface World {
  readonly knowledge: WholeKnowledge;
  readonly passages: readonly Passage[];
  readonly lexicon: Lexicon;
  readonly search: PassageSearch;
  readonly vocabulary: Vocabulary;
  readonly texts: readonly CardTexts[];
  readonly statementPairs: readonly TextPair[];
  /** Each card's asks as terms. */
  readonly asked: readonly (readonly Terms[])[];
}

/** Reads the knowledge for learning. */
export function openWorld(knowledge: WholeKnowledge): World {
  const passages = buildPassages(knowledge);
  const lexicon = openLexicon(prepareLexicon(knowledge, passages));
  const vocabulary = createVocabulary();
  const { cards, passageBags, phrasingBags } = readTexts(knowledge, passages, lexicon, vocabulary);
  const statementPairs = [...phrasingBags].flatMap(([id, bags]) => pairsOf(passageBags.get(id), bags));
  return {
    knowledge,
    passages,
    lexicon,
    search: openSearch(prepareSearch(knowledge, passages), passages),
    vocabulary,
    texts: cards,
    statementPairs,
    asked: knowledge.cards.map(({ asks }) => asks.map((ask) => readTerms(ask, lexicon))),
  };
}

/** How much two ways to ask count beside a text and a way to ask for it, and with how many others each is paired. */
const askWeight = 1.5;
const asksBeside = 8;

/** A text with each way it is asked, and each of these with some of the others. */
export function pairsOf(text: Bag | undefined, asks: readonly Bag[]): TextPair[] {
  return asks.flatMap((to, at) => {
    // All with all would be many times as many and teach hardly more.
    const others = [...asks.slice(at + 1), ...asks.slice(0, at)].slice(0, asksBeside);
    return [
      ...(text === undefined ? [] : [{ from: text, to, weight: 1 }]),
      ...(others.length === 0 ? [] : [{ from: merged(others), to, weight: askWeight }]),
    ];
  });
}
