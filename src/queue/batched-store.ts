/** Adds one to what is stored next. */
export type StoreInBatch<Row, Result> = (row: Row) => Promise<Result>;

interface Waiting<Row, Result> {
  readonly row: Row;
  readonly stored: (result: Result) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Stores what comes at once together, in the order in which it came: a disk takes as long for fifty as for one, and what
 * waits in memory is lost when the process ends. What cannot be stored fails for all that came with it.
 */
export function createBatchedStore<Row, Result>(
  store: (rows: readonly Row[]) => Promise<readonly Result[]>,
  most: number,
): StoreInBatch<Row, Result> {
  const waiting: Waiting<Row, Result>[] = [];
  let isStoring = false;
  const storeAll = async () => {
    isStoring = true;
    while (waiting.length > 0) await storeSome(waiting.splice(0, most), store);
    isStoring = false;
  };
  return (row) =>
    new Promise((stored, failed) => {
      waiting.push({ row, stored, failed });
      // What comes in the same moment is there before it begins.
      if (!isStoring) queueMicrotask(() => void (isStoring || storeAll()));
    });
}

async function storeSome<Row, Result>(
  some: readonly Waiting<Row, Result>[],
  store: (rows: readonly Row[]) => Promise<readonly Result[]>,
): Promise<void> {
  try {
    const results = await store(some.map(({ row }) => row));
    for (const [at, result] of results.entries()) some[at]?.stored(result);
  } catch (error) {
    for (const { failed } of some) failed(error);
  }
}
