/**
 * Runs work one after the other, in the order of the calls. The database's own queue does not promise that order, and
 * messages that arrive together have to stay in theirs.
 */
export function createOrder(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}
