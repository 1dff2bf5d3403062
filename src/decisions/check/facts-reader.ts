import { extname } from 'node:path';
import { createBoundedReader, type FileReader } from '../markdown/record-reader.ts';
import { type FileFacts, isFileFacts } from './facts-job.ts';

/** Where a check runs others are busy too, and a file that is given up for that fails somebody's build; in milliseconds. */
const fileMs = 5_000;

/** A reader of what the rules look at, each file within a bound of time, memory and depth. Close it in the end. */
export function createFactsReader(jobMs = fileMs): FileReader<FileFacts> {
  const file = new URL(`./facts-worker${extname(import.meta.url)}`, import.meta.url);
  return createBoundedReader(file, isFileFacts, jobMs);
}
