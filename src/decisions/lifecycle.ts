import { AdvisorError } from '../errors.ts';
import type { Status } from './record.ts';

/** What can be done to a record that changes where it stands. */
export type Step =
  | 'propose'
  | 'accept'
  | 'reject'
  | 'withdraw'
  | 'deprecate'
  | 'supersede'
  | 'edit'
  | 'amend';

const possible: Readonly<Record<Status, readonly Step[]>> = {
  draft: ['edit', 'propose', 'withdraw'],
  proposed: ['edit', 'accept', 'reject', 'withdraw'],
  accepted: ['amend', 'deprecate', 'supersede'],
  deprecated: ['supersede'],
  rejected: [],
  withdrawn: [],
  superseded: [],
  none: ['accept', 'reject', 'deprecate', 'supersede', 'amend'],
  other: ['accept', 'reject', 'deprecate', 'supersede', 'amend'],
};

/** In force: accepted and not superseded. */
export function isInForce(status: Status): boolean {
  return status === 'accepted';
}

/**
 * Makes sure that a step is possible.
 * @param name how the record is called
 * @param standing where it stands, in words
 * @throws AdvisorError `conflict` saying what is possible instead.
 */
export function requireStep(name: string, status: Status, step: Step, standing: string = status): void {
  if (possible[status].includes(step)) return;
  const steps = possible[status];
  const instead = steps.length === 0 ? 'Nothing more happens to it' : `Possible: ${steps.join(', ')}`;
  throw new AdvisorError('conflict', `${name} is ${standing}; it cannot be ${past[step]}. ${instead}`);
}

const past: Readonly<Record<Step, string>> = {
  propose: 'proposed',
  accept: 'accepted',
  reject: 'rejected',
  withdraw: 'withdrawn',
  deprecate: 'deprecated',
  supersede: 'superseded',
  edit: 'edited',
  amend: 'amended',
};
