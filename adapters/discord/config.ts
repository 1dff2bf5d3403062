import { z } from 'zod';
import { setting } from '../../src/settings/declare.ts';
import type { SettingsReading } from '../../src/settings/read.ts';

/** An id as Discord makes them. https://docs.discord.com/developers/reference#snowflakes */
function snowflake(what: string, meaning: string, otherwise?: string) {
  const schema = z
    .string()
    .regex(/^\d{17,20}$/, `${what}, 17 to 20 digits`)
    .optional();
  return setting(schema, {
    meaning,
    form: '17 to 20 digits',
    ...(otherwise === undefined ? {} : { otherwise }),
  });
}

/** What each setting of Discord has to be. */
export const discordSettings = z.object({
  DISCORD_TOKEN: setting(
    z
      .string()
      .regex(/^[\w.-]{10,200}$/, 'the token of a bot, at least 10 letters, without "Bot" before it')
      .optional(),
    { meaning: 'the bot’s token; it lets it connect', form: 'without "Bot" before it', isSecret: true },
  ),
  DISCORD_APPLICATION_ID: snowflake('the id of the application', 'the id of the application'),
  DISCORD_GUILD_ID: snowflake(
    'the id of a server',
    'the one server in which `discord register` registers commands',
    'all servers',
  ),
  DISCORD_PUBLIC_KEY: setting(
    z
      .string()
      .regex(/^[0-9a-f]{64}$/i, 'the public key of the application, 64 hex digits')
      .optional(),
    {
      meaning: 'takes interactions over HTTP at `/discord/interactions`; this process then opens no gateway',
      form: '64 hex digits',
    },
  ),
  DISCORD_API_URL: setting(
    z.url({ protocol: /^https?$/, error: 'an address such as https://discord.com/api' }).optional(),
    {
      meaning: 'another address of the REST API (tests, proxies)',
      form: 'an address',
      otherwise: 'Discord’s',
    },
  ),
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

/** How Discord is set up; undefined where nothing of it is set. What is missing is noted with the reading. */
export function discordConfig({
  values,
  isGiven,
  lack,
}: SettingsReading<DiscordSettings>): DiscordConfig | undefined {
  const { DISCORD_TOKEN, DISCORD_APPLICATION_ID, DISCORD_GUILD_ID, DISCORD_PUBLIC_KEY } = values;
  const own = ['DISCORD_TOKEN', 'DISCORD_APPLICATION_ID', 'DISCORD_GUILD_ID', 'DISCORD_PUBLIC_KEY'];
  if (!own.some(isGiven)) return undefined;
  if (DISCORD_TOKEN === undefined)
    lack('DISCORD_TOKEN', 'the bot’s token, from the Bot page of your application, lets it connect');
  if (DISCORD_APPLICATION_ID === undefined)
    lack(
      'DISCORD_APPLICATION_ID',
      'the id from the General Information page of your application, for its commands',
    );
  if (DISCORD_TOKEN === undefined || DISCORD_APPLICATION_ID === undefined) return undefined;
  return {
    token: DISCORD_TOKEN,
    applicationId: DISCORD_APPLICATION_ID,
    guildId: DISCORD_GUILD_ID,
    publicKey: DISCORD_PUBLIC_KEY?.toLowerCase(),
    apiUrl: values.DISCORD_API_URL?.replace(/(?:\/v\d+)?\/*$/, ''),
  };
}
