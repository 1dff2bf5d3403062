import { loadKnown, servicesOver } from '../../src/conversation/load-services.ts';
import type { Services } from '../../src/conversation/services.ts';
import type { Database } from '../../src/database/connection.ts';

let known: ReturnType<typeof loadKnown> | undefined;

/** Services over a test's database; what they know is loaded once in a process. */
export async function servicesFor(database: Database, now?: () => string): Promise<Services> {
  known ??= loadKnown(undefined);
  return servicesOver(database, await known, now);
}
