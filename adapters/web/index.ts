import { networkInterfaces } from 'node:os';
import { getRequestListener } from '@hono/node-server';
import type { Logger } from 'pino';
import type { Config } from '../../src/config.ts';
import type { Health } from '../health/health.ts';
import { type Openable, openableAt } from './addresses.ts';
import { createApp, type WebParts } from './app.ts';
import { type Door, type Mount, openDoor } from './door.ts';
import { stopGraceMs } from './limits.ts';

/** The HTTP server as it runs. */
export interface Web extends Openable {
  /** The page's address on this machine. */
  readonly address: string;
  /** Takes nothing new; what was begun goes on, and whoever asks how it is gets an answer. */
  shut(): void;
  /** Ends; what is still busy has so many milliseconds at most. */
  stop(within?: number): Promise<void>;
}

/**
 * Starts the local page, at a door that was opened before where one is given.
 * Throws an AdvisorError when the port is taken or the address is not this machine's.
 */
export async function startWeb(
  config: Config,
  parts: WebParts & { readonly health: Health },
  log: Logger,
  mounts: readonly Mount[] = [],
  opened?: Door,
): Promise<Web> {
  const stopping = new AbortController();
  const app = createApp(config, parts, log, stopping.signal);
  const door = opened ?? (await openDoor(config, parts));
  door.open(getRequestListener(app.fetch), mounts);
  const openable = openableAt(door.bound, config, networkInterfaces());
  const shut = () => {
    stopping.abort();
    door.shut();
  };
  return {
    ...openable,
    address: openable.addresses[0],
    shut,
    stop(within = stopGraceMs) {
      shut();
      return door.close(within);
    },
  };
}
