import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openDatabase } from '../../src/database/connection.ts';
import { createDecisions } from '../../src/decisions/decisions.ts';
import { type SyncRequest, syncFolder } from '../../src/decisions/sync/sync.ts';
import type { Act } from '../../src/decisions/write-scope.ts';
import { temporaryFolder } from './folder.ts';
import { operator } from './imported.ts';

const look = { workspace: 'w', log: 'decisions', viewer: operator } as const;

/** Somebody who does something in the log. */
export const actBy = (name: string): Act => ({ ...look, person: { id: name, name }, source: 'test' });

/** A log and a folder with these files. */
export async function syncHouse(files: Record<string, string> = {}, folder = temporaryFolder(files)) {
  const database = await openDatabase(`sqlite:${join(temporaryFolder(), 'x.db')}`);
  onTestFinished(() => database.close());
  let minute = 0;
  const now = () => new Date(Date.UTC(2026, 2, 1, 9, minute++)).toISOString();
  const decisions = createDecisions(database, now);
  const sync = (more: Partial<SyncRequest> = {}, by: Act = actBy('runner')) =>
    syncFolder(database, by, { folder, form: { format: 'madr' }, ...more }, now);
  return {
    ...{ database, decisions, folder, sync },
    get: (number: number) => decisions.get(look, number),
    list: () => decisions.list({ workspace: 'w', viewer: operator }),
    propose: (title: string, more: object = {}) => decisions.propose(actBy('ann'), { title, ...more }),
    accept: (number: number) => decisions.approve(actBy('bob'), number),
    read: (file: string) => readFileSync(join(folder, file), 'utf8'),
    write: (file: string, text: string) => writeFileSync(join(folder, file), text),
    files: () =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.md'))
        .sort(),
    /** Everything that is stored of the log and its files. */
    stored: async () =>
      JSON.stringify([
        await database.db.selectFrom('records').selectAll().execute(),
        await database.db.selectFrom('events').selectAll().execute(),
        await database.db.selectFrom('sync_files').selectAll().execute(),
      ]),
  };
}

/** A file of a record. */
export const recordFile = (title: string, status = 'Accepted', decision = 'We take it.') =>
  `# ${title}\n\n## Status\n\n${status}\n\n## Context\n\nWe need it.\n\n## Decision\n\n${decision}\n`;
