import { type Clock, every } from './clock.ts';

/** Work that is done when it starts and again and again from then on. */
export interface Rounds {
  start(): void;
  /** Begins no other round and waits for the one that runs. */
  stop(): Promise<void>;
}

/** Rounds that begin so many milliseconds apart; one that takes longer is waited for. What fails is told to `onFault`. */
export function createRounds(
  clock: Clock,
  milliseconds: number,
  round: () => Promise<unknown>,
  onFault: (error: unknown) => void,
): Rounds {
  let cancel = () => {};
  let running: Promise<void> | undefined;
  const begin = () => {
    running ??= round()
      .then(() => {}, onFault)
      .finally(() => {
        running = undefined;
      });
  };
  return {
    start() {
      cancel = every(clock, milliseconds, begin);
      begin();
    },
    async stop() {
      cancel();
      await running;
    },
  };
}
