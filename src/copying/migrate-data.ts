import { existsSync } from 'node:fs';
import { openDatabase } from '../database/connection.ts';
import type { Database } from '../database/database.ts';
import { AdvisorError } from '../errors.ts';
import { type Copied, type CopyOptions, copyDatabase } from './copy-database.ts';
import { fileIdentity, identityOf, requireDifferent } from './identity.ts';

/** So long somebody else's lock is waited for, in milliseconds. */
const busyWait = 2_000;

/**
 * Copies what one address leads to into what another one does: `sqlite:PATH` or `postgres://...`, either way.
 * @throws AdvisorError when a side cannot be used, the target is the source or in use, or the copy does not verify.
 */
export async function migrateData(from: string, to: string, options: CopyOptions): Promise<Copied> {
  const source = await opened('--from', () =>
    openDatabase(from, { purpose: 'read', connections: 2, busyWait }),
  );
  try {
    await requireOtherFile(source, to);
    const target = await opened('--to', () =>
      openDatabase(to, { purpose: 'fill', connections: 2, busyWait }),
    );
    try {
      return await copyDatabase(source, target, options);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** A file that is its own target could not even be opened a second time. */
async function requireOtherFile(source: Database, to: string): Promise<void> {
  const path = /^sqlite:(.+)$/.exec(to)?.[1];
  if (path !== undefined && existsSync(path)) requireDifferent(await identityOf(source), fileIdentity(path));
}

/** Says which of the two sides is meant. */
async function opened(side: string, open: () => Promise<Database>): Promise<Database> {
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof AdvisorError)) throw error;
    throw new AdvisorError(error.code, `${side}: ${error.message}`, { cause: error });
  }
}
