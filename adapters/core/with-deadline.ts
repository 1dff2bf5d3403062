/** A value that comes within so many milliseconds; undefined where it does not, or not at all. */
export function withDeadline<Value>(value: Promise<Value>, within: number): Promise<Value | undefined> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, within, undefined).unref();
    const settle = (given: Value | undefined) => {
      clearTimeout(late);
      resolve(given);
    };
    value.then(settle, () => settle(undefined));
  });
}
