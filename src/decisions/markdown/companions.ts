import { posix } from 'node:path';
import { isBackgroundFolder, isCompanionName } from './document-names.ts';
import { type NameParts, readFileName } from './file-name.ts';
import type { ParsedRecord } from './parse.ts';

/** A file that was read as a record. */
interface Read {
  readonly file: string;
  readonly parsed: Pick<ParsedRecord, 'status' | 'statusRaw' | 'label' | 'traits'>;
}

/** A file with what its name and place say. */
interface Candidate<One extends Read> {
  readonly one: One;
  readonly folder: string;
  readonly parts: NameParts;
  readonly isIndex: boolean;
  /** Whether it says where it stands in a word that is known. */
  readonly isHeld: boolean;
  /** Whether it says nothing of what makes a record one. */
  readonly isWeak: boolean;
}

/** What is left of files when those are taken out that only stand beside records, with why. */
export interface Told<One> {
  readonly records: readonly One[];
  readonly beside: readonly { readonly file: string; readonly reason: string }[];
}

/** Tells records from what stands beside them: approvals, reviews, notes, what belongs to a record's own folder. */
export function tellCompanions<One extends Read>(files: readonly One[]): Told<One> {
  const all = files.map(candidate);
  const byFolder = Map.groupBy(all, ({ folder }) => folder);
  const around: Surroundings<One> = {
    byFolder,
    byHeading: Map.groupBy(all, ({ folder, one }) => `${folder}\n${one.parsed.traits.heading}`),
    byLabel: Map.groupBy(all, ({ folder, one }) => `${folder}\n${one.parsed.label ?? ''}`),
    strong: new Map(
      [...byFolder].map(([folder, own]) => [folder, own.filter(({ isWeak }) => !isWeak).length]),
    ),
    numbered: all.filter(({ parts, isWeak }) => isCalled(parts) && !isWeak).length,
  };
  const why = new Map(
    all.map((one) => [one, rules.map((rule) => rule(one, around)).find((said) => said !== undefined)]),
  );
  const records = all.filter((one) => why.get(one) === undefined).map(({ one }) => one);
  // What nothing stands beside is what somebody wants to read.
  if (records.length === 0) return { records: files, beside: [] };
  const beside = all.flatMap((one) => {
    const reason = why.get(one);
    return reason === undefined ? [] : [{ file: one.one.file, reason }];
  });
  return { records, beside };
}

function candidate<One extends Read>(one: One): Candidate<One> {
  const { status, statusRaw, traits } = one.parsed;
  const name = posix.basename(one.file);
  return {
    one,
    folder: posix.dirname(one.file),
    parts: readFileName(name),
    isIndex: isIndexName(name),
    isHeld: status !== 'none' && status !== 'other',
    isWeak: statusRaw === null && traits.sections === 0 && traits.proposals < 2 && !traits.hasFields,
  };
}

/** Whether a file is called like the index of its folder. */
export function isIndexName(name: string): boolean {
  return /^(?:readme|index|_index)\./i.test(name);
}

function isCalled({ number, date, period }: NameParts): boolean {
  return number !== null || date !== null || period !== undefined;
}

interface Surroundings<One extends Read> {
  readonly byFolder: ReadonlyMap<string, readonly Candidate<One>[]>;
  readonly byHeading: ReadonlyMap<string, readonly Candidate<One>[]>;
  readonly byLabel: ReadonlyMap<string, readonly Candidate<One>[]>;
  /** How many files of a folder say what makes a record one. */
  readonly strong: ReadonlyMap<string, number>;
  /** How many files have a number or day in their name, and say more. */
  readonly numbered: number;
}

type Rule = <One extends Read>(one: Candidate<One>, around: Surroundings<One>) => string | undefined;

/** "0004D-approval.md" beside "0004-x.md", "0004-notes.md" beside the record of that number. */
const withItsNumber: Rule = (one, { byLabel }) => {
  const { label, traits } = one.one.parsed;
  if (label === null || one.isHeld) return undefined;
  const named = (of: string) =>
    (byLabel.get(`${one.folder}\n${of}`) ?? []).find(
      (other) => other !== one && (other.isHeld || other.one.parsed.traits.sections >= 2),
    );
  const main = /[a-z]$/.test(label) ? (named(label.slice(0, -1)) ?? named(label)) : named(label);
  if (main === undefined || traits.sections >= 2) return undefined;
  return `beside ${posix.basename(main.one.file)}, no record of its own`;
};

