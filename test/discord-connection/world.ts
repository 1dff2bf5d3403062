import { afterEach, beforeEach, expect } from 'vitest';
import type { Gateway } from '../../adapters/discord/gateway.ts';
import { objectOf } from '../support/discord-calls.ts';
import {
  type DiscordServer,
  type DiscordServerOptions,
  startDiscordServer,
} from '../support/discord-server.ts';
import { gatewayAt, type Heard, heard, until } from './house.ts';

/**
 * A local Discord and a gateway for each test of a file. After each: nothing was rejected without anybody to catch it, and
 * no token was logged.
 */
export function useGateway() {
  let discord: DiscordServer | undefined;
  let gateway: Gateway | undefined;
  let lines: string[] = [];
  let all: Heard = heard();
  const unhandled: unknown[] = [];
  const keepUnhandled = (reason: unknown) => void unhandled.push(reason);
  const server = () => {
    if (discord === undefined) throw new Error('begin with world()');
    return discord;
  };
  const ready = () =>
    until('the connection', () => gateway?.isReady() === true && server().gateway.connected > 0);

  beforeEach(() => {
    process.on('unhandledRejection', keepUnhandled);
  });
  afterEach(async () => {
    await gateway?.stop(10_000);
    gateway = undefined;
    await discord?.stop();
    process.off('unhandledRejection', keepUnhandled);
    expect(unhandled.splice(0)).toEqual([]);
    if (discord !== undefined) expect(lines.join('')).not.toContain(discord.token);
  });
  return {
    get discord() {
      return server();
    },
    get gateway() {
      return gateway;
    },
    get lines() {
      return lines;
    },
    get all() {
      return all;
    },
    ready,
    /** A local Discord with a server, a channel and somebody in it, and the gateway connected. */
    async world(options: DiscordServerOptions = {}, connects = true, token?: string) {
      const made = await startDiscordServer(options);
      discord = made;
      const guild = made.places.addGuild('Team');
      const channel = made.places.addChannel(guild.id, 'general');
      const ann = made.places.addPerson('ann', guild.id);
      all = heard();
      const connected = gatewayAt(made, all, token === undefined ? {} : { token });
      gateway = connected.gateway;
      lines = connected.lines;
      gateway.start();
      if (connects) await ready();
      const say = (text: string) => made.say({ by: ann, channel, text: `<@${made.bot.id}> ${text}` });
      return { guild, channel, ann, say };
    },
    /** The words of messages that were delivered, in order. */
    said(): string[] {
      return all.dispatches
        .filter(({ name }) => name === 'MESSAGE_CREATE')
        .map(({ data }) => String(objectOf(data).content).replace(/^<@\d+> /, ''));
    },
  };
}
