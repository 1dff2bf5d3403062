// The process that reads what the rules look at: a text that takes too long there holds nobody else up.
import { enableCompileCache } from 'node:module';
import { serveJobs } from '../../bounded/worker.ts';
import { isReadingJob } from '../markdown/reading-job.ts';

enableCompileCache();
const { readFacts } = await import('./reading.ts');
serveJobs(isReadingJob, readFacts);
