import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../src/database/connection.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';
import { ordinaryRole } from './postgres-url.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the tests' PostgreSQL listens. */
    postgresPort: number;
  }
}

/** One server for all files of a run, and a database with all tables, of which every test gets a copy. */
export async function setup(project: TestProject): Promise<void> {
  server = await startPostgres();
  await server.admin(`create database template_advisor owner ${ordinaryRole}`);
  await (await openDatabase(server.url('template_advisor'))).close();
  project.provide('postgresPort', server.port);
}

export function teardown(): Promise<void> | undefined {
  return server?.stop();
}

let server: PostgresServer | undefined;
