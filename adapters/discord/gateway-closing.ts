import { GatewayCloseCodes } from 'discord.js';

/** What becomes of a connection that Discord closed with a code after which discord.js does not connect again. */
export type Closing =
  /** Nothing but a person's help lets it connect; `detail` says which. */
  | { readonly kind: 'stop'; readonly detail: string }
  /** The privileged message-content intent is not granted: goes on without it. */
  | { readonly kind: 'without content' }
  /** Asks Discord anew how to connect; what `isRefusal` is not tried for ever, since each try counts for the day. */
  | { readonly kind: 'anew'; readonly detail: string; readonly isRefusal: boolean };

/** Reads a close code. https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
export function closingOf(code: number, wantedContent: boolean): Closing {
  switch (code) {
    case GatewayCloseCodes.AuthenticationFailed:
      return { kind: 'stop', detail: wrongToken };
    case GatewayCloseCodes.InvalidShard:
    case GatewayCloseCodes.ShardingRequired:
      return {
        kind: 'anew',
        detail: 'Discord wants the servers shared among more connections (shards)',
        isRefusal: true,
      };
    case GatewayCloseCodes.InvalidAPIVersion:
      return {
        kind: 'stop',
        detail: 'Discord no longer takes this version of its API; update Stack Advisor',
      };
    case GatewayCloseCodes.InvalidIntents:
      return {
        kind: 'stop',
        detail: 'Discord does not know the intents that were asked for; update Stack Advisor',
      };
    case GatewayCloseCodes.DisallowedIntents:
      return wantedContent
        ? { kind: 'without content' }
        : {
            kind: 'stop',
            detail:
              'Discord refuses the intents that the bot needs; look at the application’s Bot page, then start again',
          };
    default:
      return { kind: 'anew', detail: `Discord closed the connection (${code})`, isRefusal: false };
  }
}

/** What is told where Discord refuses the token. */
export const wrongToken =
  'Discord does not accept DISCORD_TOKEN; copy the bot’s token anew from the application’s Bot page, then start again';
