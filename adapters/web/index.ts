import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, isIPv6 } from 'node:net';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { Logger } from 'pino';
import type { Answerer } from '../../src/answers/ask.ts';
import type { Config } from '../../src/config.ts';
import { AdvisorError, systemErrorCode } from '../../src/errors.ts';
import { isLocalRequest } from './guard.ts';
import { maxHeaderBytes, stopGraceMs } from './limits.ts';
import { receivePage } from './receive.ts';
import { renderPage, styleSheet } from './render.ts';

/** The HTTP server as it runs. */
export interface Web {
  /** The page's address, for a person. */
  readonly address: string;
  stop(): Promise<void>;
}

const pageHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** Starts the local page. Throws an AdvisorError when the port is taken or the address is not this machine's. */
export async function startWeb(config: Config, answer: Answerer, log: Logger): Promise<Web> {
  const app = createApp(answer, log);
  const server = createServer({ maxHeaderSize: maxHeaderBytes }, getRequestListener(app.fetch));
  await listen(server, config);
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://${isIPv6(config.host) ? `[${config.host}]` : config.host}:${port}/`,
    stop: () => close(server),
  };
}

function createApp(answer: Answerer, log: Logger): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.get('/healthz', (context) => context.text('ok'));
  app.get('/readyz', (context) => context.text('ready'));
  app.use('*', async (context, next) => {
    for (const [name, value] of Object.entries(pageHeaders)) context.header(name, value);
    if (isLocalRequest(context.env.incoming as IncomingMessage)) return next();
    return context.text('This page answers only on the machine that it runs on.\n', 403);
  });
  app.get('/style.css', (context) =>
    context.body(styleSheet.toString(), 200, { 'content-type': 'text/css; charset=utf-8' }),
  );
  app.get('/', (context) => {
    const request = receivePage(context.req.query('q'));
    const result = request.kind === 'question' ? answer(request.question) : undefined;
    return context.html(renderPage(request, result), request.kind === 'too-long' ? 413 : 200);
  });
  app.notFound((context) => context.text('There is no such page.\n', 404));
  app.onError((error, context) => {
    log.error({ err: error, path: context.req.path }, 'request failed');
    return context.text('Something went wrong here; the log says what. Try again.\n', 500);
  });
  return app;
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
