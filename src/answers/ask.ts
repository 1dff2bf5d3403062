import type { Knowledge, WholeKnowledge } from '../knowledge/knowledge.ts';
import { buildPassages, type Passage, uniqueCitations } from '../knowledge/passages.ts';
import { probabilityOf, scoreOf } from '../reading/linear.ts';
import type { Answer, AskResult } from './answer.ts';
import { createCardReading } from './cards/card-reading.ts';
import { answersFromCards } from './cards/compose.ts';
import { coverValues } from './cards/covering.ts';
import { openCards } from './cards/find.ts';
import { loadCardModel } from './cards/model.ts';
import { passageEvidence } from './cards/passage-evidence.ts';
import { type CardData, prepareCards } from './cards/prepare.ts';
import { readTerms, type Terms } from './cards/terms.ts';
import { answerFromStatements } from './compose.ts';
import { type Explanation, explain } from './explain.ts';
import { type LexiconData, openLexicon, prepareLexicon } from './lexicon.ts';
import { type Hit, openSearch, prepareSearch, type SearchData, shareMet } from './search.ts';
import { type Question, understand } from './understand.ts';

/** Answers a question from the knowledge: deterministic, offline, never throws for any text. */
export type Answerer = (question: string) => AskResult;

/** Where a second question begins. */
const anotherQuestion = /\?\s+|,?\s+and\s+(?=(?:how|what|which|why|when|where|who|is|are|does|do|can)\b)/i;
const maxParts = 3;
const linesOfEach = 3;
const maxSplit = 1_000;
/** An operator's own statement that meets so much of a question comes before all that the documents say. */
const houseShare = 0.5;

/** Everything that answering derives from the knowledge, as plain data: it can be stored and used again. */
export interface AnswerData {
  readonly passages: readonly Passage[];
  readonly lexicon: LexiconData;
  readonly search: SearchData;
  readonly cards: CardData;
}

/** Derives passages and indexes as plain data to be stored; the costly half of {@link createAnswerer}. */
export function prepareAnswers(knowledge: WholeKnowledge): AnswerData {
  const passages = buildPassages(knowledge);
  const lexicon = prepareLexicon(knowledge, passages);
  return {
    passages,
    lexicon,
    search: prepareSearch(knowledge, passages),
    cards: prepareCards(knowledge, passages, openLexicon(lexicon), loadCardModel()),
  };
}

/** Answering, how a question is read before it is answered, and why an answer came first. */
export interface Answering {
  readonly answer: Answerer;
  understand(question: string): Question;
  explain(question: string): Explanation;
  /** The entry that the documents compare another with most. */
  rivalOf(entry: string): string | undefined;
}

/** Makes an answerer alone, deriving all that it needs: {@link createAnswering}. */
export function createAnswerer(knowledge: WholeKnowledge): Answerer {
  return createAnswering(knowledge, prepareAnswers(knowledge)).answer;
}

/** Makes answering that is cheap to call; `data` was prepared from the same knowledge. */
export function createAnswering(knowledge: Knowledge, data: AnswerData): Answering {
  const { passages } = data;
  const lexicon = openLexicon(data.lexicon);
  const search = openSearch(data.search, passages);
  // What is packed in the data is unpacked once: nothing that stays may hold on to it.
  const { cards: shown, model } = data.cards;
  const { covering, manner, standing } = model;
  const passageById = new Map(passages.map((passage) => [passage.id, passage]));
  const reading = createCardReading(knowledge.entries, passageById, lexicon);
  const cards = openCards(data.cards, reading);
  const own = new Set(knowledge.own);

  const read = (text: string) => {
    const question = understand(text, lexicon);
    const hits = search.find(question);
    const terms = readTerms(text, lexicon);
    const found = cards.find(terms, passageEvidence(hits), question.asks);
    const values = coverValues({ terms, question, hits, found, search: cards, manner, standing });
    return { question, hits, terms, found, values, sure: scoreOf(covering, values) };
  };
  const answerOne = (text: string): AskResult => {
    const { question, hits, terms, found, sure } = read(text);
    const importances = search.importances(question.slots);
    const isHouse = ({ passage, met }: Hit) =>
      own.has(passage.id) && shareMet(met, importances) >= houseShare;
    const house = own.size === 0 ? undefined : answerFromStatements(hits.filter(isHouse), importances);
    const isCovered = sure >= covering.threshold && saysSomething(terms);
    if (house === undefined && !isCovered)
      return { covered: false, suggestions: suggest(question, knowledge) };
    const told = {
      ...{ question, terms, hits, search: cards, reading, passageById },
      covering: probabilityOf(sure),
    };
    const fromCards = isCovered ? answersFromCards(found, told) : [];
    const fromStatements = fromCards.length > 0 ? undefined : answerFromStatements(hits, importances);
    return {
      covered: true,
      answers: [before(house, fromCards[0]), ...fromCards, house === undefined ? fromStatements : undefined]
        .flatMap((answer) => answer ?? [])
        .slice(0, 3),
    };
  };

  // Only a conversation asks for them.
  let rivals: ReadonlyMap<string, string> | undefined;
  return {
    answer: (text) => answerParts(text, answerOne),
    rivalOf(entry) {
      rivals ??= rivalsIn(shown);
      return rivals.get(entry);
    },
    understand: (text) => understand(text, lexicon),
    explain(text) {
      const { terms, found, values } = read(text);
      return explain({ terms, found, values, search: cards, model });
    },
  };
}

