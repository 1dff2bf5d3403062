import { CompiledQuery, Kysely, PostgresDialect, PostgresDriver } from 'kysely';
import pg from 'pg';
import type { Tables } from '../schema.ts';

/**
 * Does work in a transaction that begins with these statements. They go to the server in one message: each message is a way
 * there and back, and most transactions are made of few statements.
 */
export function transactionFrom<Result>(
  pool: pg.Pool,
  beginning: CompiledQuery,
  work: (db: Kysely<Tables>) => Promise<Result>,
): Promise<Result> {
  return new Kysely<Tables>({ dialect: new BeginningDialect(pool, beginning) }).transaction().execute(work);
}

/** The same for what only reads: the end of the transaction is not waited for. */
export function readingFrom<Result>(
  pool: pg.Pool,
  beginning: CompiledQuery,
  work: (db: Kysely<Tables>) => Promise<Result>,
): Promise<Result> {
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  transactionFrom(pool, beginning, async (db) => resolve(await work(db))).catch(reject);
  return promise;
}

class BeginningDialect extends PostgresDialect {
  readonly #pool: pg.Pool;
  readonly #beginning: CompiledQuery;

  constructor(pool: pg.Pool, beginning: CompiledQuery) {
    super({ pool });
    this.#pool = pool;
    this.#beginning = beginning;
  }

  override createDriver(): PostgresDriver {
    return new BeginningDriver(this.#pool, this.#beginning);
  }
}

class BeginningDriver extends PostgresDriver {
  readonly #beginning: CompiledQuery;

  constructor(pool: pg.Pool, beginning: CompiledQuery) {
    super({ pool });
    this.#beginning = withValues(beginning);
  }

  override async beginTransaction(
    connection: Parameters<PostgresDriver['rollbackTransaction']>[0],
  ): Promise<void> {
    try {
      await connection.executeQuery(this.#beginning);
    } catch (error) {
      // The transaction may be open already, and only a later statement was refused.
      await this.rollbackTransaction(connection);
      throw error;
    }
  }
}

/** Statements with their values in them: only such may stand together in one message. */
function withValues({ sql, parameters }: CompiledQuery): CompiledQuery {
  return CompiledQuery.raw(
    sql.replace(/\$(\d+)/g, (_, place) => pg.escapeLiteral(String(parameters[Number(place) - 1]))),
  );
}
