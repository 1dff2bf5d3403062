import type { AskKind } from '../knowledge/vocabulary-schema.ts';
import type { Lexicon } from './lexicon.ts';
import type { Named } from './names.ts';
import { type Token, tokenize } from './tokens.ts';

/** One thing that a question names or says, with the index terms by which passages can meet it. */
export interface Slot {
  readonly kind: 'entry' | 'criterion' | 'topic' | 'word' | 'detail' | 'everyday' | 'unknown' | 'foreign';
  /** The words of the question. */
  readonly words: string;
  /** Ids of what it names. */
  readonly ids: readonly string[];
  /** Index term -> how well meeting it answers the slot, 0 to 1. */
  readonly terms: ReadonlyMap<string, number>;
  /** Stems of its own words that the knowledge holds. */
  readonly own: readonly string[];
  /** Whether it is the number of a phase, a step, a layer. */
  readonly ordinal?: boolean;
}

/** A question as it was understood. */
export interface Question {
  readonly asks: ReadonlySet<AskKind>;
  readonly slots: readonly Slot[];
  /** Entries that it names, in order. */
  readonly entries: readonly string[];
  /** Entries that it asks to leave out: "besides caching". */
  readonly excluded: readonly string[];
  /** Stems of the words that show what is asked for ("phases", "benefits"), as far as the knowledge holds them. */
  readonly hints: readonly string[];
}

/** At most so many unknown words are looked up as misspellings: time stays bounded. */
const maxCorrections = 8;

const synonymWeight = 0.8;
const relatedWeight = 0.55;

/** Reads a question: what it asks for, and what it names, through typos, chatter and paraphrase. */
export function understand(text: string, lexicon: Lexicon): Question {
  const tokens = completeShared(correctSpelling(tokenize(text), lexicon), lexicon);
  const asks = new Set<AskKind>();
  const isSilent = new Array<boolean>(tokens.length).fill(false);

  for (let start = 0; start < tokens.length; ) {
    const chatter = lexicon.chatter.at(tokens, start);
    if (chatter !== undefined) isSilent.fill(true, start, start + chatter.length);
    start += chatter?.length ?? 1;
  }
  const isCue = new Array<boolean>(tokens.length).fill(false);
  const isInLongCue = new Array<boolean>(tokens.length).fill(false);
  const hints = new Set<string>();
  for (let start = 0; start < tokens.length; start++) {
    const cue = isSilent[start] ? undefined : lexicon.cues.at(tokens, start);
    if (cue === undefined) continue;
    for (const kind of cue.values) asks.add(kind);
    isCue.fill(true, start, start + cue.length);
    if (cue.length > 1) isInLongCue.fill(true, start, start + cue.length);
    for (const { text: word, stem } of tokens.slice(start, start + cue.length)) {
      if (!lexicon.stopwords.has(word) && lexicon.stems.has(stem)) hints.add(stem);
    }
  }

  const slots: Slot[] = [];
  const excluded: string[] = [];
  for (let start = 0; start < tokens.length; ) {
    if (isSilent[start]) {
      start++;
      continue;
    }
    const { slot, length } = readSlot(tokens, start, lexicon, isCue, isInLongCue);
    if (slot !== undefined && slot.kind === 'entry' && isExclusion(tokens, start)) excluded.push(...slot.ids);
    else if (slot !== undefined) slots.push(slot);
    start += length;
  }
  const entries = [...new Set(slots.filter((slot) => slot.kind === 'entry').flatMap((slot) => slot.ids))];
  return {
    asks: withoutGeneral(asks),
    slots: withoutImplied(mergeRepeated(slots), lexicon),
    entries,
    excluded,
    hints: [...hints],
  };
}

const joiners = new Set(['vs', 'versus', 'or', 'and']);

/** "Static versus dynamic typing": what both share is said once and meant twice. */
function completeShared(tokens: readonly Token[], lexicon: Lexicon): Token[] {
  return tokens.flatMap((token, index) => {
    if (!joiners.has(tokens[index + 1]?.text ?? '')) return [token];
    const second = lexicon.names.at(tokens, index + 2);
    const shared = second === undefined ? undefined : tokens[index + 1 + second.length];
    if (second === undefined || second.length < 2 || shared === undefined) return [token];
    return lexicon.names.at([token, shared], 0)?.length === 2 ? [token, shared] : [token];
  });
}

