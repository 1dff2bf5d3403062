import { LRUCache } from 'lru-cache';
import type { Answering } from '../answers/ask.ts';

/** So many questions and their answers are kept: what a team asks, it asks again, and a turn reads its words several times. */
const kept = 500;
/** Longer ones nobody asks twice. */
const longest = 300;

/** The same answering with what was asked lately at hand: a question's answer depends on nothing but its words. */
export function cacheAnswers(answering: Answering): Answering {
  return {
    ...answering,
    answer: keepingLatest(answering.answer),
    understand: keepingLatest(answering.understand),
  };
}

function keepingLatest<Result extends object>(work: (text: string) => Result): (text: string) => Result {
  const results = new LRUCache<string, Result>({ max: kept });
  return (text) => {
    if (text.length > longest) return work(text);
    const result = results.get(text) ?? work(text);
    results.set(text, result);
    return result;
  };
}
