import { existsSync, statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { CompiledQuery, Kysely, SqliteDialect } from 'kysely';
import { prepareDataFolder, requireNewFile } from '../data-folder.ts';
import { AdvisorError } from '../errors.ts';
import { createAfterCommit } from './after-commit.ts';
import type { Database, OpeningOptions, Purpose } from './database.ts';
import { prepareTables, requireOwnTables } from './prepare-tables.ts';
import type { Tables } from './schema.ts';

const usualBusyWait = 10_000;

/** Makes sure that there is a file, or a folder in which one can be made. */
function requireFile(path: string, purpose: Purpose): void {
  if (purpose === 'read' && !existsSync(path))
    throw new AdvisorError('not-found', `there is no file ${path}; check its path`);
  if (purpose !== 'read') prepareDataFolder(`sqlite:${path}`);
  // Opened as a database, a pipe would be waited for.
  if (path !== ':memory:' && statSync(path, { throwIfNoEntry: false })?.isFile() === false)
    throw new AdvisorError('not-writable', `${path} is no file; name the path of one`);
}

/**
 * Opens a file, or `:memory:`, and brings its tables up to date.
 * @throws AdvisorError `not-writable` when the file cannot be used, `database` when it is no database, is damaged, or was
 * made by a newer version.
 */
export async function openSqlite(
  path: string,
  { busyWait = usualBusyWait, purpose = 'use' }: OpeningOptions = {},
): Promise<Database> {
  requireFile(path, purpose);
  let sqlite: Sqlite.Database | undefined;
  try {
    sqlite = new Sqlite(path, { timeout: busyWait });
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: withKeptStatements(sqlite) }) });
    const database = wrap(db, sqlite);
    const opened = { kind: 'sqlite', name: path, purpose } as const;
    await requireOwnTables(db, opened);
    prepare(sqlite, purpose);
    if (purpose === 'read') await prepareTables(db, opened);
    else await database.transaction((db) => prepareTables(db, opened));
    return database;
  } catch (error) {
    sqlite?.close();
    throw explain(error, path);
  }
}

/** So many statements are kept ready; more different ones than that nobody asks. */
const keptStatements = 200;

/**
 * The same connection with its statements kept: kysely prepares anew for every query, and what is prepared holds native
 * memory until the garbage collector comes by. None is ever busy when it is asked for: answers are read whole, at once.
 */
function withKeptStatements(sqlite: Sqlite.Database): {
  prepare(text: string): Sqlite.Statement;
  close(): void;
} {
  const kept = new Map<string, Sqlite.Statement>();
  return {
    prepare(text) {
      const known = kept.get(text);
      if (known !== undefined) return known;
      const statement = sqlite.prepare(text);
      if (kept.size >= keptStatements) kept.clear();
      kept.set(text, statement);
      return statement;
    },
    close: () => {
      sqlite.close();
    },
  };
}

/** Pages of the log after which a write moves them into the file itself, where no idle moment came before. */
const checkpointPages = 10_000;

const begin = CompiledQuery.raw('begin immediate');
const beginReading = CompiledQuery.raw('begin');
const commit = CompiledQuery.raw('commit');
const rollback = CompiledQuery.raw('rollback');

/** How long after a change the log is moved into the file, in milliseconds. */
const idleMilliseconds = 200;

/** Every acknowledged change is on the disk, readers don't wait for writers, and references hold. */
function prepare(sqlite: Sqlite.Database, purpose: Purpose): void {
  if (purpose === 'read') {
    sqlite.pragma('query_only = ON');
    return;
  }
  if (purpose === 'fill') {
    // This fails where anybody else has it open, and from then on nobody else can open it.
    sqlite.pragma('journal_mode = DELETE');
    sqlite.pragma('locking_mode = EXCLUSIVE');
  }
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('foreign_keys = ON');
  sqlite.pragma(`wal_autocheckpoint = ${checkpointPages}`);
  const synchronous = sqlite.pragma('synchronous', { simple: true });
  if (synchronous !== 2) throw new Error(`synchronous is ${String(synchronous)}, not FULL`);
}

