import type { Database } from '../../src/database/connection.ts';
import { isStill } from '../../src/queue/open-items.ts';
import { createReading } from '../metrics/reading.ts';
import type { Problem } from './health.ts';

/** A platform, as far as its connection goes. */
interface Connected {
  readonly platform: string;
  state(): { readonly kind: 'connected' | 'failing' };
}

/** Looks at what the process works with. */
export function lookAt(
  database: Database,
  platforms: readonly Connected[],
): () => Promise<readonly Problem[]> {
  const names = platforms.map(({ platform }) => platform);
  // In a long queue it takes a while to see, and minutes pass before it counts.
  const still = createReading(() => isStill(database, names, Date.now()), { every: 10_000, share: 100 });
  return async () => {
    const lost = platforms.filter(({ state }) => state().kind === 'failing');
    const away = lost.map(({ platform }): Problem => ({ kind: 'platform-away', platform }));
    try {
      await database.db.selectFrom('schema_version').select('version').limit(1).execute();
      return (await still()) === true ? [{ kind: 'queue-still' }, ...away] : away;
    } catch {
      return [{ kind: 'database-away' }, ...away];
    }
  };
}
