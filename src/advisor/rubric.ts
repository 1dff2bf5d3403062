import { cellId } from '../knowledge/cell-id.ts';
import { parseCondition, type Test } from '../knowledge/conditions.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { conditionsOf } from '../knowledge/rubric-references.ts';
import type { Measure, Method, Rubric, RubricQuestion } from '../knowledge/rubric-schema.ts';
import type { Tree } from '../knowledge/table-schema.ts';
import type { DecidingRule } from './rules.ts';

/** Something that can be chosen in a topic. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly language: string | undefined;
}

/** An option of a question, as far as it matters in the topic. */
export interface Option {
  readonly id: string;
  readonly label: string;
  readonly denies: string | undefined;
  readonly from: number | undefined;
  readonly below: number | undefined;
}

/** A question as a topic asks it. */
export interface Question {
  readonly id: string;
  /** What it asks for, in a word or two. */
  readonly name: string;
  readonly prompt: string;
  readonly several: boolean;
  readonly measures: Measure | undefined;
  readonly about: RubricQuestion['about'];
  readonly options: readonly Option[];
  /** Statements or table cells that make it worth asking. */
  readonly why: readonly string[];
}

/** Whether a question's option `a` says that option `b` is not so. */
export function denies({ options }: Question, a: string, b: string): boolean {
  return options.find(({ id }) => id === a)?.denies === b;
}

/** Whether two options of a question cannot both be told. */
export function contradict(question: Question, a: string, b: string): boolean {
  return denies(question, a, b) || denies(question, b, a);
}

/** What an answer says for (positive points) or against (negative) a candidate, and where that stands. */
export interface Reason {
  readonly tests: readonly Test[];
  readonly candidate: string;
  readonly points: number;
  readonly because: string;
}

/** A document's method, with its conditions read. */
export type ReadMethod =
  | {
      readonly kind: 'tree';
      readonly document: string;
      readonly name: string;
      readonly tree: Tree;
      readonly branches: ReadonlyMap<string, readonly { tests: readonly Test[]; branch: string }[]>;
      readonly because: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'rules';
      readonly document: string;
      readonly name: string;
      readonly rules: readonly Rule[];
      /** Whether it only hints: shown beside the others, never leading. */
      readonly hints: boolean;
    }
  | {
      readonly kind: 'votes';
      readonly document: string;
      readonly name: string;
      readonly rows: readonly { readonly question: string; readonly rules: readonly Rule[] }[];
    }
  | {
      readonly kind: 'stars';
      readonly document: string;
      readonly name: string;
      /** criterion -> candidate -> stars */
      readonly stars: ReadonlyMap<string, ReadonlyMap<string, number>>;
      /** criterion -> candidate -> the table's cell, for citing it */
      readonly cells: ReadonlyMap<string, ReadonlyMap<string, string>>;
    };

/** "When these hold, take one of those." */
export interface Rule {
  readonly tests: readonly Test[];
  readonly picks: readonly string[];
  readonly because: string;
}

/** A topic that can be walked. */
export interface TopicRubric {
  readonly id: string;
  readonly name: string;
  readonly candidates: readonly Candidate[];
  readonly questions: readonly Question[];
  /** Explicit rules, in the order of their precedence. */
  readonly rules: readonly DecidingRule[];
  readonly reasons: readonly Reason[];
  readonly methods: readonly ReadMethod[];
}

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
    const picked = rule.picks.flatMap((id) => meant(id, candidates));
    const out = new Set(rule.out.flatMap((id) => meant(id, candidates)));
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
      meant(id, candidates).map((candidate) => ({ tests, candidate, points, because: say.because }));
    return [
      ...say.for.flatMap((id) => reason(id, say.weight * share)),
      ...say.against.flatMap((id) => reason(id, -say.weight * share)),
      ...othersThan(say.only, candidates).flatMap((id) => reason(id, -say.weight)),
    ];
  });
}

