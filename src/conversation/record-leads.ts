import type { Approval } from '../decisions/approve.ts';
import type { Person } from '../decisions/record.ts';

/** What is said of an approval, of a record by its name: that it decided, or what is still missing. */
export function approvalLead({ name }: Person, record: string, approval: Approval): string {
  return approval.accepted ? `${record} is accepted.` : `${name} approved ${record}; ${openAfter(approval)}.`;
}

/** What an approved proposal still waits for: "2 more to go". */
export function openAfter({ approvals, quorum, requested }: Approval): string {
  const missing = quorum - approvals;
  const changes =
    requested.length === 0 ? '' : `the changes that ${requested.join(', ')} asked for are not made yet`;
  return [missing > 0 ? `${missing} more to go` : '', changes].filter((part) => part !== '').join('; ');
}

/** What is said where somebody sends a proposal back. */
export function changesLead({ name }: Person, record: string): string {
  return `${name} asks for changes to ${record}.`;
}

/** What is said of a comment. */
export function commentLead({ name }: Person, record: string): string {
  return `${name} commented on ${record}.`;
}
