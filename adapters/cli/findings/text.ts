import { styleText } from 'node:util';
import type { Because } from '../../../src/governing/governing.ts';
import { isInFile, oneLine, type Shown, summaryOf, typedPath } from './shown.ts';

/** What was found, a line each, and a line for all of it. */
export function findingsText(shown: Shown): string {
  const lines = shown.findings.map((finding) => {
    const { place, rule, severity, what, mend } = finding;
    const name = oneLine(typedPath(shown, place.name));
    const at = isInFile(shown, finding) ? `${name}:${place.line}` : name;
    const colour = severity === 'error' ? 'red' : 'yellow';
    return `${at}: ${styleText(colour, rule, { stream: process.stdout })}: ${oneLine(`${what}; ${mend}`)}`;
  });
  return [...mendedLines(shown), ...governingLines(shown), ...lines, summaryOf(shown)].join('\n');
}

/** Which records govern the change, a line each. */
export function governingLines(shown: Shown): string[] {
  return shown.governed.map(({ name, title, because }) => {
    const files = [...new Set(because.map(({ file }) => file))];
    const others = files.length > 1 ? ` and ${files.length - 1} more` : '';
    const [first = ''] = files;
    return oneLine(
      `${typedPath(shown, name)} (${title}) governs ${typedPath(shown, first)}${others}: ${reasonOf(because)}`,
    );
  });
}

/** Why a record governs a file, in a few words. */
function reasonOf([first]: readonly Because[]): string {
  switch (first?.kind) {
    case 'path':
    case 'package':
      return `it affects ${first.affects}`;
    case 'technology':
      return `${first.by} brings in ${first.technology}, which it ${first.side === 'chosen' ? 'chose' : 'did not take'}`;
    case undefined:
      return '';
  }
}

/** What was mended, a line each, and what was not. */
export function mendedLines(shown: Shown): string[] {
  const path = (file: string) => oneLine(typedPath(shown, file));
  const now = ({ now: line, after }: Shown['mended'][number]) =>
    [line, ...after].filter((one) => one.trim() !== '').at(-1) ?? '';
  return [
    ...shown.mended.map((edit) => `mended ${path(edit.file)}:${edit.line}: ${oneLine(now(edit).trim())}`),
    ...shown.unmended.map(({ file, reason }) => `not mended ${path(file)}: ${reason}`),
  ];
}
