import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RepositoryDiff } from '../decisions/check/changed-files.ts';
import type { BroughtIn } from '../decisions/check/subject.ts';
import type { DecisionRecord } from '../decisions/record.ts';
import type { Change, TouchedPackage } from './change.ts';
import type { Judge } from './create.ts';
import type { Governed } from './governing.ts';
import { namesPackages, packagesIn } from './manifest-lines.ts';
import { readDiff } from './read-diff.ts';

/** What records say to a change of their repository. */
export interface Ruling {
  readonly governed: readonly Governed[];
  /** What the change brings in although a record in force did not take it. */
  readonly broughtIn: readonly BroughtIn[];
}

/**
 * Tells which records govern a change, and what it brings in against them.
 * @param placeOf how a file is called by whoever is told, from its path in the repository
 */
export function ruleOn(
  judge: Judge,
  records: readonly DecisionRecord[],
  change: Change,
  placeOf: (file: string) => string,
  nameOf: (record: DecisionRecord) => string,
): Ruling {
  const governed = judge.over(records, change);
  const broughtIn = governed.flatMap(({ record, because }) =>
    because.flatMap((one): BroughtIn[] => {
      if (one.kind !== 'technology' || one.side !== 'ruled-out') return [];
      return [
        {
          place: { name: placeOf(one.file), line: one.line ?? 1 },
          by: one.by,
          technology: one.technology,
          record: nameOf(record),
          reason: reasonIn(record, one.technology),
        },
      ];
    }),
  );
  return { governed, broughtIn };
}

/** Why a record did not take something, in its words; empty where it does not say. */
function reasonIn({ options }: DecisionRecord, technology: string): string {
  const lower = technology.toLowerCase();
  const option = options.find(({ name }) => name.toLowerCase().includes(lower));
  return option?.cons[0] ?? '';
}

/** Larger files are no manifests. */
const largestNew = 2_000_000;

/** What a repository's diff touches; of new files that git does not know every line is new. */
export async function changeIn({ root, diff, unknown }: RepositoryDiff): Promise<Change> {
  const known: Change = diff.trim() === '' ? { files: [], packages: [] } : readDiff(diff);
  const added = await Promise.all(unknown.map((file) => packagesOf(root, file)));
  return { files: [...known.files, ...unknown], packages: [...known.packages, ...added.flat()] };
}

async function packagesOf(root: string, file: string): Promise<TouchedPackage[]> {
  // Most files name none, whatever stands in them.
  if (!namesPackages(file)) return [];
  const text = await readFile(join(root, file), 'utf8').catch(() => '');
  if (text.length > largestNew) return [];
  const found = new Map<string, TouchedPackage>();
  for (const [at, line] of text.split('\n').entries())
    for (const one of packagesIn(file, line)) {
      const key = `${one.ecosystem}:${one.name}`;
      if (!found.has(key)) found.set(key, { ...one, file, line: at + 1, how: 'comes' });
    }
  return [...found.values()];
}
