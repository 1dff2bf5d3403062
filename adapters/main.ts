import type { Config } from '../src/config.ts';
import { createEngine } from '../src/conversation/engine.ts';
import { loadServices } from '../src/conversation/load.ts';
import { openDatabase } from '../src/database/connection.ts';
import { createLog } from '../src/log.ts';
import { startWeb } from './web/index.ts';
import type { DrawChart } from './web/pictures.ts';
import { platforms } from './web/platforms.ts';

/**
 * Starts everything that is configured and stays until SIGINT or SIGTERM.
 * Throws an AdvisorError where it cannot: a faulty overlay, a port in use, a data folder that cannot be written.
 */
export async function start(config: Config): Promise<void> {
  const log = createLog(config);
  const database = await openDatabase(config.databaseUrl);
  try {
    const services = await loadServices(database, config.knowledgeDir);
    const engine = createEngine(services, (error, reference) =>
      log.error({ err: error, reference }, 'a turn failed'),
    );
    const { decisions } = services;
    const web = await startWeb(config, { engine, decisions, database, drawChart, platforms }, log);
    process.stdout.write(`Stack Advisor is ready: ${web.address}\n`);
    await askedToStop();
    log.info('stopping');
    await web.stop();
  } finally {
    await database.close();
  }
}

/** What draws is large, and most never need it: it is loaded with the first chart. */
const drawChart: DrawChart = async (chart, options) =>
  (await import('./charts/draw.ts')).drawChart(chart, options);

function askedToStop(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => resolve();
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
}
