import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { basename, dirname, join } from 'node:path/posix';
import { tellCompanions } from '../markdown/companions.ts';
import { readFileName } from '../markdown/file-name.ts';
import { noRecordIn, type ReadFiles, readFiles, type SkippedFile } from '../markdown/folder.ts';
import { indexFiles, type Meant, targetOf } from '../markdown/link-targets.ts';
import type { ParsedRecord } from '../markdown/parse.ts';
import type { Status } from '../record.ts';
import type { Facts } from './facts.ts';
import type { FileFacts } from './facts-job.ts';
import { createFactsReader } from './facts-reader.ts';
import type { FoundSettings } from './find-settings.ts';
import { createLinkResolver, type Surroundings } from './resolve-links.ts';
import type { Settings } from './settings.ts';
import type { Checked, Subject } from './subject.ts';

/** So many processes read at most. */
const most = Math.min(availableParallelism(), 4);

/** A folder as it is checked, and what of it was left out. */
export interface CheckedFolder {
  /** What the settings leave out is among it: others may name it. */
  readonly checked: Checked;
  readonly isIgnored: (name: string) => boolean;
  readonly leftOut: readonly SkippedFile[];
}

/**
 * Reads a folder of records for a check.
 * @throws AdvisorError `not-found` where there is no such folder, or no record in it.
 */
export async function readForCheck(
  surroundings: Surroundings,
  settings: FoundSettings,
  today: string,
): Promise<CheckedFolder> {
  const readers = Array.from({ length: most }, () => createFactsReader());
  return folderOf(await readFiles(surroundings.folder, readers), surroundings, settings, today);
}

/** What was read of a folder as rules look at it. @throws AdvisorError `not-found` where there is no record in it. */
export function folderOf(
  { read, skipped, others }: ReadFiles<FileFacts>,
  surroundings: Surroundings,
  { settings, folder: from }: FoundSettings,
  today: string,
): CheckedFolder {
  const { folder } = surroundings;
  const within = relative(from, folder).replaceAll('\\', '/');
  const isIgnored = (name: string) => settings.isIgnored(join(within, name));
  const { records, beside } = tellCompanions(
    read.flatMap(({ file, result }) => (result.kind === 'record' ? [recordFile(file, result)] : [])),
  );
  const known = new Map(beside.map((one) => [one.file, one.reason]));
  const conflicts: { name: string; lines: readonly number[] }[] = [];
  const leftOut = [...skipped.filter(({ reason }) => isLeftOut(reason)), ...others];
  for (const { file, result } of read) {
    const why = result.kind === 'no-record' ? result.why : known.get(file);
    if (isIgnored(file)) leftOut.push({ file, reason: 'left out by the settings' });
    else if (why !== undefined) leftOut.push({ file, reason: why });
    if (result.kind === 'conflict') conflicts.push({ name: file, lines: result.lines });
  }
  const unreadable = skipped
    .filter(({ reason }) => !isLeftOut(reason))
    .map(({ file, reason }) => ({ name: file, reason }));
  const names = [
    ...records.map(({ file }) => file),
    ...[...conflicts, ...unreadable].map(({ name }) => name),
  ];
  if (names.every(isIgnored)) throw noRecordIn(folder, leftOut.length);
  const unread = [...skipped.map(({ file }) => file), ...conflicts.map(({ name }) => name)];
  const checked: Checked = {
    origin: 'files',
    subjects: subjectsOf(records, unread, surroundings, settings),
    conflicts,
    unreadable,
    sections: settings.sections,
    broughtIn: [],
    today,
  };
  return { checked, isIgnored, leftOut };
}

interface RecordFile {
  readonly file: string;
  readonly facts: Facts;
  /** By what it is told from what stands beside records. */
  readonly parsed: Pick<ParsedRecord, 'status' | 'statusRaw' | 'label' | 'traits'>;
}

function recordFile(file: string, { facts, traits }: Extract<FileFacts, { kind: 'record' }>): RecordFile {
  const { status, statusRaw, label } = facts;
  return { file, facts, parsed: { status, statusRaw, label, traits } };
}

/** Links are not followed, and what vanished while the folder was read is no fault of it. */
function isLeftOut(reason: string): boolean {
  return reason.startsWith('a symbolic link') || reason.includes('ENOENT');
}

function subjectsOf(
  records: readonly RecordFile[],
  unread: readonly string[],
  surroundings: Surroundings,
  settings: Settings,
): Subject[] {
  // A file that is not read is there: others may lead to it.
  const files = [
    ...records.map(({ file, facts: { label, title } }) => ({ file, label, title })),
    ...unread.map((file) => ({ file, label: readFileName(basename(file)).label, title: '' })),
  ];
  const index = indexFiles(files, (one) => one);
  const resolveLink = createLinkResolver(surroundings, index);
  return records.map(({ file, facts }) => ({
    name: file,
    series: seriesOf(file),
    facts,
    status: statusIn(settings, facts),
    links: facts.links.map((link) => ({ ...link, to: resolveLink(link.url, link.text, file) })),
    stated: facts.stated.map((link) => ({ ...link, ...meantBy(targetOf(link, file, index)) })),
  }));
}

/** The record that a link names itself, not one that only has its number; and those that it may mean. */
function meantBy({ found, isBroken, several }: Meant<{ file: string }>) {
  return { other: isBroken ? undefined : found?.file, several: several.map(({ file }) => file) };
}

/** The folder of a record; of one that has a folder of its own, the one above. */
function seriesOf(file: string): string {
  const folder = dirname(file);
  return /(?:^|\/)(?:readme|index)\.[^/.]+$/i.test(file) ? dirname(folder) : folder;
}

/** Where a record stands, a team's own word for it first. */
export function statusIn(
  { statuses }: Settings,
  { status, statusRaw }: Pick<Facts, 'status' | 'statusRaw'>,
): Status {
  if (statuses.size === 0 || statusRaw === null) return status;
  const words = statusRaw
    .replace(/[*_`"']/g, '')
    .trim()
    .toLowerCase();
  const [longest] = [...statuses]
    .filter(
      ([word]) => words === word || (words.startsWith(word) && !/^\p{L}/u.test(words.slice(word.length))),
    )
    .sort(([a], [b]) => b.length - a.length);
  return longest?.[1] ?? status;
}
