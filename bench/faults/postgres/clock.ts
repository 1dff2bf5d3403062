import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Scene } from './scene.ts';
import { settings, takenOverWithin } from './settings.ts';

const preload = fileURLToPath(new URL('./shifted-process.ts', import.meta.url));
const clockLine =
  /^200 ready, but this machine's clock and the database's differ by more than a minute;[^;]*$/;
const processOff = (minutes: number) => ({
  CLOCK_OFF_MINUTES: `${minutes}`,
  NODE_OPTIONS: `--import ${preload}`,
});

/** Two processes as on two machines, the clock of one of them off; each is killed once under traffic. */
export function wrongClock(minutes: number) {
  const waits: number[] = [];
  return {
    processes: [processOff(minutes), processOff(0)],
    took: () => waits,
    async make({ programs, traffic, watch }: Scene): Promise<readonly string[]> {
      await sleep((settings.seconds * 1_000) / 2);
      for (const program of programs) {
        await program.kill();
        const killedAt = Date.now();
        const held = traffic.open();
        await sleep(takenOverWithin * 1_000);
        const last = traffic.lastAnswer(held);
        waits.push(last === undefined ? Number.POSITIVE_INFINITY : Math.max(last - killedAt, 0) / 1_000);
        await program.start(60_000);
        await sleep((settings.seconds * 1_000) / 2);
      }
      const said = [...watch.since().keys()].filter((line) => line.startsWith('200 ready, but'));
      const unclear = said.filter((line) => !clockLine.test(line));
      return [
        ...(waits.some((wait) => wait >= takenOverWithin)
          ? [`what a killed process held was not answered in ${takenOverWithin} s`]
          : []),
        ...(said.some((line) => clockLine.test(line)) ? [] : ['/readyz did not tell of the clock']),
        ...unclear.map((line) => `/readyz was wrong: ${line}`),
      ];
    },
  };
}
