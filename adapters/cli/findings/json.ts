import type { Place } from '../../../src/decisions/check/finding.ts';
import { countsOf, isInFile, type Shown, typedPath } from './shown.ts';

/** A finding a line, and last a line for all of it. */
export function findingsJson(shown: Shown): string {
  const { folder, records, findings, leftOut, mended, unmended } = shown;
  const lines = findings.map((finding) => {
    const { rule, severity, place, what, mend, also = [], fix } = finding;
    const at = ({ name, line, column }: Place) =>
      isInFile(shown, finding)
        ? { file: typedPath(shown, name), line, ...(column === undefined ? {} : { column }) }
        : { record: name };
    return { rule, severity, ...at(place), what, mend, also: also.map(at), fixable: fix !== undefined };
  });
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
  const governing = shown.governed.map(({ name, title, isAgainst, because }) => ({
    governs: folder === undefined ? name : file(name),
    title,
    against: isAgainst,
    because: because.map((one) => ({ ...one, file: file(one.file) })),
  }));
  return [...governing, ...lines, summary].map((value) => JSON.stringify(value)).join('\n');
}
