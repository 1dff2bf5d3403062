import type { RequestListener } from 'node:http';
import type { Logger } from 'pino';
import type { Alone } from '../core/chat.ts';
import type { DiscordConfig } from './config.ts';
import type { Deliveries } from './delivery-receiver.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { createHttpInteractions } from './http-interactions.ts';
import type { DiscordRest } from './rest.ts';

/** How Discord's deliveries come in. */
export interface Transport {
  readonly paths: readonly string[];
  readonly listener: RequestListener;
  /** A connection of which there has to be one: each would hear everything. */
  readonly alone: Alone;
  /** Why nothing comes in, for people; undefined where it does, here or in another process. */
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
      alone: { begin() {}, standBy() {}, end: () => Promise.resolve() },
      fault: () => undefined,
      hasContent: () => undefined,
      stop: (within) => http.stop(within),
    };
  }
  return overGateway(() =>
    createGateway({
      ...{ token, apiUrl, deliveries, rest, log },
      ...(waits === undefined ? {} : { waits }),
    }),
  );
}

function overGateway(create: () => Gateway): Transport {
  let gateway: Gateway | undefined;
  /** Until it is known which process connects. */
  let unknown: string | undefined = 'connecting';
  return {
    paths: [],
    listener: (_request, response) => void response.writeHead(404).end(),
    alone: {
      begin() {
        gateway = create();
        gateway.start();
      },
      standBy() {
        unknown = undefined;
      },
      async end(within) {
        const ending = gateway;
        gateway = undefined;
        unknown = undefined;
        await ending?.stop(within);
      },
    },
    fault: () => (gateway === undefined ? unknown : gateway.fault()),
    hasContent: () => gateway?.hasContent(),
    // Whoever owns the connection ends it.
    stop: () => Promise.resolve(),
  };
}
