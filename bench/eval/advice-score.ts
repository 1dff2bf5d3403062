import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Advisor } from '../../src/advisor/advisor.ts';

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

/** A brief, and which picks are right or plainly wrong for it. */
export type Scenario = z.infer<typeof scenarioSchema>;
/** Two briefs that differ in one fact. */
export type Pair = z.infer<typeof pairSchema>;

/** The project's own scenarios; the shared samples are used beside them where they are there. */
export const ownScenarios = new URL('./scenarios.jsonl', import.meta.url);
export const sharedScenarios = new URL('../../../shared/eval/scenarios.dev.jsonl', import.meta.url);
export const sharedPairs = new URL('../../../shared/eval/pairs.dev.jsonl', import.meta.url);

/** The scenarios of a JSON-lines file; none where it is not there. */
export function readScenarios(file: URL): Scenario[] {
  return readLines(file, scenarioSchema);
}

/** The pairs of a JSON-lines file; none where it is not there. */
export function readPairs(file: URL): Pair[] {
  return readLines(file, pairSchema);
}

/** What the advisor picks for each scenario, and whether that is right or plainly wrong. */
export function pickAll(advisor: Advisor, scenarios: readonly Scenario[]) {
  return scenarios.map((scenario) => {
    const pick = pickFor(advisor, scenario.topic, scenario.text);
    const [right, wrong] = [isOneOf(pick, scenario.accept), isOneOf(pick, scenario.reject)];
    return { scenario, pick, right, wrong };
  });
}

/** Whether the pick changes within each pair, and whether both picks are right. */
export function pickPairs(advisor: Advisor, pairs: readonly Pair[]) {
  return pairs.map(({ topic, a, b }) => {
    const [one, other] = [pickFor(advisor, topic, a.text), pickFor(advisor, topic, b.text)];
    return { changed: one !== other, both: isOneOf(one, a.accept) && isOneOf(other, b.accept) };
  });
}

function pickFor(by: Advisor, topic: string, text: string): string {
  return by.result(by.brief(text, topic).walk).ranking[0]?.name ?? '';
}

/** Names are given in more ways than one: "Rails API Mode" is Rails. */
export function isOneOf(pick: string, names: readonly string[]): boolean {
  const words = (name: string) =>
    ` ${name
      .toLowerCase()
      .replace(/[^a-z0-9.]+/g, ' ')
      .trim()} `;
  return names.some((name) => words(pick).includes(words(name)) || words(name).includes(words(pick)));
}

/** The values of a JSON-lines file; none where it is not there. */
export function readLines<Schema extends z.ZodType>(file: URL, schema: Schema): z.infer<Schema>[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => schema.parse(JSON.parse(line)));
}
