import type { Result } from '../advisor/result.ts';
import type { TopicRubric } from '../advisor/rubric.ts';
import { AdvisorError } from '../errors.ts';
import { uniqueCitations } from '../knowledge/passages.ts';
import type { FactsReply, Line } from '../reply.ts';
import { changeTexts } from './advice-replies.ts';
import type { Services } from './services.ts';

/** With fewer facts a question is none that a rubric can decide: the documents' own words answer it. */
const leastFacts = 2;
const shownReasons = 2;

/**
 * The advisor's pick for a question that says what is needed: two reasons, and what would change it. Undefined where it
 * tells too little, or the rubric is not sure: a guess is worse than what the documents say.
 */
export function pickFor({ advisor, answering }: Services, question: string): FactsReply | undefined {
  if (!answering.understand(question).asks.has('recommend')) return undefined;
  const briefed = briefOf(advisor, question);
  if (briefed === undefined) return undefined;
  const told = new Set(briefed.understood.map((one) => one.question));
  if (told.size < leastFacts) return undefined;
  const result = advisor.result(briefed.walk);
  const [winner] = result.ranking;
  const isSure = result.ties.length < 2 && result.confidence.level !== 'low';
  if (winner === undefined || !isSure || winner.reasons.length === 0) return undefined;
  const reasons = winner.reasons.slice(0, shownReasons);
  const lines: Line[] = [...reasons, ...flipLine(result, advisor.topic(briefed.walk.topic))];
  return {
    kind: 'facts',
    title: `${winner.name}, by what you need: ${winner.score} of 100, ${result.confidence.level} confidence.`,
    lines,
    disputes: [],
    more: [],
    citations: uniqueCitations(reasons.flatMap(({ citations }) => citations)),
  };
}

/** What words tell of a choice, and the walk that they would begin; undefined where they tell no topic. */
export function briefOf(advisor: Services['advisor'], words: string, topic?: string) {
  try {
    return advisor.brief(words, topic);
  } catch (error) {
    if (error instanceof AdvisorError && error.code === 'usage') return undefined;
    throw error;
  }
}

function flipLine(result: Result, topic: TopicRubric): Line[] {
  const [text] = changeTexts(result, topic);
  return text === undefined ? [] : [{ text: `What would change it: ${text}`, citations: [] }];
}
