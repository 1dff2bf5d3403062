/** How much a finding weighs: an error fails a check, a warning is told, what is off is not looked for. */
export const severities = ['error', 'warning', 'off'] as const;
export type Severity = (typeof severities)[number];

/** Where something stands: a file of the folder, or a record by its name. */
export interface Place {
  readonly name: string;
  readonly line: number;
  readonly column?: number;
}

/** A change of a file: what a line has to be, what takes its place, and the lines that follow it. */
export interface Edit {
  readonly file: string;
  readonly line: number;
  readonly was: string;
  readonly now: string;
  readonly after: readonly string[];
}

/** What a rule found: where it is to be mended, what is wrong and what to do about it. */
export interface Found {
  readonly place: Place;
  readonly what: string;
  readonly mend: string;
  /** The other places that it is about. */
  readonly also?: readonly Place[];
  /** Other files, there or not, whose change may have brought it about. */
  readonly owing?: readonly string[];
  /** A change that mends it and can do no harm. */
  readonly fix?: Edit;
}

/** What is told of it. */
export interface Finding<Id extends string = string> extends Found {
  readonly rule: Id;
  readonly severity: Exclude<Severity, 'off'>;
}

/** Somebody's words in a message: short, and in marks. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `"${line.length > 60 ? `${line.slice(0, 60)}…` : line}"`;
}
