import { type Answers, allHold } from './answers.ts';
import { starSums, type Verdict, verdictOf, type Weights } from './methods.ts';
import { type Candidate, type Reason, reasonsAbout, type TopicRubric } from './rubric.ts';
import { conditionGiven, lastResort, type Narrowed, narrow } from './rules.ts';

/** Three stars of five speak neither for nor against. */
const middleStars = 3;

/** What a walk has been told. */
export interface Facts {
  readonly answers: Answers;
  /** The candidates that are still in question; all where empty. */
  readonly shortlist: readonly string[];
  /** Weights for the star matrix; none where empty. */
  readonly weights: Weights;
}

/** A candidate in its place. */
export interface Ranked extends Candidate {
  /** What the reasons come to: those for minus those against. */
  readonly points: number;
  /** 0 to 100. */
  readonly score: number;
  readonly reasons: readonly Reason[];
}

/** Which method put the winner first. */
export type Lead = 'stars' | 'rule' | 'document' | 'disputed' | 'rubric';

/** The candidates in order, and how that order came about. */
export interface Ranking {
  readonly ranked: readonly Ranked[];
  readonly lead: Lead;
  readonly verdicts: readonly Verdict[];
  /** Whom the explicit rules leave in question, and which of them had a say. */
  readonly narrowed: Narrowed;
  /** Candidates that share the first place; none where one stands alone. */
  readonly ties: readonly string[];
}

/** Who wins: the first, or nobody where several share the first place. */
export function winnerOf({ ranked, ties }: Ranking): Ranked | undefined {
  return ties.length > 0 ? undefined : ranked[0];
}

/** So many points for (and none against) make a score of 73 of 100. */
const pointsScale = 8;

/**
 * Ranks a topic's candidates. This is the one place that says which method leads:
 * 1. The documents' explicit rules decide whom they leave in question.
 * 2. With weights given, the star matrix ranks what it rates of these; ties are ties.
 * 3. Otherwise, where one document's method is fully determined by the answers, its picks come first. Where several
 *    are, what they agree on does; where they agree on nothing, none leads, and the dispute is shown.
 * 4. The rest is the weighted rubric. Reasons for a candidate never lower it. What is level then is parted by a rule of
 *    last resort, or by nothing: no order of a list picks anybody.
 */
export function rank(topic: TopicRubric, facts: Facts): Ranking {
  const candidates = inQuestion(topic, facts.shortlist);
  const verdicts = topic.methods.map((method) => verdictOf(method, facts.answers, facts.weights));
  const byStars = rankByStars(topic, candidates, facts);
  if (byStars !== undefined) return { ...byStars, verdicts };

  const ids = candidates.map(({ id }) => id);
  const deciding = topic.rules.filter(({ precedence }) => precedence < lastResort);
  const narrowed = narrow(deciding, ids, facts.answers);
  const told = candidates.map((candidate, place) => {
    const reasons = reasonsAbout(topic, candidate.id).filter(
      (reason) => allHold(reason.tests, facts.answers) === true,
    );
    const points = reasons.reduce((sum, reason) => sum + reason.points, 0);
    return { ...candidate, points, reasons, place };
  });
  // What is ruled out stays so, whatever a method says that was not asked about it.
  const remaining = remainingOf(told, narrowed);
  const { leading, lead } = leadingPicks(
    verdicts,
    told.filter(({ id }) => remaining.has(id)),
  );
  const placed = told.map((one) => ({
    ...one,
    isOut: !remaining.has(one.id),
    isLeading: leading.includes(one.id),
  }));
  const before = (a: Placed, b: Placed) =>
    Number(a.isOut) - Number(b.isOut) ||
    Number(b.isLeading) - Number(a.isLeading) ||
    (Math.abs(b.points - a.points) < level ? 0 : b.points - a.points);
  const [best] = [...placed].sort(before);
  const equals =
    best === undefined ? [] : placed.filter((one) => before(one, best) === 0).map(({ id }) => id);
  const last = narrow(
    topic.rules.filter(({ precedence }) => precedence === lastResort),
    equals,
    facts.answers,
  );
  const ranked = [...placed].sort(
    (a, b) => before(a, b) || Number(last.left.has(b.id)) - Number(last.left.has(a.id)) || a.place - b.place,
  );
  return {
    ranked: withScores(ranked),
    lead: narrowed.left.size === 1 && lead !== 'document' ? 'rule' : lead,
    narrowed: { left: narrowed.left, spoken: [...narrowed.spoken, ...last.spoken] },
    verdicts,
    ties: last.left.size > 1 ? ids.filter((id) => last.left.has(id)) : [],
  };
}

