// Kills a writing process at random moments, again and again, on one database, and looks after each kill whether every
// acknowledged change is there, the database opens, and the histories are sound.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../src/database/connection.ts';
import { createDecisions } from '../../src/decisions/decisions.ts';

const runs = Number(process.env.FAULT_RUNS ?? 200);
const writer = fileURLToPath(new URL('./writer.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'stack-advisor-faults-'));
const url = `sqlite:${join(folder, 'records.db')}`;
const look = { workspace: 'local', log: 'decisions', viewer: { kind: 'operator' } } as const;
const print = (text: string) => process.stdout.write(`${text}\n`);

/** number -> the furthest state that was acknowledged */
const acknowledged = new Map<number, string>();
let changes = 0;
let faults = 0;

for (let run = 1; run <= runs; run++) {
  const lines = await writeAndKill(run);
  for (const line of lines) {
    const [state = '', number = '0'] = line.split(' ');
    changes++;
    if (state !== 'amended') acknowledged.set(Number(number), state);
  }
  const isLast = run === runs;
  const missing = await missingAfterKill(isLast || run % 20 === 0);
  for (const fault of missing) print(`run ${run}: ${fault}`);
  faults += missing.length;
}
rmSync(folder, { recursive: true, force: true });
print(
  `${runs} kills, ${changes} acknowledged changes, ${acknowledged.size} records: ${faults === 0 ? 'nothing lost, every history sound' : `${faults} faults`}`,
);
process.exitCode = faults === 0 ? 0 : 1;

/** Lets a writer run and kills it at a random moment after its first change; returns what it acknowledged. */
function writeAndKill(run: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [writer, url, String(run)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    let timer: NodeJS.Timeout | undefined;
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      timer ??= setTimeout(() => child.kill('SIGKILL'), Math.random() * 60);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      if (code !== null) reject(new Error(`the writer ended by itself (${code})`));
      // The last line may be cut off: what was not wholly printed was not acknowledged.
      else resolve(text.split('\n').slice(0, -1));
    });
  });
}

async function missingAfterKill(all: boolean): Promise<string[]> {
  const database = await openDatabase(url);
  const decisions = createDecisions(database);
  const missing: string[] = [];
  try {
    const newest = [...acknowledged].slice(all ? 0 : -60);
    for (const [number, state] of newest) {
      const record = await decisions.get(look, number).catch(() => undefined);
      const reached = record === undefined ? 'nothing' : record.status;
      const isThere =
        state === 'proposed'
          ? record !== undefined
          : state === 'accepted'
            ? reached === 'accepted' || reached === 'superseded'
            : reached === state;
      if (!isThere) missing.push(`record ${number} was acknowledged as ${state} and is ${reached}`);
    }
    missing.push(...(await database.check()));
    if (all) missing.push(...(await decisions.verify('local')));
  } finally {
    await database.close();
  }
  return missing;
}
