import { assemble } from './assemble.ts';
import { type Fault, KnowledgeError } from './fault.ts';
import type { Assembled, WholeKnowledge } from './knowledge.ts';
import { layOver } from './overlay.ts';
import {
  listSources,
  type ParsedSource,
  parseSource,
  type ReadFile,
  type SourceFile,
} from './read-folder.ts';
import { reasonsOf } from './rubric-references.ts';
import { parseSources } from './source-parser.ts';
import { validate } from './validate.ts';

/** What a check of a folder found: the knowledge when it is sound, all the faults when it is not. */
export type CheckResult =
  | { readonly sound: true; readonly knowledge: WholeKnowledge }
  | { readonly sound: false; readonly faults: readonly Fault[] };

/** Parses source files; `base`, where given, is what they are laid over. */
export function checkSources(sources: readonly SourceFile[], base?: WholeKnowledge): CheckResult {
  return checkParsed(sources, sources.map(parseSource), base);
}

function checkParsed(
  sources: readonly SourceFile[],
  parsed: readonly ParsedSource[],
  base: WholeKnowledge | undefined,
): CheckResult {
  const faults = parsed.flatMap((one) => one.faults);
  // References into a file that could not be read would all be faults too: report the cause alone.
  if (faults.length > 0) return { sound: false, faults };
  const files = parsed.flatMap(({ content }, at): ReadFile[] =>
    content === undefined ? [] : [{ file: sources[at]?.file ?? '', content }],
  );
  const own = assemble(files);
  const whole: Assembled =
    base === undefined ? own : { knowledge: layOver(base, own.knowledge), origins: own.origins };
  const crossFaults = [
    ...validate(whole),
    ...checkOverrules(own, base),
    ...(base === undefined ? [...checkCarded(own), ...checkRuled(own)] : []),
  ];
  return crossFaults.length > 0
    ? { sound: false, faults: crossFaults }
    : { sound: true, knowledge: whole.knowledge };
}

/** Reads and checks every YAML file below a folder, laid over `base` where that is given. */
export function checkFolder(folder: string, base?: WholeKnowledge): CheckResult {
  const { sources, faults } = sourcesOf(folder);
  return faults.length > 0 ? { sound: false, faults } : checkSources(sources, base);
}

/** The same of somebody's own folder: each file is parsed within a bound of time, memory and depth. */
export async function checkOverlay(folder: string, base: WholeKnowledge): Promise<CheckResult> {
  const { sources, faults } = sourcesOf(folder);
  if (faults.length > 0) return { sound: false, faults };
  return checkParsed(sources, await parseSources(sources), base);
}

function sourcesOf(folder: string): { sources: readonly SourceFile[]; faults: readonly Fault[] } {
  const { sources, faults } = listSources(folder);
  return faults.length === 0 && sources.length === 0
    ? { sources, faults: [{ file: folder, path: '', expected: 'at least one .yaml file' }] }
    : { sources, faults };
}

/** The knowledge of a sound check; throws {@link KnowledgeError} with all faults otherwise. */
export function requireSound(result: CheckResult): WholeKnowledge {
  if (!result.sound) throw new KnowledgeError(result.faults);
  return result.knowledge;
}

/** Where a folder has cards, each of its statements stands on one or says why not. */
function checkCarded({ knowledge, origins }: Assembled): Fault[] {
  if (knowledge.cards.length === 0) return [];
  const carded = new Set(
    knowledge.cards.flatMap(({ from, points }) => [...from, ...points.flatMap((point) => point.from)]),
  );
  return knowledge.statements.flatMap((statement) => {
    if (carded.has(statement.id) || statement.uncarded !== undefined) return [];
    const origin = origins.get(statement);
    const expected = `a card that rests on "${statement.id}", or \`uncarded\` with the reason why none does`;
    return [{ file: origin?.file ?? '', path: origin?.path ?? '', expected }];
  });
}

/** Where a folder has rubrics, what says when to choose something is a reason in one, or says why not. */
function checkRuled({ knowledge, origins }: Assembled): Fault[] {
  if (knowledge.rubrics.length === 0) return [];
  const ruled = new Set(knowledge.rubrics.flatMap(reasonsOf));
  return knowledge.statements.flatMap((statement) => {
    const isRuled = ruled.has(statement.id) || statement.unruled !== undefined;
    if (statement.kind !== 'choose-when' || isRuled) return [];
    const origin = origins.get(statement);
    const expected = `a rubric that rests on "${statement.id}", or \`unruled\` with the reason why none does`;
    return [{ file: origin?.file ?? '', path: origin?.path ?? '', expected }];
  });
}

function checkOverrules(own: Assembled, base: WholeKnowledge | undefined): Fault[] {
  const baseIds = new Set(base?.statements.map((statement) => statement.id));
  const cardIds = new Set(base?.cards.map(({ id }) => id));
  const cardFaults = own.knowledge.cards.flatMap((card) => {
    if (card.overrules === undefined || cardIds.has(card.overrules)) return [];
    const origin = own.origins.get(card);
    const expected = `the id of a built-in card; "${card.overrules}" is unknown`;
    return [{ file: origin?.file ?? '', path: `${origin?.path ?? ''}.overrules`, expected }];
  });
  const statementFaults = own.knowledge.statements.flatMap((statement) => {
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
  return [...cardFaults, ...statementFaults];
}
