import type { RequestListener } from 'node:http';
import { createChat } from '../core/chat.ts';
import type { ChatPlatform, PlatformParts } from '../core/chat-platform.ts';
import { createPostedMessages } from '../core/posted-messages.ts';
import { createPictures } from './attach-charts.ts';
import { createHttpReceiver } from './bolt-http.ts';
import { createBoltLog } from './bolt-log.ts';
import { createSocketReceiver } from './bolt-socket.ts';
import type { SlackConfig } from './config.ts';
import { createDirectory } from './directory.ts';
import { createDriver } from './driver.ts';
import { createTake, type Take } from './intake.ts';
import { oauthPage } from './oauth.ts';
import { clientOptions, createClients } from './web-clients.ts';
import { createWorkspaces } from './workspaces.ts';

/** What Slack is given. */
export type SlackParts = PlatformParts<SlackConfig>;

/** Makes Slack ready; nothing is asked of it before `start`. */
export function createSlack(parts: SlackParts): ChatPlatform {
  const { config, publicUrl, database, log } = parts;
  const boltLog = createBoltLog(log);
  const options = clientOptions(config.apiUrl, boltLog);
  const workspaces = createWorkspaces({ config, publicUrl, database, options, log });
  const clients = createClients(workspaces.installations, options);
  const posted = createPostedMessages(database, 'slack');
  const driver = createDriver({
    ...{ workspaces, clients, posted, services: parts.services, log },
    directory: createDirectory(clients, database),
    addPictures: createPictures(parts.drawChart, log),
    page: pageOf(publicUrl),
  });
  const chat = createChat(driver, { ...parts, posted });
  const take = createTake({
    ...{ chat, clients, posted, log },
    ended: (workspace, at) => workspaces.ended(workspace, at),
  });
  const transport = createTransport(parts, workspaces.oauth, take, boltLog);
  return {
    platform: driver.platform,
    paths: transport.paths,
    listener: transport.listener,
    state: () => stateOf(transport.fault() ?? workspaces.fault()),
    async start() {
      await workspaces.start();
      chat.start();
      transport.start();
    },
    async stop(within) {
      workspaces.stop();
      await chat.stop(() => transport.stop(), within);
    },
  };
}

function pageOf(publicUrl: string | undefined): string | undefined {
  return publicUrl === undefined ? undefined : `${publicUrl}/log`;
}

function stateOf(fault: string | undefined): ReturnType<ChatPlatform['state']> {
  return fault === undefined
    ? { kind: 'connected', detail: 'Mention the app in a channel, write to it, or try /ask.' }
    : { kind: 'failing', detail: fault };
}

interface Transport {
  readonly paths: readonly string[];
  readonly listener: RequestListener;
  start(): void;
  fault(): string | undefined;
  stop(): Promise<void>;
}

/** How Slack's deliveries come in; the pages for installing are the same for both ways. */
function createTransport(
  { config, log, waits }: SlackParts,
  oauth: ReturnType<typeof createWorkspaces>['oauth'],
  take: Take,
  boltLog: ReturnType<typeof createBoltLog>,
): Transport {
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
