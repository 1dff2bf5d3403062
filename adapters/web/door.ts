import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Config } from '../../src/config.ts';
import { AdvisorError, systemErrorCode } from '../../src/errors.ts';
import type { Bound } from './addresses.ts';
import { answerUnreadable } from './client-error.ts';
import { maxHeaderBytes, stopGraceMs } from './limits.ts';
import { type StatusParts, statusPaths, statusRoutes } from './routes/status.ts';

/** Exact paths that somebody else answers: a platform that delivers over HTTP. */
export interface Mount {
  readonly platform: string;
  readonly paths: readonly string[];
  readonly listener: RequestListener;
}

/** The port, from the first moment to the last: whoever asks how the process is gets an answer throughout. */
export interface Door {
  readonly bound: Bound;
  /** Lets everybody in. */
  open(page: RequestListener, mounts: readonly Mount[]): void;
  /** Refuses what is new, so that it is sent again, elsewhere or later; what was begun goes on. */
  shut(): void;
  /** Ends the server; what is still busy then has so many milliseconds at most. */
  close(within: number): Promise<void>;
}

/** Takes the port. Throws an AdvisorError where it is taken, or the address is not this machine's. */
export async function openDoor(config: Config, parts: Omit<StatusParts, 'metricsToken'>): Promise<Door> {
  const status = getRequestListener(statusRoutes({ ...parts, metricsToken: config.metricsToken }).fetch);
  let answerOthers: (request: IncomingMessage) => Answering = () => busy;
  const server = createServer({ maxHeaderSize: maxHeaderBytes }, (request, response) => {
    const { part, listener } = statusPaths.includes(pathOf(request))
      ? { part: 'status', listener: status }
      : answerOthers(request);
    response.once('finish', () =>
      parts.metrics.count('responses_total', { part, status: `${response.statusCode}` }),
    );
    listener(request, response);
  });
  server.on('clientError', answerUnreadable);
  await listen(server, config);
  return {
    bound: boundOf(server, config),
    open(page, mounts) {
      answerOthers = (request) => {
        const mount = mounts.find(({ paths }) => paths.includes(pathOf(request)));
        return { part: mount?.platform ?? 'page', listener: mount?.listener ?? page };
      };
    },
    shut() {
      answerOthers = () => busy;
    },
    close: (within) => close(server, Math.min(within, stopGraceMs)),
  };
}

interface Answering {
  readonly part: string;
  readonly listener: RequestListener;
}

/** Before it is ready, and once it ends. */
const busy: Answering = {
  part: 'page',
  listener(request: IncomingMessage, response: ServerResponse) {
    // A body that nobody reads would keep the connection.
    request.resume();
    const headers = { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '5', connection: 'close' };
    response
      .writeHead(503, headers)
      .end('Stack Advisor starts or stops at the moment. Try again in a few seconds.\n');
  },
};

function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '';
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

async function close(server: Server, within: number): Promise<void> {
  const grace = setTimeout(() => server.closeAllConnections(), within);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(grace);
}
