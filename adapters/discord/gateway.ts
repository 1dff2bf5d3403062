import { setTimeout as sleep } from 'node:timers/promises';
import { DiscordjsErrorCodes } from 'discord.js';
import type { Logger } from 'pino';
import { systemErrorCode } from '../../src/errors.ts';
import { orLate } from '../core/graceful-stop.ts';
import type { Deliveries } from './delivery-receiver.ts';
import { createDispatchQueue, type DispatchQueue } from './dispatch-queue.ts';
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
  return new KeptConnection(parts);
}

class KeptConnection implements Gateway {
  readonly #parts: GatewayParts;
  readonly #log: Logger;
  readonly #taking: DispatchQueue;
  readonly #stopping = new AbortController();
  /** Shards without a connection. */
  readonly #lost = new Set<number>();
  #fault: string | undefined = 'connecting';
  #isContentRefused = false;
  #hasContent = false;
  #wasReady = false;
  #running: Promise<void> = Promise.resolve();

  constructor(parts: GatewayParts) {
    this.#parts = parts;
    this.#log = parts.log;
    this.#taking = createDispatchQueue(parts.deliveries, parts.rest, parts.log);
  }

  start(): void {
    this.#running = this.#keepConnected();
  }

  fault(): string | undefined {
    return this.#fault;
  }

  isReady(): boolean {
    return this.#fault === undefined;
  }

  hasContent(): boolean {
    return this.#hasContent;
  }

  async stop(within: number): Promise<void> {
    const end = Date.now() + within;
    this.#stopping.abort();
    this.#fault = 'stopped';
    await orLate(this.#running, within);
    await this.#taking.finish(Math.max(end - Date.now(), 0));
  }

  async #keepConnected(): Promise<void> {
    const { waits = usualWaits } = this.#parts;
    const { signal } = this.#stopping;
    for (let failed = 0; !signal.aborted; ) {
      this.#wasReady = false;
      const ending = await this.#attempt();
      failed = this.#wasReady ? 0 : failed + 1;
      const next = this.#after(ending, failed);
      if (next === 'end') return;
      if (next === 'at once') continue;
      const wait = waits[Math.min(failed, waits.length) - 1] ?? waits[0] ?? 0;
      await sleep(wait * (0.8 + Math.random() * 0.4), undefined, { signal }).catch(() => {});
    }
  }

  /** What to do after a connection ended, `failed` times in a row without one. */
  #after(ending: Ending, failed: number): 'end' | 'at once' | 'later' {
    switch (ending.kind) {
      case 'stopped':
        return 'end';
      case 'stop':
        return this.#giveUp(ending.detail);
      case 'without content':
        this.#isContentRefused = true;
        this.#log.warn(
          { platform: 'discord' },
          `the ${contentIntent.name} intent is not granted; going on without it`,
        );
        return 'at once';
      case 'anew':
        if (ending.isRefusal && failed >= mostRefusals)
          return this.#giveUp(`${ending.detail}; update Stack Advisor, then start again`);
        this.#fault = `${ending.detail}; trying again`;
        if (failed <= 1) this.#log.warn({ platform: 'discord' }, this.#fault);
        return 'later';
    }
  }

  #giveUp(fault: string): 'end' {
    this.#fault = fault;
    this.#log.error({ platform: 'discord' }, `${fault}; not connecting again`);
    return 'end';
  }

  async #attempt(): Promise<Ending> {
    try {
      return await this.#connectOnce();
    } catch (error) {
      if (this.#stopping.signal.aborted) return { kind: 'stopped' };
      return loginEnding(error);
    }
  }

  async #connectOnce(): Promise<Ending> {
    const { rest, token } = this.#parts;
    const { signal } = this.#stopping;
    this.#hasContent = !this.#isContentRefused && grantsContent((await rest.getApplication()).flags);
    signal.throwIfAborted();
    const { promise: closed, resolve: close } = Promise.withResolvers<Ending>();
    const client = this.#client(close);
    const stopped = () => close({ kind: 'stopped' });
    signal.addEventListener('abort', stopped);
    try {
      const loggedIn = client.login(token).then(() => {
        this.#wasReady = true;
        this.#fault = undefined;
        this.#log.info({ platform: 'discord', content: this.#hasContent }, 'connected');
      });
      const failed = loggedIn.then(() => closed, loginEnding);
      // A close code says more than the error that it comes with.
      return await Promise.race([closed, failed]);
    } finally {
      signal.removeEventListener('abort', stopped);
      await client.close();
    }
  }

  #client(close: (ending: Ending) => void): ReturnType<typeof createClient> {
    this.#lost.clear();
    return createClient(
      { apiUrl: this.#parts.apiUrl, wantsContent: this.#hasContent },
      {
        packet: (packet) => this.#taking.take(packet),
        there: (shard) => {
          this.#lost.delete(shard);
          if (this.#wasReady && this.#lost.size === 0) this.#fault = undefined;
        },
        lost: (shard) => {
          this.#lost.add(shard);
          this.#fault = 'the connection was lost; connecting again';
        },
        closed: (code) => close(closingOf(code, this.#hasContent)),
        fault: (error) =>
          this.#log.debug({ platform: 'discord', reason: reasonFor(error) }, 'a fault of the gateway'),
      },
    );
  }
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
