import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayDispatchEvents } from 'discord.js';
import type { Logger } from 'pino';
import { z } from 'zod';
import { createInOrder } from '../../src/in-order.ts';
import { orLate } from '../chat/stopping.ts';
import type { Deliveries } from './deliveries.ts';
import { reasonFor } from './discord-log.ts';
import type { Packet } from './gateway-client.ts';
import { respond } from './responding.ts';
import type { DiscordRest } from './rest.ts';

/** Takes what the gateway brings. */
export interface Taking {
  /** Never throws: what cannot be taken is told in the log. */
  take(packet: Packet): void;
  /** Waits for what was begun, at most so long in milliseconds. */
  finish(within: number): Promise<void>;
}

/**
 * The gateway delivers nothing again, so what could not be taken is tried after these waits, in milliseconds: a database
 * that is locked or a disk that is full is well again in a minute, or not soon.
 */
const usualWaits: readonly number[] = [100, 500, 2_000, 5_000, 10_000, 20_000, 20_000];

/** Brings packets to `deliveries`: those of a channel one after the other, interactions at once. */
export function createTaking(
  deliveries: Deliveries,
  rest: Pick<DiscordRest, 'respond'>,
  log: Logger,
  waits = usualWaits,
): Taking {
  const inOrder = createInOrder();
  const over = new AbortController();
  const dispatch = async (name: string, data: unknown) => {
    for (let tried = 0; ; tried++) {
      try {
        return await deliveries.dispatch(name, data);
      } catch (error) {
        const wait = waits[tried];
        if (wait === undefined || over.signal.aborted) throw error;
        if (tried === 0)
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
