import { AdvisorError } from '../errors.ts';

/** One thing that is wrong with a knowledge file: where it is, and what was expected there. */
export interface Fault {
  readonly file: string;
  /** Path inside the file, such as `statements[3].figures[0].unit`; empty for the file as a whole. */
  readonly path: string;
  readonly expected: string;
}

/** One line: file, path and what was expected. */
export function formatFault(fault: Fault): string {
  return fault.path === ''
    ? `${fault.file}: ${fault.expected}`
    : `${fault.file}: ${fault.path}: ${fault.expected}`;
}

/** Knowledge that is not fit to be used; `faults` has all the reasons. */
export class KnowledgeError extends AdvisorError {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    const [first] = faults;
    const more = faults.length > 1 ? ` (and ${faults.length - 1} more: stack-advisor knowledge check)` : '';
    super('knowledge', `${first === undefined ? 'the knowledge is not usable' : formatFault(first)}${more}`);
    this.name = 'KnowledgeError';
    this.faults = faults;
  }
}

/** `['statements', 3, 'unit']` as `statements[3].unit`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

/** Says what is wrong with an item: where in it, and what was expected there. */
export type Report = (item: object, path: string, expected: string) => void;
