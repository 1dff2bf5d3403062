import { parseCondition, type Test } from '../knowledge/conditions.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { conditionsOf } from '../knowledge/rubric-references.ts';
import type { Rubric } from '../knowledge/rubric-schema.ts';
import { readMethod } from './read-method.ts';
import { type Candidate, candidatesMeant, type Question, type Reason, type TopicRubric } from './rubric.ts';
import type { DecidingRule } from './rules.ts';

/** Reads every rubric of the knowledge: topic id -> rubric, in the knowledge's order. */
export function readRubrics(knowledge: Knowledge): ReadonlyMap<string, TopicRubric> {
  const byTopic = new Map(knowledge.rubrics.map((rubric) => [rubric.topic, rubric]));
  return new Map(knowledge.rubrics.map((rubric) => [rubric.topic, readRubric(rubric, byTopic, knowledge)]));
}

function readRubric(rubric: Rubric, byTopic: ReadonlyMap<string, Rubric>, knowledge: Knowledge): TopicRubric {
  const entries = new Map(knowledge.entries.map((entry) => [entry.id, entry]));
  const candidates = rubric.candidates.map((id): Candidate => {
    const entry = entries.get(id);
    return { id, name: entry?.name ?? id, language: languageOf(entry?.language) };
  });
  const chain = inheritance(rubric, byTopic);
  const methods = chain.flatMap(({ rubric: from }) => from.methods.map((method) => ({ method, from })));
  const composed = rubric.composes.flatMap((topic) => byTopic.get(topic) ?? []);
  const conditions = [...chain.map(({ rubric: from }) => from), ...composed]
    .flatMap(conditionsOf)
    .map(parseCondition);
  return {
    id: rubric.topic,
    name: knowledge.topics.find(({ id }) => id === rubric.topic)?.name ?? rubric.topic,
    candidates,
    questions: rubric.questions.flatMap((id) => readQuestion(id, conditions.flat(), knowledge)),
    rules: chain
      .flatMap(({ rubric: from }) => rulesOf(from, rubric, candidates))
      .sort((a, b) => a.precedence - b.precedence),
    reasons: chain.flatMap(({ rubric: from, share }) => reasonsOf(from, share, rubric, candidates)),
    methods: methods.map(({ method, from }) => readMethod(method, from, candidates, knowledge)),
  };
}

/** TypeScript and JavaScript entries run on Node.js here. */
function languageOf(language: string | undefined): string | undefined {
  return language === 'typescript' || language === 'javascript' ? 'nodejs' : language;
}

/** A rubric and those whose reasons count in it too, each by its share. */
function inheritance(
  rubric: Rubric,
  byTopic: ReadonlyMap<string, Rubric>,
): { rubric: Rubric; share: number }[] {
  const chain = [{ rubric, share: 1 }];
  let share = 1;
  for (let next = rubric.inherits; next !== undefined && chain.length < 4; ) {
    const parent = byTopic.get(next.topic);
    if (parent === undefined) break;
    share *= next.share;
    chain.push({ rubric: parent, share });
    next = parent.inherits;
  }
  return chain;
}

/** Rules for candidates; what picks a language keeps whatever is written in it. */
function rulesOf(from: Rubric, rubric: Rubric, candidates: readonly Candidate[]): DecidingRule[] {
  const asked = new Set(rubric.questions);
  return from.rules.flatMap((rule): DecidingRule[] => {
    const tests = parseCondition(rule.when);
    const picked = rule.picks.flatMap((id) => candidatesMeant(id, candidates));
    const out = new Set(rule.out.flatMap((id) => candidatesMeant(id, candidates)));
    if (tests.some(({ question }) => !asked.has(question)) || picked.length + out.size === 0) return [];
    return [
      {
        tests,
        unless: rule.unless
          .map(parseCondition)
          .filter((exception) => exception.every(({ question }) => asked.has(question))),
        keeps: new Set(
          picked.length > 0 ? picked : candidates.map(({ id }) => id).filter((id) => !out.has(id)),
        ),
        kind: picked.length > 0 ? 'picks' : 'out',
        precedence: rule.precedence,
        because: rule.because,
      },
    ];
  });
}

/** Reasons for candidates; what speaks for a language speaks for whatever is written in it. */
function reasonsOf(from: Rubric, share: number, rubric: Rubric, candidates: readonly Candidate[]): Reason[] {
  const asked = new Set(rubric.questions);
  return from.says.flatMap((say) => {
    const tests = parseCondition(say.on);
    if (tests.some(({ question }) => !asked.has(question))) return [];
    const reason = (id: string, points: number): Reason[] =>
      candidatesMeant(id, candidates).map((candidate) => ({
        tests,
        candidate,
        points,
        because: say.because,
      }));
    return [
      ...say.for.flatMap((id) => reason(id, say.weight * share)),
      ...say.against.flatMap((id) => reason(id, -say.weight * share)),
      ...othersThan(say.only, candidates).flatMap((id) => reason(id, -say.weight)),
    ];
  });
}

/** Everybody else, where a reason leaves only some in question. */
function othersThan(only: readonly string[], candidates: readonly Candidate[]): string[] {
  const kept = only.flatMap((id) => candidatesMeant(id, candidates));
  return kept.length === 0 ? [] : candidates.map(({ id }) => id).filter((id) => !kept.includes(id));
}

function readQuestion(id: string, tests: readonly Test[], knowledge: Knowledge): Question[] {
  const question = knowledge.questions.find((one) => one.id === id);
  if (question === undefined) return [];
  const used = new Set(
    tests.flatMap((test) => (test.question === id && test.kind !== 'several' ? [test.option] : [])),
  );
  const options = question.options.filter(
    (option) => used.has(option.id) || (option.denies !== undefined && used.has(option.denies)),
  );
  return [
    {
      id,
      name: question.name,
      prompt: question.prompt,
      several: question.several,
      measures: question.measures,
      about: question.about,
      options: options.map(({ id: option, label, denies, from, below }) => ({
        id: option,
        label,
        denies,
        from,
        below,
      })),
      why: question.why,
    },
  ];
}