/** Everybody else, where a reason leaves only some in question. */
function othersThan(only: readonly string[], candidates: readonly Candidate[]): string[] {
  const kept = only.flatMap((id) => meant(id, candidates));
  return kept.length === 0 ? [] : candidates.map(({ id }) => id).filter((id) => !kept.includes(id));
}

/** The candidates that an id stands for: itself, or everything written in that language. */
function meant(id: string, candidates: readonly Candidate[]): string[] {
  if (candidates.some((candidate) => candidate.id === id)) return [id];
  return candidates.filter(({ language }) => language === id).map((candidate) => candidate.id);
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

function readMethod(
  method: Method,
  from: Rubric,
  candidates: readonly Candidate[],
  knowledge: Knowledge,
): ReadMethod {
  const readRule = (rule: { when: string; picks: readonly string[]; because: string }): Rule => ({
    tests: parseCondition(rule.when),
    picks: rule.picks.flatMap((id) => meant(id, candidates)),
    because: rule.because,
  });
  switch (method.kind) {
    case 'tree': {
      const tree = knowledge.trees.find(({ id }) => id === method.tree);
      if (tree === undefined) throw new RangeError(`${from.topic}: no tree ${method.tree}`);
      return {
        kind: 'tree',
        document: tree.document,
        name: method.name,
        tree: {
          ...tree,
          // The tree tells languages apart; among what is written in one of them it has no say.
          nodes: tree.nodes.map((node) => ({
            ...node,
            branches: node.branches.map((branch) =>
              'picks' in branch.leadsTo
                ? {
                    ...branch,
                    leadsTo: { ...branch.leadsTo, picks: meant(branch.leadsTo.picks[0] ?? '', candidates) },
                  }
                : branch,
            ),
          })),
        },
        branches: new Map(
          Object.entries(method.branches).map(([node, branches]) => [
            node,
            branches.map(({ when, branch }) => ({ tests: parseCondition(when), branch })),
          ]),
        ),
        because: method.because,
      };
    }
    case 'rules':
      return {
        kind: 'rules',
        document: method.document,
        name: method.name,
        rules: method.rules.map(readRule),
        hints: method.hints,
      };
    case 'votes':
      return {
        kind: 'votes',
        document: method.document,
        name: method.name,
        rows: method.rows.map(({ question, rules }) => ({ question, rules: rules.map(readRule) })),
      };
    case 'stars': {
      const table = knowledge.tables.find(({ id }) => id === method.table);
      if (table === undefined) throw new RangeError(`${from.topic}: no table ${method.table}`);
      const stars = table.rows.map((row): [string, Map<string, number>] => [
        row.id,
        new Map(
          table.columns.flatMap((column): [string, number][] => {
            const cell = table.cells[row.id]?.[column.id];
            return cell !== undefined && 'value' in cell && cell.value !== undefined
              ? [[column.about[0] ?? column.id, cell.value]]
              : [];
          }),
        ),
      ]);
      const cells = table.rows.map((row): [string, Map<string, string>] => [
        row.id,
        new Map(
          table.columns.map((column) => [column.about[0] ?? column.id, cellId(table.id, row.id, column.id)]),
        ),
      ]);
      return {
        kind: 'stars',
        document: table.document,
        name: method.name,
        stars: new Map(stars),
        cells: new Map(cells),
      };
    }
  }
}

const grouped = new WeakMap<TopicRubric, ReadonlyMap<string, readonly Reason[]>>();

/** The reasons about one candidate of a topic. */
export function reasonsAbout(topic: TopicRubric, candidate: string): readonly Reason[] {
  let byCandidate = grouped.get(topic);
  if (byCandidate === undefined) {
    byCandidate = Map.groupBy(topic.reasons, (reason) => reason.candidate);
    grouped.set(topic, byCandidate);
  }
  return byCandidate.get(candidate) ?? [];
}
