import type { Ranked } from './record-search.ts';
import type { Term } from './search-terms.ts';

/** Where all words stand tells how good a match is: the title, then what was decided, then anywhere. */
export const tiers = ['title', 'decided', 'anywhere'] as const;
export type Tier = (typeof tiers)[number];

/** A record, by its log's id and its number. */
export type Place = Pick<Ranked, 'log' | 'number'>;

/** The newest records that hold all of some terms where a tier says. */
export type FindPlaces = (terms: readonly Term[], tier: Tier) => Promise<readonly Place[]>;

/** Records that hold all terms, or most of several, the best first; of those that fit as well, the newest first. */
export async function rankedPlaces(
  terms: readonly Term[],
  share: 'all' | 'most',
  find: FindPlaces,
): Promise<Ranked[]> {
  const found = share === 'all' ? await allOf(terms, find) : await mostOf(terms, find);
  found.sort((one, other) => one.rank - other.rank || other.log - one.log || other.number - one.number);
  return found.map((place, rank) => ({ ...place, rank }));
}

/** Records that hold all terms, by where these stand. */
async function allOf(terms: readonly Term[], find: FindPlaces): Promise<Ranked[]> {
  const ranks = new Map<string, Ranked>();
  for (const [rank, tier] of tiers.entries())
    for (const place of await find(terms, tier))
      if (!ranks.has(keyOf(place))) ranks.set(keyOf(place), { ...place, rank });
  return [...ranks.values()];
}

/** Records that hold most of several terms, by how many they miss. */
async function mostOf(terms: readonly Term[], find: FindPlaces): Promise<Ranked[]> {
  if (terms.length < 2) return [];
  const missed = new Map<string, Ranked>();
  for (const term of terms) {
    for (const place of await find([term], 'anywhere')) {
      const { rank } = missed.get(keyOf(place)) ?? { rank: terms.length };
      missed.set(keyOf(place), { ...place, rank: rank - 1 });
    }
  }
  return [...missed.values()].filter(({ rank }) => (terms.length - rank) * 2 >= terms.length);
}

function keyOf({ log, number }: Place): string {
  return `${log} ${number}`;
}