/** Several files of one heading that say nothing else of a record: lists of approvals, sign-offs. */
const ofOneHeading: Rule = (one, { byHeading, strong }) => {
  const { heading } = one.one.parsed.traits;
  const same = byHeading.get(`${one.folder}\n${heading}`) ?? [];
  const isShared = heading !== '' && one.isWeak && same.filter(({ isWeak }) => isWeak).length >= 2;
  return isShared && (strong.get(one.folder) ?? 0) > 0
    ? 'no decision record (others have the same heading, and no sections of one)'
    : undefined;
};

/** Reviews, minutes and the like that say nothing of a record, among files that do. */
const calledCompanion: Rule = (one, { strong }) => {
  const { parts, isWeak, folder, one: file } = one;
  const isNamed = isCompanionName(parts.slug) || isCompanionName(file.parsed.traits.heading);
  return isNamed && isWeak && (strong.get(folder) ?? 0) >= 2 ? 'beside records, none of its own' : undefined;
};

/** Without a number and a status, in a folder of what stands beside records. */
const inBackground: Rule = ({ one, folder, parts, isWeak }, { numbered }) => {
  const isBehind = folder.split('/').some(isBackgroundFolder);
  const isOther = one.parsed.statusRaw === null && (parts.number === null || isWeak);
  return isBehind && isOther && numbered > 0 ? 'beside records, without a status of its own' : undefined;
};

/** In a folder of which no file says what makes a record one: chapters with numbers. */
const amongOthers: Rule = ({ folder, isWeak, parts }, { byFolder, strong, numbered }) => {
  const own = byFolder.get(folder) ?? [];
  const isOther = isWeak && isCalled(parts) && (strong.get(folder) ?? 0) === 0 && own.length >= 2;
  return isOther && numbered >= Math.min(own.length, 3)
    ? 'no decision record (no status, no sections of one)'
    : undefined;
};

/** In the folder that is a record itself, or below it. */
const inRecordsFolder: Rule = (one, { byFolder }) => {
  if (one.isIndex) return undefined;
  const folders = one.folder.split('/').map((_, at, all) => all.slice(0, at + 1).join('/'));
  const main = folders.flatMap((folder) => {
    const index = byFolder.get(folder)?.find(({ isIndex }) => isIndex);
    return index === undefined || isOver(index, byFolder) ? [] : [index];
  })[0];
  if (main === undefined) return undefined;
  return isOwnRecord(one, main) ? undefined : `goes with ${main.one.file}`;
};

/** An index beside records of their own is one. */
const besideRecords: Rule = (one, { byFolder }) =>
  one.isIndex && isOver(one, byFolder) ? 'an index or README' : undefined;

/** Whether an index stands over records: files beside it that have a number of their own, or a status where it has none. */
function isOver<One extends Read>(
  index: Candidate<One>,
  byFolder: ReadonlyMap<string, readonly Candidate<One>[]>,
): boolean {
  const beside = (byFolder.get(index.folder) ?? []).filter(({ isIndex }) => !isIndex);
  const isNumbered = isFolderOfRecord(index.folder);
  return beside.some((one) => one.isHeld && (isNumbered ? isOwnRecord(one, index) : true));
}

/** Whether a folder is called like a record: by a number of three digits or more, or by a day. */
function isFolderOfRecord(folder: string): boolean {
  const name = posix.basename(folder);
  const { number, date } = readFileName(`${name}.md`);
  return date !== null || (number !== null && /\d{3}/.test(name) && !/^(?:19|20)\d{2}$/.test(name));
}

/** Whether a file has a number that is not that of the folder's record, and a status. */
function isOwnRecord<One extends Read>(
  { one, parts, isHeld }: Candidate<One>,
  main: Candidate<One>,
): boolean {
  return isHeld && isCalled(parts) && one.parsed.label !== main.one.parsed.label;
}

const rules: readonly Rule[] = [
  besideRecords,
  inRecordsFolder,
  withItsNumber,
  inBackground,
  ofOneHeading,
  calledCompanion,
  amongOthers,
];
