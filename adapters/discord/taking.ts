import { GatewayDispatchEvents, RESTJSONErrorCodes } from 'discord.js';
import type { Logger } from 'pino';
import { z } from 'zod';
import { createInOrder } from '../../src/in-order.ts';
import type { Deliveries } from './deliveries.ts';
import { reasonFor } from './discord-log.ts';
import { failureOf } from './errors.ts';
import type { Packet } from './gateway-client.ts';
import type { DiscordRest } from './rest.ts';

/** Takes what the gateway brings. */
export interface Taking {
  /** Never throws: what cannot be taken is told in the log. */
  take(packet: Packet): void;
  /** Waits for what was begun, at most so long in milliseconds; says whether all was finished. */
  finish(within: number): Promise<boolean>;
}

/** Brings packets to `deliveries`: those of a channel one after the other, interactions at once. */
export function createTaking(
  deliveries: Deliveries,
  rest: Pick<DiscordRest, 'respond'>,
  log: Logger,
): Taking {
  const inOrder = createInOrder();
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
        inOrder(placeOf(data), () => deliveries.dispatch(name, data)),
      );
    },
    async finish(within) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<boolean>((resolve) => {
        timer = setTimeout(() => resolve(false), within);
      });
      const isFinished = await Promise.race([Promise.all(begun).then(() => true), late]);
      clearTimeout(timer);
      return isFinished;
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
  const interaction = interactionSchema.safeParse(data);
  if (!interaction.success) return;
  const { id, token } = interaction.data;
  const response = await deliveries.interaction(data);
  if (response === undefined) return;
  try {
    await rest.respond(id, token, response);
  } catch (error) {
    const failure = failureOf(error);
    // Another process, or an attempt whose answer was lost, responded before.
    const isThere = 'code' in failure && failure.code === acknowledged;
    log[isThere ? 'debug' : 'warn']({ platform: 'discord', failure }, 'a first response was not taken');
  }
}

const acknowledged = String(RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged);

const placeSchema = z.object({ channel_id: z.string().optional(), guild_id: z.string().optional() });

/** What has to stay in order. */
function placeOf(data: unknown): string {
  const place = placeSchema.safeParse(data);
  return place.success ? (place.data.channel_id ?? place.data.guild_id ?? '') : '';
}
