import { packed } from '../../view/packed.ts';

/** Groups in order, each of at most `most` items that are at most `longest` characters as JSON together. */
export function chunks<Item>(items: readonly Item[], most: number, longest: number): Item[][] {
  const lengthOf = (group: readonly Item[]) => group.reduce((sum, item) => sum + jsonLength(item), 0);
  return packed(items, (group) => group.length <= most && lengthOf(group) <= longest);
}

/** How long something is in a request. */
export function jsonLength(value: unknown): number {
  return JSON.stringify(value).length + 1;
}
