// The process that reads markdown: a text that takes too long there holds nobody else up.
import { enableCompileCache } from 'node:module';
import { serveJobs } from '../../bounded/worker.ts';
import { isReadingJob } from './reading-job.ts';

enableCompileCache();
const { readRecordText } = await import('./reading.ts');
serveJobs(isReadingJob, readRecordText);
