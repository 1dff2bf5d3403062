export const idsAtOnce = 500;

/** Reads rows of any number of ids, so many at once as a statement may name. */
export async function inPages<Row>(
  ids: readonly number[],
  read: (page: number[]) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let start = 0; start < ids.length; start += idsAtOnce)
    rows.push(...(await read(ids.slice(start, start + idsAtOnce))));
  return rows;
}
