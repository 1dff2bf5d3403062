import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { temporaryFolder } from '../support/folder.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

const actionSchema = z.object({
  inputs: z.record(z.string(), z.object({ description: z.string(), default: z.string() })),
  outputs: z.record(z.string(), z.object({ description: z.string(), value: z.string() })),
  runs: z.object({
    using: z.literal('composite'),
    steps: z.array(
      z.object({
        name: z.string(),
        if: z.string().optional(),
        uses: z.string().optional(),
        shell: z.literal('bash').optional(),
        env: z.record(z.string(), z.string()).default({}),
        run: z.string().optional(),
      }),
    ),
  }),
});

/** The action as it stands. */
export const action = actionSchema.parse(parse(readFileSync(join(root, 'action.yml'), 'utf8')));

/** What a step of a workflow gives the action, and what GitHub tells it. */
export interface Run {
  readonly inputs?: Readonly<Record<string, string>>;
  /** By the names of expressions: `github.event.before`. */
  readonly github?: Readonly<Record<string, string>>;
}

export interface Ran {
  readonly code: number | null;
  readonly said: string;
  /** The action's outputs. */
  readonly outputs: string;
}

/** Runs the action's lines in a repository as GitHub's runner does, but for what installs it. */
export async function runAction(cwd: string, { inputs = {}, github = {} }: Run = {}): Promise<Ran> {
  const given = Object.fromEntries(Object.entries(action.inputs).map(([name, one]) => [name, one.default]));
  const known: Record<string, string> = { 'github.action_path': root, ...github };
  for (const [name, value] of Object.entries({ ...given, ...inputs })) known[`inputs.${name}`] = value;
  const folder = temporaryFolder({ output: '' });
  const steps = action.runs.steps.filter(({ run, name }) => run !== undefined && name !== 'Install');
  let said = '';
  for (const { run = '', env } of steps) {
    const values = Object.entries(env).map(([name, value]) => [name, filled(value, known)]);
    const ran = await bash(cwd, run, {
      ...Object.fromEntries(values),
      GITHUB_OUTPUT: join(folder, 'output'),
      RUNNER_TEMP: folder,
    });
    said += ran.said;
    if (ran.code !== 0)
      return { code: ran.code, said, outputs: readFileSync(join(folder, 'output'), 'utf8') };
  }
  return { code: 0, said, outputs: readFileSync(join(folder, 'output'), 'utf8') };
}

/** An expression that names a value; what there is none of is empty, as on GitHub. */
function filled(text: string, known: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{\{ ([\w.]+) \}\}/g, (_whole, name: string) => known[name] ?? '');
}

/** Lines of bash in a folder, as a runner runs them. */
export function bash(cwd: string, lines: string, env: NodeJS.ProcessEnv): Promise<Omit<Ran, 'outputs'>> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', lines], {
      cwd,
      env: { ...process.env, DATABASE_URL: 'sqlite:/proc/nowhere/x.db', ...env },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        said += chunk;
      });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, said }));
  });
}
