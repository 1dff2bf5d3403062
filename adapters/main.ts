import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { createEngine } from '../src/conversation/engine.ts';
import { loadServices } from '../src/conversation/load-services.ts';
import type { Services } from '../src/conversation/services.ts';
import { type Database, openDatabase } from '../src/database/connection.ts';
import { createLimits, type Limits } from '../src/limits.ts';
import { createLog } from '../src/log.ts';
import { createHousekeeping } from '../src/queue/housekeeping.ts';
import { createTokens } from '../src/tokens/tokens.ts';
import { collectGarbage } from './collect-garbage.ts';
import type { ServiceConfig } from './config.ts';
import type { ChatPlatform } from './core/chat-platform.ts';
import { failureLogged } from './core/failure-replies.ts';
import { orLate, stopInTurn } from './core/graceful-stop.ts';
import { createHealth, type Health } from './health/health.ts';
import { lookAt } from './health/look.ts';
import { mcpMount } from './mcp/http/mount.ts';
import { partsOf } from './mcp/lazy-parts.ts';
import { createMetrics, type Metrics } from './metrics/metrics.ts';
import { timedDatabase } from './metrics/timed-database.ts';
import { turnsCounted, watchDatabase, watchHealth } from './metrics/watch.ts';
import type { DrawChart } from './web/chart-pictures.ts';
import { type Door, openDoor } from './web/door.ts';
import { startWeb, type Web } from './web/index.ts';
import { platformsOf } from './web/platform-states.ts';

/**
 * Starts everything that is configured and stays until SIGINT or SIGTERM.
 * Throws an AdvisorError where it cannot: a faulty overlay, a port in use, a data folder that cannot be written.
 */
export async function start(config: ServiceConfig): Promise<void> {
  const log = createLog(config);
  const signals = createSignals();
  const metrics = createMetrics();
  const health = createHealth();
  watchHealth(metrics, health);
  // Before the database: to bring it up to date may take a while, and whoever watches is told so.
  const door = await openDoor(config, { health, metrics });
  try {
    const opened = await openDatabase(config.databaseUrl, {
      busyWait,
      connections: config.databaseConnections,
      onFault: (error) => log.warn({ err: error }, 'a connection to the database was lost'),
    });
    const database = timedDatabase(opened, metrics);
    try {
      const services = await loadServices(database, config.knowledgeDir);
      const limits = createLimits(config.limits, (limit) => metrics.count('refused_total', { limit }));
      await run({ config, database, services, limits, log, metrics, health, door }, signals);
    } finally {
      await orLate(database.close(), closingWithin);
    }
  } finally {
    await door.close(0);
  }
}

/** Works until it is asked to stop, and ends in order. */
async function run(house: House, signals: Signals): Promise<void> {
  const { config, database, services, log, metrics, health } = house;
  const housekeeping = createHousekeeping(database, {
    memories: services.memories,
    gaps: services.gaps,
    retention: config.retention,
    onFault(error) {
      metrics.count('faults_total', { part: 'housekeeping' });
      log.error({ err: error }, 'housekeeping failed; it is tried again tomorrow');
    },
  });
  const chats = await loadChats(house);
  const web = await serve(house, chats);
  housekeeping.start();
  await Promise.all(chats.all.map((chat) => chat.start()));
  collectGarbage();
  watchDatabase(metrics, database);
  health.started(lookAt(database, chats.all));
  process.stdout.write(readyText(web));
  await signals.askedToStop();
  log.info('stopping');
  health.drain();
  await stopInTurn(
    [
      // Whoever sends work here has so long to see that it ends.
      () => sleep(config.stopNotice),
      // What was acknowledged is finished, or is there at the next start.
      (within) => {
        web.shut();
        return Promise.all([...chats.all.map((chat) => chat.stop(within)), housekeeping.stop()]);
      },
      (within) => web.stop(within),
    ],
    config.stopWithin,
  );
}

/** A database that does not answer keeps nobody from ending, in milliseconds. */
const closingWithin = 1_000;

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
  readonly limits: Limits;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly health: Health;
  readonly door: Door;
}

/** The chat platforms that are configured. */
interface Chats {
  readonly slack: ChatPlatform | undefined;
  readonly discord: ChatPlatform | undefined;
  readonly all: readonly ChatPlatform[];
}

function serve(house: House, { slack, discord, all }: Chats): Promise<Web> {
  const { config, database, services, limits, log, metrics, health, door } = house;
  const engine = createEngine(
    services,
    (error, reference) => log.error({ err: error, reference }, 'a turn failed'),
    turnsCounted(metrics),
  );
  const parts = {
    ...{ engine, database, drawChart, metrics, health },
    decisions: services.decisions,
    conflicts: services.conflicts,
    limits,
    // Asked anew whenever the page is: a connection may be lost meanwhile.
    get platforms() {
      return platformsOf({ slack: slack?.state(), discord: discord?.state() });
    },
  };
  const agents = mcpMount({
    ...{ config, metrics, log, limits },
    tokens: createTokens(database),
    tools: partsOf(services, config),
  });
  return startWeb(config, parts, log, [...all, agents], door);
}

/** A platform that is not configured is not loaded. */
async function loadChats({ config, database, services, log, metrics }: House): Promise<Chats> {
  const { publicUrl } = config;
  // What a chat platform brought is stored, and tried again where the database is away.
  const engine = createEngine(services, failureLogged(log), turnsCounted(metrics));
  const parts = { database, services, engine, log, metrics, publicUrl, drawChart };
  const slack =
    config.slack && (await import('./slack/index.ts')).createSlack({ ...parts, config: config.slack });
  const discord =
    config.discord &&
    (await import('./discord/index.ts')).createDiscord({ ...parts, config: config.discord });
  return { slack, discord, all: [slack, discord].filter((chat) => chat !== undefined) };
}

/** What draws is large, and most never need it: it is loaded with the first chart. */
const drawChart: DrawChart = async (chart, options) =>
  (await import('./charts/draw.ts')).drawChart(chart, options);

function readyText({ addresses, notice }: Web): string {
  const [own, ...others] = addresses;
  const lines = [`Stack Advisor is ready: ${own}`, ...others.map((address) => `  for others: ${address}`)];
  return `${[...lines, ...(notice === undefined ? [] : [notice])].join('\n')}\n`;
}

interface Signals {
  /** Comes when the process is asked to end. */
  askedToStop(): Promise<void>;
}

/**
 * Listens for SIGINT and SIGTERM from the first moment: process 1 of a container hears nothing that it does not listen for.
 * Before everything is there nothing has to be finished; whoever asks a second time ends it at once.
 */
function createSignals(): Signals {
  const asked = new Promise<void>((resolve) => {
    const first = (signal: NodeJS.Signals) => {
      process.on(signal, () => process.exit(1));
      resolve();
    };
    process.once('SIGINT', first);
    process.once('SIGTERM', first);
  });
  let isReady = false;
  void asked.then(() => {
    if (!isReady) process.exit();
  });
  return {
    askedToStop() {
      isReady = true;
      return asked;
    },
  };
}
