/** For engines under test: a fault is the test's failure. */
export function throwFault(error: unknown): never {
  throw error;
}
