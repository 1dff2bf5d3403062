import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCli } from '../../adapters/cli/index.ts';
import { anyCommandLine } from './command-lines.ts';
import type { Random } from './random.ts';
import type { Target } from './target.ts';
import { anyText } from './texts.ts';

const program = fileURLToPath(new URL('../../bin/stack-advisor.js', import.meta.url));
/** After so many command lines they begin with an empty database again. */
const linesOfDatabase = 400;

/** A folder to run command lines in; it goes with what they leave. */
function workplace(): { readonly folder: string; leave(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'stack-advisor-fuzz-'));
  mkdirSync(join(folder, 'in'));
  writeFileSync(join(folder, 'in/0001-x.md'), '# X\n\n## Status\n\nAccepted\n');
  writeFileSync(join(folder, 'file.json'), '{"title":"Use X"}');
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  return {
    folder,
    leave() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Command lines, through the program of this process. */
export function commandTarget(): Target {
  const { folder, leave } = workplace();
  const before = { folder: process.cwd(), url: process.env.DATABASE_URL };
  process.chdir(folder);
  let lines = 0;
  return {
    name: 'command lines',
    share: 10,
    async run(random) {
      process.env.DATABASE_URL = `sqlite:${join(folder, `${Math.floor(lines++ / linesOfDatabase)}.db`)}`;
      const args = anyCommandLine(random);
      const { code, stderr } = await captured(() => runCli(args));
      return wrongWith(args, code, stderr);
    },
    async close() {
      if (before.url === undefined) delete process.env.DATABASE_URL;
      else process.env.DATABASE_URL = before.url;
      process.chdir(before.folder);
      leave();
    },
  };
}

/** The same as processes of their own, with something on standard input. */
export function processTarget(): Target {
  const { folder, leave } = workplace();
  return {
    name: 'processes',
    share: 0,
    run: (random) =>
      new Promise((resolve, reject) => {
        const args = random.pick([
          anyCommandLine(random),
          ['chat', '--json'],
          ['ask', '--stdin', '--json'],
          ['adr', 'propose', '--from-file', '-'],
        ]);
        const env = { ...process.env, DATABASE_URL: `sqlite:${join(folder, 'own.db')}` };
        const child = spawn(process.execPath, [program, ...args], { env, cwd: folder });
        let stderr = '';
        child.stderr.setEncoding('utf8').on('data', (part: string) => {
          stderr += part;
        });
        child.stdout.resume();
        child.on('error', reject);
        child.on('close', (code) => resolve(wrongWith(args, code ?? -1, stderr)));
        child.stdin.on('error', () => {});
        child.stdin.end(input(random));
      }),
    close: async () => leave(),
  };
}

function input(random: Random): string {
  return Array.from({ length: random.below(5) }, () => anyText(random)).join('\n');
}

function wrongWith(args: readonly string[], code: number, stderr: string): string[] {
  const shown = JSON.stringify(args).slice(0, 300);
  if (/^\s+at /m.test(stderr) || stderr.includes('should not have'))
    return [`${shown}: ${stderr.slice(0, 600)}`];
  if (code === 0) return [];
  const isLine = /^stack-advisor: [^\n]+\n$/.test(stderr) || stderr.startsWith('Usage: ');
  return code > 0 && code <= 2 && isLine
    ? []
    : [`${shown}: ended with ${code} and ${JSON.stringify(stderr.slice(0, 300))}`];
}

/** Runs something and catches what it writes; nothing else is to write meanwhile. */
async function captured(work: () => Promise<number>): Promise<{ code: number; stderr: string }> {
  const [out, err] = [process.stdout.write, process.stderr.write];
  let stderr = '';
  process.stdout.write = () => true;
  process.stderr.write = (part: string | Uint8Array) => {
    stderr += typeof part === 'string' ? part : Buffer.from(part).toString('utf8');
    return true;
  };
  try {
    const code = await work();
    return { code, stderr };
  } finally {
    process.stdout.write = out;
    process.stderr.write = err;
  }
}
