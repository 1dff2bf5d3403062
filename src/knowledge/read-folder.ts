import { lstatSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parseDocument, visit } from 'yaml';
import { readTextFile } from '../bounded/read-file.ts';
import { systemErrorCode } from '../errors.ts';
import { cardSchema, phrasingSchema } from './card-schema.ts';
import { type Fault, formatPath } from './fault.ts';
import { type KnowledgeFile, knowledgeFileSchema } from './schema.ts';

/** A knowledge file is written by hand; anything larger is a mistake. */
const maxFileBytes = 2_000_000;

/** One validated file and the name that faults use for it. */
export interface ReadFile {
  readonly file: string;
  readonly content: KnowledgeFile;
}

/** A source file before parsing: its name in faults and its text. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

/**
 * The YAML files below a folder in name order, as text. Links are not followed, and `workspaces/` at the top
 * is left out: it holds the overlays of single workspaces.
 */
export function listSources(folder: string): { sources: SourceFile[]; faults: Fault[] } {
  const sources: SourceFile[] = [];
  const faults: Fault[] = [];
  const room = { entries: mostEntries, characters: mostCharacters };
  const visit = (directory: string, depth: number): void => {
    for (const name of namesIn(directory, faults)) {
      if (room.entries <= 0) return;
      room.entries--;
      const path = join(directory, name);
      const file = relative(folder, path).split(sep).join('/');
      const fault = (expected: string) => void faults.push({ file, path: '', expected });
      if (room.entries === 0) fault(`at most ${mostEntries} files and folders`);
      else if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) {
        if (notKnowledge.has(file)) continue;
        if (depth >= deepest) fault(`folders nested at most ${deepest} deep`);
        else visit(path, depth + 1);
      } else if (/\.(?:ya?ml|jsonl)$/i.test(name)) {
        const read = readTextFile(path, { maxBytes: maxFileBytes });
        if ('reason' in read) fault(plainFile(read.reason));
        else if (read.text.length > room.characters) fault(`at most ${mostCharacters} characters in all`);
        else {
          room.characters -= read.text.length;
          sources.push({ file, text: read.text });
        }
      }
    }
  };
  visit(folder, 0);
  return { sources, faults };
}

function plainFile(reason: string): string {
  return reason === 'a symbolic link'
    ? 'a plain file, not a link'
    : `a plain file of at most ${maxFileBytes} bytes (${reason})`;
}

/** Knowledge is written by hand; a folder that holds more is none of it. */
const mostEntries = 10_000;
const mostCharacters = 50_000_000;
const deepest = 50;
/** Folders beside the knowledge: records of workspaces, what models were taught by, and what they learnt. */
const notKnowledge: ReadonlySet<string> = new Set(['workspaces', 'training', 'models']);

function namesIn(directory: string, faults: Fault[]): string[] {
  try {
    return readdirSync(directory).sort();
  } catch (error) {
    const expected = `a folder that can be read (${systemErrorCode(error)})`;
    faults.push({ file: directory, path: '', expected });
    return [];
  }
}

/** What parsing a file came to. */
export interface ParsedSource {
  readonly content?: KnowledgeFile;
  readonly faults: readonly Fault[];
}

/** Parses and validates one file. YAML anchors are refused: expanding them is unbounded. */
export function parseSource(source: SourceFile): ParsedSource {
  return source.file.toLowerCase().endsWith('.jsonl') ? parseLines(source) : parseYaml(source);
}

/** What the lines of a file of JSON lines are, by its folder. */
const linesIn = { cards: cardSchema, phrasings: phrasingSchema } as const;

function parseLines({ file, text }: SourceFile): ParsedSource {
  const kind = file.includes('/') ? file.split('/').at(-2) : undefined;
  if (kind !== 'cards' && kind !== 'phrasings')
    return { faults: [{ file, path: '', expected: 'JSON lines in a folder `cards` or `phrasings`' }] };
  const items: unknown[] = [];
  const faults: Fault[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const path = `line ${index + 1}`;
    const value = parseJson(line);
    if (value === undefined) {
      faults.push({ file, path, expected: 'a JSON value' });
      continue;
    }
    const parsed = linesIn[kind].safeParse(value);
    if (parsed.success) items.push(parsed.data);
    else
      for (const issue of parsed.error.issues)
        faults.push({
          file,
          path: [path, formatPath(issue.path)].filter((part) => part !== '').join(': '),
          expected: issue.message,
        });
  }
  return faults.length > 0 ? { faults } : { content: knowledgeFileSchema.parse({ [kind]: items }), faults };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parseYaml({ file, text }: SourceFile): ParsedSource {
  const document = parseDocument(text, { prettyErrors: true, logLevel: 'error' });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const [told = 'not valid'] = broken.message.split('\n');
    // The parser passes on what a full stack says.
    const summary = told.includes('call stack') ? 'nested too deep' : told;
    return { faults: [{ file, path: '', expected: `valid YAML: ${summary.replace(/:$/, '')}` }] };
  }
  let hasAlias = false;
  visit(document, {
    Alias() {
      hasAlias = true;
      return visit.BREAK;
    },
  });
  if (hasAlias)
    return { faults: [{ file, path: '', expected: 'no YAML aliases (*name); write the value out' }] };
  const parsed = knowledgeFileSchema.safeParse(document.toJS() ?? {});
  if (parsed.success) return { content: parsed.data, faults: [] };
  return {
    faults: parsed.error.issues.map((issue) => ({
      file,
      path: formatPath(issue.path),
      expected: issue.message,
    })),
  };
}
