// The real program on a PostgreSQL in trouble, with Slack over signed HTTP: the server stopped, the network cut, every
// statement slow, no connection left, the disk full, the clock of one process wrong, killed while it brings the tables up to
// date, a newer version beside it. What was acknowledged has to be answered once, in its order, within 15 s of the end of the
// trouble, without a restart, and /readyz has to say what is wrong.
//   POSTGRES_FAULT_SECONDS=6 POSTGRES_FAULT_RATE=4 node bench/faults/postgres.ts [NAME...]
import { startPostgres } from '../../test/support/postgres-server.ts';
import { endDeliveries } from '../replicas/slack-teams.ts';
import { crowded, cutOff, slow, stopped } from './postgres/away.ts';
import { wrongClock } from './postgres/clock.ts';
import { filled, makeDisk } from './postgres/full-disk.ts';
import { faultsOf, type Outcome, underTraffic } from './postgres/scene.ts';
import { settings } from './postgres/settings.ts';
import { killedHalfWay, newerBeside } from './postgres/versions.ts';

const print = (text: string) => process.stdout.write(`${text}\n`);
const server = await startPostgres(['fsync=on', 'synchronous_commit=on']);
const disk = await makeDisk(server);
const { seconds } = settings;

/** Each says whether all was well. */
const troubles: Readonly<Record<string, () => Promise<boolean>>> = {
  stopped: async () =>
    tell(`server stopped for ${seconds} s`, await underTraffic({ server, name: 'stopped', make: stopped })),
  cut: async () =>
    tell(
      `connections cut and refused for ${seconds} s`,
      await underTraffic({ server, name: 'cut', make: cutOff }),
    ),
  slow: async () =>
    tell(
      `statements 500 ms slower for ${seconds} s`,
      await underTraffic({ server, name: 'slow', make: slow }),
    ),
  crowded: async () =>
    tell(
      `no connection left for ${seconds} s`,
      await underTraffic({ server, name: 'crowded', make: crowded }),
    ),
  full: async () => {
    const { told, tablespace } = disk;
    const where = tablespace === undefined ? {} : { tablespace };
    const made = await underTraffic({ server, name: 'full_disk', make: filled(disk), ...where });
    return tell(`disk full for ${seconds} s (${told})`, made);
  },
  ahead: async () => clockOff('ahead', 5),
  behind: async () => clockOff('behind', -5),
  migration: async () => tellPlain(await killedHalfWay(server)),
  versions: async () => {
    const { make, processes } = newerBeside;
    return tell('a newer version beside', await underTraffic({ server, name: 'versions', make, processes }));
  },
};

const wanted = process.argv.slice(2);
let isWell = true;
try {
  for (const [name, run] of Object.entries(troubles))
    if ((wanted.length === 0 || wanted.includes(name)) && !(await run())) isWell = false;
} finally {
  endDeliveries();
  await server.stop();
  await disk.remove();
}
process.exit(isWell ? 0 : 1);

async function clockOff(name: string, minutes: number): Promise<boolean> {
  const { processes, make, took } = wrongClock(minutes);
  const made = await underTraffic({ server, name, processes, make });
  return tell(
    `clock of one of two ${Math.abs(minutes)} minutes ${name}, each killed once (taken over in ${took()
      .map((s) => s.toFixed(1))
      .join(' and ')} s)`,
    made,
  );
}

function tell(what: string, outcome: Outcome): boolean {
  const faults = faultsOf(outcome);
  const { verdict, recovered, said, logged } = outcome;
  const { taken, again, lost, doubled, disordered } = verdict;
  const back = recovered === undefined ? 'never answered all' : `recovered in ${recovered.toFixed(1)} s`;
  print(
    `${faults.length === 0 ? 'ok    ' : 'FAILED'} ${what}: ${back}; ${taken} acknowledged, ${again} given again, ${lost} lost, ${doubled} doubled, ${disordered} out of order`,
  );
  for (const fault of faults) print(`         ${fault}`);
  if (faults.length === 0 && process.env.POSTGRES_FAULT_LINES === undefined) return true;
  for (const [line, count] of said) print(`         /readyz said ${count} times: ${line}`);
  for (const [line, count] of logged) print(`         logged ${count} times: ${line}`);
  return faults.length === 0;
}

function tellPlain({ told, faults }: { readonly told: string; readonly faults: readonly string[] }): boolean {
  print(`${faults.length === 0 ? 'ok    ' : 'FAILED'} ${told}`);
  for (const fault of faults) print(`         ${fault}`);
  return faults.length === 0;
}
