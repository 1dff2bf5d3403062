import { setTimeout as sleep } from 'node:timers/promises';
import type { Program } from '../program.ts';

/** What watches a program, as an operator's does. */
export interface Watch {
  /** What was said from now on until it is called again, and how often. */
  since(): ReadonlyMap<string, number>;
  /** All that was said. */
  stop(): ReadonlyMap<string, number>;
}

/** Asks every process twice a second how it is. */
export function beginWatch(programs: readonly Program[]): Watch {
  const over = new AbortController();
  const all = new Map<string, number>();
  let recent = new Map<string, number>();
  const note = (said: string) => {
    for (const counts of [all, recent]) counts.set(said, (counts.get(said) ?? 0) + 1);
  };
  const ask = async (program: Program) => {
    while (!over.signal.aborted) {
      if (program.pid !== undefined) note(await readyz(program));
      await sleep(500);
    }
  };
  for (const program of programs) void ask(program);
  return {
    since() {
      const said = recent;
      recent = new Map();
      return said;
    },
    stop() {
      over.abort();
      return all;
    },
  };
}

/** The status and the line of `/readyz`. */
export async function readyz({ address }: Program): Promise<string> {
  try {
    const answer = await fetch(new URL('/readyz', address), { signal: AbortSignal.timeout(5_000) });
    return `${answer.status} ${(await answer.text()).trim()}`;
  } catch {
    return 'no answer';
  }
}

/** Waits until a program says that it is ready, at most so many seconds; says how long it took. */
export async function untilReady(program: Program, within: number): Promise<number> {
  const begun = Date.now();
  while (Date.now() < begun + within * 1_000 && !(await readyz(program)).startsWith('200')) await sleep(100);
  return (Date.now() - begun) / 1_000;
}
