import { openDatabase } from '../database/connection.ts';
import { createDecisions } from '../decisions/decisions.ts';
import { importFolder } from '../decisions/import.ts';
import type { DecisionRecord } from '../decisions/record.ts';

/** The records of a folder of files, as an import would have them. @throws AdvisorError as {@link importFolder} does. */
export async function recordsOf(folder: string): Promise<readonly DecisionRecord[]> {
  const database = await openDatabase('sqlite::memory:');
  try {
    const viewer = { kind: 'operator' } as const;
    const who = { workspace: 'folder', person: { id: 'check', name: 'check' }, viewer, source: 'check' };
    await importFolder(database, { ...who, log: 'decisions' }, folder, () => new Date().toISOString());
    const all = { limit: Number.MAX_SAFE_INTEGER };
    return await createDecisions(database).list({ workspace: who.workspace, viewer }, all);
  } finally {
    await database.close();
  }
}
