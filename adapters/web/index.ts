import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { networkInterfaces } from 'node:os';
import { getRequestListener } from '@hono/node-server';
import type { Logger } from 'pino';
import type { Config } from '../../src/config.ts';
import { AdvisorError, systemErrorCode } from '../../src/errors.ts';
import { type Bound, type Openable, openableAt } from './addresses.ts';
import { createApp, type WebParts } from './app.ts';
import { answerUnreadable } from './client-error.ts';
import { maxHeaderBytes, stopGraceMs } from './limits.ts';

/** The HTTP server as it runs. */
export interface Web extends Openable {
  /** The page's address on this machine. */
  readonly address: string;
  stop(): Promise<void>;
}

/** Exact paths that somebody else answers: a platform that delivers over HTTP. */
export interface Mount {
  readonly paths: readonly string[];
  readonly listener: RequestListener;
}

/** Starts the local page. Throws an AdvisorError when the port is taken or the address is not this machine's. */
export async function startWeb(
  config: Config,
  parts: WebParts,
  log: Logger,
  mounts: readonly Mount[] = [],
): Promise<Web> {
  const stopping = new AbortController();
  const app = createApp(config, parts, log, stopping.signal);
  const page = getRequestListener(app.fetch);
  const server = createServer({ maxHeaderSize: maxHeaderBytes }, (request, response) =>
    (mountOf(mounts, request)?.listener ?? page)(request, response),
  );
  server.on('clientError', answerUnreadable);
  await listen(server, config);
  const openable = openableAt(boundOf(server, config), config, networkInterfaces());
  return {
    ...openable,
    address: openable.addresses[0],
    stop() {
      stopping.abort();
      return close(server);
    },
  };
}

function mountOf(mounts: readonly Mount[], { url = '' }: IncomingMessage): Mount | undefined {
  const [path = ''] = url.split('?', 1);
  return mounts.find(({ paths }) => paths.includes(path));
}

function boundOf(server: Server, { host, port }: Config): Bound {
  const bound = server.address();
  return typeof bound === 'object' && bound !== null ? bound : { address: host, port };
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
