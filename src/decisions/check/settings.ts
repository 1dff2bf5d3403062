import Fuse from 'fuse.js';
import { type Document, isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { compileGlob, globWords, isGlob } from '../../affects/glob.ts';
import { AdvisorError } from '../../errors.ts';
import { type Status, statuses } from '../record.ts';
import { type Severity, severities } from './finding.ts';
import { type RuleId, rules } from './registry.ts';

/** What a team wants of a check, over the defaults. */
export interface Settings {
  readonly severities: ReadonlyMap<RuleId, Severity>;
  /** Sections that every record has to have; undefined where its own template says so. */
  readonly sections: readonly string[] | undefined;
  /** Words of a team's own for statuses, in small letters. */
  readonly statuses: ReadonlyMap<string, Status>;
  /** Whether a file is left out, by its path from the folder of the settings. */
  isIgnored(path: string): boolean;
}

export const noSettings: Settings = {
  severities: new Map(),
  sections: undefined,
  statuses: new Map(),
  isIgnored: () => false,
};

const ids: readonly string[] = rules.map(({ id }) => id);
const isRule = (name: string): name is RuleId => ids.includes(name);

const ruleName = z.custom<RuleId>((name) => typeof name === 'string' && isRule(name), {
  error: ({ input }) => `there is no rule ${shown(input)}${nearest(String(input))}`,
});
const severity = z.enum(severities, {
  error: ({ input }) => `a severity is ${severities.join(', ')}, not ${shown(input)}`,
});
const status = z.enum(statuses, {
  error: ({ input }) => `a word comes to one of ${statuses.join(', ')}, not ${shown(input)}`,
});
const glob = z
  .string()
  .refine(isGlob, { error: ({ input }) => `${shown(input)} is no pattern of ${globWords}` });

/** In place of words that speak of types. */
const kindOf = (words: string) => ({
  error: (issue: z.core.$ZodRawIssue) => (issue.code === 'invalid_type' ? words : undefined),
});

const schema = z.strictObject(
  {
    rules: z
      .partialRecord(ruleName, severity, kindOf('write a line for each: dead-link: warning'))
      .default({}),
    sections: z
      .array(
        z.string(kindOf('a title is text')).trim().min(1).max(100),
        kindOf('write a list: [Context, Decision]'),
      )
      .max(20)
      .exactOptional(),
    statuses: z
      .record(z.string().trim().min(1).max(60), status, kindOf('write a line for each: parked: proposed'))
      .default({}),
    ignore: z.array(glob, kindOf('write a list: ["archive/**"]')).max(50).default([]),
  },
  kindOf('write settings as lines: rules:, sections:, statuses:, ignore:'),
);

/**
 * Reads the settings of a check.
 * @param file what it is called in messages
 * @throws AdvisorError `configuration` that names the line of what is wrong
 */
export function parseSettings(text: string, file: string): Settings {
  const lines = new LineCounter();
  const document = parseDocument(text, { logLevel: 'silent', lineCounter: lines });
  const [error] = document.errors;
  if (error !== undefined) throw wrong(file, error.linePos?.[0].line ?? 1, 'this is no YAML');
  const read = schema.safeParse(fieldsOf(document, file) ?? {});
  if (read.success) return settingsOf(read.data);
  const [issue] = read.error.issues;
  const path = issue?.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys] : (issue?.path ?? []);
  const at = path.filter((part) => typeof part !== 'symbol');
  throw wrong(file, lineOf(document, lines, at), `${said(at)}${wordsOf(issue)}`);
}

function settingsOf({ rules: by, sections, statuses: own, ignore }: z.output<typeof schema>): Settings {
  const ignored = ignore.map(compileGlob);
  return {
    severities: new Map(Object.entries(by).flatMap(([id, level]) => (isRule(id) ? [[id, level]] : []))),
    sections,
    statuses: new Map(Object.entries(own).map(([word, comesTo]) => [word.toLowerCase(), comesTo])),
    isIgnored: (path) => ignored.some((pattern) => pattern.holds(path)),
  };
}

function fieldsOf(document: Document.Parsed, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch {
    throw wrong(file, 1, 'anchors are not taken');
  }
}

function wordsOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'unrecognized_keys')
    return 'there is no such setting; there are rules, sections, statuses and ignore';
  // What is wrong with a key stands inside.
  if (issue?.code === 'invalid_key') return issue.issues[0]?.message ?? issue.message;
  return issue?.message ?? 'not as it should be';
}

function said(path: readonly (string | number)[]): string {
  const names = path.filter((part) => typeof part === 'string');
  return names.length === 0 ? '' : `${names.join('.').slice(0, 100)}: `;
}

/** The line of the deepest part of a path that is there. */
function lineOf(document: Document.Parsed, lines: LineCounter, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length--) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const key = isMap(parent)
      ? parent.items.find((pair) => isScalar(pair.key) && pair.key.value === path[length - 1])?.key
      : undefined;
    const node = key ?? document.getIn(path.slice(0, length), true);
    if (isScalar(node) && node.range !== undefined && node.range !== null)
      return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function wrong(file: string, line: number, what: string): AdvisorError {
  return new AdvisorError('configuration', `${file}:${line}: ${what}`);
}

function shown(input: unknown): string {
  return `"${String(input).slice(0, 40)}"`;
}

/** The rule that may have been meant. */
function nearest(name: string): string {
  const [best] = new Fuse(ids, { threshold: 0.5 }).search(name.slice(0, 40));
  return best === undefined ? '' : `; is ${best.item} meant?`;
}
