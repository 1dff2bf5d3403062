import { randomInt } from 'node:crypto';

/** What forms are there for; new ones come last, as a platform's short ids count them. */
export const formKinds = [
  'propose',
  'edit',
  'amend',
  'reject',
  'supersede',
  'changes',
  'comment',
  'log',
] as const;
export type FormKind = (typeof formKinds)[number];
/** Those about records. */
export type RecordFormKind = Exclude<FormKind, 'log'>;

/** A form's id says what it is for, so that it can be sent in any time later: `form:KIND:OWN:NUMBER:VERSION:LOG`. */
export interface FormId {
  readonly kind: FormKind;
  /** Tells this form from all others in its place: what one proposes is one record for good. */
  readonly own: number;
  /** The record that it is about; 0 where it proposes one. */
  readonly number: number;
  /** Which state of it the form was filled with, or which settings of the log. */
  readonly version: number;
  readonly log: string;
}

/** A form's id, as {@link readFormId} reads it. */
export function formIdText({ kind, own, number, version, log }: FormId): string {
  return `form:${kind}:${own}:${number}:${version}:${log}`;
}

/** Reads a form's id; undefined for anything else. */
export function readFormId(id: string): FormId | undefined {
  const [, kind, own, number, version, log] =
    /^form:([a-z]+):(\d{1,9}):(\d{1,9}):(\d{1,9}):(.{0,80})$/.exec(id) ?? [];
  const known = formKinds.find((one) => one === kind);
  if (known === undefined || log === undefined) return undefined;
  return { kind: known, own: Number(own), number: Number(number), version: Number(version), log };
}

/** A number for a form that no other one in its place has, whatever was forgotten there. */
export function newFormNumber(): number {
  return randomInt(1, 1_000_000_000);
}
