import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { password } from '../../../test/support/postgres-url.ts';
import { untilReady } from './readiness.ts';
import type { Scene } from './scene.ts';
import { answeredWithin, settings } from './settings.ts';

const lasting = () => sleep(settings.seconds * 1_000);
const readyAgain = 'not ready again';

/** The server is stopped, as an operator does, and started again. */
export async function stopped(scene: Scene): Promise<readonly string[]> {
  await scene.server.halt();
  const wrong = await awayFor(scene);
  await scene.server.resume();
  scene.well();
  return [...wrong, ...(await backAgain(scene))];
}

/** The network cuts every connection and lets no new one through. */
export async function cutOff(scene: Scene): Promise<readonly string[]> {
  await scene.proxy.refuse();
  const wrong = await awayFor(scene);
  await scene.proxy.accept();
  scene.well();
  return [...wrong, ...(await backAgain(scene))];
}

/** Each statement takes half a second longer: the program works on. */
export async function slow({ proxy, watch }: Scene): Promise<readonly string[]> {
  watch.since();
  proxy.delay(500);
  await lasting();
  proxy.delay(0);
  return notSaid(watch.since(), /^200 ready$/, 'was not ready all the time');
}

/** Others hold all connections that the role may have. */
export async function crowded(scene: Scene): Promise<readonly string[]> {
  const { server, name, role, watch } = scene;
  const most = 6;
  await server.admin(`alter role ${role} connection limit ${most}`);
  await server.admin(`select pg_terminate_backend(pid) from pg_stat_activity where usename = '${role}'`);
  const others = await hold(server.url(name, role), most);
  // What was asked before may be answered from before.
  await sleep(1_500);
  watch.since();
  await lasting();
  const wrong = notSaid(watch.since(), /^503 not ready: the database has no connection left/, 'unclear');
  await Promise.all(others.map((client) => client.end()));
  scene.well();
  return [
    ...(others.length === 0 ? ['the others got no connection to hold'] : []),
    ...wrong,
    ...(await backAgain(scene)),
  ];
}

/** Takes connections until there are none left; the program may be quicker with some. */
async function hold(url: string, most: number): Promise<pg.Client[]> {
  const held: pg.Client[] = [];
  for (let tried = 0; held.length < most && tried < 60; tried++) {
    const client = new pg.Client({ connectionString: url, password });
    client.on('error', () => undefined);
    try {
      await client.connect();
      held.push(client);
    } catch {
      // What the program holds is taken from it, and is taken by whoever is first.
      await takeFrom(held[0]);
    }
  }
  return held;
}

async function takeFrom(client: pg.Client | undefined): Promise<void> {
  await client?.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where usename = current_user and application_name like 'stack-advisor%'`,
  );
}

async function awayFor({ watch }: Scene): Promise<string[]> {
  // What was asked before it was away may be answered from before.
  await sleep(1_500);
  watch.since();
  await lasting();
  return notSaid(
    watch.since(),
    /^503 not ready: the database (does not answer|cannot be reached)/,
    'unclear',
  );
}

export async function backAgain({ programs }: Scene): Promise<string[]> {
  const waits = await Promise.all(programs.map((program) => untilReady(program, answeredWithin)));
  return waits.some((wait) => wait >= answeredWithin) ? [readyAgain] : [];
}

/** Says so where something else was said than has to be, or nothing. */
export function notSaid(said: ReadonlyMap<string, number>, wanted: RegExp, words: string): string[] {
  if (said.size === 0) return [`/readyz ${words}: it was not asked`];
  return [...said.keys()].filter((line) => !wanted.test(line)).map((line) => `/readyz ${words}: ${line}`);
}
