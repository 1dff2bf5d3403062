import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { root } from '../src/knowledge/checkout.ts';

/** What the committed weights were learnt from, and what they are. */
const learntFromSchema = z.strictObject({ inputs: z.string(), models: z.string() });

const file = join(root, 'knowledge/models/learnt-from.json');

/** Whether nothing has changed since the weights were learnt: neither what they are learnt from, nor how, nor they themselves. */
export function isAsLearnt(): boolean {
  if (!existsSync(file)) return false;
  const kept = learntFromSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  return kept.success && kept.data.inputs === inputs() && kept.data.models === models();
}

/** Notes what the weights that stand there now were learnt from. */
export function noteLearnt(): void {
  writeFileSync(file, `${JSON.stringify({ inputs: inputs(), models: models() })}\n`);
}

/** The knowledge, the program as far as learning goes through it, and the packages that it uses there. */
function inputs(): string {
  const knowledge = filesUnder(join(root, 'knowledge')).filter((path) => !path.includes('/models/'));
  const { modules, packages } = importsOf(join(root, 'scripts/train.ts'));
  return hashOf([...knowledge, ...modules], [`node ${process.versions.node.split('.')[0]}`, ...packages]);
}

function models(): string {
  return hashOf(
    filesUnder(join(root, 'knowledge/models')).filter((path) => path !== file),
    [],
  );
}

function hashOf(files: readonly string[], words: readonly string[]): string {
  const hash = createHash('sha256').update(words.join('\n'));
  for (const path of files.toSorted())
    hash.update(`\n${relative(root, path)}\n`).update(readFileSync(path, 'utf8').replaceAll('\r\n', '\n'));
  return hash.digest('hex');
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** All modules that a module leads to, and the packages with their versions. */
function importsOf(start: string): { modules: string[]; packages: string[] } {
  const modules = new Set<string>();
  const packages = new Set<string>();
  const open = [start];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (modules.has(path)) continue;
    modules.add(path);
    for (const [, name = ''] of readFileSync(path, 'utf8').matchAll(/(?:from|import)[\s(]+'([^']+)'/g)) {
      if (name.startsWith('.')) open.push(resolve(dirname(path), name));
      else if (!name.startsWith('node:')) packages.add(versionOf(name));
    }
  }
  return { modules: [...modules], packages: [...packages].sort() };
}

function versionOf(name: string): string {
  const own = name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(root, 'node_modules', own, 'package.json'), 'utf8')));
  return `${own} ${version}`;
}
