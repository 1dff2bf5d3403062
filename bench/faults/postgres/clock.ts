import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { PostgresServer } from '../../../test/support/postgres-server.ts';
import type { Traffic } from '../../replicas/traffic.ts';
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
    async make({ programs, traffic, watch, server, name }: Scene): Promise<readonly string[]> {
      await sleep((settings.seconds * 1_000) / 2);
      for (const program of programs) {
        await untilBusy(traffic);
        const { pid } = program;
        await program.kill();
        const killedAt = Date.now();
        const held = traffic.open();
        const handedOver = await untilOwnsNothing(server, name, pid);
        await sleep(takenOverWithin * 1_000 - (Date.now() - killedAt));
        const last = traffic.lastAnswer(held);
        const answered = last ?? Number.POSITIVE_INFINITY;
        waits.push(Math.max(answered - killedAt, handedOver - killedAt, 0) / 1_000);
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

/** A process that holds nothing shows nothing. */
async function untilBusy(traffic: Traffic): Promise<void> {
  for (const end = Date.now() + 3_000; Date.now() < end && traffic.open().length === 0; ) await sleep(5);
}

/** When nothing any more was owned by a process: no lease, and nothing in the queues. */
async function untilOwnsNothing(
  server: PostgresServer,
  name: string,
  pid: number | undefined,
): Promise<number> {
  const owned = `select owner from leases union all select owner from inbox where settled_at is null
    union all select owner from outbox where settled_at is null`;
  const own = `select count(*)::int as count from (${owned}) as owned where split_part(owner, ' ', 2) = '${pid}'`;
  for (const end = Date.now() + takenOverWithin * 1_000; Date.now() < end; await sleep(200)) {
    const { rows } = await server.admin(own, name);
    if (rows[0]?.count === 0) return Date.now();
  }
  return Number.POSITIVE_INFINITY;
}