/** Moves the log into the file. Where that fails nothing is lost: it stays in the log, and the next change comes by. */
function checkpoint(sqlite: Sqlite.Database): void {
  // A change is under way and waits for something else; when it ends this is asked for again.
  if (sqlite.inTransaction) return;
  try {
    sqlite.pragma('wal_checkpoint(passive)');
  } catch (error) {
    if (!(error instanceof Sqlite.SqliteError)) throw error;
  }
}

function wrap(db: Kysely<Tables>, sqlite: Sqlite.Database): Database {
  const { add: afterCommit, run: runAfter } = createAfterCommit();
  let idle: NodeJS.Timeout | undefined;
  // Nobody has to wait for it: what is acknowledged is in the log on the disk.
  const checkpointWhenIdle = () => {
    clearTimeout(idle);
    idle = setTimeout(() => checkpoint(sqlite), idleMilliseconds).unref();
  };
  return {
    kind: 'sqlite',
    db,
    now: () => Date.now(),
    afterCommit,
    reading: (_workspace, work) => work(db),
    snapshot: (work) =>
      db.connection().execute(async (connection) => {
        try {
          await connection.executeQuery(beginReading);
          return await work(connection);
        } catch (error) {
          throw explain(error, sqlite.name);
        } finally {
          if (sqlite.inTransaction) await connection.executeQuery(rollback);
        }
      }),
    // Kysely begins deferred: two writers would then fail on their first write instead of waiting.
    transaction: (work, { sync = true } = {}) =>
      db.connection().execute(async (connection) => {
        try {
          // The log is written but not waited for; the next change that is synced takes this one along.
          if (!sync) sqlite.pragma('synchronous = NORMAL');
          await connection.executeQuery(begin);
          const result = await work(connection);
          await connection.executeQuery(commit);
          runAfter(connection);
          checkpointWhenIdle();
          return result;
        } catch (error) {
          if (sqlite.inTransaction) await connection.executeQuery(rollback);
          throw explain(error, sqlite.name);
        } finally {
          if (!sync) sqlite.pragma('synchronous = FULL');
        }
      }),
    async backup(file) {
      requireNewFile(file);
      try {
        await sqlite.backup(file);
      } catch (error) {
        throw explain(error, file);
      }
    },
    async check() {
      const rows = sqlite.pragma('integrity_check', { simple: false });
      const broken = sqlite.pragma('foreign_key_check');
      const messages = (Array.isArray(rows) ? rows : []).map((row) =>
        String(Object.values(row as object)[0]),
      );
      return [
        ...messages.filter((message) => message !== 'ok'),
        ...(Array.isArray(broken) ? broken : []).map((row) => `broken reference: ${JSON.stringify(row)}`),
      ];
    },
    close: () => {
      clearTimeout(idle);
      return db.destroy();
    },
  };
}

/** A fault of the database in words that say what to do; anything else as it is. */
function explain(error: unknown, path: string): unknown {
  if (!(error instanceof Sqlite.SqliteError)) return error;
  const cause = { cause: error };
  switch (error.code.replace(/^(SQLITE_[A-Z]+)_.*$/, '$1')) {
    case 'SQLITE_NOTADB':
    case 'SQLITE_CORRUPT':
      return new AdvisorError(
        'database',
        `${path} is damaged or no database; restore it from a backup`,
        cause,
      );
    case 'SQLITE_FULL':
      return new AdvisorError(
        'database',
        `the disk of ${path} is full; nothing was changed. Make room and try again`,
        cause,
      );
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
      return new AdvisorError(
        'database',
        `${path} is locked by another process; stop that one or try again`,
        cause,
      );
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_READONLY':
    case 'SQLITE_PERM':
    case 'SQLITE_IOERR':
      return new AdvisorError(
        'not-writable',
        `${path} cannot be read or written; check that it is a file you may write`,
        cause,
      );
    default:
      return new AdvisorError(
        'database',
        `${path} cannot be used (${error.code}); try again, and look at it with: stack-advisor doctor`,
        cause,
      );
  }
}
