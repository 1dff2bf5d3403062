import type { Knowledge } from '../knowledge/knowledge.ts';
import type { AskKind } from '../knowledge/schema.ts';
import { buildNameIndex, type NameIndex } from './names.ts';
import type { Passage } from './passages.ts';
import { buildSpeller, type Speller } from './spelling.ts';
import { phraseKey, stemKey, type Token, tokenize } from './tokens.ts';

/** A phrase list to be found in a row of words. */
export interface PhraseIndex<Value> {
  at(tokens: readonly Token[], start: number): { values: readonly Value[]; length: number } | undefined;
}

/** All that is known about words: what they name, mean, and whether they say anything at all. */
export interface Lexicon {
  readonly names: NameIndex;
  readonly stopwords: ReadonlySet<string>;
  readonly everyday: ReadonlySet<string>;
  readonly details: ReadonlySet<string>;
  readonly foreign: PhraseIndex<string>;
  readonly chatter: PhraseIndex<true>;
  readonly cues: PhraseIndex<AskKind>;
  readonly synonyms: PhraseIndex<string>;
  /** Stems that some passage holds. */
  readonly stems: ReadonlySet<string>;
  /** Whether a word is known in any way; other words are misspelt or foreign. */
  isKnown(token: Token): boolean;
  readonly speller: Speller;
}

/** Builds the lexicon from the knowledge's names, its passages and its vocabulary. */
export function buildLexicon(knowledge: Knowledge, passages: readonly Passage[]): Lexicon {
  const { vocabulary } = knowledge;
  const stems = new Set<string>();
  const spellable = new Set<string>();
  const learn = (text: string, spell: boolean) => {
    for (const token of tokenize(text)) {
      stems.add(token.stem);
      if (spell) spellable.add(token.text);
    }
  };
  for (const passage of passages) {
    learn(passage.text, true);
    for (const term of passage.terms) learn(term, true);
  }
  const named = [...knowledge.entries, ...knowledge.criteria, ...knowledge.topics];
  for (const { name, aliases } of named) for (const text of [name, ...aliases]) learn(text, true);

  const general = new Set<string>();
  const everydayTexts = [
    ...vocabulary.everyday,
    ...vocabulary.stopwords,
    ...vocabulary.chatter,
    ...vocabulary.details,
  ];
  for (const text of everydayTexts) for (const token of tokenize(text)) general.add(token.stem);
  const foreignWords = new Set<string>();
  for (const text of vocabulary.foreign) for (const token of tokenize(text)) foreignWords.add(token.text);
  for (const { phrases } of vocabulary.cues) {
    for (const phrase of phrases) {
      for (const token of tokenize(phrase)) {
        general.add(token.stem);
        spellable.add(token.text);
      }
    }
  }
  for (const { say } of vocabulary.synonyms) {
    for (const phrase of say) {
      for (const token of tokenize(phrase)) {
        general.add(token.stem);
        spellable.add(token.text);
      }
    }
  }

  return {
    names: buildNameIndex(knowledge),
    stopwords: new Set(vocabulary.stopwords.flatMap((word) => tokenize(word).map((token) => token.text))),
    everyday: new Set(vocabulary.everyday.flatMap((word) => tokenize(word).map((token) => token.stem))),
    details: new Set(vocabulary.details.flatMap((word) => tokenize(word).map((token) => token.text))),
    foreign: buildPhraseIndex(
      vocabulary.foreign.map((phrase) => [phrase, [phrase]]),
      phraseKey,
    ),
    chatter: buildPhraseIndex(
      vocabulary.chatter.map((phrase) => [phrase, [true as const]]),
      phraseKey,
    ),
    cues: buildPhraseIndex(
      vocabulary.cues.flatMap(({ asks, phrases }) =>
        phrases.map((phrase): [string, AskKind[]] => [phrase, [asks]]),
      ),
      phraseKey,
    ),
    synonyms: buildPhraseIndex(
      vocabulary.synonyms.flatMap(({ say, mean }) => say.map((phrase): [string, string[]] => [phrase, mean])),
      stemKey,
    ),
    stems,
    isKnown: (token) =>
      stems.has(token.stem) ||
      general.has(token.stem) ||
      foreignWords.has(token.text) ||
      /^[\d.]+[a-z]{0,3}$/.test(token.text),
    speller: buildSpeller(spellable),
  };
}

function buildPhraseIndex<Value>(
  phrases: readonly (readonly [string, readonly Value[]])[],
  keyOf: (tokens: readonly Token[]) => string,
): PhraseIndex<Value> {
  const byKey = new Map<string, Value[]>();
  let longest = 1;
  for (const [phrase, values] of phrases) {
    const tokens = tokenize(phrase);
    if (tokens.length === 0) continue;
    longest = Math.max(longest, tokens.length);
    const key = keyOf(tokens);
    byKey.set(key, [...(byKey.get(key) ?? []), ...values]);
  }
  return {
    at(tokens, start) {
      for (let length = Math.min(longest, tokens.length - start); length > 0; length--) {
        const values = byKey.get(keyOf(tokens.slice(start, start + length)));
        if (values !== undefined) return { values, length };
      }
      return undefined;
    },
  };
}
