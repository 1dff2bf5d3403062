import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../../src/database/connection.ts';
import { createDecisions } from '../../../src/decisions/decisions.ts';
import type { PostgresServer } from '../../../test/support/postgres-server.ts';
import { postgresUrl } from '../../../test/support/postgres-url.ts';
import { environmentFor, install, teamId, teamOf } from '../../replicas/slack-teams.ts';
import { Traffic, type Verdict } from '../../replicas/traffic.ts';
import { createProgram, type Program } from '../program.ts';
import { type SlackApi, startSlackApi } from '../slack-api.ts';
import { type DatabaseProxy, startProxy } from './proxy.ts';
import { beginWatch, type Watch } from './readiness.ts';
import { answeredWithin, settings } from './settings.ts';

/** What a trouble is made with. */
export interface Scene {
  readonly server: PostgresServer;
  readonly proxy: DatabaseProxy;
  readonly name: string;
  readonly role: string;
  readonly programs: readonly Program[];
  readonly watch: Watch;
  readonly traffic: Traffic;
  /** The trouble is over now, where that is before it was looked at what came of it. */
  well(): void;
}

/** What a trouble needs beside the usual. */
export interface SceneOptions {
  readonly server: PostgresServer;
  /** The name of the database and of its role. */
  readonly name: string;
  /** What each process is given, so many as there are; one with nothing of its own where it is left out. */
  readonly processes?: readonly Readonly<Record<string, string>>[];
  /** Where the database lies; with the others where it is left out. */
  readonly tablespace?: string;
  /** Makes the trouble, and is over when all is well again; says what is wrong beside what was lost. */
  readonly make: (scene: Scene) => Promise<readonly string[]>;
}

/** What came of it. */
export interface Outcome {
  readonly verdict: Verdict;
  /** From the end of the trouble until it was ready and had answered what was acknowledged by then, in seconds. */
  readonly recovered: number | undefined;
  /** What `/readyz` said meanwhile. */
  readonly said: ReadonlyMap<string, number>;
  readonly wrong: readonly string[];
  readonly logged: ReadonlyMap<string, number>;
}

/** Runs the program on a database of its own, under traffic, and in trouble. */
export async function underTraffic(options: SceneOptions): Promise<Outcome> {
  const { server, name, processes = [{}], tablespace, make } = options;
  const role = `${name}_role`;
  await server.admin(`create role ${role} login password 'for-tests'`);
  const where = tablespace === undefined ? '' : ` tablespace ${tablespace}`;
  await server.admin(`create database ${name} owner ${role}${where}`);
  const direct = postgresUrl(server.port, name, role);
  await (await openDatabase(direct)).close();
  await install(direct, settings.workspaces);
  const proxy = await startProxy(server.port);
  let traffic: Traffic | undefined;
  const onShown: NonNullable<Parameters<typeof startSlackApi>[0]>['onShown'] = (message) =>
    traffic?.shown(message);
  const api = await startSlackApi({ latency: () => Promise.resolve(), teamOf, onShown });
  const programs = await startAll(postgresUrl(proxy.port, name, role), api, processes);
  let turn = 0;
  const balancer = { next: () => programs[turn++ % programs.length]?.address ?? '' };
  traffic = new Traffic(settings, balancer, api.url, 1);
  const watch = beginWatch(programs);
  const wrong: string[] = [];
  const over = new AbortController();
  const acting = actUntil(traffic, over.signal);
  await sleep(1_500);
  let wellAt: number | undefined;
  let open: readonly string[] = [];
  const well = () => {
    wellAt ??= Date.now();
    open = traffic?.open() ?? [];
  };
  wrong.push(...(await make({ server, proxy, name, role, programs, watch, traffic, well })));
  const [begun, ready] = [wellAt, Date.now()];
  if (begun === undefined) well();
  await sleep(1_500);
  over.abort();
  await acting;
  await traffic.settled(30);
  const last = traffic.lastAnswer(open);
  const since = begun ?? ready;
  const recovered = last === undefined ? undefined : Math.max(last - since, ready - since) / 1_000;
  const said = watch.stop();
  wrong.push(...(await endAll(programs)));
  await proxy.stop();
  await api.stop();
  wrong.push(...(await unsound(direct)));
  const logged = new Map(programs.flatMap((program) => [...program.logged]));
  return { verdict: traffic.verdict(), recovered, said, wrong, logged };
}

/** What is to be reached by every one. */
export function faultsOf({ verdict, recovered, wrong }: Outcome): string[] {
  const { lost, doubled, disordered } = verdict;
  return [
    ...(lost > 0 ? [`${lost} lost`] : []),
    ...(doubled > 0 ? [`${doubled} doubled`] : []),
    ...(disordered > 0 ? [`${disordered} conversations out of order`] : []),
    ...(recovered === undefined || recovered > answeredWithin
      ? [`not recovered in ${answeredWithin} s`]
      : []),
    ...wrong,
  ];
}

async function startAll(
  url: string,
  api: SlackApi,
  processes: readonly Readonly<Record<string, string>>[],
): Promise<Program[]> {
  const programs: Program[] = [];
  for (const own of processes) {
    const program = await createProgram(url, () => ({ ...environmentFor(api.url), ...own }));
    await program.start(60_000);
    programs.push(program);
  }
  return programs;
}

/** Ends what still has to run. */
async function endAll(programs: readonly Program[]): Promise<string[]> {
  const ended = await Promise.allSettled(programs.map((program) => program.kill()));
  return ended.flatMap((end) => (end.status === 'rejected' ? ['a process ended by itself'] : []));
}

async function actUntil(traffic: Traffic, over: AbortSignal): Promise<void> {
  const begun: Promise<void>[] = [];
  while (!over.aborted) {
    begun.push(traffic.atRate(settings.rate, 1));
    await sleep(1_000);
  }
  await Promise.all(begun);
}

/** What the database and its histories say of themselves, and titles that are there twice. */
async function unsound(url: string): Promise<string[]> {
  const database = await openDatabase(url);
  const wrong = [...(await database.check())];
  const decisions = createDecisions(database);
  for (let at = 0; at < settings.workspaces; at++) wrong.push(...(await decisions.verify(teamId(at))));
  const twice = await database.db
    .selectFrom('records')
    .select(({ fn }) => ['title', fn.countAll().as('count')])
    .groupBy('title')
    .having(({ fn }) => fn.countAll(), '>', 1)
    .execute();
  await database.close();
  return [...wrong, ...twice.map(({ title, count }) => `${count} records are called "${title}"`)];
}
