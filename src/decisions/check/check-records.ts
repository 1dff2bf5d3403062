import type { DecisionRecord } from '../record.ts';
import { check } from './check.ts';
import type { Report } from './check-folder.ts';
import { findSettings } from './find-settings.ts';
import { recordsForCheck } from './from-records.ts';
import { foldersUp } from './repository.ts';
import type { BroughtIn } from './subject.ts';

/**
 * Checks records of the database by the settings of where somebody is.
 * @param today YYYY-MM-DD
 * @throws AdvisorError `configuration` for settings that are wrong.
 */
export async function checkRecords(
  records: readonly DecisionRecord[],
  today: string,
  broughtIn: readonly BroughtIn[] = [],
): Promise<Report> {
  const { settings } = findSettings(foldersUp('.').folders);
  const checked = await recordsForCheck(records, settings, today);
  const findings = check({ ...checked, broughtIn }, settings);
  return { records: records.length, findings, leftOut: [], mended: [], unmended: [], root: undefined };
}
