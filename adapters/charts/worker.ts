// The drawing process: echarts and resvg are loaded here, never in the main process.
import { enableCompileCache } from 'node:module';
import { isJob, type Job, type Outcome } from './job.ts';

enableCompileCache();

async function answer({ id, chart, ...options }: Job): Promise<Outcome> {
  try {
    const { paint } = await import('./paint.ts');
    return { id, drawing: paint(chart, options) };
  } catch (error) {
    return { id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

process.on('message', async (message) => {
  if (isJob(message)) process.send?.(await answer(message));
});
// The main process has gone, or wants no more charts.
process.on('disconnect', () => process.exit());
