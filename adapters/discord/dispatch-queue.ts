import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayDispatchEvents } from 'discord.js';
import type { Logger } from 'pino';
import { z } from 'zod';
import { createInOrder } from '../../src/in-order.ts';
import { waitFor } from '../../src/queue/retry-policy.ts';
import { failingOf } from '../core/failures.ts';
import { orLate } from '../core/graceful-stop.ts';
import type { Deliveries } from './delivery-receiver.ts';
import { failureOf } from './errors.ts';
import type { Packet } from './gateway-client.ts';
import { respond } from './interaction-response.ts';
import { reasonFor } from './redact-secrets.ts';
import type { DiscordRest } from './rest.ts';

/** Takes what the gateway brings. */
export interface DispatchQueue {
  /** Never throws: what cannot be taken is told in the log. */
  take(packet: Packet): void;
  /** Waits for what was begun, at most so long in milliseconds. */
  finish(within: number): Promise<void>;
}

/** So many deliveries are held in memory; more than that come in no hour of a database that is away. */
const mostHeld = 10_000;

/**
 * Brings packets to `deliveries`: those of a channel one after the other, interactions at once. The gateway delivers nothing
 * again, so what could not be taken is tried again as long as anything is: a database may be locked, or its disk full.
 */
export function createDispatchQueue(
  deliveries: Deliveries,
  rest: Pick<DiscordRest, 'respond'>,
  log: Logger,
  random: () => number = Math.random,
): DispatchQueue {
  const inOrder = createInOrder();
  const over = new AbortController();
  const dispatch = async (name: string, data: unknown) => {
    const since = Date.now();
    for (let tries = 1, faults = 0; ; tries++) {
      try {
        return await deliveries.dispatch(name, data);
      } catch (error) {
        const failing = failingOf(error, failureOf);
        const wait = waitFor(failing, { since, tries, faults }, Date.now(), random);
        if (wait === undefined || over.signal.aborted) throw error;
        if (failing.kind === 'fault') faults++;
        if (tries === 1)
          log.warn(
            { platform: 'discord', event: name, reason: reasonFor(error) },
            'a delivery is taken later',
          );
        await sleep(wait, undefined, { signal: over.signal }).catch(() => {});
      }
    }
  };
  const begun = new Set<Promise<void>>();
  const begin = (name: string, work: Promise<void>) => {
    const settled = work
      .catch((error: unknown) =>
        log.error({ platform: 'discord', event: name, reason: reasonFor(error) }, 'a delivery was not taken'),
      )
      .finally(() => begun.delete(settled));
    begun.add(settled);
  };
  return {
    take({ name, data }) {
      // Somebody waits for it, and the inbox behind it keeps the order.
      if (name === GatewayDispatchEvents.InteractionCreate)
        return begin(name, answerInteraction(deliveries, rest, data, log));
      if (begun.size >= mostHeld)
        return log.error({ platform: 'discord', event: name }, 'a delivery was not taken: too many wait');
      begin(
        name,
        inOrder(placeOf(data), () => dispatch(name, data)),
      );
    },
    async finish(within) {
      await orLate(Promise.all(begun), within);
      // What still waits is tried once more now.
      over.abort();
    },
  };
}

const interactionSchema = z.object({ id: z.string(), token: z.string() });

async function answerInteraction(
  deliveries: Deliveries,
  rest: Pick<DiscordRest, 'respond'>,
  data: unknown,
  log: Logger,
): Promise<void> {
  const at = Date.now();
  const interaction = interactionSchema.safeParse(data);
  if (!interaction.success) return;
  const response = await deliveries.interaction(data);
  if (response === undefined) return;
  // What it says is not said again by anybody else.
  if (!(await respond(rest, { ...interaction.data, at }, response, log)))
    await deliveries.lost(data, response);
}

const placeSchema = z.object({ channel_id: z.string().optional(), guild_id: z.string().optional() });

/** What has to stay in order. */
function placeOf(data: unknown): string {
  const place = placeSchema.safeParse(data);
  return place.success ? (place.data.channel_id ?? place.data.guild_id ?? '') : '';
}
