import { AdvisorError } from '../errors.ts';
import type { Status } from './record.ts';

/** What can be done to a record that changes where it stands. */
export type Step =
  | 'propose'
  | 'accept'
  | 'request-changes'
  | 'comment'
  | 'reject'
  | 'withdraw'
  | 'deprecate'
  | 'supersede'
  | 'edit'
  | 'amend';

const possible: Readonly<Record<Status, readonly Step[]>> = {
  draft: ['edit', 'propose', 'withdraw', 'comment'],
  proposed: ['edit', 'accept', 'request-changes', 'reject', 'withdraw', 'comment'],
  accepted: ['amend', 'deprecate', 'supersede', 'comment'],
  deprecated: ['supersede', 'comment'],
  rejected: ['comment'],
  withdrawn: ['comment'],
  superseded: ['comment'],
  none: ['accept', 'reject', 'deprecate', 'supersede', 'amend', 'comment'],
  other: ['accept', 'reject', 'deprecate', 'supersede', 'amend', 'comment'],
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
  const decides = steps.filter((one) => one !== 'comment');
  const instead = decides.length === 0 ? 'Nothing more happens to it' : `Possible: ${steps.join(', ')}`;
  throw new AdvisorError('conflict', `${name} is ${standing}; it cannot be ${past[step]}. ${instead}`);
}

const past: Readonly<Record<Step, string>> = {
  propose: 'proposed',
  accept: 'accepted',
  'request-changes': 'sent back for changes',
  comment: 'commented on',
  reject: 'rejected',
  withdraw: 'withdrawn',
  deprecate: 'deprecated',
  supersede: 'superseded',
  edit: 'edited',
  amend: 'amended',
};
