import type { Test } from '../knowledge/conditions.ts';
import { type Answers, allHold } from './answers.ts';

/** An explicit rule of the documents: under which answers it picks some candidates, or rules some out. */
export interface DecidingRule {
  readonly tests: readonly Test[];
  /** It does not hold where all tests of one of these do. */
  readonly unless: readonly (readonly Test[])[];
  /** The candidates that it leaves in question. */
  readonly keeps: ReadonlySet<string>;
  /** Whether it picks what it keeps, or only rules others out. */
  readonly kind: 'picks' | 'out';
  /** Rules of a lower number are asked first; {@link lastResort} only among what is otherwise level. */
  readonly precedence: number;
  readonly because: string;
}

/** Rules of this precedence part only what nothing else does: "start with", "the default". */
export const lastResort = 9;

/** What the rules leave in question, and the rules that had a say. */
export interface Narrowed {
  readonly left: ReadonlySet<string>;
  readonly spoken: readonly DecidingRule[];
}

/** Whether a rule holds; undefined while that depends on an open question. */
export function ruleHolds({ tests, unless }: DecidingRule, answers: Answers): boolean | undefined {
  const holds = allHold(tests, answers);
  if (holds === false) return false;
  const exceptions = unless.map((exception) => allHold(exception, answers));
  if (exceptions.includes(true)) return false;
  return exceptions.includes(undefined) ? undefined : holds;
}

/**
 * Narrows candidates by the rules that hold, those of the lowest precedence first. Rules of one precedence that agree
 * on somebody leave that; where they agree on nobody, they leave whom any of them keeps. A rule that keeps nobody who
 * is still in question has no say.
 */
export function narrow(
  rules: readonly DecidingRule[],
  candidates: readonly string[],
  answers: Answers,
): Narrowed {
  return narrowBy(
    rules.filter((rule) => ruleHolds(rule, answers) === true),
    candidates,
  );
}

function narrowBy(holding: readonly DecidingRule[], candidates: readonly string[]): Narrowed {
  let left = new Set(candidates);
  const spoken: DecidingRule[] = [];
  const levels = [...new Set(holding.map(({ precedence }) => precedence))].sort((a, b) => a - b);
  for (const level of levels) {
    const said = holding.filter(
      ({ precedence, keeps }) => precedence === level && [...left].some((id) => keeps.has(id)),
    );
    if (said.length === 0) continue;
    spoken.push(...said);
    const agreed = [...left].filter((id) => said.every(({ keeps }) => keeps.has(id)));
    left = new Set(
      agreed.length > 0 ? agreed : [...left].filter((id) => said.some(({ keeps }) => keeps.has(id))),
    );
  }
  return { left, spoken };
}

/** Whether what is open may put `winner` behind `rival` by a rule, or bring `rival` back where a rule left it behind. */
export function rulesMayPrefer(
  rules: readonly DecidingRule[],
  rival: string,
  winner: string,
  { left }: Narrowed,
  answers: Answers,
): boolean {
  const open = rules.filter((rule) => ruleHolds(rule, answers) === undefined);
  if (open.some(({ keeps }) => keeps.has(rival) && !keeps.has(winner))) return true;
  if (left.has(rival)) return false;
  // What holds now and left the rival behind may come not to hold.
  return rules.some(
    (rule) =>
      !rule.keeps.has(rival) &&
      allHold(rule.tests, answers) === true &&
      rule.unless.some((exception) => allHold(exception, answers) === undefined),
  );
}