/** "Besides X", "except X", "apart from X", "other than X". */
function isExclusion(tokens: readonly Token[], start: number): boolean {
  const [before, last] = [tokens[start - 2]?.text, tokens[start - 1]?.text];
  if (last === 'besides' || last === 'except' || last === 'beyond') return true;
  return (before === 'apart' && last === 'from') || (before === 'other' && last === 'than');
}

/** "Postgres as a database": the topic of a named entry says nothing more. */
function withoutImplied(slots: readonly Slot[], lexicon: Lexicon): Slot[] {
  const topics = new Set(
    slots
      .filter((slot) => slot.kind === 'entry')
      .flatMap((slot) => slot.ids.flatMap((id) => lexicon.topicsOf(id))),
  );
  return slots.filter((slot) => slot.kind !== 'topic' || !slot.ids.every((id) => topics.has(id)));
}

/** "What are the weaknesses" asks for weaknesses, not for a definition or just any list. */
function withoutGeneral(asks: ReadonlySet<AskKind>): Set<AskKind> {
  const special = [...asks].filter((ask) => ask !== 'definition' && ask !== 'list');
  return new Set(special.length > 0 ? special : asks);
}

function correctSpelling(tokens: readonly Token[], lexicon: Lexicon): Token[] {
  let corrections = 0;
  return tokens.map((token) => {
    if (lexicon.isKnown(token) || corrections >= maxCorrections) return token;
    corrections++;
    const corrected = lexicon.speller.correct(token.text);
    const [replacement] = corrected === undefined ? [] : tokenize(corrected);
    return replacement === undefined ? token : { ...replacement, capital: token.capital };
  });
}

function readSlot(
  tokens: readonly Token[],
  start: number,
  lexicon: Lexicon,
  isCue: readonly boolean[],
  isInLongCue: readonly boolean[],
): { slot?: Slot; length: number } {
  const name = isCue[start] ? lexicon.names.exactlyAt(tokens, start) : lexicon.names.at(tokens, start);
  // A word of a longer cue, as "trade" in "trade offs", means nothing by itself.
  const meaning = isInLongCue[start] ? undefined : lexicon.synonyms.at(tokens, start);
  // By its stem "has" would be HA, high availability.
  const isSmall = meaning?.length === 1 && lexicon.stopwords.has(tokens[start]?.text ?? '');
  const synonym = isSmall ? undefined : meaning;
  const foreign = lexicon.foreign.at(tokens, start);
  const length = Math.max(name?.length ?? 0, synonym?.length ?? 0);
  if (foreign !== undefined && foreign.length >= length && foreign.length > (name?.length ?? 0)) {
    const words = wordsOf(tokens, start, foreign.length);
    return { slot: { kind: 'foreign', words, ids: [], terms: new Map(), own: [] }, length: foreign.length };
  }
  if (length === 0) {
    const { slot } = readWord(tokens[start], isCue[start] ?? false, lexicon);
    if (slot === undefined) return { length: 1 };
    const ordinal = /^\d{1,2}$/.test(slot.words) && numbered.has(tokens[start - 1]?.text ?? '');
    return { slot: ordinal ? { ...slot, ordinal } : slot, length: 1 };
  }

  const terms = new Map<string, number>();
  const span = tokens.slice(start, start + length);
  if (name !== undefined && name.length === length) addNames(terms, name.named, 1);
  if (synonym !== undefined && synonym.length === length) addMeanings(terms, synonym.values, lexicon);
  const ownWeight = (name === undefined ? 0.9 : 0.6) / (length > 2 ? length : Math.sqrt(length));
  const own = span
    .filter((token) => !lexicon.stopwords.has(token.text) && lexicon.stems.has(token.stem))
    .map((token) => token.stem);
  for (const stem of own) addTerm(terms, stem, ownWeight);
  const isName = name !== undefined && name.length === length;
  if (!isName && synonym !== undefined) {
    const ids = nicknamed(synonym.values, lexicon);
    if (ids.length > 0)
      return { slot: { kind: 'entry', words: wordsOf(tokens, start, length), ids, terms, own }, length };
  }
  if (!isName && span.every((token, index) => lexicon.stopwords.has(token.text) || isCue[start + index])) {
    if (synonym === undefined) return { length };
  }
  const kind = !isName
    ? 'word'
    : ((name.named.find((named) => named.kind === 'entry') ?? name.named[0])?.kind ?? 'word');
  const ids = isName ? name.named.filter((named) => named.kind === kind).map((named) => named.id) : [];
  return { slot: { kind, words: wordsOf(tokens, start, length), ids, terms, own }, length };
}

