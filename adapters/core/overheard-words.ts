import { LRUCache } from 'lru-cache';

/** Words that were overheard, for the moment until they are looked at: they are never stored. */
export interface OverheardWords {
  keep(key: string, text: string): void;
  /** Gives them once. */
  take(key: string): string | undefined;
}

const maxHeard = 1_000;

/** Words in this process's memory. */
export function createOverheardWords(): OverheardWords {
  const words = new LRUCache<string, string>({ max: maxHeard });
  return {
    keep: (key, text) => void words.set(key, text),
    take(key) {
      const text = words.get(key);
      words.delete(key);
      return text;
    },
  };
}