/** Sums of shares of points differ by less than this only by rounding. */
const level = 1e-9;

/** From so many points against by one reason on, a candidate is out of the question. */
const rulingOut = -40;

/** Whether an answer leaves a candidate out of the question. */
export function isRuledOut(reasons: readonly Reason[]): boolean {
  return reasons.some(({ points }) => points <= rulingOut);
}

/** Who is still in question; whom the rules leave where an answer rules all of these out, as a shortlist may have it. */
function remainingOf(
  candidates: readonly { readonly id: string; readonly reasons: readonly Reason[] }[],
  { left }: Narrowed,
): ReadonlySet<string> {
  const remaining = candidates.filter(({ id, reasons }) => left.has(id) && !isRuledOut(reasons));
  return remaining.length > 0 ? new Set(remaining.map(({ id }) => id)) : left;
}

/** The candidates that a shortlist leaves; all of them where it names none. */
export function inQuestion(topic: TopicRubric, shortlist: readonly string[]): readonly Candidate[] {
  const listed = topic.candidates.filter(({ id }) => shortlist.includes(id));
  return listed.length > 0 ? listed : topic.candidates;
}

/** What the determined methods put first. */
export function leadingPicks(
  verdicts: readonly Verdict[],
  candidates: readonly Candidate[],
): { leading: string[]; lead: Lead } {
  const ids = candidates.map(({ id }) => id);
  const determined = verdicts
    .filter((verdict) => verdict.determined)
    .map(({ picks }) => ids.filter((id) => picks.includes(id)))
    .filter((picks) => picks.length > 0);
  if (determined.length === 0) return { leading: [], lead: 'rubric' };
  const agreed = ids.filter((id) => determined.every((picks) => picks.includes(id)));
  return agreed.length > 0 ? { leading: agreed, lead: 'document' } : { leading: [], lead: 'disputed' };
}

interface Placed extends Omit<Ranked, 'score'> {
  readonly isOut: boolean;
  readonly isLeading: boolean;
}

/** Scores in the order of the ranking: whoever a document's method puts behind is not shown with a higher score. */
function withScores(placed: readonly Placed[]): Ranked[] {
  let ceiling = 100;
  const best = Math.max(...placed.map(({ points }) => points));
  return placed.map(({ id, name, language, points, reasons, isLeading }, index) => {
    const own = scoreOf(isLeading && index === 0 ? Math.max(points, best) : points);
    const score = Math.min(own, ceiling);
    ceiling = score;
    return { id, name, language, points, reasons, score };
  });
}

function scoreOf(points: number): number {
  return Math.round(100 / (1 + Math.exp(-points / pointsScale)));
}

function rankByStars(
  topic: TopicRubric,
  candidates: readonly Candidate[],
  { answers, weights }: Facts,
): Omit<Ranking, 'verdicts'> | undefined {
  const method = topic.methods.find(({ kind }) => kind === 'stars');
  const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  if (method?.kind !== 'stars' || total === 0) return undefined;
  const sums = starSums(method.stars, weights);
  // Whoever weighs the criteria asks for their sum: only what is given, such as the language, leaves somebody out.
  const narrowed = narrow(
    topic.rules.filter(({ precedence }) => precedence === conditionGiven),
    candidates.map(({ id }) => id),
    answers,
  );
  const rated = candidates.filter(({ id }) => sums.has(id) && narrowed.left.has(id));
  if (rated.length === 0) return undefined;
  const ranked = rated
    .map((candidate): Ranked => {
      const points = sums.get(candidate.id) ?? 0;
      const reasons = [...method.stars].flatMap(([criterion, row]): Reason[] => {
        const [weight, stars] = [weights[criterion] ?? 0, row.get(candidate.id) ?? 0];
        const cell = method.cells.get(criterion)?.get(candidate.id);
        return weight === 0 || cell === undefined || stars === middleStars
          ? []
          : [{ tests: [], candidate: candidate.id, points: weight * (stars - middleStars), because: cell }];
      });
      return { ...candidate, points, score: Math.round((100 * points) / (5 * total)), reasons };
    })
    .sort((a, b) => b.points - a.points);
  const ties = ranked.filter(({ points }) => points === ranked[0]?.points).map(({ id }) => id);
  return { ranked, lead: 'stars', narrowed, ties: ties.length > 1 ? ties : [] };
}