const numbered = new Set(['phase', 'step', 'layer', 'column', 'stage', 'tier', 'row']);

function readWord(token: Token | undefined, isCue: boolean, lexicon: Lexicon): { slot?: Slot } {
  if (token === undefined || lexicon.stopwords.has(token.text)) return {};
  const isDetail = lexicon.details.has(token.text);
  if (isCue && !isDetail) return {};
  const isHeld = lexicon.stems.has(token.stem);
  const terms = new Map(isHeld ? [[token.stem, 1]] : []);
  const kind = isDetail
    ? 'detail'
    : lexicon.everyday.has(token.stem) || (!isHeld && lexicon.isCommon(token.stem))
      ? 'everyday'
      : isHeld
        ? 'word'
        : 'unknown';
  return { slot: { kind, words: token.text, ids: [], terms, own: [...terms.keys()] } };
}

function addTerm(terms: Map<string, number>, term: string, weight: number): void {
  terms.set(term, Math.max(terms.get(term) ?? 0, weight));
}

/** Index terms of named things: `@` about, `~` mentioned, `^` a special case of, `%` criterion, `#` topic. */
function addNames(terms: Map<string, number>, named: readonly Named[], weight: number): void {
  for (const { kind, id } of named) {
    switch (kind) {
      case 'entry':
        addTerm(terms, `@${id}`, weight);
        addTerm(terms, `~${id}`, weight * relatedWeight);
        addTerm(terms, `^${id}`, weight * relatedWeight);
        break;
      case 'criterion':
        addTerm(terms, `%${id}`, weight * 0.8);
        break;
      case 'topic':
        addTerm(terms, `#${id}`, weight * 0.7);
        break;
    }
  }
}

function addMeanings(terms: Map<string, number>, meanings: readonly string[], lexicon: Lexicon): void {
  for (const meaning of meanings) {
    const tokens = tokenize(meaning);
    const name = lexicon.names.at(tokens, 0);
    if (name !== undefined && name.length === tokens.length) addNames(terms, name.named, synonymWeight);
    for (const token of tokens) {
      if (!lexicon.stopwords.has(token.text))
        addTerm(terms, token.stem, synonymWeight / Math.sqrt(tokens.length));
    }
  }
}

/** The entries that a nickname stands for; none where the words may mean something else too. */
function nicknamed(meanings: readonly string[], lexicon: Lexicon): string[] {
  const ids: string[] = [];
  for (const meaning of meanings) {
    const tokens = tokenize(meaning);
    const name = lexicon.names.exactlyAt(tokens, 0);
    const entry = name?.named.find(({ kind }) => kind === 'entry');
    if (name?.length !== tokens.length || entry === undefined) return [];
    ids.push(entry.id);
  }
  return ids;
}

function wordsOf(tokens: readonly Token[], start: number, length: number): string {
  return tokens
    .slice(start, start + length)
    .map((token) => token.text)
    .join(' ');
}

/** A word said twice counts once. */
function mergeRepeated(slots: readonly Slot[]): Slot[] {
  return [
    ...new Map(
      slots.map((slot) => [`${slot.kind} ${slot.ids.join()} ${slot.ids.length > 0 ? '' : slot.words}`, slot]),
    ).values(),
  ];
}
