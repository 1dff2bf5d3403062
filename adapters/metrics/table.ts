import { counters, type Declared, gauges, histograms, named, prefix } from './declared.ts';

/** Every metric of the program's own as a markdown table. */
export function metricsTable(): string {
  const rows = [
    ...named<string, Declared>(counters).map((one) => rowOf('counter', one)),
    ...named<string, Declared>(histograms).map((one) => rowOf('histogram', one)),
    ...named<string, Declared>(gauges).map((one) => rowOf('gauge', one)),
  ];
  return ['| metric | kind | labels | what it tells |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function rowOf(kind: string, [name, { help, labels }]: readonly [string, Declared]): string {
  const shown = labels.map((label) => `\`${label}\``).join(', ');
  return `| \`${prefix}${name}\` | ${kind} | ${shown} | ${help} |`;
}
