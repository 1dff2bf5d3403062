import type { Logger } from 'pino';
import { createEngine, type Engine } from '../src/conversation/engine.ts';
import { loadServices } from '../src/conversation/load-services.ts';
import type { Services } from '../src/conversation/services.ts';
import { type Database, openDatabase } from '../src/database/connection.ts';
import { createLimits, type Limits } from '../src/limits.ts';
import { createLog } from '../src/log.ts';
import { createHousekeeping } from '../src/queue/housekeeping.ts';
import { collectGarbage } from './collect-garbage.ts';
import type { ServiceConfig } from './config.ts';
import type { ChatPlatform } from './core/chat-platform.ts';
import { failureLogged } from './core/failure-replies.ts';
import type { DrawChart } from './web/chart-pictures.ts';
import { startWeb, type Web } from './web/index.ts';
import { platformsOf } from './web/platform-states.ts';

/**
 * Starts everything that is configured and stays until SIGINT or SIGTERM.
 * Throws an AdvisorError where it cannot: a faulty overlay, a port in use, a data folder that cannot be written.
 */
export async function start(config: ServiceConfig): Promise<void> {
  const log = createLog(config);
  const database = await openDatabase(config.databaseUrl, { busyWait });
  try {
    const services = await loadServices(database, config.knowledgeDir);
    const engine = createEngine(services, (error, reference) =>
      log.error({ err: error, reference }, 'a turn failed'),
    );
    const limits = createLimits(config.limits);
    const house = { config, database, services, engine, limits, log };
    // What a chat platform brought is stored, and tried again where the database is away.
    const chatHouse = { ...house, engine: createEngine(services, failureLogged(log)) };
    const housekeeping = createHousekeeping(database, {
      memories: services.memories,
      gaps: services.gaps,
      retention: config.retention,
      onFault: (error) => log.error({ err: error }, 'housekeeping failed; it is tried again tomorrow'),
    });
    const chats = { slack: await loadSlack(chatHouse), discord: await loadDiscord(chatHouse) };
    const { slack, discord } = chats;
    const web = await serve(house, chats);
    housekeeping.start();
    await Promise.all([slack?.start(), discord?.start()]);
    collectGarbage();
    process.stdout.write(readyText(web));
    await askedToStop();
    log.info('stopping');
    // What was acknowledged is finished, or is there at the next start.
    await Promise.all([slack?.stop(), discord?.stop(), web.stop(), housekeeping.stop()]);
  } finally {
    await database.close();
  }
}

/**
 * So long a write waits for other processes, in milliseconds; nothing else is done meanwhile, and Slack and Discord wait
 * three seconds. What arrived is tried again.
 */
const busyWait = 1_500;

/** What everything that is started shares. */
interface House {
  readonly config: ServiceConfig;
  readonly database: Database;
  readonly services: Services;
  readonly engine: Engine;
  readonly limits: Limits;
  readonly log: Logger;
}

/** The chat platforms that are configured. */
interface Chats {
  readonly slack: ChatPlatform | undefined;
  readonly discord: ChatPlatform | undefined;
}

function serve(
  { config, database, services, engine, limits, log }: House,
  { slack, discord }: Chats,
): Promise<Web> {
  const parts = {
    engine,
    decisions: services.decisions,
    conflicts: services.conflicts,
    database,
    drawChart,
    limits,
    // Asked anew whenever the page is: a connection may be lost meanwhile.
    get platforms() {
      return platformsOf({ slack: slack?.state(), discord: discord?.state() });
    },
  };
  const listening = [slack, discord].filter((chat) => chat !== undefined);
  return startWeb(config, parts, log, listening);
}

/** A platform that is not configured is not loaded. */
async function loadSlack({ config, ...house }: House): Promise<ChatPlatform | undefined> {
  if (config.slack === undefined) return undefined;
  const { createSlack } = await import('./slack/index.ts');
  return createSlack({ ...house, config: config.slack, publicUrl: config.publicUrl, drawChart });
}

async function loadDiscord({ config, ...house }: House): Promise<ChatPlatform | undefined> {
  if (config.discord === undefined) return undefined;
  const { createDiscord } = await import('./discord/index.ts');
  return createDiscord({ ...house, config: config.discord, publicUrl: config.publicUrl, drawChart });
}

/** What draws is large, and most never need it: it is loaded with the first chart. */
const drawChart: DrawChart = async (chart, options) =>
  (await import('./charts/draw.ts')).drawChart(chart, options);

function readyText({ addresses, notice }: Web): string {
  const [own, ...others] = addresses;
  const lines = [`Stack Advisor is ready: ${own}`, ...others.map((address) => `  for others: ${address}`)];
  return `${[...lines, ...(notice === undefined ? [] : [notice])].join('\n')}\n`;
}

function askedToStop(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => resolve();
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
}
