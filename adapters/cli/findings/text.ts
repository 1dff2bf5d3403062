import { styleText } from 'node:util';
import { oneLine, type Shown, summaryOf, typedPath } from './shown.ts';

/** What was found, a line each, and a line for all of it. */
export function findingsText(shown: Shown): string {
  const lines = shown.findings.map(({ place, rule, severity, what, mend }) => {
    const name = oneLine(typedPath(shown, place.name));
    const at = shown.folder === undefined ? name : `${name}:${place.line}`;
    const colour = severity === 'error' ? 'red' : 'yellow';
    return `${at}: ${styleText(colour, rule, { stream: process.stdout })}: ${oneLine(`${what}; ${mend}`)}`;
  });
  return [...mendedLines(shown), ...lines, summaryOf(shown)].join('\n');
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
