import { setTimeout as sleep } from 'node:timers/promises';
import type { PostgresServer } from '../../../test/support/postgres-server.ts';
import { postgresUrl } from '../../../test/support/postgres-url.ts';
import { createProgram } from '../program.ts';
import { notSaid } from './away.ts';
import { startProxy } from './proxy.ts';
import type { Scene } from './scene.ts';
import { settings } from './settings.ts';

/** Killed again and again while it makes its tables, each time a little further on; then it starts. */
export async function killedHalfWay(server: PostgresServer) {
  await server.admin(`create role half_way login password 'for-tests'`);
  await server.admin('create database half_way owner half_way');
  let kill = (_count: number) => {};
  const proxy = await startProxy(server.port, (count) => kill(count));
  const program = await createProgram(postgresUrl(proxy.port, 'half_way', 'half_way'), () => ({}));
  proxy.delay(10);
  let kills = 0;
  const faults: string[] = [];
  for (const after of [6, 14, 30, 60]) {
    const from = proxy.statements;
    const { promise, resolve } = Promise.withResolvers<void>();
    kill = (count) => {
      if (count - from < after) return;
      kill = () => {};
      resolve();
    };
    const started = program.start(60_000).catch(() => undefined);
    await promise;
    await program.kill();
    await started;
    kills += 1;
    if ((await tablesIn(server)) > 0) faults.push(`some tables were there after ${after} statements`);
  }
  proxy.delay(0);
  const begun = Date.now();
  await program.start(60_000).catch((error: unknown) => faults.push(String(error)));
  const took = (Date.now() - begun) / 1_000;
  if ((await tablesIn(server)) === 0) faults.push('the tables are not there');
  await program.kill().catch((error: unknown) => faults.push(String(error)));
  await proxy.stop();
  return {
    told: `killed ${kills} times while it made its tables: the next start took ${took.toFixed(1)} s`,
    faults,
  };
}

async function tablesIn(server: PostgresServer): Promise<number> {
  const { rows } = await server.admin(
    `select count(*)::int as count from pg_tables where schemaname = 'public'`,
    'half_way',
  );
  return Number(rows[0]?.count);
}

const refusal = /the database is of schema \d+, this program knows \d+; start the newer version again/;

/** A newer version has brought the tables up to date: this one goes on, and does not start anew. */
export const newerBeside = {
  processes: [{}],
  async make({ server, name, role, proxy, watch, traffic }: Scene): Promise<readonly string[]> {
    await server.admin(`insert into schema_version (version, applied_at) values (999, 'later')`, name);
    watch.since();
    const before = traffic.verdict().taken;
    const late = await createProgram(postgresUrl(proxy.port, name, role), () => ({}));
    const ended = await late.start(60_000).then(
      () => 'it started',
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    await sleep(settings.seconds * 1_000);
    const goesOn = traffic.verdict().taken > before;
    await server.admin('delete from schema_version where version = 999', name);
    const lines = [...late.logged.keys()];
    return [
      ...(ended === 'the program ended with 1' ? [] : [`a new start was not refused: ${ended}`]),
      ...(lines.length === 1 && refusal.test(lines[0] ?? '')
        ? []
        : [`it was refused with ${lines.join(' | ')}`]),
      ...(goesOn ? [] : ['the one that ran took nothing more']),
      ...notSaid(watch.since(), /^200 ready$/, 'was not ready all the time'),
    ];
  },
};
