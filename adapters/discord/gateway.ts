import { setTimeout as sleep } from 'node:timers/promises';
import { DiscordjsErrorCodes } from 'discord.js';
import type { Logger } from 'pino';
import { systemErrorCode } from '../../src/errors.ts';
import { orLate } from '../core/graceful-stop.ts';
import type { Deliveries } from './delivery-receiver.ts';
import { createDispatchQueue } from './dispatch-queue.ts';
import { failureOf } from './errors.ts';
import { createClient } from './gateway-client.ts';
import { type Closing, closingOf, wrongToken } from './gateway-closing.ts';
import { contentIntent, grantsContent } from './gateway-intents.ts';
import { reasonFor } from './redact-secrets.ts';
import type { DiscordRest } from './rest.ts';

/** A connection to Discord's gateway that is kept open. https://docs.discord.com/developers/events/gateway */
export interface Gateway {
  /** Begins to connect; it goes on until `stop`, or until Discord refuses for good. */
  start(): void;
  /** Why there is no connection, and what to do; undefined while there is one. */
  fault(): string | undefined;
  isReady(): boolean;
  /** Whether the words of all messages are sent along (the message-content intent); false until it is known. */
  hasContent(): boolean;
  /** Closes the connection, and waits for what it brought, at most so long in milliseconds. */
  stop(within: number): Promise<void>;
}

/** The bot's token, who takes what is dispatched, and the calls that answer interactions. */
export interface GatewayParts {
  readonly token: string;
  readonly apiUrl?: string | undefined;
  readonly deliveries: Deliveries;
  readonly rest: Pick<DiscordRest, 'respond' | 'getApplication'>;
  readonly log: Logger;
  /** Waits between attempts, in milliseconds: the first ones, then the last again and again. */
  readonly waits?: readonly number[];
}

/** With some chance in each, so that not all come at once. */
const usualWaits = [1_000, 2_000, 5_000, 10_000, 30_000] as const;

/** So often in a row a connection is refused before it is given up. */
const mostRefusals = 3;

/** How a connection ended. */
type Ending =
  | Exclude<Closing, { kind: 'without content' }>
  | { readonly kind: 'without content' | 'stopped' };

/**
 * Keeps a connection. Within one, discord.js resumes and connects again by itself; where it gives up, or could not
 * connect in the first place, another client is made.
 */
export function createGateway(parts: GatewayParts): Gateway {
  const { log, waits = usualWaits } = parts;
  const stopping = new AbortController();
  const taking = createDispatchQueue(parts.deliveries, parts.rest, log);
  const lost = new Set<number>();
  let fault: string | undefined = 'connecting';
  let isContentRefused = false;
  let hasContent = false;
  let wasReady = false;
  let running: Promise<void> = Promise.resolve();

  const connectOnce = async (): Promise<Ending> => {
    hasContent = !isContentRefused && grantsContent((await parts.rest.getApplication()).flags);
    stopping.signal.throwIfAborted();
    const { promise: closed, resolve: close } = Promise.withResolvers<Ending>();
    lost.clear();
    const client = createClient(
      { apiUrl: parts.apiUrl, wantsContent: hasContent },
      {
        packet: (packet) => taking.take(packet),
        there(shard) {
          lost.delete(shard);
          if (wasReady && lost.size === 0) fault = undefined;
        },
        lost(shard) {
          lost.add(shard);
          fault = 'the connection was lost; connecting again';
        },
        closed: (code) => close(closingOf(code, hasContent)),
        fault: (error) =>
          log.debug({ platform: 'discord', reason: reasonFor(error) }, 'a fault of the gateway'),
      },
    );
    const stopped = () => close({ kind: 'stopped' });
    stopping.signal.addEventListener('abort', stopped);
    try {
      const loggedIn = client.login(parts.token).then(() => {
        wasReady = true;
        fault = undefined;
        log.info({ platform: 'discord', content: hasContent }, 'connected');
      });
      const failed = loggedIn.then(() => closed, loginEnding);
      // A close code says more than the error that it comes with.
      return await Promise.race([closed, failed]);
    } finally {
      stopping.signal.removeEventListener('abort', stopped);
      await client.close();
    }
  };

  const attempt = async (): Promise<Ending> => {
    try {
      return await connectOnce();
    } catch (error) {
      if (stopping.signal.aborted) return { kind: 'stopped' };
      return loginEnding(error);
    }
  };

  const keepConnected = async () => {
    for (let failed = 0; !stopping.signal.aborted; ) {
      wasReady = false;
      const ending = await attempt();
      failed = wasReady ? 0 : failed + 1;
      switch (ending.kind) {
        case 'stopped':
          return;
        case 'stop':
          fault = ending.detail;
          log.error({ platform: 'discord' }, `${ending.detail}; not connecting again`);
          return;
        case 'without content':
          isContentRefused = true;
          log.warn(
            { platform: 'discord' },
            `the ${contentIntent.name} intent is not granted; going on without it`,
          );
          continue;
        case 'anew':
          if (ending.isRefusal && failed >= mostRefusals) {
            fault = `${ending.detail}; update Stack Advisor, then start again`;
            log.error({ platform: 'discord' }, `${fault}; not connecting again`);
            return;
          }
          fault = `${ending.detail}; trying again`;
          if (failed <= 1) log.warn({ platform: 'discord' }, fault);
      }
      const wait = waits[Math.min(failed, waits.length) - 1] ?? waits[0] ?? 0;
      await sleep(wait * (0.8 + Math.random() * 0.4), undefined, { signal: stopping.signal }).catch(() => {});
    }
  };

  return {
    start() {
      running = keepConnected();
    },
    fault: () => fault,
    isReady: () => fault === undefined,
    hasContent: () => hasContent,
    async stop(within) {
      const end = Date.now() + within;
      stopping.abort();
      fault = 'stopped';
      await orLate(running, within);
      await taking.finish(Math.max(end - Date.now(), 0));
    },
  };
}

/** What could not even begin: the token is refused, Discord cannot be reached, the day's connections are used up. */
function loginEnding(error: unknown): Ending {
  const failure = failureOf(error);
  if (failure.kind === 'revoked' || systemErrorCode(error) === DiscordjsErrorCodes.TokenInvalid)
    return { kind: 'stop', detail: wrongToken };
  const reason =
    failure.kind === 'again' ? failure.code : failure.kind === 'wait' ? 'it asks to wait' : reasonFor(error);
  return { kind: 'anew', detail: `Discord cannot be reached (${reason})`, isRefusal: false };
}
