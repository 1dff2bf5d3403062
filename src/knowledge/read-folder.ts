import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parseDocument, visit } from 'yaml';
import { systemErrorCode } from '../errors.ts';
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
  const visit = (directory: string): void => {
    let names: string[];
    try {
      names = readdirSync(directory).sort();
    } catch (error) {
      faults.push({
        file: directory,
        path: '',
        expected: `a folder that can be read (${systemErrorCode(error)})`,
      });
      return;
    }
    for (const name of names) {
      const path = join(directory, name);
      const file = relative(folder, path).split(sep).join('/');
      try {
        const stat = lstatSync(path);
        if (stat.isDirectory()) {
          if (file !== 'workspaces') visit(path);
        } else if (/\.ya?ml$/i.test(name)) {
          if (!stat.isFile()) faults.push({ file, path: '', expected: 'a plain file, not a link' });
          else if (stat.size > maxFileBytes) {
            faults.push({ file, path: '', expected: `a file of at most ${maxFileBytes} bytes` });
          } else sources.push({ file, text: readFileSync(path, 'utf8') });
        }
      } catch (error) {
        faults.push({ file, path: '', expected: `a file that can be read (${systemErrorCode(error)})` });
      }
    }
  };
  visit(folder);
  return { sources, faults };
}

/** Parses and validates one file. YAML anchors are refused: expanding them is unbounded. */
export function parseSource({ file, text }: SourceFile): { content?: KnowledgeFile; faults: Fault[] } {
  const document = parseDocument(text, { prettyErrors: true });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const [summary = 'not valid'] = broken.message.split('\n');
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
