import { performance } from 'node:perf_hooks';
import { createRandom } from './random.ts';
import { longestMs, type Tally, type Target } from './target.ts';

/** Gives a target so many cases, each by a seed of its own, so that one can be run again alone. */
export async function runCases(
  target: Target,
  cases: number,
  seed: number,
  { timed = true, from = 0 }: { readonly timed?: boolean; readonly from?: number } = {},
): Promise<Tally> {
  const problems: string[] = [];
  let slowestMs = 0;
  for (let index = from; index < from + cases; index++) {
    const start = performance.now();
    const found = await wrongWith(target, seed, index);
    const took = performance.now() - start;
    slowestMs = Math.max(slowestMs, took);
    const slow = timed && took > longestMs ? [`took ${Math.round(took)} ms`] : [];
    problems.push(...[...found, ...slow].map((one) => `${target.name} ${seed}:${index} ${one}`));
  }
  return { cases, slowestMs, problems };
}

async function wrongWith(target: Target, seed: number, index: number): Promise<readonly string[]> {
  try {
    return await target.run(createRandom(Math.imul(seed, 0x9e3779b1) + index));
  } catch (error) {
    return [`threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
}
