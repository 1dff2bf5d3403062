// Gives every scenario's brief to the advisor and prints how often its pick is right or plainly wrong, by topic and
// difficulty, beside the best constant answer for each topic; for pairs of briefs that differ in one fact, how often
// both picks are right. Then how many questions walks ask. `--wrong` lists what is wrong.
import { createAdvisor } from '../../src/advisor/advisor.ts';
import { loadBuiltIn } from '../../src/knowledge/load.ts';
import {
  isOneOf,
  ownScenarios,
  type Pair,
  pickAll,
  pickPairs,
  readPairs,
  readScenarios,
  type Scenario,
  sharedPairs,
  sharedScenarios,
} from './advice-score.ts';
import { measurePairs, minimalPairs, readMinimalPairs } from './pairs-score.ts';
import { measureWalks } from './walks.ts';

const advisor = createAdvisor(await loadBuiltIn());
const print = (text: string) => process.stdout.write(`${text}\n`);
const showWrong = process.argv.includes('--wrong');

for (const [name, file] of [
  ['own scenarios', ownScenarios],
  ['shared scenarios', sharedScenarios],
] as const) {
  const scenarios = readScenarios(file);
  if (scenarios.length === 0) print(`\n${name}: not there, left out`);
  else report(name, scenarios);
}
reportPairs(readPairs(sharedPairs));
reportMinimalPairs();
print('\nquestions asked until nothing can change the winner, over random coherent teams');
for (const line of measureWalks(advisor)) print(line);

function report(name: string, scenarios: readonly Scenario[]): void {
  const results = pickAll(advisor, scenarios);
  const right = results.filter((result) => result.right);
  const wrong = results.filter((result) => result.wrong);
  print(`\n${name}: ${right.length} of ${results.length} right, ${wrong.length} plainly wrong`);
  for (const key of ['topic', 'difficulty'] as const) {
    for (const [value, group] of Map.groupBy(results, ({ scenario }) => scenario[key])) {
      const count = group.filter((result) => result.right).length;
      const constant =
        key === 'topic'
          ? `, best constant answer ${bestConstant(group.map(({ scenario }) => scenario))}`
          : '';
      print(`  ${value.padEnd(14)} ${count} of ${group.length}${constant}`);
    }
  }
  if (!showWrong) return;
  for (const { scenario, pick } of results.filter((result) => !result.right)) {
    print(`  ${scenario.id} wants ${scenario.accept.join(' or ')}, got ${pick}: ${scenario.text}`);
  }
}

function reportMinimalPairs(): void {
  const pairs = readMinimalPairs(minimalPairs, advisor);
  const { facts, read } = measurePairs(advisor, pairs);
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  print(
    `\n${pairs.length} minimal pairs, both right: ${percent(facts)} with the facts set by hand, ${percent(read)} as they are read`,
  );
}

function reportPairs(pairs: readonly Pair[]): void {
  if (pairs.length === 0) {
    print('\npairs: not there, left out');
    return;
  }
  const results = pickPairs(advisor, pairs);
  print(
    `\npairs: both right in ${results.filter(({ both }) => both).length} of ${pairs.length}; the pick changes in ${results.filter(({ changed }) => changed).length}`,
  );
}

function bestConstant(scenarios: readonly Scenario[]): number {
  const names = new Set(scenarios.flatMap(({ accept }) => accept));
  return Math.max(
    ...[...names].map((name) => scenarios.filter(({ accept }) => isOneOf(name, accept)).length),
  );
}
