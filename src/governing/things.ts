import { commonWords } from '../answers/english.ts';
import { type NameData, type NameIndex, openNames, prepareNames } from '../answers/names.ts';
import { stemKey, type Token, tokenize } from '../answers/tokens.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { TechnologyPackages } from '../knowledge/package-schema.ts';
import type { Entry } from '../knowledge/schema.ts';

/** Something that can be taken or left: a technology by its id, or what a record's option calls it. */
export type Thing = string;

/** Where words name something. */
export interface Mention {
  readonly thing: Thing;
  /** The words from `start` on, so many. */
  readonly start: number;
  readonly length: number;
}

/** A text with what it names. */
export interface Read {
  readonly tokens: readonly Token[];
  readonly mentions: readonly Mention[];
}

/** Names of things in words: those that everybody uses, and those that a team's own records give. */
export interface Things {
  /** Reads a text; `own` are names besides, by the stems of their words. */
  read(text: string, own?: ReadonlyMap<string, Thing>): Read;
  /** How a thing is called. */
  nameOf(thing: Thing): string;
  /** Whether it is of use for so much that it says nothing of what for: a language, a format. */
  isGeneral(thing: Thing): boolean;
  /** A word that people use for much else. */
  isCommon(word: string): boolean;
}

/** Names of things as plain data, to be stored. */
export interface ThingData {
  readonly names: NameData;
  /** How each thing is called, by its id. */
  readonly called: readonly (readonly [Thing, string])[];
  readonly general: readonly Thing[];
  /** Words that people use for much else, with blanks between them: one text is read sooner than many. */
  readonly common: string;
}

/** Entries that are no choice between things. */
const ideas: ReadonlySet<string> = new Set(['concept', 'practice', 'organisation', 'workload']);

/** Formats and styles are spoken of in passing, as languages are. */
const general: ReadonlySet<string> = new Set(['json', 'http', 'rest', 'sql', 'websocket', 'linux']);

/** Collects the names of a knowledge, and of the technologies that packages bring in. */
export function prepareThings(knowledge: Knowledge, packages: readonly TechnologyPackages[]): ThingData {
  const common = new Set(commonWords());
  // "Click" and "Make" are words of any text; what a record's own option is called is known by that.
  const brought = packages.flatMap(({ name }) =>
    name === undefined || common.has(name.toLowerCase()) ? [] : [name],
  );
  const entries = [
    ...knowledge.entries.filter(({ kind }) => !ideas.has(kind)),
    ...productsOf(knowledge, brought),
  ];
  const languages = entries.flatMap(({ id, kind }) => (kind === 'language' ? [id] : []));
  return {
    names: prepareNames({ ...knowledge, entries, criteria: [], topics: [] }),
    called: entries.map(({ id, name }) => [id, name]),
    general: [...general, ...languages],
    common: [...common].join(' '),
  };
}

/** Makes prepared names ready to be looked up. */
export function openThings(data: ThingData): Things {
  const index = openNames(data.names);
  const called = new Map(data.called);
  const isGeneral = new Set(data.general);
  let common: ReadonlySet<string> | undefined;
  return {
    read: (text, own = new Map()) => read(text, index, own),
    nameOf: (thing) => called.get(thing) ?? thing,
    isGeneral: (thing) => isGeneral.has(thing),
    isCommon(word) {
      common ??= new Set(data.common.split(' '));
      return common.has(word);
    },
  };
}

/** Products that are no entries, as entries, so that they are found by name in the same way. */
function productsOf({ entries, vocabulary }: Knowledge, brought: readonly string[]): Entry[] {
  const names = new Set(
    entries.flatMap(({ name, aliases }) => [name, ...aliases].map((one) => one.toLowerCase())),
  );
  const products = [...vocabulary.products, ...brought.map((name) => [name])];
  const found = new Map<string, Entry>();
  for (const [name, ...aliases] of products) {
    if (name === undefined || names.has(name.toLowerCase())) continue;
    names.add(name.toLowerCase());
    found.set(name, {
      ...{ id: productId(name), name, kind: 'tool', aliases },
      ...{ topics: [], alternatives: [] },
    });
  }
  return [...found.values()];
}

/** The id of a product that is no entry. */
export function productId(name: string): Thing {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

/** So many words a name of a team's own has at most. */
const longestOwn = 4;

function read(text: string, index: NameIndex, own: ReadonlyMap<string, Thing>): Read {
  const tokens = tokenize(text);
  const mentions: Mention[] = [];
  for (let start = 0; start < tokens.length; ) {
    const known = index.at(tokens, start);
    const mine = ownAt(tokens, start, own);
    const length = Math.max(known?.length ?? 0, mine?.length ?? 0, 1);
    if (mine !== undefined && mine.length >= (known?.length ?? 0)) mentions.push(mine);
    else for (const { id } of known?.named ?? []) mentions.push({ thing: id, start, length });
    start += length;
  }
  return { tokens, mentions };
}

function ownAt(
  tokens: readonly Token[],
  start: number,
  own: ReadonlyMap<string, Thing>,
): Mention | undefined {
  for (let length = Math.min(longestOwn, tokens.length - start); length > 0; length--) {
    const thing = own.get(stemKey(tokens.slice(start, start + length)));
    if (thing !== undefined) return { thing, start, length };
  }
  return undefined;
}
