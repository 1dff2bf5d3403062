import type { APIInteractionResponse } from 'discord.js';
import { pino } from 'pino';
import type { Deliveries } from '../../adapters/discord/delivery-receiver.ts';
import { createGateway, type Gateway } from '../../adapters/discord/gateway.ts';
import { createDiscordRest, type DiscordRest } from '../../adapters/discord/rest.ts';
import type { DiscordServer } from '../support/discord-server.ts';

/** What was delivered, and what is done with it. */
export interface Heard extends Deliveries {
  readonly dispatches: { readonly name: string; readonly data: unknown }[];
  readonly interactions: unknown[];
  /** First responses that did not reach anybody. */
  readonly unheard: APIInteractionResponse[];
  /** What each interaction is answered with. */
  answer: (raw: unknown) => Promise<APIInteractionResponse | undefined>;
  /** What is done with each dispatch. */
  work: (name: string, data: unknown) => Promise<void>;
}

export function heard(): Heard {
  const all: Heard = {
    dispatches: [],
    interactions: [],
    unheard: [],
    answer: async () => undefined,
    work: async () => {},
    async interaction(raw) {
      all.interactions.push(raw);
      return all.answer(raw);
    },
    async lost(_raw, response) {
      all.unheard.push(response);
    },
    async dispatch(name, data) {
      await all.work(name, data);
      all.dispatches.push({ name, data });
    },
  };
  return all;
}

/** A log whose lines are kept. */
export function keptLog() {
  const lines: string[] = [];
  return { lines, log: pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }) };
}

export function restOf({ token, applicationId, apiUrl }: DiscordServer): DiscordRest {
  return createDiscordRest({ token, applicationId, apiUrl });
}

/** A gateway at a local Discord. */
export function gatewayAt(
  discord: DiscordServer,
  deliveries: Deliveries,
  more: { readonly token?: string } = {},
): { readonly gateway: Gateway; readonly lines: string[] } {
  const { lines, log } = keptLog();
  const { token = discord.token } = more;
  const rest = createDiscordRest({ token, applicationId: discord.applicationId, apiUrl: discord.apiUrl });
  const gateway = createGateway({
    token,
    apiUrl: discord.apiUrl,
    deliveries,
    rest,
    log,
    waits: [50, 100],
  });
  return { gateway, lines };
}

/** Waits until something is there. */
export async function until<Value>(
  what: string,
  look: () => Value | undefined | false,
  within = 8_000,
): Promise<Value> {
  const end = Date.now() + within;
  for (;;) {
    const found = look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`not there in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
