import type { Facts } from './rank.ts';
import type { Cited, Draft, Result } from './result.ts';
import { labelsOf, type TopicRubric } from './rubric.ts';

/** The record that proposes the first of a result's ranking. */
export function draftOf(topic: TopicRubric, told: Facts, result: Omit<Result, 'draft'>): Draft {
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
