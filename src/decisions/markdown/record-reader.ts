import { extname } from 'node:path';
import { BoundedWorker } from '../../bounded/worker.ts';
import type { ParsedRecord } from './parse.ts';
import { isReading, type ReadingJob } from './reading-job.ts';
import type { TemplateForm } from './template-form.ts';

/** The longest that one file may take, in milliseconds; an ordinary one takes a few. */
const fileMs = 5_000;
const heapMb = 512;

/** Reads files, each within a bound of time, memory and depth; a file that is too much has a reason. */
export interface FileReader<Result> {
  read(job: ReadingJob): Promise<Result | { readonly reason: string }>;
  close(): Promise<void>;
}

/** Reads files as records. */
export type RecordReader = FileReader<{ readonly parsed: ParsedRecord }>;

/** A reader of records, of files of a template where a form is given. Close it in the end. */
export function createRecordReader(form?: TemplateForm): RecordReader {
  const reader: RecordReader = createBoundedReader(
    new URL(`./reading-worker${extname(import.meta.url)}`, import.meta.url),
    isReading,
    fileMs,
  );
  return { read: (job) => reader.read({ ...job, form }), close: () => reader.close() };
}

/**
 * A reader whose work a process of its own does.
 * @param isResult tells its results from other messages
 * @param jobMs the longest that one file may take, in milliseconds
 */
export function createBoundedReader<Result extends object>(
  file: URL,
  isResult: (message: unknown) => message is Result | { readonly reason: string },
  jobMs: number,
): FileReader<Result> {
  const worker = new BoundedWorker<ReadingJob, Result | { readonly reason: string }>(file, {
    jobMs,
    heapMb,
    isResult,
  });
  return {
    async read(job) {
      const outcome = await worker.run(job);
      return outcome.kind === 'done' ? outcome.result : { reason: outcome.reason };
    },
    close: () => worker.close(),
  };
}