/** Answers both questions where two came in one message; where only one can be answered, that one. */
function answerParts(text: string, answerOne: Answerer): AskResult {
  const whole = answerOne(text);
  const parts = text.slice(0, maxSplit).split(anotherQuestion).slice(0, maxParts);
  if (parts.length < 2) return whole;
  const answered = parts.map(answerOne).filter((result) => result.covered);
  const [first, second] = answered;
  if (first === undefined || (second === undefined && whole.covered)) return whole;
  if (second === undefined) return first;
  return {
    covered: true,
    answers: [both(first.answers, second.answers), ...first.answers, ...second.answers]
      .slice(0, 3)
      .flatMap((one) => one ?? []),
  };
}

/** Of each entry that cards compare, the one it is compared with most; of equals the first. */
function rivalsIn(cards: CardData['cards']): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const { kind, about } of cards) {
    if (kind !== 'versus' || about.length !== 2) continue;
    for (const [one, other] of [about, [...about].reverse()]) {
      if (one === undefined || other === undefined) continue;
      const of = counts.get(one) ?? new Map<string, number>();
      counts.set(one, of.set(other, (of.get(other) ?? 0) + 1));
    }
  }
  const most = (of: ReadonlyMap<string, number>) =>
    [...of].reduce((best, next) => (next[1] > best[1] ? next : best));
  return new Map([...counts].map(([entry, of]) => [entry, most(of)[0]]));
}

/** Figures and signs alone are no question. */
function saysSomething({ weights }: Terms): boolean {
  return [...weights.keys()].some((term) => /\p{L}/u.test(term));
}

/** The operator's own rule, and below it what the documents say. */
function before(house: Answer | undefined, documents: Answer | undefined): Answer | undefined {
  if (house === undefined || documents === undefined) return house;
  const { reply } = house;
  const said = { text: documents.lead, citations: documents.reply.citations };
  return {
    ...house,
    reply: {
      ...reply,
      lines: [...reply.lines, said],
      citations: uniqueCitations([...reply.citations, ...said.citations]),
    },
  };
}

/** Two questions in one message get one answer: the first lines of each, the rest behind "more". */
function both([one]: readonly Answer[], [other]: readonly Answer[]): Answer | undefined {
  if (one === undefined || other === undefined || one.id === other.id) return one;
  const second = { text: other.lead, citations: other.reply.citations };
  const [own, others] = [one.reply.lines, other.reply.lines];
  return {
    ...one,
    sources: [...new Set([...one.sources, ...other.sources])],
    reply: {
      kind: 'facts',
      title: one.lead,
      lines: [...own.slice(0, linesOfEach), second, ...others.slice(0, linesOfEach)],
      disputes: [...one.reply.disputes, ...other.reply.disputes],
      more: [...own.slice(linesOfEach), ...others.slice(linesOfEach), ...one.reply.more, ...other.reply.more],
      citations: uniqueCitations([...one.reply.citations, ...other.reply.citations]),
    },
  };
}

/** The nearest that the documents do cover: what the question names, or the topics. */
function suggest(question: Question, knowledge: Knowledge): string[] {
  const named = question.entries.flatMap(
    (id) => knowledge.entries.find((entry) => entry.id === id)?.name ?? [],
  );
  return named.length > 0 ? named.slice(0, 3) : knowledge.topics.map((topic) => topic.name).slice(0, 5);
}
