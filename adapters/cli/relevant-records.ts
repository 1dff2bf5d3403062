import { existsSync } from 'node:fs';
import { recordName, standingOf } from '../../src/decisions/record-name.ts';
import type { RelevantRecord } from '../../src/decisions/relevant-records.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';

/** A record that bears on a question, with what it is called and where it stands in words. */
export interface Bearing extends RelevantRecord {
  readonly name: string;
  readonly standing: string;
}

/** Finds the team's records that bear on a question; nothing where nothing was ever recorded. */
export type FindBearing = (question: string) => Promise<readonly Bearing[]>;

/** Opens the records for reading beside answers, to be closed after; without a database file nothing is loaded or made. */
export async function openBearing(
  databaseUrl: string,
  knowledge: Knowledge,
): Promise<{ find: FindBearing; close(): Promise<void> }> {
  const path = /^sqlite:(.+)$/.exec(databaseUrl)?.[1];
  if (path !== undefined && !existsSync(path)) return { find: async () => [], close: async () => {} };
  const [{ openDatabase }, { createRelevantRecords }, { createReader }] = await Promise.all([
    import('../../src/database/connection.ts'),
    import('../../src/decisions/relevant-records.ts'),
    import('../../src/decisions/reader.ts'),
  ]);
  const database = await openDatabase(databaseUrl);
  const bearings = createRelevantRecords(knowledge);
  const reader = createReader(database);
  const look = { workspace: 'local', viewer: { kind: 'operator' } } as const;
  const several = (await reader.logNames(look)).length > 1;
  return {
    find: async (question) =>
      (await bearings.on(reader, look, question)).map((record) => ({
        ...record,
        name: recordName(record, several),
        standing: standingOf(record, several),
      })),
    close: () => database.close(),
  };
}
