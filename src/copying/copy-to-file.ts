import { renameSync, rmSync } from 'node:fs';
import { requireNewFile } from '../data-folder.ts';
import type { CopyStep, Database } from '../database/database.ts';
import { openSqlite } from '../database/sqlite.ts';
import { copyDatabase } from './copy-database.ts';

/**
 * Copies a database that is in use into a new SQLite file, from which it can be brought back.
 * @throws AdvisorError `not-writable` when the file is there or cannot be made.
 */
export async function copyToFile(
  source: Database,
  file: string,
  onStep: (step: CopyStep) => void = () => undefined,
): Promise<void> {
  requireNewFile(file);
  // Under its own name stands nothing but a whole copy.
  const partial = `${file}.partial`;
  for (const rest of ['', '-wal', '-shm']) rmSync(`${partial}${rest}`, { force: true });
  const target = await openSqlite(partial, { purpose: 'fill' });
  try {
    await copyDatabase(source, target, { keepFaults: true, onStep });
  } catch (error) {
    await target.close();
    rmSync(partial, { force: true });
    throw error;
  }
  await target.close();
  renameSync(partial, file);
}
