import type { TechnologyPackages } from '../knowledge/package-schema.ts';
import type { Ecosystem, PackageName } from './change.ts';
import { productId, type Thing } from './things.ts';

/** Tells which technology a package brings in. */
export interface PackageIndex {
  /** Undefined for one of which nothing is known. */
  technologyOf(one: PackageName): Thing | undefined;
  /** Whether one is taken in the place of the other, in programs of one language. */
  areOfOneChoice(one: Thing, other: Thing): boolean;
}

/** Where the data of packages keep an ecosystem's names; of the others there are none. */
const lists = {
  npm: 'npm',
  pypi: 'pypi',
  go: 'go',
  crates: 'crates',
  gems: 'gems',
  image: 'images',
} as const satisfies Partial<Record<Ecosystem, keyof TechnologyPackages>>;

/** Prepares the packages of a knowledge to be looked up. */
export function indexPackages(packages: readonly TechnologyPackages[]): PackageIndex {
  const byName = new Map<string, Thing>();
  const byThing = new Map(packages.map((technology) => [thingOf(technology), technology]));
  for (const technology of packages) {
    const thing = thingOf(technology);
    for (const [ecosystem, list] of Object.entries(lists))
      for (const name of technology[list]) byName.set(`${ecosystem} ${plain(name)}`, thing);
  }
  return {
    technologyOf({ ecosystem, name }) {
      for (const one of spellings(ecosystem, plain(name))) {
        const thing = byName.get(`${ecosystem} ${one}`);
        if (thing !== undefined) return thing;
      }
      return undefined;
    },
    areOfOneChoice(one, other) {
      const [mine, theirs] = [byThing.get(one), byThing.get(other)];
      if (mine === undefined || mine.kind !== theirs?.kind || !ofOneChoice.has(mine.kind)) return false;
      return Object.values(lists).some((list) => mine[list].length > 0 && theirs[list].length > 0);
    },
  };
}

/** Kinds of which a team takes one, wherever it is used. */
const ofOneChoice: ReadonlySet<string> = new Set([
  'logging',
  'object-relational-mapping-and-query-building',
  'schema-migration',
  'feature-flags',
  'payments-and-commerce',
  'infrastructure-as-code',
  'content-management',
]);

function thingOf({ entry, name, id }: TechnologyPackages): Thing {
  return entry ?? productId(name ?? id);
}

/** The names under which a package may stand: its own, its scope, what it is a part of. */
function* spellings(ecosystem: Ecosystem, name: string): Generator<string> {
  yield name;
  const parts = name.split('/');
  if (ecosystem === 'npm' && name.startsWith('@')) yield `${parts[0]}/*`;
  // An import names a package of a module, or a part of one; an image may come from a registry of the team's own.
  if (ecosystem === 'go')
    for (let end = parts.length - 1; end > 0; end--) yield parts.slice(0, end).join('/');
  if (ecosystem === 'pypi') {
    const words = name.split('-');
    for (let end = words.length - 1; end > 0; end--) yield words.slice(0, end).join('-');
  }
  if (ecosystem === 'image' && /[.:]/.test(parts[0] ?? '')) yield parts.slice(1).join('/');
}

function plain(name: string): string {
  return name.toLowerCase().replace(/\/v\d+$/, '');
}
