import type { Answer } from '../answers/answer.ts';
import type { Choice } from '../reply.ts';
import { chartOfAnswer } from './answer-charts.ts';
import { type AnswerChoice, choiceIdText } from './choice-id.ts';
import type { Extent } from './meaning/follow-ups.ts';
import type { Asked } from './memory.ts';
import { briefOf } from './quick-pick.ts';
import { nameOf, type Services } from './services.ts';
import { sayChoice } from './turn.ts';

/** What can be chosen, where a question names such things beside concepts: "Postgres or Mongo for transactions". */
export function comparable({ knowledge }: Services, ids: readonly string[]): readonly string[] {
  const things = ids.filter(
    (id) => (knowledge.entries.find((entry) => entry.id === id)?.topics.length ?? 0) > 0,
  );
  return things.length > 0 ? things : ids;
}

/**
 * What can be pressed below answers to a question: more, a walk or a comparison, a chart, whether it helped. None where
 * nothing was found.
 */
export function choicesFor(
  services: Services,
  { id, question }: Pick<Asked, 'id' | 'question'>,
  answers: readonly Answer[],
  extent: Extent,
): Choice[] {
  const [best] = answers;
  if (extent === 'sources' || best === undefined) return [];
  const more = best.reply.more.length;
  const idOf = (what: AnswerChoice) => choiceIdText({ kind: 'answer', what, asked: id });
  return [
    ...(more > 0 && extent !== 'more'
      ? [{ id: idOf('more'), label: `More (${more})`, unfolds: true } as const]
      : []),
    ...(canBeWalked(services, question, best)
      ? [{ id: idOf('walk'), label: 'Walk through it' }]
      : compareChoice(services, question)),
    ...(chartOfAnswer(services.knowledge, best) === undefined ? [] : [{ id: idOf('chart'), label: 'Chart' }]),
    { id: idOf('helpful'), label: 'Helpful' },
    { id: idOf('wrong'), label: 'Not right?' },
  ];
}

/** A question about one thing can go on to what that is compared with. */
function compareChoice(services: Services, question: string): Choice[] {
  const { entries } = services.answering.understand(question);
  const [thing, ...others] = comparable(services, entries);
  const rival = thing === undefined || others.length > 0 ? undefined : services.answering.rivalOf(thing);
  if (thing === undefined || rival === undefined) return [];
  const [one, other] = [nameOf(services, thing), nameOf(services, rival)];
  return [sayChoice(`Compare with ${other}`, `${one} vs ${other}`)];
}

/** Kinds of cards that bear on a choice: it can be walked through. */
const choosing: ReadonlySet<string> = new Set(['need', 'versus', 'when', 'when-not']);

/** Whether a question asks what to take, of a topic that there is a walk for. */
function canBeWalked({ advisor, answering }: Services, question: string, { kind }: Answer): boolean {
  const { asks } = answering.understand(question);
  return (choosing.has(kind) || asks.has('recommend')) && briefOf(advisor, question) !== undefined;
}
