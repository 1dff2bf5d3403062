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

/** Rules of this precedence only say what is given: the language that something is written in. */
export const conditionGiven = 1;

/** What the rules leave in question, and the rules that had a say. */
export interface Narrowed {
  readonly left: ReadonlySet<string>;
  readonly spoken: readonly DecidingRule[];
}

/** Whether a rule holds as things stand: all its tests do, and no exception; one that nobody has spoken of is none. */
export function ruleHolds({ tests, unless }: DecidingRule, answers: Answers): boolean {
  return (
    allHold(tests, answers) === true && !unless.some((exception) => allHold(exception, answers) === true)
  );
}

/** Whether what is open may make a rule hold, or cease to. */
export function ruleIsOpen(rule: DecidingRule, answers: Answers): boolean {
  const exceptions = rule.unless.map((exception) => allHold(exception, answers));
  if (exceptions.includes(true)) return false;
  const holds = allHold(rule.tests, answers);
  return holds === undefined || (holds && exceptions.includes(undefined));
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
    rules.filter((rule) => ruleHolds(rule, answers)),
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

/**
 * Tells whether rules that what is open may bring, or take away, can part a rival from the winner, or bring a rival back
 * where a rule left it behind. It may say yes where they cannot; never no where they can.
 */
export function openRules(
  rules: readonly DecidingRule[],
  candidates: readonly string[],
  { left }: Narrowed,
  answers: Answers,
): { mayPrefer(rival: string, winner: string): boolean } {
  const mayChange = new Set(rules.filter((rule) => ruleIsOpen(rule, answers)));
  const possible = rules.filter((rule) => mayChange.has(rule) || ruleHolds(rule, answers));
  const reach = reachOf(possible, mayChange, candidates);
  const counts = possible.filter((rule) => reach.counts(rule));
  const open = counts.filter((rule) => mayChange.has(rule));
  return {
    mayPrefer(rival, winner) {
      if (!left.has(rival)) return reach.final.has(rival);
      if (open.some(({ keeps }) => keeps.has(rival) !== keeps.has(winner))) return true;
      // A rule that keeps neither brings back, by disagreeing, whom another of its precedence keeps.
      return open.some(
        ({ keeps, precedence }) =>
          !keeps.has(winner) &&
          counts.some((other) => other.precedence === precedence && other.keeps.has(rival)),
      );
    },
  };
}

/** Whom rules may leave in question whatever is answered to what is open, and the rules that can still have a say. */
function reachOf(
  possible: readonly DecidingRule[],
  mayChange: ReadonlySet<DecidingRule>,
  candidates: readonly string[],
): { readonly final: ReadonlySet<string>; counts(rule: DecidingRule): boolean } {
  // Defaults leave nobody behind who is ahead.
  const deciding = possible.filter(({ precedence }) => precedence < lastResort);
  const levels = [...new Set(deciding.map(({ precedence }) => precedence))].sort((a, b) => a - b);
  const before = new Map<number, ReadonlySet<string>>();
  // Whoever is left in the end is among those in reach; whoever is safe is left, whatever comes.
  let [reach, safe] = [new Set(candidates), new Set(candidates)];
  for (const level of levels) {
    before.set(level, reach);
    const said = deciding.filter(
      ({ precedence, keeps }) => precedence === level && [...reach].some((id) => keeps.has(id)),
    );
    const firm = said.filter((rule) => !mayChange.has(rule));
    if (firm.length === said.length && safe.size === reach.size) {
      reach = new Set(narrowBy(firm, [...reach]).left);
      safe = new Set(reach);
      continue;
    }
    const keptByAll = [...safe].filter((id) => said.every(({ keeps }) => keeps.has(id)));
    const acting = firm.filter(({ keeps }) => [...safe].some((id) => keeps.has(id)));
    if (acting.length > 0) {
      const stays =
        keptByAll.length > 0
          ? (id: string) => acting.every(({ keeps }) => keeps.has(id))
          : (id: string) => said.some(({ keeps }) => keeps.has(id));
      reach = new Set([...reach].filter(stays));
    }
    safe = new Set(keptByAll);
  }
  return {
    final: reach,
    counts: ({ precedence, keeps }) =>
      [...(before.get(precedence) ?? (precedence === lastResort ? reach : []))].some((id) => keeps.has(id)),
  };
}
