import { loadAnswerer } from '../src/answers/load.ts';
import type { Config } from '../src/config.ts';
import { prepareDataFolder } from '../src/data-folder.ts';
import { createLog } from '../src/log.ts';
import { startWeb } from './web/index.ts';

/**
 * Starts everything that is configured and stays until SIGINT or SIGTERM.
 * Throws an AdvisorError where it cannot: a faulty overlay, a port in use, a data folder that cannot be written.
 */
export async function start(config: Config): Promise<void> {
  const log = createLog(config);
  prepareDataFolder(config.databaseUrl);
  const answer = await loadAnswerer(config.knowledgeDir);
  const web = await startWeb(config, answer, log);
  process.stdout.write(`Stack Advisor is ready: ${web.address}\n`);
  await new Promise<void>((resolve) => {
    const stop = () => resolve();
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
  log.info('stopping');
  await web.stop();
}
