/** Ends something, within so many milliseconds where it keeps to them. */
export type Stop = (within: number) => Promise<unknown>;

/** So long all of it may take, in milliseconds: Docker kills what is not over in ten seconds. */
export const stopWithin = 8_000;
/** What each leaves at least to those after it, in milliseconds. */
const reserve = 1_000;

/** Stops one after the other, within one time for all; what is not finished by then is there at the next start. */
export async function stopInTurn(stops: readonly Stop[], within = stopWithin): Promise<void> {
  const end = Date.now() + within;
  for (const [at, stop] of stops.entries()) {
    const left = end - Date.now() - reserve * (stops.length - 1 - at);
    await orLate(stop(Math.max(left, 0)), Math.max(left, 0));
  }
}

/** Waits for work, but not longer than so many milliseconds; what it throws later is nobody's. */
export async function orLate(work: Promise<unknown>, within: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, within);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
