// `adr check docs/adr --diff HEAD` as a whole command, in a repository of 5,000 files and 500 records, beside a start of Node.
// FILES, RECORDS and CHANGED say how many there are; of those that change a tenth are manifests.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../bin/stack-advisor.js', import.meta.url));
const [files, records, changed] = [
  Number(process.env.FILES ?? 5_000),
  Number(process.env.RECORDS ?? 500),
  Number(process.env.CHANGED ?? 50),
];
const rounds = 5;

const top = mkdtempSync(join(tmpdir(), 'stack-advisor-diff-'));
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(top, path)), { recursive: true });
  writeFileSync(join(top, path), text);
};
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', '-C', top, ...args]);

const things = ['PostgreSQL', 'Redis', 'RabbitMQ', 'FastAPI', 'NestJS', 'Docker', 'gRPC'];
const others = ['MongoDB', 'Memcached', 'Kafka', 'Flask', 'Express', 'Podman', 'GraphQL'];
for (let number = 1; number <= records; number++) {
  const [thing, other] = [things[number % things.length], others[number % others.length]];
  write(
    `docs/adr/${String(number).padStart(4, '0')}-r.md`,
    `---\nstatus: accepted\ndate: 2025-01-01\naffects: [services/s${number}, "**/s${number}/*.sql"]\n---\n# Use ${thing} for service ${number}\n\n## Context and Problem Statement\n\nWe need one.\n\n## Considered Options\n\n* ${thing}\n* ${other}\n\n## Decision Outcome\n\nChosen option: "${thing}".\n`,
  );
}
const pathOf = (at: number) =>
  at % 10 === 0
    ? `services/s${at % (records * 2)}/package.json`
    : `services/s${at % (records * 2)}/f${at}.ts`;
const textOf = (at: number, more: string) =>
  at % 10 === 0
    ? `{\n  "dependencies": {\n${more}    "zod": "^4.0.0"\n  }\n}\n`
    : `${more === '' ? '' : "import { MongoClient } from 'mongodb';\n"}export const a = ${at};\n`;
for (let at = 0; at < files; at++) write(pathOf(at), textOf(at, ''));
git('init', '-q');
git('add', '-A');
git('commit', '-qm', 'one');
for (let at = 0; at < changed; at++) write(pathOf(at), textOf(at, '    "mongodb": "^6.0.0",\n'));

const time = (args: readonly string[]) => {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const start = performance.now();
    spawnSync(process.execPath, args, { cwd: top });
    // The first one prepares what a checkout keeps.
    if (round > 0) times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
};
const bare = time(['-e', '0']);
const whole = time([program, 'adr', 'check', 'docs/adr', '--diff', 'HEAD']);
const alone = time([program, 'adr', 'check', 'docs/adr']);
process.stdout.write(
  `${files} files, ${records} records, ${changed} changed: ${(whole / 1_000).toFixed(2)} s (${(whole / bare).toFixed(1)}x node -e 0); without --diff ${(alone / 1_000).toFixed(2)} s\n`,
);
rmSync(top, { recursive: true, force: true });
