// Times one `ask` beside three search libraries over the same statements, in one process, and over ten times
// the knowledge. Ratios are what counts; absolute times are this machine's.
import { performance } from 'node:perf_hooks';
import { createAnswerer } from '../src/answers/ask.ts';
import type { WholeKnowledge } from '../src/knowledge/knowledge.ts';
import { loadWhole } from '../src/knowledge/load.ts';
import { createEngines } from './eval/engines.ts';
import { ownSet, readQuestions, sharedSet } from './eval/questions.ts';

const rounds = 5;
const knowledge = await loadWhole();
const questions = (readQuestions(sharedSet) ?? readQuestions(ownSet) ?? []).map(({ q }) => q);

interface Times {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Milliseconds of each call over all questions; the first round warms up and is not counted. */
function time(answer: (question: string) => unknown): Times {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    for (const question of questions) {
      const start = performance.now();
      answer(question);
      if (round > 0) times.push(performance.now() - start);
    }
  }
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

/** The same knowledge `factor` times over, the copies under ids of their own. */
function multiply(base: WholeKnowledge, factor: number): WholeKnowledge {
  const statements = Array.from({ length: factor }, (_, copy) =>
    base.statements.map((statement) =>
      copy === 0 ? statement : { ...statement, id: `${statement.id}.${copy}` },
    ),
  );
  return { ...base, statements: statements.flat() };
}

const print = (text: string) => process.stdout.write(`${text}\n`);
const ms = (value: number) => value.toFixed(3).padStart(9);

print(`${questions.length} questions, ${rounds} rounds, ${knowledge.statements.length} statements`);
print(`${'engine'.padEnd(22)}  p50 ms    p99 ms    max ms    p50 ratio  p99 ratio`);
let base: Times | undefined;
for (const engine of createEngines(knowledge)) {
  const times = time((question) => engine.answer(question));
  base ??= times;
  print(
    `${engine.name.padEnd(22)} ${ms(times.p50)} ${ms(times.p99)} ${ms(times.max)}  ${(times.p50 / base.p50).toFixed(2).padStart(8)}  ${(times.p99 / base.p99).toFixed(2).padStart(8)}`,
  );
}
const large = createAnswerer(multiply(knowledge, 10));
const tenfold = time(large);
print(
  `${'ask, 10x knowledge'.padEnd(22)} ${ms(tenfold.p50)} ${ms(tenfold.p99)} ${ms(tenfold.max)}  ${(tenfold.p50 / (base?.p50 ?? 1)).toFixed(2).padStart(8)}  ${(tenfold.p99 / (base?.p99 ?? 1)).toFixed(2).padStart(8)}`,
);
