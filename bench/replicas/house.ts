import { readFileSync } from 'node:fs';
import { openDatabase } from '../../src/database/connection.ts';
import { startPostgres } from '../../test/support/postgres-server.ts';
import { ordinaryRole } from '../../test/support/postgres-url.ts';
import { createProgram, type Program } from '../faults/program.ts';
import { type SlackApi, startSlackApi } from '../faults/slack-api.ts';
import { environmentFor, install, teamOf } from './slack-teams.ts';
import type { Balancer, Traffic } from './traffic.ts';

/** A database, and Slack. */
export interface House {
  readonly url: string;
  readonly api: SlackApi;
  /** Who is told of what the program posts. */
  traffic: Traffic | undefined;
  /** An empty database of the same server, with so many workspaces. */
  empty(name: string, workspaces: number): Promise<string>;
  stop(): Promise<void>;
}

/** Starts PostgreSQL as it would run, so that what is acknowledged is on the disk, and a Slack that answers at once. */
export async function openHouse(workspaces: number): Promise<House> {
  const server = await startPostgres(['fsync=on', 'synchronous_commit=on', 'shared_buffers=256MB']);
  const empty = async (name: string, count: number) => {
    await server.admin(`create database ${name} owner ${ordinaryRole}`);
    const url = server.url(name);
    await (await openDatabase(url)).close();
    await install(url, count);
    return url;
  };
  const api = await startSlackApi({
    latency: () => Promise.resolve(),
    teamOf,
    onShown: (message) => house.traffic?.shown(message),
  });
  const house: House = {
    url: await empty('replicas', workspaces),
    api,
    traffic: undefined,
    empty,
    async stop() {
      await api.stop();
      await server.stop();
    },
  };
  return house;
}

/** Real processes behind a balancer. */
export interface Replicas extends Balancer {
  readonly programs: readonly Program[];
  /** Kills one, and starts it again; comes back once it is up. */
  killed(at: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts so many processes. */
export async function startReplicas(url: string, api: SlackApi, count: number): Promise<Replicas> {
  const environment = { ...environmentFor(api.url), LOG_LEVEL: 'error' };
  const programs = await Promise.all(
    Array.from({ length: count }, () => createProgram(url, () => environment)),
  );
  const isUp = programs.map(() => false);
  await Promise.all(
    programs.map(async (program, at) => {
      await program.start(120_000);
      isUp[at] = true;
    }),
  );
  let turn = 0;
  return {
    programs,
    next() {
      for (let tried = 0; tried < programs.length; tried++) {
        const at = turn++ % programs.length;
        if (isUp[at] === true) return programs[at]?.address ?? '';
      }
      return programs[0]?.address ?? '';
    },
    async killed(at) {
      const program = programs[at % programs.length];
      if (program === undefined) return;
      // The balancer learns of it as it would: by a connection that is refused; here with the next request.
      const killed = program.kill();
      isUp[at % programs.length] = false;
      await killed;
      await program.start(120_000);
      isUp[at % programs.length] = true;
    },
    async stop() {
      await Promise.all(programs.map((program) => program.kill()));
      for (const program of programs)
        for (const [words, times] of program.logged)
          process.stdout.write(`  logged ${times} times: ${words}\n`);
    },
  };
}

/** What is left of work, in words: for what was lost. */
export async function leftOf(url: string): Promise<readonly string[]> {
  const { db, close } = await openDatabase(url);
  const left: string[] = [];
  for (const table of ['inbox', 'outbox'] as const) {
    const rows = await db
      .selectFrom(table)
      .select(['attempts', 'deaths', 'error', 'free_at', 'settled_at'])
      .where((eb) => eb.or([eb('settled_at', 'is', null), eb('error', 'is not', null)]))
      .execute();
    for (const [words, all] of Map.groupBy(rows, (row) => JSON.stringify({ ...row, free_at: '' })))
      left.push(`${table}: ${all.length} of ${words}, free at ${all[0]?.free_at ?? ''}`);
  }
  await close();
  return left;
}

/** What a process holds in memory, in megabytes. */
export function memoryOf({ pid }: Program): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1_024;
}
