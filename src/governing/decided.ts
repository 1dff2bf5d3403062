import { stemKey, type Token, tokenize } from '../answers/tokens.ts';
import type { DecisionRecord } from '../decisions/record.ts';
import { stancesIn } from './stance.ts';
import { productId, type Thing, type Things } from './things.ts';

/** An option that a record names and did not take, or what it rules out. */
export interface NotTaken {
  /** As the record writes it. */
  readonly name: string;
  readonly things: readonly Thing[];
  /** Stems of words that have to be said as well: what stands before a name, all where it names nothing. */
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

/** An option with what it names. */
interface NamedOption {
  readonly name: string;
  readonly cons: readonly string[];
  readonly things: readonly Thing[];
  readonly stems: readonly string[];
}

/** Reads what a record decides. */
export function decidedIn(record: DecisionRecord, things: Things, own: ReadonlyMap<string, Thing>): Decided {
  const title = things.read(record.title, own);
  const says = stancesIn(title);
  const told = stancesIn(things.read(record.decision.slice(0, decisionRead), own));
  const options = record.options.map((option) => namedOption(option, things, own));
  const common = {
    record,
    purpose: new Set([
      ...contentStems(otherWords(title)),
      ...stemsOf(record.tags),
      ...stemsOf(pathWords(record)),
    ]),
    titleStems: contentStems(otherWords(title)),
    isForAll: says.leaves.size > 0 || forAll.test(record.title) || forAll.test(record.decision),
  };
  if (record.status === 'rejected') {
    const notTaken = proposedIn(options, says, told).map((option) => withReason(option, record));
    return { ...common, takes: new Set(), notTaken };
  }
  const chosen = chosenOf(options, says, told, record);
  const takes = new Set([...says.takes, ...chosen.flatMap((option) => option.things)]);
  const notTaken = options
    .filter((option) => !chosen.includes(option))
    .map((option) => ({ ...option, ...besides(option, takes, things, own) }));
  const named = new Set(notTaken.flatMap((option) => option.things));
  const ruledOut = [...says.leaves, ...told.leaves]
    .filter((thing) => !named.has(thing) && !takes.has(thing))
    .map((thing) => ({ name: things.nameOf(thing), things: [thing], stems: [], cons: [] }));
  return { ...common, takes, notTaken: [...notTaken, ...ruledOut] };
}

/** So much of a decision is read: what was decided stands in its first sentences. */
const decisionRead = 400;

function namedOption(
  { name, cons }: DecisionRecord['options'][number],
  things: Things,
  own: ReadonlyMap<string, Thing>,
): NamedOption {
  const read = things.read(headOf(name), own);
  const first = Math.min(...read.mentions.map(({ start }) => start));
  const before = read.tokens.slice(0, Number.isFinite(first) ? first : 0);
  const its = [...new Set(read.mentions.map(({ thing }) => thing))];
  return { name, cons, things: its, stems: contentStems(its.length > 0 ? before : tokenize(name)) };
}

/** What an option names besides what was taken: of "Kotlin with Ktor" Ktor, where Kotlin was. */
function besides(
  option: NamedOption,
  takes: ReadonlySet<Thing>,
  things: Things,
  own: ReadonlyMap<string, Thing>,
): Pick<NamedOption, 'things' | 'stems'> {
  const left = option.things.filter((thing) => !takes.has(thing));
  if (left.length > 0 || option.things.length === 0) return { things: left, stems: option.stems };
  const all = things.read(option.name, own).mentions.map(({ thing }) => thing);
  const others = [...new Set(all)].filter((thing) => !takes.has(thing));
  // "Redis as a queue", where Redis was taken for something else, is told by its words.
  return { things: others, stems: others.length > 0 ? [] : stemsOf([option.name]) };
}

type Says = ReturnType<typeof stancesIn>;

const isNamed = (option: NamedOption, named: ReadonlySet<Thing>) =>
  option.things.some((thing) => named.has(thing));

/** The options that were taken: those that the title names, else the first that the decision does. */
function chosenOf(
  options: readonly NamedOption[],
  says: Says,
  told: Says,
  { title, decision }: DecisionRecord,
): readonly NamedOption[] {
  const isLeft = ({ things }: NamedOption) =>
    things.length > 0 && things.every((thing) => says.leaves.has(thing) || told.leaves.has(thing));
  const rest = options.filter((option) => !isLeft(option));
  const inTitle = rest.filter((option) => isNamed(option, says.takes));
  if (inTitle.length > 0) return inTitle;
  const inDecision = rest.filter((option) => isNamed(option, told.takes) || saysAll(decision, option));
  if (inDecision.length > 0) return inDecision.slice(0, 1);
  // "No service mesh" has nothing in its place; all others write down first what they took.
  return ruling.test(title) ? [] : rest.slice(0, 1);
}

/** Whether a text holds all words of an option that names nothing. */
function saysAll(text: string, { things, name }: NamedOption): boolean {
  return things.length === 0 && text.toLowerCase().includes(name.toLowerCase());
}

/** A title that rules something out. */
const ruling = /^\s*(?:no|never|don.?t|do not|we do not|avoid|ban|stop)\b/i;

/** What was proposed with a record that was rejected: what its title names, else what its decision leaves. */
function proposedIn(options: readonly NamedOption[], says: Says, told: Says): readonly NamedOption[] {
  const inTitle = options.filter((option) => isNamed(option, new Set([...says.takes, ...says.leaves])));
  if (inTitle.length > 0) return inTitle;
  const left = options.filter((option) => isNamed(option, told.leaves));
  if (left.length > 0) return left;
  const kept = options.filter((option) => isNamed(option, told.takes));
  return kept.length > 0 ? options.filter((option) => !kept.includes(option)) : options.slice(0, 1);
}

function withReason(option: NamedOption, { decision }: DecisionRecord): NotTaken {
  const why = decision.slice(0, decisionRead);
  return option.cons.length > 0 || why === '' ? option : { ...option, cons: [why] };
}

/** "No GraphQL", "ORMs are not used in any service" */
const forAll = /^\s*(?:no|never)\b|\b(?:any|anywhere|nowhere|never|everywhere|every|all)\b/i;

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
