import type { Knowledge } from '../knowledge/knowledge.ts';
import { factMap } from '../knowledge/passages.ts';
import type { Citation } from '../reply.ts';
import { isDecided, nextQuestion, openQuestions } from './decide.ts';
import { changesToWin, type Flip, findFlips } from './flips.ts';
import { type Facts, type Lead, type Ranked, type Ranking, rank, winnerOf } from './rank.ts';
import type { Question, TopicRubric } from './rubric.ts';
import { conditionGiven, type DecidingRule, lastResort } from './rules.ts';

/** A fact with its place, as it is shown. */
export interface Cited {
  readonly text: string;
  readonly citations: readonly Citation[];
}

/** A candidate with what speaks for it and against it. */
export interface RankedView {
  readonly id: string;
  readonly name: string;
  readonly score: number;
  readonly reasons: readonly Cited[];
  readonly against: readonly Cited[];
}

/** How sure a recommendation is: how far ahead the winner is, and how much was left open. */
export interface Confidence {
  readonly level: 'high' | 'medium' | 'low';
  /** Points of score between the first and the second. */
  readonly lead: number;
  /** Questions without an answer. */
  readonly unanswered: number;
}

/** What one document's own method says. */
export interface PanelRow {
  readonly document: string;
  readonly method: string;
  /** What it picks; null where the answers do not tell it enough. */
  readonly pick: string | null;
  readonly determined: boolean;
  readonly because: string;
}

/** Sides that disagree, with their citations. */
export interface DisputeRow {
  readonly question: string;
  readonly sides: readonly Cited[];
  readonly reason: string | undefined;
}

/** The record that a result would propose. */
export interface Draft {
  readonly title: string;
  readonly context: string;
  readonly drivers: readonly string[];
  readonly options: readonly { name: string; pros: readonly string[]; cons: readonly string[] }[];
  readonly decision: string;
  readonly consequences: readonly string[];
  readonly tags: readonly string[];
}

/** What a walk has come to so far. */
export interface Result {
  readonly topic: string;
  readonly next: QuestionView | null;
  readonly unanswered: readonly string[];
  readonly decided: boolean;
  readonly lead: Lead;
  /** Who is recommended; nobody where the first are level. */
  readonly pick: { readonly id: string; readonly name: string } | null;
  readonly ranking: readonly RankedView[];
  /** Candidates that are level in the first place; none where one is picked. */
  readonly ties: readonly string[];
  readonly confidence: Confidence;
  /** What it takes for the second to win; nobody where the first are level. */
  readonly runnerUp: { readonly name: string; readonly needs: readonly string[] } | null;
  readonly panel: readonly PanelRow[];
  readonly disputes: readonly DisputeRow[];
  readonly flips: readonly { question: string; from: string; to: string; winner: string }[];
  readonly tradeoffs: readonly Cited[];
  readonly risks: readonly { risk: Cited; mitigation: Cited | undefined }[];
  readonly pitfalls: readonly Cited[];
  /** None without a pick. */
  readonly draft: Draft | null;
}

/** A question as a surface shows it. */
export interface QuestionView {
  readonly question: string;
  readonly prompt: string;
  readonly several: boolean;
  readonly options: readonly { id: string; label: string }[];
  /** Why it is asked. */
  readonly why: readonly Cited[];
}

/** A fact by its id: statements, table cells. */
type FactById = ReadonlyMap<string, Cited>;

const maxReasons = 6;
const maxDisputes = 3;
const maxAdvice = 4;

/** Points of score ahead from which on a lead is clear, and up to which it is a toss-up. */
const clearLead = 12;
const narrowLead = 4;

/** Who stands where, without what would change it: that takes far longer to find than the ranking. */
export type Standing = Pick<Result, 'pick' | 'ranking' | 'ties'>;

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

/** The one that is picked; none where several are level. */
export function pickedOf({ pick, ranking }: Result): RankedView | undefined {
  return pick === null ? undefined : ranking[0];
}

/** Those who share the first place; none where one is picked. */
export function tiedOf({ ranking, ties }: Standing): RankedView[] {
  return ranking.filter(({ id }) => ties.includes(id));
}

/** Names of those who share the first place; none where one is picked. */
export function tiedNames(result: Standing): string[] {
  return tiedOf(result).map(({ name }) => name);
}

