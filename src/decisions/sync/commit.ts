import type { Database } from '../../database/connection.ts';
import { inPages } from '../in-pages.ts';
import { storeCommitted } from './agreements.ts';
import { type CommittedRecord, commitMessage } from './commit-message.ts';
import { requireGit, runGit } from './git.ts';
import type { Pair } from './pairs.ts';

/** A commit that was made. */
export interface Commit {
  readonly id: string;
  readonly message: string;
  readonly files: readonly string[];
}

/**
 * Commits the files that were written for it, by this run or an earlier one, and nothing else: what somebody has staged
 * beside them stays so. Null where the repository has them already.
 * @throws AdvisorError `unavailable` with what git says; the next run tries again.
 */
export async function commitWritten(
  database: Database,
  folder: string,
  pairs: readonly Pair[],
  told: number,
): Promise<Commit | null> {
  const open = pairs.filter(({ agreement }) => agreement?.isUncommitted === true);
  if (open.length === 0) return null;
  const files = open.map(({ file }) => file);
  const changed = await changedFiles(folder, files);
  const settle = () =>
    database.transaction((db) =>
      storeCommitted(
        db,
        folder,
        open.map(({ row }) => row.id),
        told,
      ),
    );
  if (changed.length === 0) {
    await settle();
    return null;
  }
  const message = commitMessage(
    await committed(
      database,
      open.filter(({ file }) => changed.includes(file)),
    ),
  );
  const list = ['--pathspec-from-file=-', '--pathspec-file-nul'];
  const input = changed.join('\0');
  await requireGit(folder, ['add', ...list], input);
  await requireGit(
    folder,
    ['commit', '--quiet', '--only', '--cleanup=whitespace', '-m', message, ...list],
    input,
  );
  const id = (await requireGit(folder, ['rev-parse', 'HEAD'])).trim();
  await settle();
  return { id, message, files: changed };
}

/** Which of the files are not as the last commit has them. */
async function changedFiles(folder: string, files: readonly string[]): Promise<string[]> {
  const head = await runGit(folder, ['rev-parse', '--verify', '--quiet', 'HEAD']);
  if (head.code !== 0) return [...files];
  const named = ['--name-only', '--relative', '--no-renames', '--no-ext-diff', '-z'];
  const tracked = await requireGit(folder, ['diff', ...named, 'HEAD', '--', '.']);
  const untracked = await requireGit(folder, ['ls-files', '--others', '-z', '--', '.']);
  const changed = new Set([...tracked.split('\0'), ...untracked.split('\0')]);
  return files.filter((file) => changed.has(file));
}

/** What happened to each record since a commit last told of it. */
async function committed(database: Database, pairs: readonly Pair[]): Promise<CommittedRecord[]> {
  const ids = pairs.map(({ row }) => row.id);
  const rows = await inPages(ids, (page) =>
    database.db
      .selectFrom('events')
      .select(['record_id', 'seq', 'kind', 'person_name', 'data'])
      .where('record_id', 'in', page)
      .orderBy('seq')
      .execute(),
  );
  const byRecord = Map.groupBy(rows, ({ record_id }) => record_id);
  return pairs.map(({ row, record, agreement }) => ({
    number: row.number,
    title: record.title,
    approvals: record.approvals.map(({ person }) => person),
    events: (byRecord.get(row.id) ?? [])
      .filter(({ seq }) => seq > (agreement?.told ?? 0))
      .map(({ kind, person_name: person, data }) => ({ kind, person, data: JSON.parse(data) })),
  }));
}
