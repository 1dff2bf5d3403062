import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';

/** Socket Mode's server side, as small as it can be. */
export interface SocketServer {
  /** An address to connect to; it admits once. */
  open(base: string): string;
  /** How many connections there are, and how many there were. */
  readonly connections: { readonly now: number; readonly ever: number };
  /** Delivers something over the latest connection; what it was acknowledged with. Rejects where nobody acknowledges in time. */
  deliver(
    type: 'events_api' | 'interactive' | 'slash_commands',
    payload: object,
    within?: number,
  ): Promise<unknown>;
  /** Asks the client to connect anew, as Slack does every few hours. */
  refresh(): void;
  /** Cuts all connections without a word. */
  cut(): void;
  stop(): void;
}

const ackSchema = z.object({ envelope_id: z.string(), payload: z.unknown() });

/** Plays Socket Mode on an HTTP server. */
export function createSocketServer(server: Server): SocketServer {
  const sockets = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const waiting = new Map<string, (payload: unknown) => void>();
  let ever = 0;
  server.on('upgrade', (request, socket, head) => {
    const ticket = new URL(request.url ?? '/', 'ws://localhost').searchParams.get('ticket') ?? '';
    if (!tickets.delete(ticket)) return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, (connection) => welcome(connection));
  });
  function welcome(connection: WebSocket): void {
    ever += 1;
    connection.on('message', (data) => {
      const ack = ackSchema.safeParse(JSON.parse(String(data)));
      if (ack.success) waiting.get(ack.data.envelope_id)?.(ack.data.payload);
    });
    connection.on('error', () => {});
    connection.send(
      JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0TEST' } }),
    );
  }
  const open = () => [...sockets.clients].filter((one) => one.readyState === WebSocket.OPEN);
  return {
    get connections() {
      return { now: open().length, ever };
    },
    open(base) {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `${base}/socket?ticket=${ticket}`;
    },
    deliver(type, payload, within = 5_000) {
      const envelope_id = randomUUID();
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('not acknowledged')), within);
        waiting.set(envelope_id, (given) => {
          clearTimeout(timer);
          waiting.delete(envelope_id);
          resolve(given);
        });
        open()
          .at(-1)
          ?.send(
            JSON.stringify({ type, envelope_id, payload, accepts_response_payload: type !== 'events_api' }),
          );
      });
    },
    refresh() {
      for (const one of open()) one.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    },
    cut() {
      for (const one of sockets.clients) one.terminate();
    },
    stop() {
      for (const one of sockets.clients) one.terminate();
      sockets.close();
    },
  };
}
