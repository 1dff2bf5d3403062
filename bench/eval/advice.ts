// Gives every scenario's brief to the advisor and prints how often its pick is right or plainly wrong, by topic and
// difficulty, beside the best constant answer for each topic; for pairs of briefs that differ in one fact, how often
// both picks are right. Then how many questions walks ask. `--wrong` lists what is wrong.
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Advisor, createAdvisor } from '../../src/advisor/advisor.ts';
import { loadBuiltIn } from '../../src/knowledge/load.ts';
import { measureWalks } from './walks.ts';

const scenarioSchema = z.object({
  id: z.string(),
  topic: z.string(),
  text: z.string(),
  accept: z.array(z.string()),
  reject: z.array(z.string()).default([]),
  difficulty: z.string().default('-'),
});
const briefSchema = z.object({ text: z.string(), accept: z.array(z.string()) });
const pairSchema = z.object({ id: z.string(), topic: z.string(), a: briefSchema, b: briefSchema });

type Scenario = z.infer<typeof scenarioSchema>;

const advisor = createAdvisor(await loadBuiltIn());
const print = (text: string) => process.stdout.write(`${text}\n`);
const showWrong = process.argv.includes('--wrong');

const own = new URL('./scenarios.jsonl', import.meta.url);
const shared = new URL('../../../shared/eval/scenarios.dev.jsonl', import.meta.url);
for (const [name, file] of [
  ['own scenarios', own],
  ['shared scenarios', shared],
] as const) {
  const scenarios = readLines(file, scenarioSchema);
  if (scenarios.length === 0) print(`\n${name}: not there, left out`);
  else report(name, scenarios);
}
reportPairs(readLines(new URL('../../../shared/eval/pairs.dev.jsonl', import.meta.url), pairSchema));
print('\nquestions asked until nothing can change the winner, over random coherent teams');
for (const line of measureWalks(advisor)) print(line);

function report(name: string, scenarios: readonly Scenario[]): void {
  const results = scenarios.map((scenario) => ({
    scenario,
    pick: pickFor(advisor, scenario.topic, scenario.text),
  }));
  const right = results.filter(({ scenario, pick }) => isOneOf(pick, scenario.accept));
  const wrong = results.filter(({ scenario, pick }) => isOneOf(pick, scenario.reject));
  print(`\n${name}: ${right.length} of ${results.length} right, ${wrong.length} plainly wrong`);
  for (const key of ['topic', 'difficulty'] as const) {
    for (const [value, group] of Map.groupBy(results, ({ scenario }) => scenario[key])) {
      const count = group.filter(({ scenario, pick }) => isOneOf(pick, scenario.accept)).length;
      const constant =
        key === 'topic'
          ? `, best constant answer ${bestConstant(group.map(({ scenario }) => scenario))}`
          : '';
      print(`  ${value.padEnd(14)} ${count} of ${group.length}${constant}`);
    }
  }
  if (!showWrong) return;
  for (const { scenario, pick } of results.filter((result) => !right.includes(result))) {
    print(`  ${scenario.id} wants ${scenario.accept.join(' or ')}, got ${pick}: ${scenario.text}`);
  }
}

function reportPairs(pairs: readonly z.infer<typeof pairSchema>[]): void {
  if (pairs.length === 0) {
    print('\npairs: not there, left out');
    return;
  }
  const results = pairs.map((pair) => {
    const [a, b] = [pickFor(advisor, pair.topic, pair.a.text), pickFor(advisor, pair.topic, pair.b.text)];
    return { pair, changed: a !== b, both: isOneOf(a, pair.a.accept) && isOneOf(b, pair.b.accept) };
  });
  print(
    `\npairs: both right in ${results.filter(({ both }) => both).length} of ${pairs.length}; the pick changes in ${results.filter(({ changed }) => changed).length}`,
  );
}

function pickFor(by: Advisor, topic: string, text: string): string {
  return by.result(by.brief(text, topic).walk).ranking[0]?.name ?? '';
}

/** Names are given in more ways than one: "Rails API Mode" is Rails. */
function isOneOf(pick: string, names: readonly string[]): boolean {
  const words = (name: string) =>
    ` ${name
      .toLowerCase()
      .replace(/[^a-z0-9.]+/g, ' ')
      .trim()} `;
  return names.some((name) => words(pick).includes(words(name)) || words(name).includes(words(pick)));
}

function bestConstant(scenarios: readonly Scenario[]): number {
  const names = new Set(scenarios.flatMap(({ accept }) => accept));
  return Math.max(
    ...[...names].map((name) => scenarios.filter(({ accept }) => isOneOf(name, accept)).length),
  );
}

function readLines<Schema extends z.ZodType>(file: URL, schema: Schema): z.infer<Schema>[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => schema.parse(JSON.parse(line)));
}
