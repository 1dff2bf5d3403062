import { execFile } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { AdvisorError, systemErrorCode } from '../../errors.ts';

const run = promisify(execFile);
const gitMs = 60_000;

/**
 * The files around a folder that changed since a commit parted from this one: in later commits, in the working tree, and
 * new ones that git does not know. Whole paths.
 * @throws AdvisorError `usage` outside of a repository and for what names no commit.
 */
export async function changedSince(folder: string, base: string): Promise<ReadonlySet<string>> {
  const { root, parted } = await partingOf(folder, base);
  const list = ['-z', '--', '.'];
  const [changed, unknown] = await Promise.all([
    git(folder, ['diff', '--name-only', ...plainDiff, parted, ...list]),
    git(folder, ['ls-files', '--others', '--exclude-standard', '--full-name', ...list]),
  ]);
  if (changed === undefined || unknown === undefined) throw untold(folder);
  return new Set(namesIn(`${changed}${unknown}`).map((name) => join(root, name)));
}

/** What changed in a whole repository, as a diff, and new files that git does not know: paths from its root. */
export interface RepositoryDiff {
  readonly root: string;
  readonly diff: string;
  readonly unknown: readonly string[];
}

/**
 * Everything that changed in a folder's repository since a commit parted from this one.
 * @param only whole paths, where others are not asked for
 * @throws AdvisorError `usage` as {@link changedSince} does.
 */
export async function diffSince(
  folder: string,
  base: string,
  only: readonly string[] = [],
): Promise<RepositoryDiff> {
  const { root, parted } = await partingOf(folder, base);
  const paths = only.length === 0 ? ['.'] : only.map((path) => `:(literal)${path}`);
  const [diff, unknown] = await Promise.all([
    git(root, ['diff', '--unified=0', '--no-color', ...prefixes, ...plainDiff, parted, '--', ...paths]),
    git(root, ['ls-files', '-z', '--others', '--exclude-standard', '--', ...paths]),
  ]);
  if (diff === undefined || unknown === undefined) throw untold(folder);
  return { root, diff, unknown: namesIn(unknown) };
}

/** Nothing of a repository's own settings runs a program. */
const plainDiff = ['--no-renames', '--no-ext-diff', '--no-textconv'];

/** The same way of writing paths, whatever somebody has set. */
const prefixes = ['--src-prefix=a/', '--dst-prefix=b/'];

function namesIn(list: string): string[] {
  return list.split('\0').filter((name) => name !== '');
}

function untold(folder: string): AdvisorError {
  return new AdvisorError(
    'unavailable',
    `--diff: git cannot tell what changed in ${folder}; try git status there`,
  );
}

/** Where a commit parted from this one, and the repository's root. */
async function partingOf(
  folder: string,
  base: string,
): Promise<{ readonly root: string; readonly parted: string }> {
  const shown = base.slice(0, 60);
  if (base === '' || base.startsWith('-'))
    throw new AdvisorError('usage', `--diff: "${shown}" names no commit`);
  const top = await git(folder, ['rev-parse', '--show-toplevel']);
  if (top === undefined)
    throw new AdvisorError('usage', `--diff needs a git repository; ${folder} is in none`);
  const commit = await git(folder, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${base}^{commit}`,
  ]);
  if (commit === undefined)
    throw new AdvisorError('usage', `--diff: "${shown}" names no commit; fetch it, or name another`);
  const parted = await git(folder, ['merge-base', commit.trim(), 'HEAD']);
  if (parted === undefined)
    throw new AdvisorError(
      'usage',
      `--diff: "${shown}" and this commit have no common one; fetch the whole history (fetch-depth: 0)`,
    );
  return { root: top.replace(/\r?\n$/, ''), parted: parted.trim() };
}

/** Files as somebody names them, as whole paths; one that is not there keeps its name. */
export function namedFiles(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map((name) => realPath(resolve(name))));
}

function realPath(path: string): string {
  try {
    return join(realpathSync(dirname(path)), basename(path));
  } catch {
    return path;
  }
}

/** What git says; undefined where it fails. */
async function git(folder: string, args: readonly string[]): Promise<string | undefined> {
  // A repository's own settings must not name a program to be run.
  const safe = ['-C', folder, '-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false', ...args];
  try {
    const { stdout } = await run('git', safe, {
      timeout: gitMs,
      maxBuffer: 64_000_000,
      env: { ...process.env, GIT_OPTIONAL_LOCKS: '0' },
    });
    return stdout;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT')
      throw new AdvisorError('unavailable', '--diff needs git, and there is none here', { cause: error });
    return undefined;
  }
}
