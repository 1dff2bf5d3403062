import type { APIInteractionResponse } from 'discord.js';

/**
 * Takes what Discord delivers, whichever way it came: gateway dispatches and signed HTTP requests carry the same JSON.
 * When either returns, what has to be done is stored or done.
 */
export interface Deliveries {
  /**
   * An interaction, as the gateway's INTERACTION_CREATE or the HTTP request carries it. Gives the first response, which
   * the way sends at once; undefined for what is no interaction of ours, which then is left unanswered.
   */
  interaction(raw: unknown): Promise<APIInteractionResponse | undefined>;
  /** The first response that did not reach the person: what it says goes another way. */
  lost(raw: unknown, response: APIInteractionResponse): Promise<void>;
  /** Any other dispatch of the gateway, by its name: MESSAGE_CREATE, GUILD_DELETE ... */
  dispatch(name: string, raw: unknown): Promise<void>;
}
