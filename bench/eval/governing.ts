// Written cases of what governs a change and what an approach goes against: `node bench/eval/governing.ts FILE...`. A line is a
// team's log, or a case of it; see docs/agents.md for what is right.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { DecisionRecord } from '../../src/decisions/record.ts';
import { contentSchema, statuses } from '../../src/decisions/record.ts';
import { createJudge } from '../../src/governing/create.ts';
import { changeOfFiles, readDiff } from '../../src/governing/read-diff.ts';
import { loadKnowledge, loadPackages } from '../../src/knowledge/load.ts';

const recordSchema = z
  .object({ number: z.number(), status: z.enum(statuses), date: z.string(), supersedes: z.array(z.number()) })
  .and(z.looseObject({}));
const lineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('log'), team: z.string(), records: z.array(recordSchema) }),
  z.object({
    kind: z.literal('decisions_for'),
    team: z.string(),
    files: z.array(z.string()).optional(),
    diff: z.string().optional(),
    governing: z.array(z.number()),
  }),
  z.object({
    kind: z.literal('check_decision'),
    team: z.string(),
    approach: z.string(),
    against: z.array(z.number()),
    ruledOut: z.array(z.object({ name: z.string(), record: z.number() })),
  }),
]);

/** How many were to be found, how many were, and how many were told. */
class Tally {
  right = 0;
  wanted = 0;
  told = 0;
  exact = 0;
  cases = 0;
  readonly misses: string[] = [];
  add(wanted: readonly string[], told: readonly string[], what: string): void {
    const right = wanted.filter((one) => told.includes(one)).length;
    this.right += right;
    this.wanted += wanted.length;
    this.told += told.length;
    this.cases++;
    if (right === wanted.length && told.length === wanted.length) this.exact++;
    else this.misses.push(`${what}\n    wanted ${wanted.join(', ')}; told ${told.join(', ')}`);
  }
  toString(): string {
    const share = (part: number, all: number) => (all === 0 ? 100 : (part / all) * 100).toFixed(0);
    return `recall ${share(this.right, this.wanted)} % (${this.right} of ${this.wanted}), precision ${share(this.right, this.told)} % (${this.told} told), ${this.exact} of ${this.cases} cases exactly`;
  }
}

function toRecord({
  number,
  status,
  date,
  supersedes: _,
  ...content
}: z.infer<typeof recordSchema>): DecisionRecord {
  return {
    ...contentSchema.strip().parse(content),
    ...{
      number,
      status,
      date,
      log: 'decisions',
      statusRaw: null,
      links: [],
      supersededBy: null,
      approvals: [],
    },
    ...{ changeRequests: [], label: null, file: null, version: 1, visibility: 'open' },
  };
}

const judge = createJudge(await loadKnowledge(), await loadPackages());
const [governing, against, ruledOut] = [new Tally(), new Tally(), new Tally()];
const [shown, ...files] =
  process.argv[2] === '--misses' ? process.argv.slice(2) : ['', ...process.argv.slice(2)];
for (const file of files) {
  const logs = new Map<string, DecisionRecord[]>();
  for (const text of readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')) {
    const line = lineSchema.parse(JSON.parse(text));
    if (line.kind === 'log') {
      logs.set(line.team, line.records.map(toRecord));
      continue;
    }
    const records = logs.get(line.team) ?? [];
    if (line.kind === 'decisions_for') {
      const change = line.diff === undefined ? changeOfFiles(line.files ?? []) : readDiff(line.diff);
      const told = judge.over(records, change).map(({ record }) => String(record.number));
      governing.add(
        line.governing.map(String),
        told,
        `${line.team}: ${change.files.join(' ')} ${change.packages.map(({ name }) => name).join(' ')}`,
      );
      continue;
    }
    const verdict = judge.verdictOn(records, line.approach, 'adopting');
    against.add(
      line.against.map(String),
      verdict.against.map(({ record }) => String(record.number)),
      `${line.team}: ${line.approach}`,
    );
    const named = ({ name, record }: { name: string; record: number }) => `${record} ${name}`;
    ruledOut.add(
      line.ruledOut.map(named),
      verdict.ruledOut.map(({ name, record }) => named({ name, record: record.number })),
      `${line.team}: ${line.approach}`,
    );
  }
}
for (const [name, tally] of Object.entries({
  'decisions_for, governing': governing,
  'check_decision, against': against,
  'check_decision, ruled out': ruledOut,
})) {
  process.stdout.write(`${name}: ${tally}\n`);
  if (shown !== '') for (const miss of tally.misses) process.stdout.write(`  ${miss}\n`);
}
