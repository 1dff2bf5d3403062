import { type Alone, createChat } from '../core/chat.ts';
import type { ChatPlatform, PlatformParts } from '../core/chat-platform.ts';
import { createPostedMessages } from '../core/posted-messages.ts';
import { createBotIdentity } from './bot-identity.ts';
import type { DiscordConfig } from './config.ts';
import { createDirectory } from './directory.ts';
import { createDriver } from './driver.ts';
import { createDeliveries } from './intake.ts';
import { inviteLink } from './invite.ts';
import { createDiscordRest } from './rest.ts';
import { createTransport, type Transport } from './transport.ts';

/** What Discord is given. */
export type DiscordParts = PlatformParts<DiscordConfig>;

/** Makes Discord ready; nothing is asked of it before `start`. */
export function createDiscord(parts: DiscordParts): ChatPlatform {
  const { config, database, services, log, drawChart, waits } = parts;
  const { token, applicationId, apiUrl } = config;
  const rest = createDiscordRest({ token, applicationId, apiUrl });
  const posted = createPostedMessages(database, 'discord');
  const identity = createBotIdentity(applicationId);
  const directory = createDirectory(rest, database);
  const shared = {
    ...{ posted, identity, directory, log },
    inviteTo: (guild: string) => inviteLink(applicationId, guild),
    hasContent: () => transport.hasContent(),
  };
  const driver = createDriver({ ...shared, rest, drawChart });
  const alone: Alone = {
    begin: () => transport.alone.begin(),
    standBy: () => transport.alone.standBy(),
    async end(within) {
      await transport.alone.end(within);
      // From now on another process is told of them.
      identity.forgetServers();
    },
  };
  const chat = createChat(driver, { ...parts, posted, alone });
  const deliveries = createDeliveries({ ...shared, services, chat });
  const transport: Transport = createTransport({ config, deliveries, rest, log, waits });
  return {
    platform: driver.platform,
    paths: transport.paths,
    listener: transport.listener,
    state: () => stateOf(transport.fault()),
    async start() {
      chat.start();
    },
    stop: (within) => chat.stop((left) => transport.stop(left), within),
  };
}

function stateOf(fault: string | undefined): ReturnType<ChatPlatform['state']> {
  return fault === undefined
    ? { kind: 'connected', detail: 'Mention the bot in a channel, write to it, or try /ask.' }
    : { kind: 'failing', detail: fault };
}
