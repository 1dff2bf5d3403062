import { createServer, type Server } from 'node:http';
import { isIPv6 } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Logger } from 'pino';
import type { Config } from '../../src/config.ts';
import { AdvisorError, systemErrorCode } from '../../src/errors.ts';
import { createApp, type WebParts } from './app.ts';
import { maxHeaderBytes, stopGraceMs } from './limits.ts';

/** The HTTP server as it runs. */
export interface Web {
  /** The page's address, for a person. */
  readonly address: string;
  stop(): Promise<void>;
}

/** Starts the local page. Throws an AdvisorError when the port is taken or the address is not this machine's. */
export async function startWeb(config: Config, parts: WebParts, log: Logger): Promise<Web> {
  const stopping = new AbortController();
  const app = createApp(config, parts, log, stopping.signal);
  const server = createServer({ maxHeaderSize: maxHeaderBytes }, getRequestListener(app.fetch));
  await listen(server, config);
  return {
    address: addressOf(server, config),
    stop() {
      stopping.abort();
      return close(server);
    },
  };
}

function addressOf(server: Server, { host, port }: Config): string {
  const bound = server.address();
  const actual = typeof bound === 'object' && bound !== null ? bound.port : port;
  return `http://${isIPv6(host) ? `[${host}]` : host}:${actual}/`;
}

async function listen(server: Server, { host, port }: Config): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenError(error, host, port)));
    server.listen(port, host, resolve);
  });
}

function listenError(error: Error, host: string, port: number): Error {
  switch (systemErrorCode(error)) {
    case 'EADDRINUSE':
      return new AdvisorError(
        'port-in-use',
        `port ${port} on ${host} is in use; stop what uses it or set PORT to another`,
        {
          cause: error,
        },
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EACCES':
      return new AdvisorError(
        'configuration',
        `HOST and PORT: cannot listen on ${host} port ${port}; set others`,
        {
          cause: error,
        },
      );
    default:
      return error;
  }
}

async function close(server: Server): Promise<void> {
  const grace = setTimeout(() => server.closeAllConnections(), stopGraceMs);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(grace);
}
