// Asks every question of the sets and prints how many come back right, beside three search libraries
// over the same statements. `--wrong` lists the questions that Stack Advisor gets wrong.
import { loadWhole } from '../../src/knowledge/load.ts';
import { createEngines } from './engines.ts';
import { type EvalQuestion, isUncovered, ownSet, readQuestions, sharedSet } from './questions.ts';
import { ask, type Score, shareOf } from './questions-score.ts';

const engines = createEngines(await loadWhole());
for (const [name, file] of [
  ['own set', ownSet],
  ['shared sample', sharedSet],
] as const) {
  const questions = readQuestions(file);
  if (questions === undefined) print(`${name}: not there, left out\n`);
  else report(name, questions);
}

function report(name: string, questions: readonly EvalQuestion[]): void {
  print(`\n${name}: ${questions.length} questions\n`);
  print(`${'engine'.padEnd(22)} first   three   refused: far    near   inside  cited   length\n`);
  for (const engine of engines) {
    const scores = questions.map((question) => ask(engine, question));
    const covered = scores.filter(({ question }) => !isUncovered(question));
    const refused = (section: string) =>
      share(
        scores.filter(({ question }) => isUncovered(question) && question.section === section),
        'refused',
      );
    const given = covered.filter(({ refused }) => !refused);
    const length = Math.round(
      given.reduce((sum, score) => sum + score.length, 0) / Math.max(1, given.length),
    );
    print(
      `${engine.name.padEnd(22)} ${share(covered, 'first')}  ${share(covered, 'three')}           ${refused('far')}  ${refused('near')}  ${refused('inside')}  ${share(given, 'cited')}  ${length}\n`,
    );
  }
  const [advisor] = engines;
  const scores = questions.map((question) => ask(advisor, question));
  for (const key of ['kind', 'style'] as const) {
    print(`\nby ${key} (right first, within three, of how many)\n`);
    const covered = scores.filter(({ question }) => !isUncovered(question));
    for (const [value, group] of Map.groupBy(covered, ({ question }) => question[key])) {
      print(`  ${value.padEnd(18)} ${share(group, 'first')}  ${share(group, 'three')}  ${group.length}\n`);
    }
  }
  if (process.argv.includes('--wrong')) scores.forEach(printWrong);
}

function share(scores: readonly Score[], key: 'first' | 'three' | 'refused' | 'cited'): string {
  if (scores.length === 0) return '     -';
  return `${(100 * shareOf(scores, key)).toFixed(1)} %`.padStart(6);
}

function printWrong(score: Score): void {
  const { question } = score;
  const wrong = isUncovered(question) ? !score.refused : !score.first;
  if (!wrong) return;
  const [given] = engines[0].answer(question.q);
  print(`\n${question.id} [${question.kind}/${question.style}/${question.section}] ${question.q}\n`);
  print(
    `  wants ${JSON.stringify(question.must)} ${JSON.stringify(question.any)}${score.three ? ' (within three)' : ''}\n`,
  );
  print(given === undefined ? '  refused\n' : `  ${given.title}\n  ${given.text.replaceAll('\n', '\n  ')}\n`);
}

function print(text: string): void {
  process.stdout.write(text);
}
