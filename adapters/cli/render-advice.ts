import type { Advisor, BriefedWalk } from '../../src/advisor/advisor.ts';
import type { Understood } from '../../src/advisor/brief.ts';
import type { Question } from '../../src/advisor/rubric.ts';
import type { Walk } from '../../src/advisor/walk.ts';
import { recommendationReply, unclearText } from '../../src/conversation/advice-replies.ts';
import { renderReply } from './render.ts';

/** The result of a walk as one line of JSON. */
export function adviseJson(advisor: Advisor, { walk, understood, unclear }: BriefedWalk): string {
  const { lead, ...result } = advisor.result(walk);
  const { topic, ...rest } = result;
  const parts = advisor.parts(walk);
  return JSON.stringify({
    topic,
    understood,
    unclear,
    ...rest,
    leadBy: lead,
    ...(parts.length > 0 ? { parts } : {}),
  });
}

/** The result of a walk as text for a terminal: in short, or with all that there is to tell. */
export function adviseText(
  advisor: Advisor,
  { walk, understood, unclear }: BriefedWalk,
  { whole }: { readonly whole: boolean },
): string {
  const topic = advisor.topic(walk.topic);
  const next = advisor.next(walk);
  const lines = [
    ...unclear.map(unclearText),
    renderReply({ ...recommendationReply(advisor, walk, [], { whole }), told: [] }),
    ...section(
      'Understood',
      topic.questions.flatMap((question) => toldOf(question, walk, understood)),
    ),
    ...(next === undefined
      ? []
      : [
          '',
          `Next question (${next.question}): ${next.prompt}`,
          ...next.options.map(({ id, label }) => `  --set ${next.question}=${id}  ${label}`),
        ]),
  ];
  return lines.join('\n');
}

/** "Team: Python ("we all write Python")": what was answered, with the words of the brief where it comes from these. */
function toldOf(
  { id, name, options }: Question,
  { answers }: Walk,
  understood: readonly Understood[],
): string[] {
  return (answers[id] ?? []).map((chosen) => {
    const label = options.find((option) => option.id === chosen)?.label ?? chosen;
    const words = understood.find(({ question, option }) => question === id && option === chosen)?.because;
    return `${name}: ${label}${words === undefined ? '' : ` ("${words}")`}`;
  });
}

/** Topics with their questions. */
export function topicsText(advisor: Advisor): string {
  return advisor.topics
    .map((topic) =>
      [
        `${topic.id}: ${topic.name} (${topic.candidates.map(({ name }) => name).join(', ')})`,
        ...topic.questions.map(
          (question) =>
            `  ${question.id}: ${question.prompt} ${question.options.map(({ id }) => id).join(' | ')}`,
        ),
      ].join('\n'),
    )
    .join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `- ${line}`)];
}
