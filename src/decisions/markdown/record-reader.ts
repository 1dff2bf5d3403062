import { extname } from 'node:path';
import { BoundedWorker } from '../../bounded/worker.ts';
import { isReading, type Reading, type ReadingJob } from './reading-job.ts';

/** The longest that one file may take, in milliseconds; an ordinary one takes a few. */
const fileMs = 1_200;
const heapMb = 512;

/** Reads files as records, each within a bound of time, memory and depth. */
export interface RecordReader {
  read(job: ReadingJob): Promise<Reading>;
  close(): Promise<void>;
}

/** A reader of records. Close it in the end. */
export function createRecordReader(): RecordReader {
  const file = new URL(`./reading-worker${extname(import.meta.url)}`, import.meta.url);
  const worker = new BoundedWorker<ReadingJob, Reading>(file, { jobMs: fileMs, heapMb, isResult: isReading });
  return {
    async read(job) {
      const outcome = await worker.run(job);
      return outcome.kind === 'done' ? outcome.result : { reason: outcome.reason };
    },
    close: () => worker.close(),
  };
}
