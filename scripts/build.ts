// Makes dist/: the compiled program and the knowledge as one validated JSON.
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { loadBuiltIn } from '../src/knowledge/load.ts';

const root = new URL('..', import.meta.url);
rmSync(new URL('dist', root), { recursive: true, force: true });
execFileSync('npx', ['tsc', '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
writeFileSync(new URL('dist/knowledge.json', root), JSON.stringify(loadBuiltIn()));
