import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';

/** Front matter as far as it can be read: a file with a fault in it is still a record. */
export interface FrontMatter {
  readonly front: Readonly<Record<string, unknown>>;
  /** The line in the file on which each field's value begins. */
  readonly lines: ReadonlyMap<string, number>;
  readonly faults: readonly Fault[];
}

/** What is wrong with front matter, for people, and on which line of the file. */
export interface Fault {
  readonly line: number;
  readonly what: string;
}

/** Reads what stands between the two rules. */
export function readFront(yaml: string): FrontMatter {
  const counter = new LineCounter();
  // Numbers keep their zeros: 0042 is a label, not octal.
  const document = parseDocument(yaml, { schema: 'failsafe', logLevel: 'silent', lineCounter: counter });
  const [error] = document.errors;
  // Its first line is the second of the file.
  if (error !== undefined) return byLines(yaml, (error.linePos?.[0].line ?? 1) + 1);
  try {
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    const isFields = typeof value === 'object' && value !== null && !Array.isArray(value);
    return { front: isFields ? { ...value } : {}, lines: linesOf(document, counter), faults: [] };
  } catch {
    return byLines(yaml, 1);
  }
}

function byLines(yaml: string, line: number): FrontMatter {
  const fields = readLines(yaml.split('\n'));
  return { ...fields, faults: [{ line, what: 'the front matter is no YAML' }] };
}

function linesOf({ contents }: Document.Parsed, counter: LineCounter): ReadonlyMap<string, number> {
  const fields = isMap(contents) ? contents.items : [];
  return new Map(
    fields.flatMap(({ key, value }): [string, number][] => {
      const from = isNode(value) ? value.range?.[0] : undefined;
      return isScalar(key) && typeof key.value === 'string' && from !== undefined
        ? [[key.value, counter.linePos(from).line + 1]]
        : [];
    }),
  );
}

/** Reads front matter that begins and does not end: its lines up to the first that is none. */
export function unclosedFront(text: string): FrontMatter {
  const [rule, ...lines] = text.split('\n');
  const end = lines.findIndex((line) => !field.test(line));
  const own = lines.slice(0, end < 0 ? lines.length : end);
  if (rule?.trim() !== '---' || own.length === 0) return { front: {}, lines: new Map(), faults: [] };
  return {
    ...readLines(own),
    faults: [{ line: 1, what: 'the front matter is not closed by a line of ---' }],
  };
}

const field = /^([A-Za-z][\w -]{0,40}):(?: +(.*))?$/;

/** Fields of one line each, without their quotes; what only YAML gives a meaning is left out. */
function readLines(all: readonly string[]): Pick<FrontMatter, 'front' | 'lines'> {
  const fields = all.flatMap((one, at) => {
    const [, name, value = ''] = field.exec(one) ?? [];
    return name === undefined || /^[*&{[|>!%@`]/.test(value)
      ? []
      : [{ name, value: value.trim().replace(/^(["'])(.*)\1$/, '$2'), line: at + 2 }];
  });
  return {
    front: Object.fromEntries(fields.map(({ name, value }) => [name, value])),
    lines: new Map(fields.map(({ name, line }) => [name, line])),
  };
}

/** Reads front matter in TOML, a field a line; what takes more lines, or belongs to a table, is left out. */
export function readToml(toml: string): FrontMatter {
  const lines = toml.split('\n');
  const end = lines.findIndex((line) => /^\s*\[/.test(line));
  const fields = lines.slice(0, end < 0 ? lines.length : end).flatMap((line, at) => {
    const [, name, value = ''] = /^([A-Za-z][\w-]{0,40})\s*=\s*(.+?)\s*$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, value: tomlValue(value), line: at + 2 }];
  });
  return {
    front: Object.fromEntries(fields.map(({ name, value }) => [name, value])),
    lines: new Map(fields.map(({ name, line }) => [name, line])),
    faults: [],
  };
}

function tomlValue(value: string): string | string[] {
  const plain = (text: string) => text.trim().replace(/^(["'])(.*)\1$/, '$2');
  const list = /^\[(.*)\]$/.exec(value)?.[1];
  return list === undefined
    ? plain(value)
    : list
        .split(',')
        .map(plain)
        .filter((item) => item !== '');
}
