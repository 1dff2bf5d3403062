import { stemKey, type Token, tokenize } from '../answers/tokens.ts';
import type { DecisionRecord } from '../decisions/record.ts';
import { stancesIn } from './stance.ts';
import { productId, type Thing, type Things } from './things.ts';

/** An option that a record names and did not take, or what it rules out. */
export interface NotTaken {
  /** As the record writes it. */
  readonly name: string;
  readonly things: readonly Thing[];
  /** Stems of its other words, where it names nothing: "a repository per service". */
  readonly stems: readonly string[];
  readonly cons: readonly string[];
}

/** What a record decides, as far as its words tell. */
export interface Decided {
  readonly record: DecisionRecord;
  readonly takes: ReadonlySet<Thing>;
  readonly notTaken: readonly NotTaken[];
  /** What it is for: stems of its title's words, its tags and its paths. */
  readonly purpose: ReadonlySet<string>;
  /** Stems of the title's words alone. */
  readonly titleStems: readonly string[];
  /** Whether it rules out for everybody, wherever it says that it holds. */
  readonly isForAll: boolean;
}

/** The names that records' options give, by the stems of their words. */
export function ownNames(records: readonly DecisionRecord[], things: Things): ReadonlyMap<string, Thing> {
  const names = new Map<string, Thing>();
  for (const { options } of records)
    for (const { name } of options) {
      const head = tokenize(headOf(name));
      if (head.length === 0 || head.length > 3 || things.read(headOf(name)).mentions.length > 0) continue;
      const [only] = head;
      // A single word that people use for much else is no name, unless it is all there is.
      if (head.length === 1 && only !== undefined && things.isCommon(only.text) && name.trim().includes(' '))
        continue;
      names.set(stemKey(head), productId(headOf(name)));
    }
  return names;
}

/** "SQLite through modernc.org/sqlite" is SQLite, "InfluxDB 3 (beta)" InfluxDB. */
function headOf(option: string): string {
  return option
    .replace(/\([^)]*\)/g, ' ')
    .split(/\s(?:with|through|via|on|in|per|for|by|as|stored|from|over|behind|and|plus)\s|[,;:]|\s[-–—]\s/i)
    .slice(0, 1)
    .join('')
    .replace(/\s+v?\d[\d.x]*$/i, '')
    .trim();
}

/** Reads what a record decides. */
export function decidedIn(record: DecisionRecord, things: Things, own: ReadonlyMap<string, Thing>): Decided {
  const title = things.read(record.title, own);
  const says = stancesIn(title);
  const told = stancesIn(things.read(firstOf(record.decision), own));
  const options = record.options.map((option) => ({
    ...option,
    things: [...new Set(things.read(headOf(option.name), own).mentions.map(({ thing }) => thing))],
  }));
  const isNamed = (option: (typeof options)[number], stances: typeof says) =>
    option.things.some((thing) => stances.takes.has(thing));
  const isLeft = ({ things: its }: (typeof options)[number]) =>
    its.length > 0 && its.every((thing) => says.leaves.has(thing) || told.leaves.has(thing));
  const left = options.filter((option) => isLeft(option));
  const rest = options.filter((option) => !left.includes(option));
  const inTitle = rest.filter((option) => isNamed(option, says));
  const inDecision = rest.filter((option) => isNamed(option, told));
  // Whoever names nothing of it in the decision has written down first what they took, as most do.
  const chosen =
    inTitle.length > 0 ? inTitle : inDecision.length > 0 ? inDecision.slice(0, 1) : rest.slice(0, 1);
  const takes = new Set([...says.takes, ...chosen.flatMap((option) => option.things)]);
  const notTaken = options
    .filter((option) => !chosen.includes(option))
    .map(({ name, cons, things: its }) => ({
      name,
      cons,
      things: its.filter((thing) => !takes.has(thing)),
      stems: its.length > 0 ? [] : contentStems(tokenize(name)),
    }));
  const named = new Set(notTaken.flatMap((option) => option.things));
  const ruledOut = [...says.leaves, ...told.leaves]
    .filter((thing) => !named.has(thing) && !takes.has(thing))
    .map((thing) => ({ name: things.nameOf(thing), things: [thing], stems: [], cons: [] }));
  const isRejected = record.status === 'rejected';
  // The decision of what was rejected tells what is kept; the title what was proposed.
  const kept = inDecision.length > 0 && inTitle.length === 0;
  const proposed = kept ? options.filter((option) => !inDecision.includes(option)) : chosen;
  return {
    record,
    takes: isRejected ? new Set() : takes,
    // What was rejected is not taken, whatever its title says; of its other options one may hold.
    notTaken: isRejected ? rejected(proposed, record) : [...notTaken, ...ruledOut],
    purpose: new Set([
      ...contentStems(otherWords(title)),
      ...stemsOf(record.tags),
      ...stemsOf(pathWords(record)),
    ]),
    titleStems: contentStems(otherWords(title)),
    isForAll: says.leaves.size > 0 || forAll.test(record.title) || forAll.test(record.decision),
  };
}

/** "No GraphQL", "ORMs are not used in any service" */
const forAll = /^\s*(?:no|never)\b|\b(?:any|anywhere|nowhere|never|everywhere|every|all)\b/i;

function rejected(
  chosen: readonly {
    readonly name: string;
    readonly cons: readonly string[];
    readonly things: readonly Thing[];
  }[],
  { decision }: DecisionRecord,
): NotTaken[] {
  return chosen.map(({ name, cons, things }) => ({
    ...{ name, things, stems: things.length > 0 ? [] : contentStems(tokenize(name)) },
    cons: cons.length > 0 ? cons : [firstOf(decision)].filter((text) => text !== ''),
  }));
}

function otherWords({ tokens, mentions }: ReturnType<Things['read']>): Token[] {
  const named = new Set(
    mentions.flatMap(({ start, length }) => Array.from({ length }, (_, at) => start + at)),
  );
  return tokens.filter((_, at) => !named.has(at));
}

function stemsOf(texts: readonly string[]): string[] {
  return contentStems(texts.flatMap((text) => tokenize(text)));
}

function pathWords({ affects }: DecisionRecord): string[] {
  return affects
    .filter((entry) => !/^[a-z]+:/.test(entry))
    .map((entry) => entry.replace(/[^\p{L}\p{N}]+/gu, ' '));
}

/** The first sentences of a text: what was decided stands there. */
function firstOf(text: string): string {
  return text.slice(0, 400);
}

/** Words that tell nothing of what something is for. */
const empty = new Set(
  'a an and are as at be but by can do does each every for from had has have how i if in into is it its let new no not of off on only onto or our out over own so such than that the their them then there these they this those to up us use used uses using was we were what when where which while who why will with without you your all any both more most must never nor now one per should single some us via yes also adopt choose keep make move need put run set take adopted decision team service services app apps src packages lib libs main internal cmd test tests first data time way work good better main primary default between within'.split(
    ' ',
  ),
);

/** Stems of the words that tell something, each once. */
export function contentStems(tokens: readonly Token[]): string[] {
  return [
    ...new Set(
      tokens.flatMap(({ text, stem }) =>
        empty.has(text) || /^\d/.test(text) || text.length < 3 ? [] : [stem],
      ),
    ),
  ];
}
