// Makes dist/: the compiled program, the knowledge as one validated JSON, and what answering derives from it.
import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { prepareAnswers } from '../src/answers/ask.ts';
import { prepareGoverning } from '../src/governing/load.ts';
import { writeAsciiJson } from '../src/knowledge/ascii-json.ts';
import { builtFiles, loadWhole, withoutCards } from '../src/knowledge/load.ts';

const root = new URL('..', import.meta.url);
rmSync(new URL('dist', root), { recursive: true, force: true });
execFileSync('npx', ['tsc', '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
// What browsers load is not compiled.
cpSync(new URL('adapters/web/static', root), new URL('dist/adapters/web/static', root), { recursive: true });
const knowledge = await loadWhole();
writeAsciiJson(builtFiles.whole, knowledge);
writeAsciiJson(builtFiles.knowledge, withoutCards(knowledge));
writeAsciiJson(builtFiles.governing, prepareGoverning(knowledge));
writeAsciiJson(builtFiles.answers, prepareAnswers(knowledge));
