import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Passage } from '../knowledge/passages.ts';
import type { AskKind } from '../knowledge/vocabulary-schema.ts';
import { commonWords } from './english.ts';
import { type NameData, type NameIndex, openNames, prepareNames } from './names.ts';
import { openPhrases, type PhraseData, type PhraseIndex, preparePhrases } from './phrases.ts';
import { buildSpeller, type Speller } from './spelling.ts';
import { stemOf, type Token, tokenize } from './tokens.ts';

/** All that is known about words: what they name, mean, and whether they say anything at all. */
export interface Lexicon {
  readonly names: NameIndex;
  readonly stopwords: ReadonlySet<string>;
  readonly everyday: ReadonlySet<string>;
  readonly details: ReadonlySet<string>;
  /** Whether a stem that no passage holds is one of a common English word, not of a name. */
  isCommon(stem: string): boolean;
  readonly foreign: PhraseIndex<string>;
  readonly chatter: PhraseIndex<true>;
  readonly cues: PhraseIndex<AskKind>;
  readonly synonyms: PhraseIndex<string>;
  /** Stems that some passage holds. */
  readonly stems: ReadonlySet<string>;
  /** Topics in which an entry is a candidate. */
  topicsOf(entry: string): readonly string[];
  /** Whether a word is known in any way; other words are misspelt or foreign. */
  isKnown(token: Token): boolean;
  readonly speller: Speller;
}

/** The lexicon as plain data, to be stored. */
export interface LexiconData {
  readonly names: NameData;
  readonly stopwords: readonly string[];
  readonly everyday: readonly string[];
  readonly details: readonly string[];
  /** Stems of common English words that no passage holds, with spaces between. */
  readonly common: string;
  readonly foreign: PhraseData<string>;
  readonly foreignWords: readonly string[];
  readonly chatter: PhraseData<true>;
  readonly cues: PhraseData<AskKind>;
  readonly synonyms: PhraseData<string>;
  readonly stems: readonly string[];
  readonly topics: readonly (readonly [string, readonly string[]])[];
  /** Stems of general words, which no passage needs to hold. */
  readonly general: readonly string[];
  /** Words that a misspelt one may have been meant to be; those of names win where several are as near. */
  readonly spellable: readonly string[];
  readonly nameWords: readonly string[];
}

/** Collects the words of the knowledge's names, passages and vocabulary into plain data to be stored. */
export function prepareLexicon(knowledge: Knowledge, passages: readonly Passage[]): LexiconData {
  const { vocabulary } = knowledge;
  const named = [...knowledge.entries, ...knowledge.criteria, ...knowledge.topics];
  const held = tokensOf([
    ...passages.flatMap((passage) => [passage.text, ...passage.terms]),
    ...named.flatMap(({ name, aliases }) => [name, ...aliases]),
  ]);
  const asked = tokensOf([
    ...vocabulary.cues.flatMap(({ phrases }) => phrases),
    ...vocabulary.synonyms.flatMap(({ say }) => say),
  ]);
  const plain = tokensOf([
    ...vocabulary.everyday,
    ...vocabulary.stopwords,
    ...vocabulary.chatter,
    ...vocabulary.details,
  ]);
  return {
    names: prepareNames(knowledge),
    stopwords: textsOf(tokensOf(vocabulary.stopwords)),
    everyday: stemsOf(tokensOf(vocabulary.everyday)),
    details: textsOf(tokensOf(vocabulary.details)),
    common: commonStems(new Set(stemsOf(held))),
    foreign: preparePhrases(
      'words',
      vocabulary.foreign.map((phrase) => [phrase, [phrase]]),
    ),
    foreignWords: textsOf(tokensOf(vocabulary.foreign)),
    chatter: preparePhrases(
      'words',
      vocabulary.chatter.map((phrase) => [phrase, [true]]),
    ),
    cues: preparePhrases(
      'words',
      vocabulary.cues.flatMap(({ asks, phrases }) =>
        phrases.map((phrase): [string, AskKind[]] => [phrase, [asks]]),
      ),
    ),
    synonyms: preparePhrases(
      'stems',
      vocabulary.synonyms.flatMap(({ say, mean }) => say.map((phrase): [string, string[]] => [phrase, mean])),
    ),
    stems: stemsOf(held),
    topics: knowledge.entries.map((entry) => [entry.id, entry.topics]),
    general: stemsOf([...plain, ...asked]),
    spellable: textsOf([...held, ...asked]),
    nameWords: textsOf(tokensOf(named.flatMap(({ name, aliases }) => [name, ...aliases]))),
  };
}

/** Makes a prepared lexicon ready to be used. */
export function openLexicon(data: LexiconData): Lexicon {
  const stems = new Set(data.stems);
  const topics = new Map(data.topics);
  const general = new Set(data.general);
  const foreignWords = new Set(data.foreignWords);
  let common: ReadonlySet<string> | undefined;
  const lexicon: Lexicon = {
    names: openNames(data.names),
    stopwords: new Set(data.stopwords),
    everyday: new Set(data.everyday),
    details: new Set(data.details),
    isCommon: (stem) => {
      common ??= new Set(data.common.split(' '));
      return common.has(stem);
    },
    foreign: openPhrases(data.foreign),
    chatter: openPhrases(data.chatter),
    cues: openPhrases(data.cues),
    synonyms: openPhrases(data.synonyms),
    stems,
    topicsOf: (entry) => topics.get(entry) ?? [],
    isKnown: (token) =>
      stems.has(token.stem) ||
      general.has(token.stem) ||
      foreignWords.has(token.text) ||
      (token.text.length > 3 && lexicon.isCommon(token.stem)) ||
      /^[\d.]+[a-z]{0,3}$/.test(token.text),
    speller: buildSpeller(data.spellable, new Set(data.nameWords)),
  };
  return lexicon;
}

function commonStems(held: ReadonlySet<string>): string {
  const stems = new Set(
    commonWords()
      .filter((word) => /^[a-z]{3,}$/.test(word))
      .map(stemOf),
  );
  return [...stems].filter((stem) => !held.has(stem)).join(' ');
}

function tokensOf(texts: readonly string[]): Token[] {
  return texts.flatMap((text) => tokenize(text));
}

function textsOf(tokens: readonly Token[]): string[] {
  return [...new Set(tokens.map((token) => token.text))];
}

function stemsOf(tokens: readonly Token[]): string[] {
  return [...new Set(tokens.map((token) => token.stem))];
}
