import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AdvisorError, systemErrorCode } from '../../errors.ts';

/** How a run of git ended. */
interface Ended {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** The folder alone says which repository is meant, not whatever this was started by. */
const elsewhere = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_COMMON_DIR'];

function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !elsewhere.includes(name));
  return { ...Object.fromEntries(own), GIT_TERMINAL_PROMPT: '0', GIT_EDITOR: ':', LC_ALL: 'C' };
}

/** So much of what git says is read. */
const mostOutput = 20_000_000;

/**
 * Runs git in a folder, with arguments that no shell reads and paths that mean what they say; it asks nobody anything.
 * @throws AdvisorError `not-found` where there is no git on this machine.
 */
export function runGit(folder: string, args: readonly string[], input = ''): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const git = spawn('git', ['-C', folder, '--literal-pathspecs', ...args], { env: environment() });
    const read = { out: '', error: '' };
    const keep = (name: 'out' | 'error') => (text: string) => {
      if (read[name].length < mostOutput) read[name] += text;
    };
    git.stdout.setEncoding('utf8').on('data', keep('out'));
    git.stderr.setEncoding('utf8').on('data', keep('error'));
    git.on('error', (error) => {
      const isMissing = systemErrorCode(error) === 'ENOENT';
      reject(isMissing ? new AdvisorError('not-found', 'git is not installed here') : error);
    });
    git.on('close', (code) => resolve({ code: code ?? 1, ...read }));
    // It may end before it has read everything.
    git.stdin.on('error', () => {});
    git.stdin.end(input);
  });
}

/** What was begun in a repository and is not ended, by the file that git keeps meanwhile. */
const unfinished = [
  ['MERGE_HEAD', 'a merge'],
  ['rebase-merge', 'a rebase'],
  ['rebase-apply', 'a rebase'],
  ['CHERRY_PICK_HEAD', 'a cherry-pick'],
  ['REVERT_HEAD', 'a revert'],
  ['BISECT_LOG', 'a bisect'],
] as const;

/**
 * Makes sure that the repository of a folder, where it has one, is in the middle of nothing: files hold both sides of a
 * merge then, or those of an old commit.
 * @throws AdvisorError `conflict` that says what to end first, `usage` where a commit is wanted and cannot be.
 */
export async function requireCalmRepository(folder: string, commits: boolean): Promise<void> {
  const directory = await gitDirectory(folder);
  if (directory === undefined) {
    if (!commits) return;
    throw new AdvisorError(
      'usage',
      `${folder} is in no git repository; leave out --commit, or run git init first`,
    );
  }
  const begun = unfinished.find(([name]) => existsSync(join(directory, name)));
  if (begun !== undefined)
    throw new AdvisorError(
      'conflict',
      `${folder}: its repository is in the middle of ${begun[1]}; end that first, nothing was changed`,
    );
  const unmerged = await requireGit(folder, ['diff', '--name-only', '--diff-filter=U', '-z']);
  if (unmerged !== '')
    throw new AdvisorError(
      'conflict',
      `${folder}: its repository has files with unresolved conflicts (git status); end that first, nothing was changed`,
    );
  if (!commits) return;
  const head = await runGit(folder, ['symbolic-ref', '--quiet', 'HEAD']);
  if (head.code !== 0)
    throw new AdvisorError('conflict', `${folder}: its repository is on no branch; switch to one to commit`);
}

/** Where git keeps what it knows of a folder's repository; undefined where the folder is in none. */
async function gitDirectory(folder: string): Promise<string | undefined> {
  if (!foldersUp(folder).some((one) => existsSync(join(one, '.git')))) return undefined;
  try {
    const { code, out, error } = await runGit(folder, ['rev-parse', '--absolute-git-dir']);
    if (code === 0) return out.trimEnd();
    if (/not a git repository/i.test(error)) return undefined;
    throw new AdvisorError('unavailable', `${folder}: git says: ${firstLine(error)}`);
  } catch (error) {
    // Without git nobody is in the middle of anything.
    if (error instanceof AdvisorError && error.code === 'not-found') return undefined;
    throw error;
  }
}

function foldersUp(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...foldersUp(above)];
}

/** What git prints. @throws AdvisorError `unavailable` with what it says where it fails. */
export async function requireGit(folder: string, args: readonly string[], input = ''): Promise<string> {
  const { code, out, error } = await runGit(folder, args, input);
  if (code === 0) return out;
  throw new AdvisorError(
    'unavailable',
    `git ${args[0] ?? ''} failed: ${firstLine(error === '' ? out : error)}`,
  );
}

function firstLine(text: string): string {
  const line = text.split('\n').find((one) => one.trim() !== '') ?? 'nothing';
  return line.trim().slice(0, 300);
}
