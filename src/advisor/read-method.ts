import { cellId } from '../knowledge/cell-id.ts';
import { parseCondition } from '../knowledge/conditions.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Method, Rubric } from '../knowledge/rubric-schema.ts';
import { type Candidate, candidatesMeant, type ReadMethod, type Rule } from './rubric.ts';

/** Reads a document's method for these candidates. Throws a RangeError where its tree or table is not there. */
export function readMethod(
  method: Method,
  from: Rubric,
  candidates: readonly Candidate[],
  knowledge: Knowledge,
): ReadMethod {
  const readRule = (rule: { when: string; picks: readonly string[]; because: string }): Rule => ({
    tests: parseCondition(rule.when),
    picks: rule.picks.flatMap((id) => candidatesMeant(id, candidates)),
    because: rule.because,
  });
  switch (method.kind) {
    case 'tree':
      return readTree(method, from, candidates, knowledge);
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
    case 'stars':
      return readStars(method, from, knowledge);
  }
}

type MethodOf<Kind extends Method['kind']> = Extract<Method, { kind: Kind }>;

function readTree(
  method: MethodOf<'tree'>,
  from: Rubric,
  candidates: readonly Candidate[],
  knowledge: Knowledge,
): ReadMethod {
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
                leadsTo: {
                  ...branch.leadsTo,
                  picks: candidatesMeant(branch.leadsTo.picks[0] ?? '', candidates),
                },
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

function readStars(method: MethodOf<'stars'>, from: Rubric, knowledge: Knowledge): ReadMethod {
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
