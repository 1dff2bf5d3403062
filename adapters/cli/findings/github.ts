import { hostedPath, isInFile, oneLine, type Shown, summaryOf } from './shown.ts';
import { governingLines, mendedLines } from './text.ts';

/** What was found as workflow commands of GitHub, which shows each beside its line, and a line for all of it. */
export function findingsGithub(shown: Shown): string {
  const lines = shown.findings.map((finding) => {
    const { place, rule, severity, what, mend } = finding;
    const isFile = isInFile(shown, finding);
    const properties = [
      ...(isFile ? [`file=${property(hostedPath(shown, place.name))}`, `line=${place.line}`] : []),
      ...(isFile && place.column !== undefined ? [`col=${place.column}`] : []),
      `title=${property(rule)}`,
    ];
    const words = `${isFile ? '' : `${place.name}: `}${what}; ${mend}`;
    return `::${severity} ${properties.join(',')}::${data(words)}`;
  });
  // What stands beside them must not be taken for a command.
  const told = [...mendedLines(shown), ...governingLines(shown), summaryOf(shown)].map((line) =>
    line.replaceAll('::', ': :'),
  );
  return [...told.slice(0, -1), ...lines, ...told.slice(-1)].join('\n');
}

function data(text: string): string {
  return oneLine(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
