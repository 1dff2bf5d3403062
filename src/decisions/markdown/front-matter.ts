import { parse as parseYaml, YAMLParseError } from 'yaml';

/** Front matter as far as it can be read: a file with a fault in it is still a record. */
export interface FrontMatter {
  readonly front: Readonly<Record<string, unknown>>;
  /** What is wrong, with the line in the file, for people. */
  readonly faults: readonly string[];
}

/** Reads what stands between the two rules. */
export function readFront(yaml: string): FrontMatter {
  try {
    // Numbers keep their zeros: 0042 is a label, not octal.
    const value: unknown = parseYaml(yaml, { schema: 'failsafe', maxAliasCount: 0, logLevel: 'silent' });
    const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
    return { front: isMap ? { ...value } : {}, faults: [] };
  } catch (error) {
    // Its first line is the second of the file.
    const line = error instanceof YAMLParseError ? (error.linePos?.[0].line ?? 1) + 1 : 1;
    return { front: readLines(yaml.split('\n')), faults: [`line ${line}: the front matter is no YAML`] };
  }
}

/** Reads front matter that begins and does not end: its lines up to the first that is none. */
export function unclosedFront(text: string): FrontMatter {
  const [rule, ...lines] = text.split('\n');
  const end = lines.findIndex((line) => !field.test(line));
  const own = lines.slice(0, end < 0 ? lines.length : end);
  if (rule?.trim() !== '---' || own.length === 0) return { front: {}, faults: [] };
  return { front: readLines(own), faults: ['line 1: the front matter is not closed by a line of ---'] };
}

const field = /^([A-Za-z][\w -]{0,40}):(?: +(.*))?$/;

/** Fields of one line each, without their quotes; what only YAML gives a meaning is left out. */
function readLines(lines: readonly string[]): Record<string, string> {
  const fields = lines.flatMap((line) => {
    const [, name, value = ''] = field.exec(line) ?? [];
    return name === undefined || /^[*&{[|>!%@`]/.test(value)
      ? []
      : [[name, value.trim().replace(/^(["'])(.*)\1$/, '$2')] as const];
  });
  return Object.fromEntries(fields);
}
