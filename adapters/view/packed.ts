/** Items in their order, each on the page before it as long as it fits there; what begins a page may be `split` into several. */
export function packed<Item>(
  items: readonly Item[],
  fits: (page: readonly Item[]) => boolean,
  split: (item: Item) => readonly Item[] = (item) => [item],
): Item[][] {
  const pages: Item[][] = [];
  for (const item of items) {
    const page = pages.at(-1);
    if (page !== undefined && fits([...page, item])) page.push(item);
    else pages.push(...split(item).map((piece) => [piece]));
  }
  return pages;
}
