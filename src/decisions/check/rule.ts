import type { Found, Severity } from './finding.ts';
import type { Checked } from './subject.ts';

/** One thing that is looked for. */
export interface Rule<Id extends string = string> {
  /** In kebab-case. */
  readonly id: Id;
  readonly severity: Severity;
  /** What is wrong where it finds something, in a sentence. */
  readonly about: string;
  /** How that is mended, in a sentence. */
  readonly mend: string;
  find(checked: Checked): readonly Found[];
}

/** A rule; its id keeps its type. */
export function defineRule<const Id extends string>(rule: Rule<Id>): Rule<Id> {
  return rule;
}
