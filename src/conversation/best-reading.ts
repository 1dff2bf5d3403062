import type { Answer, AskResult } from '../answers/answer.ts';
import { metEnough } from '../answers/search.ts';
import { tokenize } from '../answers/tokens.ts';
import type { Services } from './services.ts';

/** The reading of what was said that is answered best; of those that are answered nearly as well the first. */
export function bestCovered(
  services: Services,
  questions: readonly string[],
  said: string,
  isGuessed: boolean,
): { question: string; result: AskResult } {
  const own = tellingWords(services, said.replace(interjections, ''));
  const words = new Set(tokenize(said).map(({ text }) => text));
  // "And Go?" asks nothing by itself: the first reading says what is asked of it, and no other has to be answered.
  const compete = asksByItself(services, said);
  const covered: { question: string; result: AskResult; fit: number }[] = [];
  for (const question of questions) {
    const result = services.answering.answer(question);
    if (!result.covered) continue;
    // What was said as it stands is nobody's guess.
    const isGuess = isGuessed && !tokenize(question).every(({ text }) => words.has(text));
    if (isGuess && !meetsOwn(services, question, result.answers, own)) continue;
    const fit = fitOf(services, question, result.answers, own);
    if (isGuess && fit < leastGuessed) continue;
    covered.push({ question, result, fit });
    if (!compete) break;
  }
  const best = Math.max(...covered.map(({ fit }) => fit));
  const chosen = covered.find(({ fit }) => fit >= best - nearlyAsWell);
  if (chosen !== undefined) return chosen;
  // The last is the plainest: what is suggested instead follows from its words.
  const plainest = questions.at(-1) ?? '';
  const result = services.answering.answer(plainest);
  return { question: plainest, result: result.covered ? { covered: false, suggestions: [] } : result };
}

const nearlyAsWell = 0.1;

/** How well what is only guessed to be meant has to be answered at least. */
const leastGuessed = 0.2;

/** Whether words say what is asked, beside naming what it is asked of. */
function asksByItself({ answering }: Services, said: string): boolean {
  return answering
    .understand(said)
    .slots.some(({ kind }) => kind !== 'entry' && kind !== 'everyday' && kind !== 'unknown');
}

/** How well a question is answered: how sure that is, and how much of it is met; what was said now counts twice. */
function fitOf(
  { answering }: Services,
  question: string,
  [best]: readonly Answer[],
  own: readonly string[],
): number {
  const weights = answering.understand(question).slots.map(({ words }) => (own.includes(words) ? 2 : 1));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const met = weights.reduce((sum, weight, at) => sum + weight * (best?.met[at] ?? 0), 0);
  return (best?.score ?? 0) * (all === 0 ? 1 : met / all);
}

/** The words of a question that have to be met; "how many in total?" asks enough by its form. */
function tellingWords({ answering }: Services, said: string): string[] {
  const { slots, asks } = answering.understand(said);
  const isForm = asks.has('figure') && slots.every(({ words }) => summing.has(words));
  return isForm ? [] : slots.map(({ words }) => words);
}

const interjections = /^(?:(?:no|nope|nah|wait|sorry|oops|hm+|ok|okay|well|and|but|so|ah|oh)[\s,.:;!–-]+)+/i;

/** What a question about an amount says beside "how much". */
const summing: ReadonlySet<string> = new Set(['total', 'altogether', 'overall', 'exactly', 'roughly', 'all']);

/** Half of what somebody said themselves has to be met: what was spoken of before alone answers nothing. */
function meetsOwn(
  { answering }: Services,
  question: string,
  [best]: readonly Answer[],
  own: readonly string[],
): boolean {
  const { slots } = answering.understand(question);
  const places = slots.flatMap(({ words, kind }, at) => (own.includes(words) ? [{ at, kind }] : []));
  const missed = places.filter(({ at }) => (best?.met[at] ?? 0) < metEnough);
  // A word that the knowledge does not hold at all is of another world.
  // Where a word of the trade is met, as many everyday ones may be missed: "how to make migrations with it".
  const isOfTrade = places.some(
    ({ at, kind }) => kind !== 'everyday' && kind !== 'unknown' && (best?.met[at] ?? 0) >= metEnough,
  );
  const room = Math.max(1, places.length) + (isOfTrade ? 1 : 0);
  return missed.length * 2 < room && !missed.some(({ kind }) => kind === 'unknown');
}
