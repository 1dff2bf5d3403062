import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { systemErrorCode } from '../errors.ts';

/** Whether whoever owns work is still there, as far as can be told from here. */
export type OwnerState = 'gone' | 'there' | 'unknown';

/** A name for a worker, by which other processes of this machine can tell whether its process is still there. */
export function createOwner(): string {
  return [machine, process.pid, startOf(process.pid)?.at ?? '', randomUUID()].join(' ');
}

/**
 * Whether an owner's process is still there. Of another machine, or another container on this one, nothing can be told;
 * and a process that is there may yet hang.
 */
export function stateOfOwner(owner: string): OwnerState {
  const [where, id, began] = owner.split(' ');
  const pid = Number(id);
  if (where !== machine || !Number.isInteger(pid) || pid <= 0) return 'unknown';
  const start = startOf(pid);
  if (start !== undefined) return start.isOver || start.at !== began ? 'gone' : 'there';
  return hasProcess(pid);
}

function hasProcess(pid: number): OwnerState {
  try {
    process.kill(pid, 0);
    // It is there, and may be another one under the same number; where it hides, nothing is known.
    return process.platform === 'linux' ? 'unknown' : 'there';
  } catch (error) {
    return systemErrorCode(error) === 'ESRCH' ? 'gone' : 'unknown';
  }
}

interface Start {
  /** When it began, in ticks since the machine did. */
  readonly at: string;
  /** Whether it ended, and nobody has looked yet. */
  readonly isOver: boolean;
}

/** When a process began, where the system tells: a number that was given again is then told from the one before. */
function startOf(pid: number): Start | undefined {
  const text = readText(`/proc/${pid}/stat`);
  // A program's name stands in brackets and may hold anything, brackets too.
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state, at] = [fields?.[0], fields?.[19]];
  return state === undefined || at === undefined ? undefined : { at, isOver: /^[ZXx]$/.test(state) };
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Numbers of processes mean the same to all who share this: since its last start, one machine or one container on it. */
const machine = createHash('sha256')
  .update(
    JSON.stringify([
      hostname(),
      readText('/proc/sys/kernel/random/boot_id') ?? '',
      linkOf('/proc/self/ns/pid'),
    ]),
  )
  .digest('hex')
  .slice(0, 16);

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
