import type { Database } from '../../src/database/connection.ts';
import { namesOf, namesText, textList } from '../../src/decisions/rows.ts';
import { type Clock, createRounds, type Rounds, systemClock } from '../../src/queue/clock.ts';
import type { Mention } from './mentions.ts';

/** Where logs are, and who knows what people are called. */
export interface DeciderNamesParts {
  readonly database: Database;
  readonly serves: (workspace: string) => Promise<boolean>;
  readonly nameOf: (workspace: string, mention: Mention) => Promise<string | undefined>;
  readonly onFault: (error: unknown) => void;
  readonly clock?: Clock;
}

/** So often it is looked, in milliseconds, and for so many names at once. */
const lookEvery = 10 * 60_000;
const mostAsked = 50;
/** What platforms' ids look like; names that people have are asked for by nobody. */
const idLike = /^[A-Z0-9]{8,25}$/;

/** Deciders who were named by their ids, on the command line, get the names by which people know them. */
export function createDeciderNames(parts: DeciderNamesParts): Rounds {
  const { clock = systemClock, onFault } = parts;
  return createRounds(clock, lookEvery, () => nameDeciders(parts), onFault);
}

/** Asks for names that are not known yet, and keeps them. */
export async function nameDeciders({ database, serves, nameOf }: DeciderNamesParts): Promise<void> {
  const rows = await database.db
    .selectFrom('logs')
    .select(['id', 'workspace', 'deciders', 'decider_names'])
    .where('deciders', '!=', '[]')
    .execute();
  const nameless = rows.flatMap((row) => {
    const known = namesOf(row);
    return textList(row.deciders)
      .filter((decider) => idLike.test(decider) && !known.has(decider))
      .map((decider) => ({ log: row.id, workspace: row.workspace, decider }));
  });
  let asked = 0;
  for (const { log, workspace, decider } of nameless) {
    if (asked === mostAsked) return;
    if (!(await serves(workspace))) continue;
    asked += 1;
    const name = await nameOf(workspace, { kind: 'person', id: decider });
    if (name !== undefined && name !== decider) await keepName(database, { workspace, log, decider, name });
  }
}

/** Only what they are called changes, not who decides: that is no entry of the history. */
function keepName(database: Database, { workspace, log, decider, name }: Named): Promise<void> {
  return database.transaction(
    async (db) => {
      const row = await db
        .selectFrom('logs')
        .select('decider_names')
        .where('id', '=', log)
        .executeTakeFirstOrThrow();
      const names = new Map(namesOf(row)).set(decider, name);
      await db
        .updateTable('logs')
        .set({ decider_names: namesText(names) })
        .where('id', '=', log)
        .execute();
    },
    { workspace },
  );
}

interface Named {
  readonly workspace: string;
  readonly log: number;
  readonly decider: string;
  readonly name: string;
}
