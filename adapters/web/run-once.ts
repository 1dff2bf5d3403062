import { LRUCache } from 'lru-cache';

/** Runs work once for each key: whoever comes again gets what the first time came to. A failure may be tried again. */
export function createOnce<Result>(
  most: number,
): (key: string, work: () => Promise<Result>) => Promise<Result> {
  const known = new LRUCache<string, Promise<Result>>({ max: most });
  return (key, work) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const result = work();
    known.set(key, result);
    result.catch(() => known.delete(key));
    return result;
  };
}
