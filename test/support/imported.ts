import { openDatabase } from '../../src/database/connection.ts';
import { createDecisions } from '../../src/decisions/decisions.ts';
import { importFolder } from '../../src/decisions/import.ts';
import type { DecisionRecord } from '../../src/decisions/record.ts';

export const operator = { kind: 'operator' } as const;
export const act = {
  workspace: 'w',
  log: 'decisions',
  person: { id: 'ann', name: 'ann' },
  viewer: operator,
  source: 'test',
} as const;
export const now = () => '2026-03-01T09:00:00.000Z';

/** A folder as it is read into a new database. */
export async function imported(folder: string) {
  const database = await openDatabase('sqlite::memory:');
  const decisions = createDecisions(database, now);
  const result = await importFolder(database, act, folder, now);
  const records = await decisions.list({ workspace: 'w', viewer: operator });
  return { database, decisions, result, records };
}

/** What a round trip has to keep; the order in which links were found is none of it. */
export function comparable(records: readonly DecisionRecord[]) {
  return records.map(({ links, version: _version, ...record }) => ({
    ...record,
    links: links.map((link) => JSON.stringify(link)).sort(),
  }));
}
