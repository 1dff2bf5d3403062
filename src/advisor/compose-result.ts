import type { Knowledge } from '../knowledge/knowledge.ts';
import { factMap } from '../knowledge/passages.ts';
import { isDecided, nextQuestion, openQuestions } from './decide.ts';
import { draftOf } from './draft.ts';
import { changesToWin, type Flip, findFlips } from './flips.ts';
import { panelOf } from './panel.ts';
import { type Facts, type Ranked, type Ranking, rank, winnerOf } from './rank.ts';
import {
  type Confidence,
  type DisputeRow,
  type FactById,
  questionView,
  type RankedView,
  type Result,
  type Standing,
} from './result.ts';
import { labelsOf, nameOf, type TopicRubric } from './rubric.ts';
import { conditionGiven, type DecidingRule, lastResort } from './rules.ts';

const maxReasons = 6;
const maxDisputes = 3;
const maxAdvice = 4;

/** Points of score ahead from which on a lead is clear, and up to which it is a toss-up. */
const clearLead = 12;
const narrowLead = 4;

/** Tells who stands where in walks of one knowledge. */
export function createStandings(knowledge: Knowledge): (topic: TopicRubric, facts: Facts) => Standing {
  const facts = factMap(knowledge);
  return (topic, told) => standingOf(rank(topic, told), facts);
}

function standingOf(ranking: Ranking, facts: FactById): Standing {
  const winner = winnerOf(ranking);
  return {
    pick: winner === undefined ? null : { id: winner.id, name: winner.name },
    ranking: ranking.ranked.map((one) => viewOf(one, ranking.narrowed.spoken, facts)),
    ties: ranking.ties,
  };
}

/** Makes results of walks from one knowledge. */
export function createResults(knowledge: Knowledge): (topic: TopicRubric, facts: Facts) => Result {
  const facts = factMap(knowledge);
  return (topic, told) => {
    const ranking = rank(topic, told);
    const winner = winnerOf(ranking);
    const [, second] = ranking.ranked;
    const decided = isDecided(topic, told);
    const asked = decided ? undefined : nextQuestion(topic, told);
    const open = openQuestions(topic, told.answers);
    const confidence = confidenceOf(ranking, open.length, decided);
    const disputes = disputesOf(ranking, knowledge, facts);
    const flips = findFlips(topic, told);
    const partial = {
      topic: topic.id,
      next: asked === undefined ? null : questionView(asked, facts),
      unanswered: open.map(({ id }) => id),
      decided,
      lead: ranking.lead,
      ...standingOf(ranking, facts),
      confidence,
      runnerUp:
        winner === undefined || second === undefined
          ? null
          : {
              name: second.name,
              needs: changesToWin(topic, told, second.id).map((flip) => changeText(flip, topic)),
            },
      panel: panelOf(topic, ranking, facts),
      disputes,
      flips: flips.map((flip) => ({
        question: flip.question,
        from: labelsOf(flip.from, flip.question, topic),
        to: labelsOf(flip.to, flip.question, topic),
        winner: nameOf(flip.winner, topic),
      })),
      ...adviceOn(winner?.id, knowledge, facts),
    };
    return { ...partial, draft: partial.pick === null ? null : draftOf(topic, told, partial) };
  };
}

function viewOf(one: Ranked, rules: readonly DecidingRule[], facts: FactById): RankedView {
  const strongest = [...one.reasons].sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const cited = (ids: readonly string[]) =>
    [...new Set(ids)].flatMap((id) => facts.get(id) ?? []).slice(0, maxReasons);
  return {
    id: one.id,
    name: one.name,
    score: one.score,
    // What decides comes before what only weighs, what speaks for this one alone before what does for others too.
    reasons: cited(
      [
        ...rules
          .filter(({ kind, keeps, precedence }) => {
            return kind === 'picks' && keeps.has(one.id) && precedence !== conditionGiven;
          })
          .sort(
            (a, b) =>
              Number(a.precedence === lastResort) - Number(b.precedence === lastResort) ||
              a.keeps.size - b.keeps.size,
          ),
        ...strongest.filter(({ points }) => points > 0),
      ].map(({ because }) => because),
    ),
    against: cited(
      [
        ...rules.filter(({ kind, keeps }) => kind === 'out' && !keeps.has(one.id)),
        ...strongest.filter(({ points }) => points < 0),
      ].map(({ because }) => because),
    ),
  };
}