/** A question with its options and why it is asked. */
export function questionView(question: Question, facts: FactById): QuestionView {
  return {
    question: question.id,
    prompt: question.prompt,
    several: question.several,
    options: question.options.map(({ id, label }) => ({ id, label })),
    why: question.why.flatMap((id) => facts.get(id) ?? []),
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

function panelOf(topic: TopicRubric, { ranked, verdicts }: Ranking, facts: FactById): PanelRow[] {
  const methods = verdicts.map((verdict): PanelRow => {
    const picks = verdict.picks.filter((id) => topic.candidates.some((candidate) => candidate.id === id));
    return {
      document: verdict.document,
      method: verdict.method,
      pick: pickText(picks, topic),
      determined: verdict.determined,
      because:
        picks.length === 0
          ? 'The answers do not tell it enough.'
          : verdict.because
              .flatMap((id) => facts.get(id)?.text ?? [])
              .slice(0, 2)
              .join(' '),
    };
  });
  return [...methods, ...voicesOf(topic, ranked, facts, new Set(methods.map(({ document }) => document)))];
}

/** Documents without a method of their own here: whom their reasons favour. */
function voicesOf(
  topic: TopicRubric,
  ranked: readonly Ranked[],
  facts: FactById,
  heard: ReadonlySet<string>,
): PanelRow[] {
  const points = new Map<string, Map<string, number>>();
  const texts = new Map<string, string>();
  for (const one of ranked) {
    for (const reason of one.reasons) {
      const fact = facts.get(reason.because);
      const document = fact?.citations[0]?.document;
      if (document === undefined || heard.has(document)) continue;
      const own = points.get(document) ?? new Map<string, number>();
      own.set(one.id, (own.get(one.id) ?? 0) + reason.points);
      points.set(document, own);
      if (reason.points > 0 && !texts.has(`${document} ${one.id}`))
        texts.set(`${document} ${one.id}`, fact?.text ?? '');
    }
  }
  return [...points]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([document, own]) => {
      const most = Math.max(...own.values());
      const picks = most > 0 ? [...own].filter(([, value]) => value === most).map(([id]) => id) : [];
      return {
        document,
        method: 'Its reasons',
        pick: pickText(picks, topic),
        determined: false,
        because:
          picks.length === 0
            ? 'The answers do not tell it enough.'
            : (texts.get(`${document} ${picks[0] ?? ''}`) ?? ''),
      };
    });
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

function draftOf(topic: TopicRubric, told: Facts, result: Omit<Result, 'draft'>): Draft {
  const [winner, ...others] = result.ranking;
  const drivers = topic.questions.flatMap((question) => {
    const chosen = told.answers[question.id] ?? [];
    return chosen.length === 0 ? [] : [`${question.name}: ${labelsOf(chosen, question.id, topic)}`];
  });
  const weights = Object.entries(told.weights).map(([criterion, weight]) => `${criterion} ${weight}`);
  const all =
    weights.length > 0 ? [...drivers, `Weights of the star matrix: ${weights.join(', ')}`] : drivers;
  const name = winner?.name ?? '';
  return {
    title: `Use ${name} for the ${topic.name.toLowerCase()}`,
    context: `We decide on the ${topic.name.toLowerCase()}. ${all.length > 0 ? `What we know: ${all.join('; ')}.` : 'No answers were given.'}`,
    drivers: all,
    options: result.ranking.slice(0, 4).map((one) => ({
      name: one.name,
      pros: one.reasons.map(withPlace),
      cons: one.against.map(withPlace),
    })),
    decision: others[0] === undefined ? `We take ${name}.` : `We take ${name} rather than ${others[0].name}.`,
    consequences: [
      ...result.tradeoffs.map((fact) => `Accepted: ${withPlace(fact)}`),
      ...result.risks.map(
        ({ risk, mitigation }) =>
          `Risk: ${withPlace(risk)}${mitigation === undefined ? '' : ` Mitigation: ${withPlace(mitigation)}`}`,
      ),
      ...result.pitfalls.map((fact) => `To avoid: ${withPlace(fact)}`),
    ],
    tags: [topic.id],
  };
}

function withPlace({ text, citations }: Cited): string {
  const [citation] = citations;
  return citation === undefined ? text : `${text} [${citation.document}, ${citation.section}]`;
}

function pickText(picks: readonly string[], topic: TopicRubric): string | null {
  return picks.length === 0 ? null : picks.map((id) => nameOf(id, topic)).join(' or ');
}

function nameOf(id: string, topic: TopicRubric): string {
  return topic.candidates.find((candidate) => candidate.id === id)?.name ?? id;
}

/** Labels of options, or "nothing" for none. */
function labelsOf(options: readonly string[], questionId: string, topic: TopicRubric): string {
  const question = topic.questions.find(({ id }) => id === questionId);
  const labels = options.map((id) => question?.options.find((option) => option.id === id)?.label ?? id);
  return labels.length > 0 ? labels.join(', ') : 'nothing';
}

function changeText(flip: Flip, topic: TopicRubric): string {
  const name = topic.questions.find(({ id }) => id === flip.question)?.name ?? flip.question;
  return `${name}: ${labelsOf(flip.to, flip.question, topic)}`;
}
