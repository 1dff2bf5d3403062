import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Answer, AskResult } from './answer.ts';
import { composeAnswers } from './compose.ts';
import { covers } from './cover.ts';
import { type LexiconData, openLexicon, prepareLexicon } from './lexicon.ts';
import { buildPassages, type Passage, uniqueCitations } from './passages.ts';
import { openSearch, prepareSearch, type SearchData } from './search.ts';
import { type Question, understand } from './understand.ts';

/** Answers a question from the knowledge: deterministic, offline, never throws for any text. */
export type Answerer = (question: string) => AskResult;

/** A further answer is shown when it meets at least this share of what the best one meets. */
const alsoShare = 0.5;

/** Where a second question begins. */
const anotherQuestion = /\?\s+|,?\s+and\s+(?=(?:how|what|which|why|when|where|who|is|are|does|do|can)\b)/i;
const maxParts = 3;
const linesOfEach = 3;
const maxSplit = 1_000;

/** Everything that answering derives from the knowledge, as plain data: it can be stored and used again. */
export interface AnswerData {
  readonly passages: readonly Passage[];
  readonly lexicon: LexiconData;
  readonly search: SearchData;
}

/** Derives the passages and their indexes; the costly half of {@link createAnswerer}. */
export function prepareAnswers(knowledge: Knowledge): AnswerData {
  const passages = buildPassages(knowledge);
  return {
    passages,
    lexicon: prepareLexicon(knowledge, passages),
    search: prepareSearch(knowledge, passages),
  };
}

/** Answering, and how a question is read before it is answered. */
export interface Answering {
  readonly answer: Answerer;
  understand(question: string): Question;
}

/** Makes an answerer alone: {@link createAnswering}. */
export function createAnswerer(knowledge: Knowledge, data?: AnswerData): Answerer {
  return createAnswering(knowledge, data).answer;
}

/** Makes answering that is cheap to call; `data`, where given, was prepared from the same knowledge. */
export function createAnswering(
  knowledge: Knowledge,
  data: AnswerData = prepareAnswers(knowledge),
): Answering {
  const { passages } = data;
  const lexicon = openLexicon(data.lexicon);
  const search = openSearch(data.search, passages);
  const context = {
    knowledge,
    passages,
    passageById: new Map(passages.map((passage) => [passage.id, passage])),
    passagesBySubject: Map.groupBy(passages, (passage) => passage.about[0] ?? ''),
    candidates: new Set(knowledge.entries.filter(({ topics }) => topics.length > 0).map(({ id }) => id)),
  };

  const answerOne = (text: string): AskResult => {
    const question = understand(text, lexicon);
    const importances = search.importances(question.slots);
    const hits = search.find(question);
    const answers = composeAnswers(question, hits, importances, context);
    const [best] = answers;
    if (best === undefined || !covers(best, question, importances)) {
      return { covered: false, suggestions: suggest(question, knowledge) };
    }
    return {
      covered: true,
      answers: answers.filter((answer) => answer === best || answer.score >= best.score * alsoShare),
    };
  };

  const answer = (text: string): AskResult => {
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
  };
  return { answer, understand: (text) => understand(text, lexicon) };
}

/** Two questions in one message get one answer: the first lines of each, the rest behind "more". */
function both([one]: readonly Answer[], [other]: readonly Answer[]): Answer | undefined {
  if (one === undefined || other === undefined || one.id === other.id) return one;
  const lines = [one, other].map(({ reply }) => reply.lines);
  return {
    ...one,
    reply: {
      kind: 'facts',
      title: `${one.reply.title} · ${other.reply.title}`,
      lines: lines.flatMap((list) => list.slice(0, linesOfEach)),
      disputes: [...one.reply.disputes, ...other.reply.disputes],
      more: [...lines.flatMap((list) => list.slice(linesOfEach)), ...one.reply.more, ...other.reply.more],
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
