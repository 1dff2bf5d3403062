/** Groups in order, each of at most `most` items that are at most `longest` characters as JSON together. */
export function chunks<Item>(items: readonly Item[], most: number, longest: number): Item[][] {
  const groups: Item[][] = [];
  let length = 0;
  for (const item of items) {
    const own = jsonLength(item);
    const group = groups.at(-1);
    if (group === undefined || group.length >= most || length + own > longest) {
      groups.push([item]);
      length = own;
    } else {
      group.push(item);
      length += own;
    }
  }
  return groups;
}

/** How long something is in a request. */
export function jsonLength(value: unknown): number {
  return JSON.stringify(value).length + 1;
}
