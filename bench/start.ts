// Cold start of one `ask` as a whole process: how many times `node -e 0`, and its peak memory.
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../bin/stack-advisor.js', import.meta.url));
const runs = 9;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function wall(args: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - start;
}

const bareArgs = ['-e', '0'];
const askArgs = [program, 'ask', 'fastapi vs django'];
wall(bareArgs);
wall(askArgs); // The first run fills the cache.
const bare: number[] = [];
const ask: number[] = [];
for (let run = 0; run < runs; run++) {
  bare.push(wall(bareArgs));
  ask.push(wall(askArgs));
}
const check = Array.from({ length: 3 }, () => wall([program, 'knowledge', 'check']));

const report = 'process.on("exit", () => process.stderr.write(String(process.resourceUsage().maxRSS)));';
const { stderr } = spawnSync(
  process.execPath,
  ['--import', `data:text/javascript,${encodeURIComponent(report)}`, ...askArgs],
  { encoding: 'utf8' },
);
const ratio = median(ask) / median(bare);
process.stdout.write(
  `node -e 0 ${median(bare).toFixed(0)} ms, one ask ${median(ask).toFixed(0)} ms: ${ratio.toFixed(1)}x; ` +
    `peak memory ${(Number(stderr) / 1024).toFixed(0)} MB; knowledge check ${median(check).toFixed(0)} ms\n`,
);
