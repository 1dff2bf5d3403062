import { type Kysely, sql } from 'kysely';
import type { CopyStep, Database } from '../database/database.ts';
import { isPostgres } from '../database/dialect.ts';
import type { Tables } from '../database/schema.ts';
import { verifyAll } from '../decisions/verify.ts';
import { AdvisorError, systemErrorCode } from '../errors.ts';
import { requireAlone } from './alone.ts';
import { buildSearch } from './build-search.ts';
import { identityOf, requireDifferent } from './identity.ts';
import { digestWith, insertRows, pagesOf, shapeOf, type TableShape } from './pages.ts';
import { copiedTables } from './plan.ts';
import { beginRun, type Run } from './run.ts';
import { verifyRows } from './verify-rows.ts';

/** How a database is copied. */
export interface CopyOptions {
  /** Whether a history that does not verify in the source is copied as it is, and told of; otherwise the copy is refused. */
  readonly keepFaults: boolean;
  readonly onStep: (step: CopyStep) => void;
}

/** What was copied. */
export interface Copied {
  readonly rows: number;
  readonly records: number;
  readonly logs: number;
  readonly entries: number;
}

/**
 * Copies all that the source holds at one moment into an empty database, or goes on where a copy of it was left. The target
 * can be used only once every row was read back from it and every history was verified.
 * @throws AdvisorError `conflict` when the target is the source or in use, `database` when the copy does not verify.
 */
export async function copyDatabase(
  source: Database,
  target: Database,
  options: CopyOptions,
): Promise<Copied> {
  const from = await identityOf(source);
  requireDifferent(from, await identityOf(target));
  const run = await beginRun(target, from.name);
  try {
    await requireAlone(target);
  } catch (error) {
    await run.cancel();
    throw error;
  }
  const shapes = await source.snapshot((db) => copyTables(db, run, options));
  await analyze(
    target,
    copiedTables.map(({ name }) => name),
  );
  await verifyRows(target, shapes, run, options.onStep);
  await buildSearch(run, options.onStep);
  await analyze(target, ['record_search', 'audiences', 'record_words']);
  await verifyHistories(target, run, options);
  await run.finish(setSequences);
  const rowsOf = (table: string) => run.progressOf(table).rows;
  return {
    rows: copiedTables.reduce((sum, { name }) => sum + rowsOf(name), 0),
    records: rowsOf('records'),
    logs: rowsOf('logs'),
    entries: rowsOf('events'),
  };
}

async function copyTables(db: Kysely<Tables>, run: Run, { onStep }: CopyOptions): Promise<TableShape[]> {
  const shapes: TableShape[] = [];
  for (const table of copiedTables) shapes.push(await shapeOf(db, table));
  if (run.resumedFrom !== undefined) {
    const isSame = await areSame(db, shapes, run);
    if (!isSame) await run.restart();
    onStep({
      kind: 'note',
      text: isSame
        ? `going on with the copy that was begun at ${run.resumedFrom}`
        : `the source has changed since ${run.resumedFrom}; the copy begins anew`,
    });
  }
  for (const shape of shapes) await copyTable(db, shape, run, onStep);
  return shapes;
}

/** Whether the source still holds what was copied of it. */
async function areSame(db: Kysely<Tables>, shapes: readonly TableShape[], run: Run): Promise<boolean> {
  for (const shape of shapes) {
    const { rows, digest, isWhole } = run.progressOf(shape.name);
    let read = 0;
    let known = '';
    for await (const page of pagesOf(db, shape, undefined)) {
      if (read === rows && !isWhole) break;
      const own = isWhole ? page.rows : page.rows.slice(0, rows - read);
      known = digestWith(known, own);
      read += own.length;
    }
    if (read !== rows || known !== digest) return false;
  }
  return true;
}

async function copyTable(
  db: Kysely<Tables>,
  shape: TableShape,
  run: Run,
  onStep: CopyOptions['onStep'],
): Promise<void> {
  const { name: table } = shape;
  let at = run.progressOf(table);
  if (at.isWhole) return;
  const total = await countOf(db, table);
  for await (const { rows, last } of pagesOf(db, shape, at.after)) {
    const { rows: done, digest } = at;
    try {
      at = await run.advance(table, async (into) => {
        await insertRows(into, shape, rows);
        return { rows: done + rows.length, after: last, digest: digestWith(digest, rows), isWhole: false };
      });
    } catch (error) {
      throw explainRows(error, table, done);
    }
    onStep({ kind: 'rows', table, done: at.rows, total });
  }
  await run.advance(table, async () => ({ ...at, isWhole: true }));
}

async function countOf(db: Kysely<Tables>, table: keyof Tables): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(
    db,
  );
  return Number(rows[0]?.count ?? 0);
}

/** What a server refuses to store: a sign that it does not know, a number or an index entry that is too long, a row that is there. */
function explainRows(error: unknown, table: string, done: number): unknown {
  const code = systemErrorCode(error);
  if (!(error instanceof Error) || code === undefined || !/^(?:22|23|54)[0-9A-Z]{3}$/.test(code))
    return error;
  return new AdvisorError(
    'database',
    `${table}: one of the rows after the first ${done} cannot be stored in the target: ${error.message} (${code})`,
    { cause: error },
  );
}

async function verifyHistories(
  target: Database,
  run: Run,
  { keepFaults, onStep }: CopyOptions,
): Promise<void> {
  const total = run.progressOf('logs').rows;
  let done = 0;
  const faults = await target.snapshot((db) =>
    verifyAll(db, () => onStep({ kind: 'rows', table: 'histories verified', done: ++done, total })),
  );
  const [first, ...others] = faults;
  if (first === undefined) return;
  const text = others.length === 0 ? first : `${first}, and ${others.length} more`;
  // Every row was read back as it was read from the source.
  if (!keepFaults)
    throw new AdvisorError(
      'database',
      `the source's history does not verify (${text}); the copy cannot be used. Add --keep-faults to copy it as it is`,
    );
  onStep({ kind: 'note', text: `the source's history does not verify, and was copied as it is: ${text}` });
}

/** What PostgreSQL does not do by itself where ids were given: new ones come after them. */
async function setSequences(db: Kysely<Tables>): Promise<void> {
  if (!isPostgres(db)) return;
  for (const { name, key, ownIds = false } of copiedTables)
    if (key.length === 1 && key[0] === 'id' && !ownIds)
      await sql`select setval(pg_get_serial_sequence(${name}, 'id'), coalesce(max(id), 1), max(id) is not null)
        from ${sql.table(name)}`.execute(db);
}

/** PostgreSQL makes its plans by what it knows of its tables, and comes by some time later only. */
async function analyze(target: Database, tables: readonly string[]): Promise<void> {
  if (target.kind === 'postgres')
    await sql`analyze ${sql.join(tables.map((name) => sql.table(name)))}`.execute(target.db);
}
