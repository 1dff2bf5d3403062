// Times whole walks and the choice of the next question, for every topic and for ten times the questions.
import { performance } from 'node:perf_hooks';
import { nextQuestion } from '../src/advisor/decide.ts';
import { readRubrics } from '../src/advisor/read-rubrics.ts';
import type { TopicRubric } from '../src/advisor/rubric.ts';
import { loadBuiltIn } from '../src/knowledge/load.ts';

const walks = 200;
const print = (text: string) => process.stdout.write(`${text}\n`);

/** The same topic with its questions and reasons `factor` times over, under ids of their own. */
function multiply(topic: TopicRubric, factor: number): TopicRubric {
  const copies = Array.from({ length: factor }, (_, copy) => copy);
  const idOf = (id: string, copy: number) => (copy === 0 ? id : `${id}-${copy}`);
  return {
    ...topic,
    questions: copies.flatMap((copy) =>
      topic.questions.map((question) => ({ ...question, id: idOf(question.id, copy) })),
    ),
    reasons: copies.flatMap((copy) =>
      topic.reasons.map((reason) => ({
        ...reason,
        tests: reason.tests.map((test) => ({ ...test, question: idOf(test.question, copy) })),
      })),
    ),
  };
}

function time(topic: TopicRubric): { walk: number; next: number } {
  const [whole, single]: [number[], number[]] = [[], []];
  for (let walk = 0; walk < walks; walk++) {
    const start = performance.now();
    let answers: Record<string, readonly string[]> = {};
    for (;;) {
      const before = performance.now();
      const question = nextQuestion(topic, { answers, shortlist: [], weights: {} });
      single.push(performance.now() - before);
      if (question === undefined) break;
      const option =
        question.options[(walk * 7 + Object.keys(answers).length) % question.options.length] ??
        question.options[0];
      answers = { ...answers, [question.id]: option === undefined ? [] : [option.id] };
    }
    whole.push(performance.now() - start);
  }
  const p99 = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN;
  return { walk: p99(whole), next: p99(single) };
}

print('\ntopic          whole walk p99 ms   next question p99 ms   ... with ten times the questions');
for (const topic of readRubrics(await loadBuiltIn()).values()) {
  const [once, tenfold] = [time(topic), time(multiply(topic, 10))];
  print(
    `${topic.id.padEnd(14)} ${once.walk.toFixed(2).padStart(17)} ${once.next.toFixed(3).padStart(22)} ${tenfold.next.toFixed(3).padStart(34)}`,
  );
}
