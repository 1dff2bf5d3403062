import { type Answers, allHold } from './answers.ts';
import type { ReadMethod } from './rubric.ts';

/** A team's weights for the criteria of the star matrix: criterion -> 1 to 5. */
export type Weights = Readonly<Record<string, number>>;

/** What a document's own method says for the answers given so far. */
export interface Verdict {
  readonly document: string;
  readonly method: string;
  /** What it picks as things stand; none where it does not say. */
  readonly picks: readonly string[];
  /** Whether no further answer can change that. */
  readonly determined: boolean;
  /** Statements or table cells that say so. */
  readonly because: readonly string[];
}

/** What a method says. The star matrix speaks only where weights are given; then it is determined. */
export function verdictOf(method: ReadMethod, answers: Answers, weights: Weights): Verdict {
  const { document, name } = method;
  const verdict = (picks: readonly string[], determined: boolean, because: readonly string[]): Verdict => ({
    document,
    method: name,
    picks,
    determined: determined && picks.length > 0,
    because,
  });
  switch (method.kind) {
    case 'tree': {
      const leaf = followTree(method, answers);
      if (leaf === undefined) return verdict([], false, []);
      return verdict(
        leaf.picks,
        true,
        [method.because[leaf.label] ?? ''].filter((id) => id !== ''),
      );
    }
    case 'rules': {
      const fired = method.rules.filter((rule) => allHold(rule.tests, answers) === true);
      const common = intersection(fired.map(({ picks }) => picks));
      const open = method.rules.some(
        (rule) =>
          allHold(rule.tests, answers) === undefined && common.some((pick) => !rule.picks.includes(pick)),
      );
      return verdict(common, !open && !method.hints, [...new Set(fired.map(({ because }) => because))]);
    }
    case 'votes': {
      const fired = method.rows.flatMap(({ rules }) =>
        rules.filter((rule) => allHold(rule.tests, answers) === true).slice(0, 1),
      );
      const counts = countVotes(fired.flatMap(({ picks }) => picks));
      const most = Math.max(0, ...counts.values());
      const picks = [...counts].filter(([, count]) => count === most).map(([pick]) => pick);
      const complete = method.rows.every(({ question }) => (answers[question]?.length ?? 0) > 0);
      return verdict(
        picks,
        complete && picks.length === 1,
        fired.filter((rule) => rule.picks.some((pick) => picks.includes(pick))).map(({ because }) => because),
      );
    }
    case 'stars': {
      const sums = starSums(method.stars, weights);
      const most = Math.max(0, ...sums.values());
      const picks = most === 0 ? [] : [...sums].filter(([, sum]) => sum === most).map(([pick]) => pick);
      return verdict(picks, true, []);
    }
  }
}

/** Whether some way to answer what is open lets the method pick `rival` and not `winner`. */
export function canPrefer(method: ReadMethod, rival: string, winner: string, answers: Answers): boolean {
  switch (method.kind) {
    case 'tree':
      return reachableLeaves(method, answers).some(
        (picks) => picks.includes(rival) && !picks.includes(winner),
      );
    case 'rules': {
      if (method.hints) return false;
      const states = method.rules.map((rule) => ({ rule, state: allHold(rule.tests, answers) }));
      const fired = states.filter(({ state }) => state === true);
      if (fired.some(({ rule }) => !rule.picks.includes(rival))) return false;
      return states.some(
        ({ rule, state }) => state !== false && rule.picks.includes(rival) && !rule.picks.includes(winner),
      );
    }
    case 'votes': {
      // A row that was skipped leaves the table without a verdict.
      if (method.rows.some(({ question }) => answers[question]?.length === 0)) return false;
      let [most, least] = [0, 0];
      for (const { rules } of method.rows) {
        const first = rules.find((rule) => allHold(rule.tests, answers) !== false);
        const possible = rules.filter((rule) => allHold(rule.tests, answers) !== false);
        if (possible.some(({ picks }) => picks.includes(rival))) most++;
        if (first !== undefined && allHold(first.tests, answers) === true && first.picks.includes(winner))
          least++;
      }
      return most > least;
    }
    case 'stars':
      return false;
  }
}

/** The weighted stars of each candidate that the matrix rates, over the criteria that have a weight. */
export function starSums(
  stars: ReadonlyMap<string, ReadonlyMap<string, number>>,
  weights: Weights,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [criterion, row] of stars) {
    const weight = weights[criterion] ?? 0;
    for (const [candidate, value] of row) sums.set(candidate, (sums.get(candidate) ?? 0) + weight * value);
  }
  return sums;
}

type TreeMethod = Extract<ReadMethod, { kind: 'tree' }>;

function followTree(
  method: TreeMethod,
  answers: Answers,
): { picks: readonly string[]; label: string } | undefined {
  let nodeId = method.tree.start;
  for (let depth = 0; depth <= method.tree.nodes.length; depth++) {
    const taken = method.branches.get(nodeId)?.find(({ tests }) => allHold(tests, answers) === true);
    const node = method.tree.nodes.find(({ id }) => id === nodeId);
    const branch = node?.branches.find(({ when }) => when === taken?.branch);
    if (branch === undefined) return undefined;
    if ('picks' in branch.leadsTo) return branch.leadsTo;
    nodeId = branch.leadsTo.node;
  }
  return undefined;
}

function reachableLeaves(method: TreeMethod, answers: Answers, nodeId = method.tree.start): string[][] {
  const node = method.tree.nodes.find(({ id }) => id === nodeId);
  const branches = method.branches.get(nodeId) ?? [];
  const taken = branches.find(({ tests }) => allHold(tests, answers) === true);
  const possible =
    taken === undefined ? branches.filter(({ tests }) => allHold(tests, answers) !== false) : [taken];
  const reached = new Set(possible.map(({ branch }) => branch));
  return (node?.branches ?? [])
    .filter(({ when }) => reached.has(when))
    .flatMap(({ leadsTo }) =>
      'picks' in leadsTo ? [leadsTo.picks] : reachableLeaves(method, answers, leadsTo.node),
    );
}

function intersection(lists: readonly (readonly string[])[]): string[] {
  const [first, ...others] = lists;
  return (first ?? []).filter((pick) => others.every((list) => list.includes(pick)));
}

function countVotes(picks: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const pick of picks) counts.set(pick, (counts.get(pick) ?? 0) + 1);
  return counts;
}
