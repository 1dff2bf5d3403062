import { resolve } from 'node:path';
import { contentSchema, type DecisionRecord } from '../record.ts';
import { applyFixes } from './apply-fixes.ts';
import { check } from './check.ts';
import { findSettings } from './find-settings.ts';
import type { Edit, Finding } from './finding.ts';
import { readForCheck } from './from-folder.ts';
import type { RuleId } from './registry.ts';
import { foldersUp } from './repository.ts';
import type { BroughtIn, Subject } from './subject.ts';

/** What a check told, of a folder or of the records of a database. */
export interface Report {
  /** How many records were looked at. */
  readonly records: number;
  readonly findings: readonly Finding<RuleId>[];
  /** Files that are no records, or are not read by design. */
  readonly leftOut: readonly { readonly file: string; readonly reason: string }[];
  /** What was mended. */
  readonly mended: readonly Edit[];
  /** What was to be mended and was not as it had been read. */
  readonly unmended: readonly { readonly file: string; readonly reason: string }[];
  /** The root of the repository that the folder is in. */
  readonly root: string | undefined;
}

/** What is asked of a check of a folder. */
export interface FolderCheck {
  /** YYYY-MM-DD */
  readonly today: string;
  /** Whether what can be mended safely is mended. */
  readonly mend: boolean;
  /** Whole paths of the files of which findings are told; all where it is undefined. */
  readonly only?: ReadonlySet<string> | undefined;
  /** Tells what a change brings in that these records did not take. */
  readonly ruleOn?: (records: readonly DecisionRecord[]) => Promise<readonly BroughtIn[]>;
}

/**
 * Checks the records of a folder by its settings, and mends what it may.
 * @throws AdvisorError `not-found` where there is no such folder or no record in it, `configuration` for settings that are
 * wrong, `not-writable` where something is to be mended and cannot be.
 */
export async function checkFolder(
  path: string,
  { today, mend, only, ruleOn = async () => [] }: FolderCheck,
): Promise<Report> {
  const { folders, root } = foldersUp(path);
  const folder = folders[0] ?? resolve(path);
  const settings = findSettings(folders);
  const look = async () => {
    const { checked, isIgnored, leftOut } = await readForCheck({ folder, root }, settings, today);
    const looked = [...checked.subjects, ...checked.conflicts].filter(({ name }) => !isIgnored(name));
    const broughtIn = await ruleOn(checked.subjects.map(decidingRecord));
    const findings = check({ ...checked, broughtIn }, settings.settings, isIgnored).filter(
      (one) => only === undefined || isAbout(one, folder, only),
    );
    return { records: looked.length, findings, leftOut };
  };
  const first = await look();
  const fixes = mend ? first.findings.flatMap(({ fix }) => fix ?? []) : [];
  if (fixes.length === 0) return { ...first, mended: [], unmended: [], root };
  const { made, left } = applyFixes(folder, fixes);
  return { ...(await look()), mended: made, unmended: left, root };
}

/** A record as far as it is told what it governs. */
function decidingRecord({ name, status, facts }: Subject): DecisionRecord {
  const { title, number, date, statusRaw, label, decides } = facts;
  return {
    ...contentSchema.parse({ title: title === '' ? name : title }),
    ...decides,
    ...{ number: number ?? 0, log: 'decisions', status, statusRaw, date, label, file: name },
    ...{ links: [], supersededBy: null, approvals: [], changeRequests: [], version: 1, visibility: 'open' },
  };
}

/** Whether a finding is in one of these files, or may have been brought about by a change of one. */
function isAbout(
  { rule, place, also = [], owing = [] }: Finding<RuleId>,
  folder: string,
  only: ReadonlySet<string>,
): boolean {
  // That was found in what changed.
  if (rule === 'ruled-out-technology') return true;
  const names = [place.name, ...also.map(({ name }) => name), ...owing];
  return names.some((name) => only.has(resolve(folder, name)));
}