function confidenceOf(ranking: Ranking, unanswered: number, decided: boolean): Confidence {
  const [first, second] = ranking.ranked;
  const lead = (first?.score ?? 0) - (second?.score ?? 0);
  const shared = { lead, unanswered };
  if (ranking.ties.length > 0 || ranking.lead === 'disputed') return { level: 'low', ...shared };
  if (lead < narrowLead && ranking.lead === 'rubric') return { level: 'low', ...shared };
  const panelDisagrees = ranking.verdicts.some(
    ({ picks, determined }) => determined && first !== undefined && !picks.includes(first.id),
  );
  if (panelDisagrees || lead < clearLead || (!decided && unanswered > 0))
    return { level: 'medium', ...shared };
  return { level: 'high', ...shared };
}

/** Where determined methods pick different candidates, and what the knowledge holds as disputed about the first two. */
function disputesOf(ranking: Ranking, knowledge: Knowledge, facts: FactById): DisputeRow[] {
  const rows: DisputeRow[] = [];
  const determined = ranking.verdicts.filter((verdict) => verdict.determined);
  const [one] = determined;
  const other = determined.find(({ picks }) => !picks.some((pick) => one?.picks.includes(pick)));
  if (one !== undefined && other !== undefined) {
    rows.push({
      question: 'The documents pick differently for these answers.',
      sides: [one, other].map((verdict) => ({
        text: `${verdict.method}: ${verdict.picks.map((id) => ranking.ranked.find((r) => r.id === id)?.name ?? id).join(' or ')}. ${verdict.because
          .flatMap((id) => facts.get(id)?.text ?? [])
          .slice(0, 1)
          .join('')}`,
        citations: verdict.because.flatMap((id) => facts.get(id)?.citations ?? []).slice(0, 1),
      })),
      reason: undefined,
    });
  }
  const [first, second] = ranking.ranked;
  const known = knowledge.disputes
    .filter(({ about }) => first !== undefined && about.includes(first.id))
    .sort((a, b) => Number(b.about.includes(second?.id ?? '')) - Number(a.about.includes(second?.id ?? '')));
  for (const dispute of known) {
    rows.push({
      question: dispute.question,
      sides: dispute.sides.map((side) => ({
        text: side.position,
        citations: side.statements.flatMap((id) => facts.get(id)?.citations ?? []).slice(0, 2),
      })),
      reason: dispute.reason,
    });
  }
  return rows.slice(0, maxDisputes);
}

/** What the documents accept, fear and warn of about a candidate. */
function adviceOn(
  winner: string | undefined,
  knowledge: Knowledge,
  facts: FactById,
): Pick<Result, 'tradeoffs' | 'risks' | 'pitfalls'> {
  const about = knowledge.statements.filter(
    (statement) => winner !== undefined && statement.about[0] === winner,
  );
  const cited = (kinds: readonly string[]) =>
    about.filter(({ kind }) => kinds.includes(kind)).flatMap(({ id }) => facts.get(id) ?? []);
  const mitigations = cited(['mitigation', 'workaround']);
  return {
    tradeoffs: [...cited(['tradeoff']), ...cited(['weakness'])].slice(0, maxAdvice),
    risks: cited(['risk'])
      .slice(0, maxAdvice)
      .map((risk, index) => ({ risk, mitigation: mitigations[index] })),
    pitfalls: [...cited(['pitfall', 'dont'])].slice(0, maxAdvice),
  };
}

function changeText(flip: Flip, topic: TopicRubric): string {
  const name = topic.questions.find(({ id }) => id === flip.question)?.name ?? flip.question;
  return `${name}: ${labelsOf(flip.to, flip.question, topic)}`;
}
