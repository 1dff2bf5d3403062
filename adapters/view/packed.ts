/** Items in their order in as few pages as they fit in; one that fits on no page with others is `split`, or alone on its own. */
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
