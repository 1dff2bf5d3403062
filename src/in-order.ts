/** Runs work one after the other for each key, in the order of the calls; what fails holds back nothing. */
export type InOrder = <Result>(key: string, work: () => Promise<Result>) => Promise<Result>;

/** Makes an order; the database's own queue does not promise one, and what arrives together has to stay in its own. */
export function createInOrder(): InOrder {
  const ends = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const done = (ends.get(key) ?? Promise.resolve()).then(work, work);
    ends.set(key, done);
    const forget = () => {
      if (ends.get(key) === done) ends.delete(key);
    };
    done.then(forget, forget);
    return done;
  };
}
