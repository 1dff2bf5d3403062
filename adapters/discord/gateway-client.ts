import { setImmediate } from 'node:timers/promises';
import { Client, type CloseEvent, Events, GatewayDispatchEvents, SimpleShardingStrategy } from 'discord.js';
import { orLate } from '../core/graceful-stop.ts';
import { contentIntent, intents } from './gateway-intents.ts';

/** A dispatch as the gateway sends it. */
export interface Packet {
  readonly name: string;
  readonly data: unknown;
}

/** What a connection tells. */
export interface ClientWatch {
  packet(packet: Packet): void;
  /** A part of the connection (a shard) was lost; discord.js connects it again. */
  lost(shard: number): void;
  /** It is there again, or for the first time. */
  there(shard: number): void;
  /** It is closed for good, with a close code of the gateway. */
  closed(code: number): void;
  fault(error: Error): void;
}

/** Which API is connected to, and whether the words of all messages are asked for. */
export interface ClientOptions {
  readonly apiUrl: string | undefined;
  readonly wantsContent: boolean;
}

/** A connection in the hands of discord.js. */
export interface GatewayClient {
  /** Connects; resolves once all shards have a session. */
  login(token: string): Promise<void>;
  /** Closes it for good, and comes back within a few seconds. */
  close(): Promise<void>;
}

/** How long one of discord.js's own calls may take, in milliseconds. */
const callTimeout = 10_000;
/** So long an attempt to connect is waited for before it is closed, in milliseconds. */
const settleWithin = 2_000;
/** So long closing may take, in milliseconds. */
const closeWithin = 2_000;

/** A client of discord.js that keeps the connection and nothing of what it hears. */
export function createClient({ apiUrl, wantsContent }: ClientOptions, watch: ClientWatch): GatewayClient {
  let sockets: SocketManager | undefined;
  const client = new Client({
    intents: [...intents, ...(wantsContent ? [contentIntent] : [])].map(({ bit }) => bit),
    shards: 'auto',
    // Servers are told one by one after READY; nobody here waits for them.
    waitGuildTimeout: 0,
    rest: {
      retries: 0,
      timeout: callTimeout,
      ...(apiUrl === undefined ? {} : { api: apiUrl }),
    },
    ws: {
      buildStrategy(manager) {
        sockets = manager;
        return new SimpleShardingStrategy(manager);
      },
    },
  });
  listen(client, watch);
  let settled: Promise<unknown> = Promise.resolve();
  return {
    login(token) {
      const loggedIn = client.login(token).then(() => {});
      settled = loggedIn.catch(() => {});
      return loggedIn;
    },
    async close() {
      // Closed in the middle of connecting, discord.js would leave a socket open and connect once more.
      await orLate(settled, settleWithin);
      const destroyed = client.destroy().catch(() => {});
      // What has come in by now is brought before nothing comes any more.
      await setImmediate();
      if (sockets !== undefined) sockets.options.retrieveSessionInfo = () => new Promise(() => {});
      await orLate(destroyed, closeWithin);
    },
  };
}

/** Shards ask it before they connect, so that one that gets no answer stays closed. */
type SocketManager = ConstructorParameters<typeof SimpleShardingStrategy>[0];

function listen(client: Client, watch: ClientWatch): void {
  // Raw packets carry the same JSON as HTTP does, so both go the same way from here on.
  client.on(Events.Raw, (packet: unknown, shard: number) => {
    const read = readPacket(packet);
    if (read === undefined) return;
    if (isBeginning(read.name)) watch.there(shard);
    else keepFromDiscordJs(packet);
    watch.packet(read);
  });
  client.on(Events.ShardReconnecting, (shard) => watch.lost(shard));
  client.on(Events.ShardDisconnect, ({ code }: CloseEvent) => watch.closed(code));
  client.on(Events.ShardError, (error) => watch.fault(error));
  client.on(Events.Error, (error) => watch.fault(error));
}

/**
 * discord.js handles a packet after this, by its name. Nothing of what it would make of it is used, it would keep some of
 * it, and one that it cannot read would end the process; so the packet has no name for it.
 */
function keepFromDiscordJs(packet: unknown): void {
  if (typeof packet === 'object' && packet !== null && 't' in packet) packet.t = '';
}

function isBeginning(name: string): boolean {
  return name === GatewayDispatchEvents.Ready || name === GatewayDispatchEvents.Resumed;
}

function readPacket(packet: unknown): Packet | undefined {
  if (typeof packet !== 'object' || packet === null || !('t' in packet) || !('d' in packet)) return undefined;
  return typeof packet.t === 'string' ? { name: packet.t, data: packet.d } : undefined;
}
