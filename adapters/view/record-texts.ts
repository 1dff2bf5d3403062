import type { DecisionRecord, Status } from '../../src/decisions/record.ts';
import { standingOf } from '../../src/decisions/record-name.ts';

/** Where a record stands, in words. */
export function statusText(status: Status): string {
  return status === 'none' ? 'no status' : status;
}

/** The same with what took its place, where it is superseded: "superseded by 7". */
export function standingText(record: DecisionRecord, severalLogs: boolean): string {
  return record.supersededBy === null ? statusText(record.status) : standingOf(record, severalLogs);
}

/** How a record is linked to another: `partially supersedes`. */
export function relationText({ kind, partial }: DecisionRecord['links'][number]): string {
  return `${partial ? 'partially ' : ''}${kind.replace('-', ' ')}`;
}

/** What speaks for an option, then what speaks against it. */
export function argumentTexts({ pros, cons }: DecisionRecord['options'][number]): string[] {
  return [...pros.map((pro) => `For: ${pro}`), ...cons.map((con) => `Against: ${con}`)];
}

/** Who had which part in a decision: a role and its people, where it has any. */
export function peopleByRole({
  deciders,
  consulted,
  informed,
}: DecisionRecord): [role: string, people: string][] {
  const roles = { Deciders: deciders, Consulted: consulted, Informed: informed };
  return Object.entries(roles).flatMap(([role, people]) =>
    people.length === 0 ? [] : [[role, people.join(', ')]],
  );
}

/** Who decided it: whom the record names; where it names nobody, who approved it. */
export function decidersOf({ deciders, approvals }: DecisionRecord): readonly string[] {
  return deciders.length > 0 ? deciders : approvals.map(({ person }) => person);
}
