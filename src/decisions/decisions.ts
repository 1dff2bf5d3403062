import type { Database } from '../database/connection.ts';
import { createReader, type Reader } from './reader.ts';
import { createWriter, type Writer } from './writer.ts';

/** A team's decision records: everything that can be read and done. */
export interface Decisions extends Reader, Writer {}

/** Opens the records of a database; `now` gives the time in ISO form. */
export function createDecisions(
  database: Database,
  now: () => string = () => new Date().toISOString(),
): Decisions {
  return { ...createReader(database), ...createWriter(database, now) };
}
