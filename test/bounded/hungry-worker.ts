// A worker for tests: it echoes what it is given, or takes memory without end.
import { serveJobs } from '../../src/bounded/worker.ts';

interface Job {
  readonly eat: boolean;
}

function isJob(message: unknown): message is Job {
  return typeof message === 'object' && message !== null && 'eat' in message;
}

serveJobs(isJob, ({ eat }: Job) => {
  const eaten: number[][] = [];
  while (eat) eaten.push(Array.from({ length: 100_000 }, (_, at) => at));
  return { done: true };
});
