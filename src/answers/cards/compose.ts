import { type Passage, uniqueCitations } from '../../knowledge/passages.ts';
import { probabilityOf } from '../../reading/linear.ts';
import type { DisputeView, Line } from '../../reply.ts';
import type { Answer } from '../answer.ts';
import { wordsRepeat } from '../same.ts';
import { type Hit, metEnough } from '../search.ts';
import type { Question } from '../understand.ts';
import type { CardReading } from './card-reading.ts';
import type { CardSearch, FoundCard } from './find.ts';
import { type ShownCard, sourcesOf } from './prepare.ts';
import type { Terms } from './terms.ts';

/** So many answers are told, each from one card. */
const maxAnswers = 3;
/** Where a further card is nearer than this to the first, its lead stands below. */
const closeMargin = 1.5;
const maxAlso = 2;
const maxSides = 3;
/** Characters of points that stand beside other leads; alone there is room for all. */
const pointsBeside = 120;
/** A dispute is asked about when it is among so many passages that meet the question best. */
const disputeWithin = 8;

/** What composing needs to know of the question and of what was found. */
export interface Composing {
  readonly question: Question;
  readonly terms: Terms;
  readonly hits: readonly Hit[];
  readonly search: Pick<CardSearch, 'standings'>;
  readonly reading: Pick<CardReading, 'terms'>;
  readonly passageById: ReadonlyMap<string, Passage>;
  /** 0 to 1: how sure it is that the documents cover the question. */
  readonly covering: number;
}

/**
 * Answers from cards: the first one's lead, its points, and the leads that come near.
 * @param found the cards that were found, the best first
 * @returns the best answer first; none where no card was found
 */
export function answersFromCards(found: readonly FoundCard[], composing: Composing): Answer[] {
  const [first, ...others] = found;
  if (first === undefined) return [];
  const near: FoundCard[] = [];
  for (const other of others.slice(0, 2 * maxAlso)) {
    if (near.length === maxAlso || first.score - other.score > closeMargin) break;
    const told = [first, ...near].map(({ card }) => card.lead);
    if (!told.some((lead) => wordsRepeat(other.card.lead, lead))) near.push(other);
  }
  near.unshift(...sidesLeft(first, others, composing.question).filter((side) => !near.includes(side)));
  // What stands below the first already is no further answer.
  const further = others.filter((other) => !near.includes(other)).slice(0, maxAnswers - 1);
  return [
    answerOf(first, near, others.slice(0, maxAlso), composing),
    ...further.map((one) => answerOf(one, [], [], composing)),
  ];
}

/** Of things that are compared, the best card of each that the first card is not about. */
function sidesLeft(
  { card }: FoundCard,
  others: readonly FoundCard[],
  { asks, entries }: Question,
): FoundCard[] {
  if (!asks.has('compare')) return [];
  return entries
    .filter((id) => !card.about.includes(id))
    .slice(0, maxSides)
    .flatMap((id) => others.find((other) => other.card.about[0] === id) ?? []);
}

function answerOf(
  { card, score }: FoundCard,
  near: readonly FoundCard[],
  next: readonly FoundCard[],
  composing: Composing,
): Answer {
  const { passageById } = composing;
  const cited = (ids: readonly string[]) =>
    uniqueCitations(ids.flatMap((id) => passageById.get(id)?.citations ?? []));
  const { excluded } = composing.question;
  const isWanted = ({ text }: Line) =>
    excluded.length === 0 || excluded.every((id) => !composing.reading.terms(text).entries.has(id));
  const points = card.points
    .map(({ text, from }): Line => ({ text, citations: cited(from) }))
    .filter(isWanted);
  const also = near
    .map(({ card: other }): Line => ({ text: other.lead, citations: cited(other.from) }))
    .filter(isWanted);
  const shown = also.length === 0 ? points.length : fitting(points, pointsBeside);
  const more = [
    ...points.slice(shown),
    ...next.flatMap(({ card: other }) => [
      ...(near.some((one) => one.card === other) ? [] : [{ text: other.lead, citations: cited(other.from) }]),
      ...other.points.map(({ text, from }): Line => ({ text, citations: cited(from) })),
    ]),
  ];
  const met = metBy(card, composing);
  const disputed = disputeOf(card, composing);
  const lines = [...points.slice(0, shown), ...also];
  return {
    id: card.id,
    kind: card.kind,
    card: card.id,
    lead: card.lead,
    sources: sourcesOf(card),
    reply: {
      kind: 'facts',
      title: card.lead,
      lines,
      disputes: disputed === undefined ? [] : [disputed],
      more,
      citations: uniqueCitations([...cited(card.from), ...lines.flatMap(({ citations }) => citations)]),
    },
    met,
    score: Math.round(1000 * composing.covering * probabilityOf(score)) / 1000,
  };
}

/** The dispute that bears on a card, where the question is about it and the lead does not tell its sides already. */
function disputeOf(card: ShownCard, { hits, passageById }: Composing): DisputeView | undefined {
  if (card.dispute === undefined || card.kind === 'dispute' || /^disputed\b/i.test(card.lead))
    return undefined;
  const id = `dispute.${card.dispute}`;
  const isAsked = hits.slice(0, disputeWithin).some(({ passage }) => passage.id === id);
  return isAsked ? passageById.get(id)?.dispute : undefined;
}

/** How many points fit, one at least. */
function fitting(points: readonly Line[], most: number): number {
  let [length, count] = [0, 0];
  for (const { text } of points) {
    length += text.length;
    if (count > 0 && length > most) break;
    count++;
  }
  return count;
}

/** How far a card meets each slot of the question: by its words and its asks, by what it is about, by its statements. */
function metBy(card: ShownCard, { question, terms, hits, search }: Composing): number[] {
  const standings = search.standings(terms, card);
  const stands = (word: string) => standings.get(word) === 'told' || standings.get(word) === 'asked';
  const sources = new Set(sourcesOf(card));
  const own = hits.filter(({ passage }) => sources.has(passage.id));
  return question.slots.map((slot, at) => {
    if (slot.ids.some((id) => card.about.includes(id)) || slot.own.some(stands)) return 1;
    const meant = [...slot.terms.keys()].some(stands) ? metEnough : 0;
    return Math.max(meant, ...own.map((hit) => hit.met[at] ?? 0));
  });
}
