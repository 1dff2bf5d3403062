import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { DecisionRecord } from '../../src/decisions/record.ts';
import { contentSchema, statuses } from '../../src/decisions/record.ts';
import type { Judge } from '../../src/governing/create.ts';
import { loadJudge } from '../../src/governing/load.ts';
import { changeOfFiles, readDiff } from '../../src/governing/read-diff.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';

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
export class Tally {
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

/** The tallies of written cases of what governs a change, what an approach goes against, and what it takes that was ruled out. */
export interface GoverningScore {
  readonly governing: Tally;
  readonly against: Tally;
  readonly ruledOut: Tally;
}

/** Measures cases: a line is a team's log, or a case of the log before it. */
export async function scoreGoverning(files: readonly (string | URL)[]): Promise<GoverningScore> {
  const judge = await loadJudge(await loadKnowledge());
  const score = { governing: new Tally(), against: new Tally(), ruledOut: new Tally() };
  for (const file of files) {
    let records: DecisionRecord[] = [];
    for (const text of readFileSync(file, 'utf8').split('\n')) {
      if (text.trim() === '') continue;
      const line = lineSchema.parse(JSON.parse(text));
      if (line.kind === 'log') records = line.records.map(toRecord);
      else scoreCase(line, records, judge, score);
    }
  }
  return score;
}

type Case = Exclude<z.infer<typeof lineSchema>, { kind: 'log' }>;

function scoreCase(
  line: Case,
  records: readonly DecisionRecord[],
  judge: Judge,
  { governing, against, ruledOut }: GoverningScore,
): void {
  switch (line.kind) {
    case 'decisions_for': {
      const change = line.diff === undefined ? changeOfFiles(line.files ?? []) : readDiff(line.diff);
      const told = judge.over(records, change).map(({ record }) => String(record.number));
      const names = change.packages.map(({ name }) => name).join(' ');
      governing.add(line.governing.map(String), told, `${line.team}: ${change.files.join(' ')} ${names}`);
      return;
    }
    case 'check_decision': {
      const verdict = judge.verdictOn(records, line.approach, 'adopting');
      const what = `${line.team}: ${line.approach}`;
      const numbers = verdict.against.map(({ record }) => String(record.number));
      against.add(line.against.map(String), numbers, what);
      const wanted = line.ruledOut.map(({ name, record }) => `${record} ${name}`);
      const told = verdict.ruledOut.map(({ name, record }) => `${record.number} ${name}`);
      ruledOut.add(wanted, told, what);
    }
  }
}
