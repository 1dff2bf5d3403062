/** The ordinary role: no superuser, whom row security would not hold back. */
export const ordinaryRole = 'advisor';
export const password = 'for-tests';

/** The address of a database of a server for tests. */
export function postgresUrl(port: number, database: string, user = ordinaryRole): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
}
