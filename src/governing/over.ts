import { matchesPath, packageOf } from '../affects/affects.ts';
import { tokenize } from '../answers/tokens.ts';
import type { Change, TouchedPackage } from './change.ts';
import type { Decided } from './decided.ts';
import type { Because, Governed } from './governing.ts';
import type { PackageIndex } from './package-index.ts';
import type { Thing, Things } from './things.ts';

/** A thing that a change brings in, and by what. */
interface BroughtIn {
  readonly thing: Thing;
  readonly by: TouchedPackage;
}

/** What a change brings in, by the data of packages and by names that records give. */
export function broughtInBy(
  { packages }: Change,
  index: PackageIndex,
  things: Things,
  own: ReadonlyMap<string, Thing>,
): readonly BroughtIn[] {
  return packages
    .filter(({ how }) => how === 'comes')
    .flatMap((by) => {
      const known = index.technologyOf(by);
      const named = known === undefined ? thingsInName(by, things, own) : [known];
      return named.map((thing) => ({ thing, by }));
    });
}

/** `gorm.io/gorm` and `rancher/k3s` say by themselves what they are; a word that people use for much else says nothing. */
function thingsInName(
  { name }: TouchedPackage,
  things: Things,
  own: ReadonlyMap<string, Thing>,
): readonly Thing[] {
  const last = name.split('/').slice(-2).join(' ');
  const words = last.replace(/[^\p{L}\p{N}+#]+/gu, ' ').trim();
  const { tokens, mentions } = things.read(words, own);
  const isWhole = (length: number) => length === tokenize(name.replaceAll('/', ' ')).length;
  return mentions
    .filter(
      ({ thing, start, length }) =>
        !things.isGeneral(thing) &&
        (length > 1 || isWhole(length) || !things.isCommon(tokens[start]?.text ?? '')),
    )
    .map(({ thing }) => thing);
}

/** Why a record governs a change, if it does. */
export function governedBy(
  decided: Decided,
  change: Change,
  brought: readonly BroughtIn[],
  things: Things,
): Governed | undefined {
  const { record } = decided;
  const entries = record.affects.map((affects) => ({ affects, own: packageOf(affects) }));
  const paths = entries.flatMap(({ affects, own }): Because[] => {
    const file = own === undefined ? change.files.find((one) => matchesPath(affects, one)) : undefined;
    return file === undefined ? [] : [{ kind: 'path', affects, file }];
  });
  const packages = entries.flatMap(({ affects, own }): Because[] => {
    const touched = change.packages.find(
      ({ ecosystem, name }) =>
        own !== undefined && own.ecosystem === ecosystem && isOf(name, own.name, ecosystem),
    );
    return touched === undefined ? [] : [{ kind: 'package', affects, file: touched.file }];
  });
  const hasPaths = entries.some(({ own }) => own === undefined);
  const isInReach = !hasPaths || paths.length > 0 || packages.length > 0;
  const technologies = brought.flatMap(({ thing, by }): Because[] => {
    const isRuledOut = decided.notTaken.some((option) => option.things.includes(thing));
    if (!isRuledOut && !decided.takes.has(thing)) return [];
    // What says where it holds says nothing elsewhere, unless it rules something out for all.
    if (!isInReach && !(isRuledOut && decided.isForAll)) return [];
    const { ecosystem, name, file, line } = by;
    const side = isRuledOut ? 'ruled-out' : 'chosen';
    return [
      { kind: 'technology', technology: things.nameOf(thing), side, by: `${ecosystem}:${name}`, file, line },
    ];
  });
  const because = [...paths, ...packages, ...technologies];
  if (because.length === 0) return undefined;
  return {
    record,
    because,
    isAgainst: technologies.some((one) => one.kind === 'technology' && one.side === 'ruled-out'),
  };
}

/** Whether a package is one that a record names, or a part of it: a package of a Go module. */
function isOf(name: string, own: string, ecosystem: string): boolean {
  return name === own || (ecosystem === 'go' && name.startsWith(`${own}/`));
}
