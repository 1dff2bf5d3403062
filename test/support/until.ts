/** Waits until something is there. @throws Error saying what was waited for. */
export async function until<Value>(
  what: string | (() => string),
  look: () => Value | undefined,
  within = 30_000,
): Promise<Value> {
  const end = Date.now() + within;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`waited in vain for ${typeof what === 'string' ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
