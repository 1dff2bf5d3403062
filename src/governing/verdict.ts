import { isInForce } from '../decisions/lifecycle.ts';
import { contentStems, type Decided, type NotTaken } from './decided.ts';
import type { AgainstRecord, RuledOut, Verdict } from './governing.ts';
import { stancesIn } from './stance.ts';
import type { Read, Thing, Things } from './things.ts';

/** What is known of two things that a team would not both take. */
export interface Rivalry {
  /** Whatever they are for. */
  isInPlaceOf(one: Thing, other: Thing): boolean;
  /** Where they serve one purpose. */
  mayBeInPlaceOf(one: Thing, other: Thing): boolean;
}

/** An approach as it is compared with records. */
interface Approach {
  readonly takes: ReadonlySet<Thing>;
  readonly leaves: ReadonlySet<Thing>;
  /** Stems of all its words that tell something, names too. */
  readonly stems: ReadonlySet<string>;
  /** Whether it says anywhere that something goes. */
  readonly leavesSomething: boolean;
}

/** Compares an approach with what records decide. */
export function verdictOf(
  read: Read,
  stance: 'adopting' | 'rejecting',
  decided: readonly Decided[],
  things: Things,
  rivalry: Rivalry,
): Verdict {
  const stances = stancesIn(read, stance);
  const approach: Approach = {
    ...stances,
    stems: new Set(contentStems(read.tokens)),
    leavesSomething: stance === 'rejecting' || read.tokens.some(({ text }) => ending.has(text)),
  };
  const inForce = decided.filter(({ record }) => isInForce(record.status));
  const takers = Map.groupBy(
    inForce.flatMap((one) => [...one.takes].map((thing) => ({ thing, one }))),
    ({ thing }) => thing,
  );
  /** Whether a thing is used by the team for something else too: then what for has to be the same. */
  const isSpread = (thing: Thing, of: Decided) =>
    things.isGeneral(thing) || (takers.get(thing) ?? []).some(({ one }) => one !== of);
  const rare = rareIn(inForce);
  const against: AgainstRecord[] = [];
  const ruledOut: RuledOut[] = [];
  for (const one of decided) {
    if (one.record.status === 'proposed' || one.record.status === 'draft') continue;
    const options = one.notTaken.filter((option) => isTakenBy(option, one, approach, isSpread));
    for (const { name, cons } of options) ruledOut.push({ name, record: one.record, reasons: cons });
    if (!isInForce(one.record.status)) continue;
    const why = whyAgainst(one, options, approach, { things, rivalry, isSpread, rare });
    if (why !== undefined) against.push({ record: one.record, why });
  }
  return { against, ruledOut };
}

/** What whoever compares goes by. */
interface Known {
  readonly things: Things;
  readonly rivalry: Rivalry;
  readonly isSpread: IsSpread;
  /** Stems of purposes that few of the log's records have: the others are of the team as a whole. */
  readonly rare: ReadonlySet<string>;
}

type IsSpread = (thing: Thing, of: Decided) => boolean;

/** So many records may share a word that tells what one of them is for. */
const mostSharing = 2;

function rareIn(records: readonly Decided[]): ReadonlySet<string> {
  const stems = Map.groupBy(
    records.flatMap(({ purpose }) => [...purpose]),
    (stem) => stem,
  );
  return new Set([...stems].flatMap(([stem, all]) => (all.length <= mostSharing ? [stem] : [])));
}

/** Whether an approach takes what a record did not, for what that is about. */
function isTakenBy(option: NotTaken, of: Decided, approach: Approach, isSpread: IsSpread): boolean {
  const { things, stems } = option;
  if (things.length > 0) {
    const taken = things.filter((thing) => approach.takes.has(thing));
    if (taken.length === 0) return false;
    // "Bare React Native" is not all that is React Native.
    if (stems.some((stem) => !approach.stems.has(stem))) return false;
    return taken.some((thing) => !isSpread(thing, of)) || sharesPurpose(of, approach);
  }
  const met = stems.filter((stem) => approach.stems.has(stem)).length;
  return met >= 2 && met >= stems.length * wordsMet && sharesPurpose(of, approach, stems);
}

/** Of an option without a name so many of its words have to be said. */
const wordsMet = 0.6;

/** Whether an approach speaks of what a record is for. */
function sharesPurpose({ purpose }: Decided, { stems }: Approach, besides: readonly string[] = []): boolean {
  return [...purpose].some((stem) => stems.has(stem) && !besides.includes(stem));
}

/** Why an approach does not go together with a record in force, in a sentence; undefined where it does. */
function whyAgainst(
  one: Decided,
  options: readonly NotTaken[],
  approach: Approach,
  { things, rivalry, isSpread, rare }: Known,
): string | undefined {
  const [option] = options;
  if (option !== undefined) return `it takes ${option.name}, which was not taken there`;
  const undone = [...approach.leaves].find(
    (thing) => one.takes.has(thing) && (!isSpread(thing, one) || sharesPurpose(one, approach)),
  );
  if (undone !== undefined) return `it leaves ${things.nameOf(undone)}, which was chosen there`;
  const goesAlong = [...one.takes].some((thing) => approach.takes.has(thing));
  if (!goesAlong) {
    const isOfPurpose = [...one.purpose].some((stem) => rare.has(stem) && approach.stems.has(stem));
    for (const mine of approach.takes)
      for (const theirs of one.takes)
        if (
          mine !== theirs &&
          (rivalry.isInPlaceOf(mine, theirs) || (isOfPurpose && rivalry.mayBeInPlaceOf(mine, theirs)))
        )
          return `it takes ${things.nameOf(mine)} where ${things.nameOf(theirs)} was chosen`;
  }
  return approach.leavesSomething && isUndone(one, approach) ? 'it leaves what was decided there' : undefined;
}

/** "Skip the idempotency key" is about a record whose title has these words. */
function isUndone({ titleStems }: Decided, { stems }: Approach): boolean {
  const met = titleStems.filter((stem) => stems.has(stem)).length;
  return met >= 2 && met >= titleStems.length * titleMet;
}

const titleMet = 0.5;

/** Words by which somebody says that something is to go. */
const ending: ReadonlySet<string> = new Set(
  'skip drop remove removing delete disable stop bypass without omit abandon ditch retire undo revert relax ignore forget no not dont instead rather'.split(
    ' ',
  ),
);
