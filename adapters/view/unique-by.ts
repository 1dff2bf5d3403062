/** Items without those whose key was there before: two options with one value could not be told apart. */
export function uniqueBy<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
  return items.filter((item, at) => items.findIndex((other) => key(other) === key(item)) === at);
}
