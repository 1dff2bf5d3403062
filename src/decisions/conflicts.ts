import { LRUCache } from 'lru-cache';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { type Conflict, recordsIn } from './conflict.ts';
import { decidedOn, type Opposed, opposedIn } from './opposed-records.ts';
import type { RecordHead } from './outline.ts';
import type { Reader } from './reader.ts';
import type { Look } from './record-queries.ts';
import { brokenSuccessions, unsaidIn } from './successions.ts';
import { technologiesOf } from './title-choices.ts';
import { readDecision, type TitleDecision } from './title-decision.ts';

/** Tells what contradicts in the records that somebody may see. */
export interface Conflicts {
  /** What contradicts, the gravest first, of these the newest; each pair of records is told once. */
  among(reader: Reader, look: Look): Promise<readonly Conflict[]>;
}

/** What titles decide is read once; so many are kept. */
const keptTitles = 20_000;

/** Prepares the names of the knowledge's technologies. */
export function createConflicts(knowledge: Knowledge): Conflicts {
  const technologies = technologiesOf(knowledge);
  const titles = new LRUCache<string, TitleDecision>({ max: keptTitles });
  const decisionOf = (title: string): TitleDecision => {
    const decision = titles.get(title) ?? readDecision(title, technologies.read);
    titles.set(title, decision);
    return decision;
  };
  return {
    async among(reader, look) {
      const outline = await reader.outline(look);
      const opposed = opposedIn(outline, technologies, decisionOf).sort(byGravity);
      const found: Conflict[] = [...brokenSuccessions(outline), ...(await unsaidIn(reader, look, outline))];
      for (const [at, one] of opposed.entries()) found.push(await withAcceptance(reader, look, one, at));
      return found.sort(byGravity);
    },
  };
}

/** Of so many it is told who accepted them. */
const mostApprovers = 50;

/** Two records in force of which the newer one was accepted here, while the older one was in force: when, and by whom. */
async function withAcceptance(
  reader: Pick<Reader, 'get'>,
  look: Look,
  opposed: Opposed,
  at: number,
): Promise<Conflict> {
  const [older, { record: newer }] = opposed.sides;
  const on = newer.decidedAt;
  if (opposed.kind !== 'in-force' || on === null || decidedOn(older.record) > on) return opposed;
  const { approvals } =
    at < mostApprovers ? await reader.get({ ...look, log: newer.log }, newer.number) : { approvals: [] };
  return {
    ...opposed,
    kind: 'accepted-against',
    on: on.slice(0, 10),
    by: approvals.map(({ person }) => person),
  };
}

const gravity: readonly Conflict['kind'][] = [
  'accepted-against',
  'in-force',
  'still-in-force',
  'proposed-against',
  'successor-not-in-force',
  'no-successor',
  'circle',
  'unsaid',
];

/** What two records in force say against each other comes first; of one kind, the newest. */
function byGravity(one: Conflict, other: Conflict): number {
  return weight(one) - weight(other) || newestIn(other).localeCompare(newestIn(one));
}

function weight({ kind }: Conflict): number {
  return gravity.indexOf(kind === 'in-force' ? 'accepted-against' : kind);
}

function newestIn(conflict: Conflict): string {
  const place = (record: RecordHead) =>
    `${decidedOn(record).padEnd(24)} ${String(record.number).padStart(9, '0')}`;
  return recordsIn(conflict).map(place).sort().toReversed().join('\n');
}
