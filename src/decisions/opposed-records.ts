import type { Conflict, Side } from './conflict.ts';
import { isInForce } from './lifecycle.ts';
import type { Outline, RecordHead } from './outline.ts';
import type { Technologies } from './title-choices.ts';
import type { TitleDecision } from './title-decision.ts';

/** Two records that decide differently, before it is known who accepted the newer one. */
export type Opposed = Extract<Conflict, { kind: 'in-force' | 'proposed-against' }>;

/** A record with what its title decides. */
interface Decided extends TitleDecision {
  readonly record: RecordHead;
}

/** So many pairs are told, and so many compared. */
const mostPairs = 500;
const mostCompared = 200_000;

/**
 * Records of one log that decide differently on one thing: two in force, or one that is proposed and one in force. Records
 * that are linked know of each other, and records of two logs are two matters: neither is told.
 */
export function opposedIn(
  { records, links }: Outline,
  technologies: Technologies,
  decisionOf: (title: string) => TitleDecision,
): Opposed[] {
  const told = new Set(links.map(({ newer, older }) => pairKey(newer, older)));
  const found: Opposed[] = [];
  const decided = records
    .filter(({ status }) => isInForce(status) || status === 'proposed')
    .map((record): Decided => ({ record, ...decisionOf(record.title) }))
    .filter(({ chosen, rejected }) => chosen.length + rejected.length > 0);
  let compared = 0;
  for (const own of Map.groupBy(decided, ({ record }) => record.log).values())
    for (const [one, other] of opposedPairs(own, technologies)) {
      if (++compared > mostCompared) return found;
      const key = pairKey(one.record, other.record);
      const opposed = told.has(key) ? undefined : opposedOf(one, other, technologies);
      if (opposed === undefined) continue;
      told.add(key);
      found.push(opposed);
      if (found.length === mostPairs) return found;
    }
  return found;
}

type Pair = readonly [Decided, Decided];

/** Pairs of one log's records that decide differently, some of them twice. */
function* opposedPairs(own: readonly Decided[], technologies: Technologies): Generator<Pair> {
  for (const alike of Map.groupBy(own, purposeKey).values()) yield* rivals(alike, technologies);
  yield* ruledOut(own);
}

/** Two records whatever their order. */
function pairKey(one: RecordHead, other: RecordHead): string {
  return [one, other]
    .map(({ log, number }) => `${log} ${number}`)
    .sort()
    .join('\n');
}

function purposeKey({ purposeStems }: TitleDecision): string {
  return [...purposeStems].sort().join(' ');
}

/** So many different choices for one purpose are compared. */
const mostChoices = 300;

/** Pairs for one purpose that take things of which one is taken in the place of the other. */
function* rivals(alike: readonly Decided[], technologies: Technologies): Generator<Pair> {
  const byChoice = [...Map.groupBy(alike, ({ chosen }) => [...chosen].sort().join(' ')).values()];
  const hasPurpose = (alike[0]?.purposeStems.length ?? 0) > 0;
  for (const [at, mine] of byChoice.slice(-mostChoices).entries())
    for (const theirs of byChoice.slice(-mostChoices).slice(at + 1)) {
      const [[one], [other]] = [mine, theirs];
      if (one === undefined || other === undefined || !areRivals(one, other, technologies, hasPurpose))
        continue;
      for (const a of mine.toReversed()) for (const b of theirs.toReversed()) yield [a, b];
    }
}

function areRivals(
  one: TitleDecision,
  other: TitleDecision,
  { excludeEachOther }: Technologies,
  hasPurpose: boolean,
): boolean {
  if (one.chosen.some((id) => other.chosen.includes(id))) return false;
  return one.chosen.some((a) => other.chosen.some((b) => excludeEachOther(a, b, hasPurpose)));
}

/** Pairs of which one takes what the other rules out: for all, or for what the first one is for too. */
function* ruledOut(own: readonly Decided[]): Generator<Pair> {
  const takers = new Map<string, Decided[]>();
  for (const one of own)
    for (const id of one.chosen) {
      const known = takers.get(id);
      if (known === undefined) takers.set(id, [one]);
      else known.push(one);
    }
  for (const one of own)
    for (const id of one.rejected)
      for (const taker of takers.get(id)?.toReversed() ?? [])
        if (one.purposeStems.every((stem) => taker.purposeStems.includes(stem))) yield [one, taker];
}

function opposedOf(one: Decided, other: Decided, { nameOf }: Technologies): Opposed | undefined {
  const [older, newer] = inOrder(one, other);
  const isProposed = [older, newer].map(({ record }) => record.status === 'proposed');
  if (isProposed.every((proposed) => proposed)) return undefined;
  const sideOf = (mine: Decided, theirs: Decided): Side => ({
    record: mine.record,
    takes: mine.chosen.map(nameOf),
    rulesOut: mine.rejected.filter((id) => theirs.chosen.includes(id)).map(nameOf),
  });
  const [longer = []] = [older.purpose, newer.purpose].sort((a, b) => b.length - a.length);
  return {
    kind: isProposed.includes(true) ? 'proposed-against' : 'in-force',
    purpose: longer.join(' '),
    sides: [sideOf(older, newer), sideOf(newer, older)],
  };
}

/** The one that was decided first comes first; a proposal comes last. */
function inOrder(one: Decided, other: Decided): readonly [Decided, Decided] {
  const [a, b] = [one.record, other.record];
  const place = ({ status }: RecordHead) => (status === 'proposed' ? 1 : 0);
  const order = place(a) - place(b) || decidedOn(a).localeCompare(decidedOn(b)) || a.number - b.number;
  return order <= 0 ? [one, other] : [other, one];
}

/** When a record was decided, as far as is known: in ISO form, or the day. */
export function decidedOn({ decidedAt, date }: RecordHead): string {
  return decidedAt ?? date ?? '';
}
