import type { Database } from '../../src/database/connection.ts';
import { shortageOf } from '../../src/database/database-away.ts';
import { isStill } from '../../src/queue/open-items.ts';
import { createReading } from '../metrics/reading.ts';
import type { Problem } from './health.ts';

/** A platform, as far as its connection goes. */
interface Connected {
  readonly platform: string;
  state(): { readonly kind: 'connected' | 'failing' };
}

/** Clocks that differ by more than so many milliseconds are told of: platforms sign by the time, and five minutes are too many. */
const mostApart = 60_000;

/** Looks at what the process works with. */
export function lookAt(
  database: Database,
  platforms: readonly Connected[],
): () => Promise<readonly Problem[]> {
  const names = platforms.map(({ platform }) => platform);
  // In a long queue it takes a while to see, and minutes pass before it counts.
  const still = createReading(() => isStill(database, names, database.now()), { every: 10_000, share: 100 });
  return async () => {
    const lost = platforms.filter(({ state }) => state().kind === 'failing');
    const away = lost.map(({ platform }): Problem => ({ kind: 'platform-away', platform }));
    try {
      await database.db.selectFrom('schema_version').select('version').limit(1).execute();
      const full: Problem[] = database.isFull?.() === true ? [{ kind: 'database-full' }] : [];
      const stood: Problem[] = (await still()) === true ? [{ kind: 'queue-still' }] : [];
      const isOff = Math.abs(database.now() - Date.now()) > mostApart;
      const off: Problem[] = isOff ? [{ kind: 'clock-off' }] : [];
      return [...full, ...off, ...stood, ...away];
    } catch (error) {
      const isCrowded = shortageOf(error) === 'connections';
      return [{ kind: isCrowded ? 'database-crowded' : 'database-away' }, ...away];
    }
  };
}
