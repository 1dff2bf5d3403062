// Every trouble on both chat platforms; those that take little of the machine side by side. FAULT_SECONDS shortens each.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const chat = fileURLToPath(new URL('./chat.ts', import.meta.url));

function run(side: string, trouble: string): Promise<boolean> {
  const child = spawn(process.execPath, [chat, side, trouble], { stdio: 'inherit' });
  return new Promise((resolve) => child.once('close', (code) => resolve(code === 0)));
}

const results: boolean[] = [];
for (const side of ['slack', 'discord'])
  for (const trouble of ['kills', 'locked']) results.push(await run(side, trouble));
results.push(...(await Promise.all(['slack', 'discord'].map((side) => run(side, 'away')))));
process.exitCode = results.every(Boolean) ? 0 : 1;
