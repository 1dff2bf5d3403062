import type { RequestListener } from 'node:http';
import { systemErrorCode } from '../../src/errors.ts';
import { createInbox } from '../../src/queue/inbox.ts';
import { createOutbox, type Outbox } from '../../src/queue/outbox.ts';
import { createReminders } from '../../src/queue/reminders.ts';
import type { ChatPlatform, PlatformParts } from '../core/chat-platform.ts';
import { stopInTurn } from '../core/graceful-stop.ts';
import { createPostedMessages, keepTidy } from '../core/posted-messages.ts';
import { contextOf } from '../view/render-context.ts';
import { createPictures } from './attach-charts.ts';
import { createHttpReceiver } from './bolt-http.ts';
import { createBoltLog, withoutSecrets } from './bolt-log.ts';
import { createSocketReceiver } from './bolt-socket.ts';
import type { SlackConfig } from './config.ts';
import { createDirectory, type Directory } from './directory.ts';
import { failingOf } from './errors.ts';
import { createHandler } from './handler.ts';
import { type Arrived, arrivedSchema } from './incoming.ts';
import { createIntake } from './intake.ts';
import { postPace } from './limits.ts';
import { oauthPage } from './oauth.ts';
import { type OutgoingPayload, outgoingSchema } from './outgoing.ts';
import { createSender } from './sender.ts';
import { reportUndelivered } from './undelivered-messages.ts';
import { clientOptions, createClients } from './web-clients.ts';
import { createWorkspaces } from './workspaces.ts';

/** What Slack is given. */
export type SlackParts = PlatformParts<SlackConfig>;

/** Makes Slack ready; nothing is asked of it before `start`. */
export function createSlack(parts: SlackParts): ChatPlatform {
  const { config, publicUrl, database, engine, services, log, pace = postPace } = parts;
  const boltLog = createBoltLog(log);
  const options = clientOptions(config.apiUrl, boltLog);
  const workspaces = createWorkspaces({ config, publicUrl, database, options, log });
  const clients = createClients(workspaces.installations, options);
  const posted = createPostedMessages(database, 'slack');
  const directory = createDirectory(clients, database);
  const onFault = (error: unknown) => {
    const reason =
      systemErrorCode(error) ?? (error instanceof Error ? withoutSecrets(error.message) : 'unknown');
    log.error({ platform: 'slack', reason }, 'a fault that ends nothing');
  };
  const send = createSender({
    clients,
    posted,
    addPictures: createPictures(parts.drawChart, log),
    log,
    refused: workspaces.refused,
  });
  const own = { platforms: ['slack'], onFault };
  const outbox: Outbox<OutgoingPayload> = createOutbox<OutgoingPayload>(database, {
    ...own,
    payload: outgoingSchema,
    pace,
    onFailed: (failed) => reportUndelivered({ outbox, log }, failed),
  });
  const context = contextOf(publicUrl);
  const handler = createHandler({
    engine,
    services,
    directory,
    clients,
    posted,
    outbox,
    context,
    page: pageOf(publicUrl),
    refused: workspaces.refused,
    log,
  });
  const inbox = createInbox<Arrived>(database, {
    ...own,
    payload: arrivedSchema,
    failing: failingOf,
    onDead: (dead) => handler.dead(dead),
  });
  const intake = createIntake({
    inbox,
    handler,
    asking: { engine, event: handler.event, outbox, context },
    clients,
    posted,
    isNoticing: (workspace, channel) => services.channels.isNoticing(workspace, channel),
    ended: workspaces.ended,
    log,
  });
  const reminders = createReminders(database, {
    outbox,
    platformOf: (workspace) => (workspaces.has(workspace) ? 'slack' : undefined),
    zoneOf: (workspace, channel) => zoneOf(directory, workspace, channel),
    onFault,
  });
  const ways = createWays(parts, workspaces.oauth, intake.take, boltLog);
  let endTidying = () => {};
  return {
    paths: ways.paths,
    listener: ways.listener,
    state: () => stateOf(ways.fault() ?? workspaces.fault()),
    async start() {
      await workspaces.start();
      outbox.start(send);
      inbox.start((item) => intake.handle(item));
      reminders.start();
      ways.start();
      endTidying = keepTidy(posted, onFault);
    },
    async stop() {
      endTidying();
      workspaces.stop();
      await stopInTurn([
        () => ways.stop(),
        () => reminders.stop(),
        (within) => inbox.stop(within),
        (within) => outbox.stop(within),
      ]);
    },
  };
}

/** A channel has no time zone; whoever made it has one. */
async function zoneOf(directory: Directory, workspace: string, channel: string): Promise<string> {
  const { creator } = await directory.channel(workspace, channel);
  return creator === '' ? 'UTC' : (await directory.person(workspace, creator)).zone;
}

function pageOf(publicUrl: string | undefined): string | undefined {
  return publicUrl === undefined ? undefined : `${publicUrl}/log`;
}

function stateOf(fault: string | undefined): ReturnType<ChatPlatform['state']> {
  return fault === undefined
    ? { kind: 'connected', detail: 'Mention the app in a channel, write to it, or try /ask.' }
    : { kind: 'failing', detail: fault };
}

interface Ways {
  readonly paths: readonly string[];
  readonly listener: RequestListener;
  start(): void;
  fault(): string | undefined;
  stop(): Promise<void>;
}

/** How Slack's deliveries come in; the pages for installing are the same for both ways. */
function createWays(
  { config, log, waits }: SlackParts,
  oauth: ReturnType<typeof createWorkspaces>['oauth'],
  take: ReturnType<typeof createIntake>['take'],
  boltLog: ReturnType<typeof createBoltLog>,
): Ways {
  const { connection, apiUrl } = config;
  if (connection.mode === 'http') {
    const { signingSecret } = connection;
    const http = createHttpReceiver({ signingSecret, oauth, take, boltLog, log });
    return { ...http, start() {}, fault: () => undefined, stop: () => Promise.resolve() };
  }
  const { appToken } = connection;
  const socket = createSocketReceiver({
    appToken,
    apiUrl,
    take,
    boltLog,
    log,
    ...(waits === undefined ? {} : { waits }),
  });
  const pages = oauth === undefined ? { paths: [], listener: () => {} } : oauthPage(oauth, boltLog);
  return { ...pages, ...socket };
}
