import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { nameKey } from './markdown/record-address.ts';
import { fileNameOf } from './markdown/write.ts';
import type { DecisionRecord } from './record.ts';
import { defaultLog } from './rows.ts';

type Named = Pick<DecisionRecord, 'log' | 'number' | 'title' | 'file'>;

/** Where the records of several logs go: all in one folder, or each log but the default one in a folder of its own. */
export type Layout = 'flat' | 'folders';

/**
 * The file of each record in an export, by log and number. No two are the same, on file systems that take capitals for
 * small letters too, and a record's name depends on no record that came later.
 */
export function exportNames(
  records: readonly Named[],
  layout: Layout,
  reserved: readonly string[],
): ReadonlyMap<string, string> {
  const taken = createTaken(reserved);
  const names = new Map<string, string>();
  const folders = logFolders(records.map(({ log }) => log));
  for (const record of [...records].sort(inOrder)) {
    const isAtTop = layout === 'flat' || record.log === defaultLog;
    const folder = isAtTop ? '' : (folders.get(record.log) ?? '');
    const wanted = posix.join(folder, safePath(fileNameOf(record)));
    names.set(nameKey(record), taken.claim(wanted, record.number));
  }
  return names;
}

/** The default log first, then by name and number. */
function inOrder(a: Named, b: Named): number {
  const isOther = (log: string) => (log === defaultLog ? 0 : 1);
  return (
    isOther(a.log) - isOther(b.log) || (a.log < b.log ? -1 : a.log > b.log ? 1 : 0) || a.number - b.number
  );
}

/** The folder of each log, or whatever else has a name: what is plain of its name, with a mark where another log's would be the same. */
export function logFolders(logs: readonly string[]): ReadonlyMap<string, string> {
  const byPlain = Map.groupBy(new Set(logs), (log) => folded(plainOf(log)));
  return new Map(
    [...byPlain.values()].flatMap((alike) =>
      alike.map((log): [string, string] => {
        const plain = plainOf(log);
        const isOwn = plain !== '' && (alike.length === 1 || folded(plain) === log);
        return [log, isOwn && !deviceNames.test(plain) ? plain : `${plain}-${markOf(log)}`];
      }),
    ),
  );
}

function plainOf(log: string): string {
  return log
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N} _.-]+/gu, '-')
    .replace(/[. ]+$/, '');
}

function markOf(log: string): string {
  return createHash('sha256').update(log).digest('hex').slice(0, 6);
}

/** No file or folder of Windows can be called so. */
const deviceNames = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** A file's name comes from an import; it must not lead out of the folder that somebody exports or unpacks into. */
function safePath(path: string): string {
  const parts = path.split(/[/\\]/).filter((part) => part !== '' && part !== '.' && part !== '..');
  return parts.length === 0 ? 'record.md' : parts.join('/');
}

/** Names that are given away, as a file system sees them that tells no capitals from small letters. */
function createTaken(reserved: readonly string[]) {
  const files = new Set(reserved.map(folded));
  const folders = new Set<string>();
  const isFree = (path: string) =>
    !files.has(path) && !folders.has(path) && !parentsOf(path).some((parent) => files.has(parent));
  return {
    /** The name itself where it is free, else one with the record's number. */
    claim(wanted: string, number: number): string {
      const { dir, name, ext } = posix.parse(wanted);
      const safeDir = parentsOf(folded(posix.join(dir, 'x'))).some((parent) => files.has(parent))
        ? `${dir}-${number}`
        : dir;
      let path = posix.join(safeDir, `${name}${ext}`);
      for (let time = 1; !isFree(folded(path)); time++)
        path = posix.join(safeDir, `${name}-${number}${time === 1 ? '' : `-${time}`}${ext}`);
      files.add(folded(path));
      for (const parent of parentsOf(folded(path))) folders.add(parent);
      return path;
    },
  };
}

function folded(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** The folders that a path leads through. */
function parentsOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_part, at) => parts.slice(0, at + 1).join('/'));
}
