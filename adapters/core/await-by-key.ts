import { setTimeout as sleep } from 'node:timers/promises';

/** So often it is looked whether another process has done it, in milliseconds: a person notices more than that. */
const lookEvery = 250;

/** Waits for what is being worked on elsewhere in this process, for a while. */
export interface KeyedWaits<Value> {
  /** What is told under a key; undefined where nothing is told in time. */
  wait(key: string, milliseconds: number): Promise<Value | undefined>;
  /** Ends the wait under a key once `isOver` says that nothing will be told any more: it was done by another process. */
  watch(key: string, isOver: () => Promise<boolean>): Promise<void>;
  /** Whether somebody still waits for it. */
  isAwaited(key: string): boolean;
  tell(key: string, value: Value): void;
}

/** Who waits in this process. */
export function createKeyedWaits<Value>(): KeyedWaits<Value> {
  const waiting = new Map<string, (value: Value | undefined) => void>();
  return {
    wait: (key, milliseconds) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => settle(undefined), milliseconds);
        const settle = (value: Value | undefined) => {
          clearTimeout(timer);
          waiting.delete(key);
          resolve(value);
        };
        waiting.set(key, settle);
      }),
    async watch(key, isOver) {
      for (;;) {
        await sleep(lookEvery, undefined, { ref: false });
        const settle = waiting.get(key);
        if (settle === undefined) return;
        if (await isOver()) return settle(undefined);
      }
    },
    isAwaited: (key) => waiting.has(key),
    tell: (key, value) => waiting.get(key)?.(value),
  };
}
