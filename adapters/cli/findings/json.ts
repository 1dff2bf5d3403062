import { countsOf, type Shown, typedPath } from './shown.ts';

/** A finding a line, and last a line for all of it. */
export function findingsJson(shown: Shown): string {
  const { folder, records, findings, leftOut, mended, unmended } = shown;
  const at = ({ name, line, column }: { name: string; line: number; column?: number }) =>
    folder === undefined
      ? { record: name }
      : { file: typedPath(shown, name), line, ...(column === undefined ? {} : { column }) };
  const lines = findings.map(({ rule, severity, place, what, mend, also = [], fix }) => ({
    rule,
    severity,
    ...at(place),
    what,
    mend,
    also: also.map(at),
    fixable: fix !== undefined,
  }));
  const file = (name: string) => typedPath(shown, name);
  const summary = {
    records,
    ...countsOf(shown),
    mended: mended.map((edit) => ({
      file: file(edit.file),
      line: edit.line,
      now: [edit.now, ...edit.after],
    })),
    unmended: unmended.map((one) => ({ ...one, file: file(one.file) })),
    skipped: leftOut.map((one) => ({ ...one, file: file(one.file) })),
  };
  return [...lines, summary].map((value) => JSON.stringify(value)).join('\n');
}
