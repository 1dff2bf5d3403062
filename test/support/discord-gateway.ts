import type { Server } from 'node:http';
import { GatewayIntentBits, GatewayOpcodes } from 'discord.js';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Json, listOf, objectOf, textOf } from './discord-calls.ts';

/** What the gateway has to know of the rest of the local Discord. */
export interface GatewayHouse {
  readonly token: string;
  readonly base: () => string;
  /** Whether nobody can be reached at the moment. */
  readonly isAway: () => boolean;
  /** Privileged intents that the application was granted. */
  readonly granted: () => number;
  /** READY without what the gateway itself knows. */
  readonly ready: (shard: number, shards: number) => Json;
  /** What follows READY. */
  readonly welcome: (
    shard: number,
    shards: number,
    intents: number,
  ) => readonly { name: string; data: Json }[];
  /** What somebody with these intents gets of a dispatch; undefined for nothing. */
  readonly filtered: (name: string, data: Json, intents: number) => Json | undefined;
}

/** A session: it outlives its socket, so that it can be resumed. */
interface Session {
  readonly id: string;
  readonly shard: number;
  readonly shards: number;
  readonly intents: number;
  readonly sent: { readonly s: number; readonly text: string }[];
  seq: number;
  socket: WebSocket | undefined;
}

/** Discord's gateway, as small as it can be. https://docs.discord.com/developers/events/gateway */
export interface LocalGateway {
  /** Every IDENTIFY and RESUME that came, in order. */
  readonly begun: readonly { readonly kind: 'identify' | 'resume'; readonly data: Json }[];
  readonly heartbeats: number;
  readonly connected: number;
  /** Brings a dispatch to all sessions that it is for; to those without a socket when they resume. */
  push(name: string, data: Json): void;
  /** Cuts all sockets without a word (close code 1006). */
  drop(): void;
  close(code: number): void;
  /** Asks to reconnect (opcode 7). */
  askReconnect(): void;
  /** Tells that the session counts no more (opcode 9). */
  invalidate(resumable: boolean): void;
  /** Sends something as it is, for what no real gateway sends. */
  raw(text: string): void;
  /** The next connections are closed with this code after IDENTIFY. */
  refuseWith(...codes: number[]): void;
  /** The next connections are refused before any word, with an HTTP status. */
  refuseUpgrades(...statuses: number[]): void;
  /** From now on nothing is heard: heartbeats are not acknowledged, nothing is greeted. */
  deaf: boolean;
  stop(): void;
}

const knownIntents = Object.values(GatewayIntentBits).reduce<number>(
  (bits, bit) => bits | (typeof bit === 'number' ? bit : 0),
  0,
);

