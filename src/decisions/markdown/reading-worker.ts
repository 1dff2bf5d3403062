// The process that reads markdown: a text that takes too long there holds nobody else up.
import { enableCompileCache } from 'node:module';
import { serveJobs } from '../../bounded/worker.ts';
import { isReadingJob } from './reading-job.ts';

enableCompileCache();
const { readRecordText } = await import('./reading.ts');
// What is compiled with the first text is no time of the first job's.
const example =
  '---\nstatus: accepted\n---\n# 1. Use X\n\nDate: 1 March 2020\n\n## Links\n\n* Supersedes [2](0002-y.md)\n';
readRecordText({ text: example, path: '0001-x.md', isAlone: false });
serveJobs(isReadingJob, readRecordText);
