import type { RequestListener } from 'node:http';
import type { Logger } from 'pino';
import type { DiscordConfig } from './config.ts';
import type { Deliveries } from './delivery-receiver.ts';
import { createGateway } from './gateway.ts';
import { createHttpInteractions } from './http-interactions.ts';
import type { DiscordRest } from './rest.ts';

/** How Discord's deliveries come in. */
export interface Transport {
  readonly paths: readonly string[];
  readonly listener: RequestListener;
  start(): void;
  /** Why nothing comes in, for people; undefined where it does. */
  fault(): string | undefined;
  /** Whether the words of all messages are sent along; undefined where another process hears them. */
  hasContent(): boolean | undefined;
  /** Takes nothing new, and waits for what was begun, at most so long in milliseconds. */
  stop(within: number): Promise<void>;
}

/** The settings that choose between HTTP and the gateway, who takes deliveries, and the calls that answer. */
export interface TransportParts {
  readonly config: DiscordConfig;
  readonly deliveries: Deliveries;
  readonly rest: DiscordRest;
  readonly log: Logger;
  /** Waits between attempts to connect, in milliseconds. */
  readonly waits: readonly number[] | undefined;
}

/** Over HTTP where the application's public key is set, else over the gateway. */
export function createTransport({ config, deliveries, rest, log, waits }: TransportParts): Transport {
  const { publicKey, token, apiUrl } = config;
  if (publicKey !== undefined) {
    const http = createHttpInteractions({ publicKey, deliveries, log });
    return {
      paths: http.paths,
      listener: http.listener,
      start() {},
      fault: () => undefined,
      hasContent: () => undefined,
      stop: (within) => http.stop(within),
    };
  }
  const gateway = createGateway({
    ...{ token, apiUrl, deliveries, rest, log },
    ...(waits === undefined ? {} : { waits }),
  });
  return {
    paths: [],
    listener: (_request, response) => void response.writeHead(404).end(),
    start: () => gateway.start(),
    fault: () => gateway.fault(),
    hasContent: () => gateway.hasContent(),
    stop: (within) => gateway.stop(within),
  };
}
