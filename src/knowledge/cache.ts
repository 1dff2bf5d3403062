import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readAsciiJson, writeAsciiJson } from './ascii-json.ts';
import { root } from './checkout.ts';

const folder = join(root, 'node_modules/.cache/stack-advisor');

/**
 * A value of plain data that was made before under this name and key, or made now and kept. Earlier keys of the
 * name are dropped. A cache that cannot be read or written costs time, nothing else.
 */
export async function cached<Value>(
  name: string,
  key: string,
  make: () => Value | Promise<Value>,
): Promise<Value> {
  const file = join(folder, `${name}-${key}.ascii.json`);
  const kept: Value | undefined = read(file);
  if (kept !== undefined) return kept;
  const value = await make();
  keep(name, file, value);
  return value;
}

function read<Value>(file: string): Value | undefined {
  try {
    return readAsciiJson(file);
  } catch {
    return undefined; // Not there, or cut short by a crash: it is made anew.
  }
}

function keep(name: string, file: string, value: unknown): void {
  try {
    mkdirSync(folder, { recursive: true });
    for (const other of readdirSync(folder)) {
      if (other.startsWith(`${name}-`)) rmSync(join(folder, other), { force: true });
    }
    const partial = `${file}.${process.pid}`;
    writeAsciiJson(partial, value);
    renameSync(partial, file);
  } catch {
    // A read-only checkout works too, only slower at each start.
  }
}
