// Makes dist/: the compiled program, the knowledge as one validated JSON, and what answering derives from it.
import { execFileSync } from 'node:child_process';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { prepareAnswers } from '../src/answers/ask.ts';
import { builtFiles, loadWhole, withoutCards } from '../src/knowledge/load.ts';

const root = new URL('..', import.meta.url);
rmSync(new URL('dist', root), { recursive: true, force: true });
execFileSync('npx', ['tsc', '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
// What browsers load is not compiled.
cpSync(new URL('adapters/web/static', root), new URL('dist/adapters/web/static', root), { recursive: true });
const knowledge = await loadWhole();
writeFileSync(builtFiles.whole, JSON.stringify(knowledge));
writeFileSync(builtFiles.knowledge, JSON.stringify(withoutCards(knowledge)));
writeFileSync(builtFiles.answers, JSON.stringify(prepareAnswers(knowledge)));
