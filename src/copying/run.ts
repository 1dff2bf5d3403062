import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { isPostgres } from '../database/dialect.ts';
import type { Tables } from '../database/schema.ts';
import { emptySearch } from '../decisions/rebuild-search.ts';
import { AdvisorError } from '../errors.ts';
import { keySchema } from './pages.ts';
import { copiedTables, filledTables } from './plan.ts';

/** How far a table came: all rows up to a key are in the target. */
const tableProgressSchema = z.object({
  rows: z.number(),
  after: keySchema.exactOptional(),
  digest: z.string(),
  isWhole: z.boolean(),
});
export type TableProgress = z.infer<typeof tableProgressSchema>;

const progressSchema = z.record(z.string(), tableProgressSchema);
type Progress = z.infer<typeof progressSchema>;

const nothingYet: TableProgress = { rows: 0, digest: '', isWhole: false };

/** A copy into a database, which tells in the same transaction as each page of rows that they are there. */
export interface Run {
  /** When it was begun, where an earlier process left it unfinished. */
  readonly resumedFrom: string | undefined;
  progressOf(table: string): TableProgress;
  /** Writes, and keeps how far a table is then. @throws AdvisorError `conflict` when another process goes on with the copy. */
  advance(table: string, write: (db: Kysely<Tables>) => Promise<TableProgress>): Promise<TableProgress>;
  /** Empties the target, to begin anew. */
  restart(): Promise<void>;
  /** Takes a run that has just begun back, so that nothing was changed. */
  cancel(): Promise<void>;
  /** Ends the copy: from then on the target can be used. */
  finish(write: (db: Kysely<Tables>) => Promise<void>): Promise<void>;
}

/**
 * Begins a copy, or goes on with what was left unfinished of the same source.
 * @throws AdvisorError `conflict` when the target holds anything else.
 */
export async function beginRun(target: Database, source: string): Promise<Run> {
  const begun = await target.transaction((db) => unfinishedRun(db, source));
  let { progress } = begun;
  const store = (write: (db: Kysely<Tables>) => Promise<Progress>, finished?: string) =>
    target.transaction(
      async (db) => {
        const next = await write(db);
        const { numUpdatedRows } = await db
          .updateTable('data_copies')
          .set({ progress: JSON.stringify(next), finished_at: finished ?? null })
          .where('source', '=', source)
          .where('finished_at', 'is', null)
          .where('progress', '=', JSON.stringify(progress))
          .executeTakeFirst();
        if (numUpdatedRows !== 1n)
          throw new AdvisorError(
            'conflict',
            'another migrate-data fills this database; wait until it is done',
          );
        return next;
      },
      { sync: finished !== undefined },
    );
  return {
    resumedFrom: begun.resumedFrom,
    progressOf: (table) => progress[table] ?? nothingYet,
    async advance(table, write) {
      let own = nothingYet;
      progress = await store(async (db) => {
        own = await write(db);
        return { ...progress, [table]: own };
      });
      return own;
    },
    async restart() {
      progress = await store(async (db) => {
        await emptyTables(db);
        return {};
      });
    },
    async cancel() {
      if (begun.resumedFrom === undefined)
        await target.transaction(async (db) => {
          await db.deleteFrom('data_copies').where('source', '=', source).execute();
        });
    },
    async finish(write) {
      await store(async (db) => {
        await write(db);
        return progress;
      }, new Date().toISOString());
    },
  };
}

interface Begun {
  readonly progress: Progress;
  readonly resumedFrom: string | undefined;
}

async function unfinishedRun(db: Kysely<Tables>, source: string): Promise<Begun> {
  const runs = db.selectFrom('data_copies').selectAll().where('finished_at', 'is', null);
  // What a killed process sent last may just be under way.
  const unfinished = await (isPostgres(db) ? runs.forUpdate() : runs).executeTakeFirst();
  if (unfinished === undefined) {
    await requireEmpty(db);
    await db.deleteFrom('data_copies').execute();
    await db
      .insertInto('data_copies')
      .values({ source, started_at: new Date().toISOString(), progress: '{}', finished_at: null })
      .execute();
    return { progress: {}, resumedFrom: undefined };
  }
  if (unfinished.source !== source)
    throw new AdvisorError(
      'conflict',
      `the target holds half of a copy of ${unfinished.source}; finish that one, or name an empty database`,
    );
  const progress = progressSchema.safeParse(JSON.parse(unfinished.progress));
  if (!progress.success)
    throw new AdvisorError('database', 'the target was begun by another version; name an empty database');
  return { progress: progress.data, resumedFrom: unfinished.started_at };
}

async function requireEmpty(db: Kysely<Tables>): Promise<void> {
  for (const name of filledTables) {
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(db);
    if (rows.length > 0)
      throw new AdvisorError('conflict', `the target is in use (there are ${name}); name an empty database`);
  }
}

async function emptyTables(db: Kysely<Tables>): Promise<void> {
  if (isPostgres(db)) {
    const names = [...filledTables.map((name) => sql.table(name)), sql.table('record_search')];
    await sql`truncate ${sql.join(names)}`.execute(db);
    return;
  }
  await emptySearch(db);
  for (const { name } of [...copiedTables].reverse()) await sql`delete from ${sql.table(name)}`.execute(db);
}
