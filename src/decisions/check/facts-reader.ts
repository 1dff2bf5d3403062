import { extname } from 'node:path';
import { createBoundedReader, type FileReader } from '../markdown/record-reader.ts';
import { type FileFacts, isFileFacts } from './facts-job.ts';

/** A reader of what the rules look at, each file within the bounds of an import. Close it in the end. */
export function createFactsReader(): FileReader<FileFacts> {
  const file = new URL(`./facts-worker${extname(import.meta.url)}`, import.meta.url);
  return createBoundedReader(file, isFileFacts);
}
