import { z } from 'zod';
import { configurationError } from '../../src/config.ts';

/** An id as Discord makes them. https://docs.discord.com/developers/reference#snowflakes */
const snowflake = (what: string) =>
  z
    .string()
    .regex(/^\d{17,20}$/, `${what}, 17 to 20 digits`)
    .optional();

/** What each setting of Discord has to be. */
export const discordSettings = z.object({
  DISCORD_TOKEN: z
    .string()
    .regex(/^[\w.-]{10,200}$/, 'the token of a bot, at least 10 letters, without "Bot" before it')
    .optional(),
  DISCORD_APPLICATION_ID: snowflake('the id of the application'),
  DISCORD_GUILD_ID: snowflake('the id of a server'),
  DISCORD_PUBLIC_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'the public key of the application, 64 hex digits')
    .optional(),
  DISCORD_API_URL: z
    .url({ protocol: /^https?$/, error: 'an address such as https://discord.com/api' })
    .optional(),
});

type DiscordSettings = z.infer<typeof discordSettings>;

/** How Discord is set up. */
export interface DiscordConfig {
  /** The bot's token. */
  readonly token: string;
  readonly applicationId: string;
  /** The one server in which commands are registered, at once; everywhere where it is undefined. */
  readonly guildId: string | undefined;
  /** The application's public key in hex: interactions then come in over HTTP, and no gateway is opened. */
  readonly publicKey: string | undefined;
  /** Another address of the REST API, without a version and without a slash at its end. */
  readonly apiUrl: string | undefined;
}

/**
 * How Discord is set up, from settings that were checked; undefined where nothing of it is set.
 * Throws an AdvisorError that names what is missing.
 */
export function discordConfig(settings: DiscordSettings): DiscordConfig | undefined {
  const { DISCORD_TOKEN, DISCORD_APPLICATION_ID, DISCORD_GUILD_ID, DISCORD_PUBLIC_KEY } = settings;
  const own = [DISCORD_TOKEN, DISCORD_APPLICATION_ID, DISCORD_GUILD_ID, DISCORD_PUBLIC_KEY];
  if (own.every((value) => value === undefined)) return undefined;
  if (DISCORD_TOKEN === undefined)
    throw configurationError(
      'DISCORD_TOKEN: not set; the bot’s token, from the Bot page of your application, lets it connect',
    );
  if (DISCORD_APPLICATION_ID === undefined)
    throw configurationError(
      'DISCORD_APPLICATION_ID: not set; the id from the General Information page of your application, for its commands',
    );
  return {
    token: DISCORD_TOKEN,
    applicationId: DISCORD_APPLICATION_ID,
    guildId: DISCORD_GUILD_ID,
    publicKey: DISCORD_PUBLIC_KEY?.toLowerCase(),
    apiUrl: settings.DISCORD_API_URL?.replace(/(?:\/v\d+)?\/*$/, ''),
  };
}
