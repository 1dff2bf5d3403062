// The process that parses an operator's YAML: a file that takes too long there holds nobody else up.
import { enableCompileCache } from 'node:module';
import { serveJobs } from '../bounded/worker.ts';
import { isSource } from './source-parser.ts';

enableCompileCache();
const { parseSource } = await import('./read-folder.ts');
serveJobs(isSource, parseSource);