export function createLocalGateway(
  server: Server,
  house: GatewayHouse,
  heartbeatEvery: number,
): LocalGateway {
  const sockets = new WebSocketServer({ noServer: true });
  const sessions = new Map<string, Session>();
  const begun: { kind: 'identify' | 'resume'; data: Json }[] = [];
  const refusals: number[] = [];
  const upgrades: number[] = [];
  let heartbeats = 0;
  let made = 0;
  let isDeaf = false;

  server.on('upgrade', (request, socket, head) => {
    const status = house.isAway() ? 503 : upgrades.shift();
    if (status !== undefined) return void socket.end(`HTTP/1.1 ${status} no\r\nConnection: close\r\n\r\n`);
    sockets.handleUpgrade(request, socket, head, greet);
  });

  function greet(socket: WebSocket): void {
    socket.on('error', () => {});
    socket.on('message', (data) => {
      if (!isDeaf) hear(socket, objectOf(JSON.parse(String(data))));
    });
    socket.on('close', (code) => {
      const session = sessionOf(socket);
      if (session === undefined) return;
      session.socket = undefined;
      // Whoever says goodbye ends the session.
      if (code === 1000 || code === 1001) sessions.delete(session.id);
    });
    if (!isDeaf) sendTo(socket, { op: GatewayOpcodes.Hello, d: { heartbeat_interval: heartbeatEvery } });
  }
  function sessionOf(socket: WebSocket): Session | undefined {
    return [...sessions.values()].find((one) => one.socket === socket);
  }
  function hear(socket: WebSocket, { op, d }: Json): void {
    switch (op) {
      case GatewayOpcodes.Heartbeat:
        heartbeats += 1;
        sendTo(socket, { op: GatewayOpcodes.HeartbeatAck });
        break;
      case GatewayOpcodes.Identify:
        identify(socket, objectOf(d));
        break;
      case GatewayOpcodes.Resume:
        resume(socket, objectOf(d));
    }
  }
  function identify(socket: WebSocket, data: Json): void {
    begun.push({ kind: 'identify', data });
    const refusal = refusals.shift() ?? faultOf(data);
    if (refusal !== undefined) {
      socket.close(refusal);
      return;
    }
    const [shard = 0, shards = 1] = listOf(data.shard).map(Number);
    made += 1;
    const id = `session-${made}`;
    const session = { id, shard, shards, intents: Number(data.intents), sent: [], seq: 0, socket };
    sessions.set(id, session);
    const resume_gateway_url = house.base();
    dispatch(session, 'READY', {
      v: 10,
      session_id: id,
      resume_gateway_url,
      shard: [shard, shards],
      ...house.ready(shard, shards),
    });
    for (const { name, data } of house.welcome(shard, shards, session.intents)) dispatch(session, name, data);
  }
  function faultOf({ token, intents, shard }: Json): number | undefined {
    if (token !== house.token) return 4004;
    const bits = Number(intents);
    if (!Number.isInteger(bits) || (bits & ~knownIntents) !== 0) return 4013;
    const privileged =
      GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent;
    if ((bits & privileged & ~house.granted()) !== 0) return 4014;
    const [index = 0, count = 1] = listOf(shard).map(Number);
    return index < count ? undefined : 4010;
  }
  function resume(socket: WebSocket, data: Json): void {
    begun.push({ kind: 'resume', data });
    const session = sessions.get(textOf(data.session_id));
    const seq = Number(data.seq);
    if (session === undefined || data.token !== house.token || seq > session.seq) {
      if (data.token !== house.token) socket.close(4004);
      else if (session === undefined) sendTo(socket, { op: GatewayOpcodes.InvalidSession, d: false });
      else socket.close(4007);
      return;
    }
    session.socket = socket;
    for (const { s, text } of session.sent) if (s > seq) socket.send(text);
    dispatch(session, 'RESUMED', {});
  }
  function dispatch(session: Session, t: string, d: Json): void {
    session.seq += 1;
    const text = JSON.stringify({ op: GatewayOpcodes.Dispatch, s: session.seq, t, d });
    session.sent.push({ s: session.seq, text });
    session.socket?.send(text);
  }
  function sendTo(socket: WebSocket, packet: Json): void {
    socket.send(JSON.stringify(packet));
  }
  const each = (act: (socket: WebSocket) => void) => sockets.clients.forEach(act);
  return {
    begun,
    get deaf() {
      return isDeaf;
    },
    set deaf(value) {
      isDeaf = value;
    },
    get heartbeats() {
      return heartbeats;
    },
    get connected() {
      return [...sessions.values()].filter(({ socket }) => socket !== undefined).length;
    },
    push(name: string, data: Json) {
      const guild = textOf(name === 'GUILD_CREATE' || name === 'GUILD_DELETE' ? data.id : data.guild_id);
      for (const session of sessions.values()) {
        const at = guild === '' ? 0 : Number((BigInt(guild) >> 22n) % BigInt(session.shards));
        const seen = at === session.shard ? house.filtered(name, data, session.intents) : undefined;
        if (seen !== undefined) dispatch(session, name, seen);
      }
    },
    drop: () => each((socket) => socket.terminate()),
    close: (code: number) => each((socket) => socket.close(code)),
    askReconnect: () => each((socket) => sendTo(socket, { op: GatewayOpcodes.Reconnect, d: null })),
    invalidate(resumable: boolean) {
      if (!resumable) sessions.clear();
      each((socket) => sendTo(socket, { op: GatewayOpcodes.InvalidSession, d: resumable }));
    },
    raw: (text: string) => each((socket) => socket.send(text)),
    refuseWith: (...codes: number[]) => void refusals.push(...codes),
    refuseUpgrades: (...statuses: number[]) => void upgrades.push(...statuses),
    stop() {
      each((socket) => socket.terminate());
      sockets.close();
    },
  };
}
