/** Waits for what is being worked on elsewhere in this process, for a while. */
export interface KeyedWaits<Value> {
  /** What is told under a key; undefined where nothing is told in time. */
  wait(key: string, milliseconds: number): Promise<Value | undefined>;
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
    isAwaited: (key) => waiting.has(key),
    tell: (key, value) => waiting.get(key)?.(value),
  };
}
