import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PostgresServer } from '../../../test/support/postgres-server.ts';
import { backAgain, notSaid } from './away.ts';
import type { Scene } from './scene.ts';
import { settings } from './settings.ts';

/** A disk that can be full. */
export interface Disk {
  /** What it is, in a word or two. */
  readonly told: string;
  /** Where the database is put, if not with the others. */
  readonly tablespace: string | undefined;
  fill(scene: Scene): Promise<void>;
  clear(scene: Scene): Promise<void>;
  remove(): Promise<void>;
}

/** A small disk in memory, where this process may mount one; else the server says itself that there is no room. */
export async function makeDisk(server: PostgresServer): Promise<Disk> {
  const folder = mkdtempSync(join(tmpdir(), 'advisor-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    return pretendedDisk;
  }
  const place = join(folder, 'tables');
  mkdirSync(place);
  chmodSync(folder, 0o755);
  const { rows } = await server.admin('show data_directory');
  const owner = statSync(String(rows[0]?.data_directory));
  chownSync(place, owner.uid, owner.gid);
  await server.admin(`create tablespace small location '${place}'`);
  return {
    told: 'a tmpfs of 64 MB, filled',
    tablespace: 'small',
    fill: async () => fillUp(join(folder, 'filler')),
    clear: async () => rmSync(join(folder, 'filler')),
    async remove() {
      execFileSync('umount', ['--lazy', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Writes until there is no room, down to the last bytes. */
function fillUp(file: string): void {
  const handle = openSync(file, 'w');
  for (const size of [1_048_576, 4_096]) {
    const part = Buffer.alloc(size, 1);
    try {
      for (;;) writeSync(handle, part);
    } catch {
      // Smaller parts may still fit.
    }
  }
  closeSync(handle);
}

const refuses = `create function no_room() returns trigger language plpgsql as
  $$ begin raise exception 'could not extend file: no space left on device' using errcode = '53100'; end $$`;
const tables = ['inbox', 'outbox', 'records', 'events'];

const pretendedDisk: Disk = {
  told: 'no tmpfs here: triggers that raise 53100',
  tablespace: undefined,
  async fill({ server, name }) {
    await server.admin(refuses, name);
    for (const table of tables)
      await server.admin(`create trigger no_room before insert on ${table} execute function no_room()`, name);
  },
  async clear({ server, name }) {
    await server.admin('drop function no_room cascade', name);
  },
  async remove() {},
};

/** Fills the disk on which the tables are, for a while. */
export function filled(disk: Disk): (scene: Scene) => Promise<readonly string[]> {
  return async (scene) => {
    const { watch } = scene;
    await disk.fill(scene);
    watch.since();
    await sleep(settings.seconds * 1_000);
    const said = watch.since();
    await disk.clear(scene);
    scene.well();
    const isTold = [...said.keys()].some((line) => /the disk of the database is full/.test(line));
    return [...(isTold ? [] : notSaid(said, /^$/, 'never named the full disk')), ...(await backAgain(scene))];
  };
}
