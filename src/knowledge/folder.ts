import { assemble } from './assemble.ts';
import { type Fault, KnowledgeError } from './fault.ts';
import type { Assembled, Knowledge } from './knowledge.ts';
import { layOver } from './overlay.ts';
import { listSources, parseSource, type ReadFile, type SourceFile } from './read-folder.ts';
import { validate } from './validate.ts';

/** What a check of a folder found: the knowledge when it is sound, all the faults when it is not. */
export type CheckResult =
  | { readonly sound: true; readonly knowledge: Knowledge }
  | { readonly sound: false; readonly faults: readonly Fault[] };

/** Parses source files; `base`, where given, is what they are laid over. */
export function checkSources(sources: readonly SourceFile[], base?: Knowledge): CheckResult {
  const files: ReadFile[] = [];
  const faults: Fault[] = [];
  for (const source of sources) {
    const parsed = parseSource(source);
    faults.push(...parsed.faults);
    if (parsed.content !== undefined) files.push({ file: source.file, content: parsed.content });
  }
  // References into a file that could not be read would all be faults too: report the cause alone.
  if (faults.length > 0) return { sound: false, faults };
  const own = assemble(files);
  const whole: Assembled =
    base === undefined ? own : { knowledge: layOver(base, own.knowledge), origins: own.origins };
  const crossFaults = [...validate(whole), ...checkOverrules(own, base)];
  return crossFaults.length > 0
    ? { sound: false, faults: crossFaults }
    : { sound: true, knowledge: whole.knowledge };
}

/** Reads and checks every YAML file below a folder, laid over `base` where that is given. */
export function checkFolder(folder: string, base?: Knowledge): CheckResult {
  const { sources, faults } = listSources(folder);
  if (faults.length > 0) return { sound: false, faults };
  if (sources.length === 0) {
    return { sound: false, faults: [{ file: folder, path: '', expected: 'at least one .yaml file' }] };
  }
  return checkSources(sources, base);
}

/** The knowledge of a sound check; throws {@link KnowledgeError} with all faults otherwise. */
export function requireSound(result: CheckResult): Knowledge {
  if (!result.sound) throw new KnowledgeError(result.faults);
  return result.knowledge;
}

function checkOverrules(own: Assembled, base: Knowledge | undefined): Fault[] {
  const baseIds = new Set(base?.statements.map((statement) => statement.id));
  return own.knowledge.statements.flatMap((statement) => {
    if (statement.overrules === undefined || baseIds.has(statement.overrules)) return [];
    const origin = own.origins.get(statement);
    return [
      {
        file: origin?.file ?? '',
        path: `${origin?.path ?? ''}.overrules`,
        expected: `the id of a built-in statement; "${statement.overrules}" is unknown`,
      },
    ];
  });
}
