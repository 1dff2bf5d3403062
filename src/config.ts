import { resolve } from 'node:path';
import { z } from 'zod';
import { AdvisorError } from './errors.ts';
import { type Network, readNetworks } from './network.ts';

/** A platform's token, by how it begins. */
const token = (beginning: string) =>
  z
    .string()
    .regex(new RegExp(`^${beginning}[\\w.-]+$`), `a token that begins with ${beginning}`)
    .optional();
const secret = z.string().min(8, 'at least 8 characters').max(1_000, 'at most 1000 characters').optional();

/** What each setting of Slack has to be. */
const slackSchema = z.object({
  SLACK_BOT_TOKEN: token('xoxb-'),
  SLACK_APP_TOKEN: token('xapp-'),
  SLACK_SIGNING_SECRET: secret,
  SLACK_MODE: z.enum(['socket', 'http']).optional(),
  SLACK_CLIENT_ID: z.string().min(1, 'the id of the app').max(100, 'at most 100 characters').optional(),
  SLACK_CLIENT_SECRET: secret,
  SLACK_STATE_SECRET: secret,
  SLACK_API_URL: z
    .url({ protocol: /^https?$/, error: 'an address such as https://slack.com/api/' })
    .optional(),
});

/** An id as Discord makes them. https://docs.discord.com/developers/reference#snowflakes */
const snowflake = (what: string) =>
  z
    .string()
    .regex(/^\d{17,20}$/, `${what}, 17 to 20 digits`)
    .optional();

/** What each setting of Discord has to be. */
const discordSchema = z.object({
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

const environmentSchema = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^sqlite:.+/, 'sqlite:PATH or sqlite::memory:')
    .default('sqlite:./data/stack-advisor.db'),
  KNOWLEDGE_DIR: z.string().min(1, 'a folder').optional(),
  HOST: z.string().min(1, 'an address to listen on').default('127.0.0.1'),
  PORT: z.coerce.number('a port from 0 to 65535').int().min(0).max(65_535).default(3000),
  WEB_TOKEN: z.string().min(8, 'at least 8 characters').max(1_000, 'at most 1000 characters').optional(),
  PUBLIC_URL: z
    .string()
    .refine(isOrigin, 'an address without a path, such as https://advisor.example')
    .optional(),
  TRUSTED_PROXY: z
    .string()
    .max(2_000, 'at most 2000 characters')
    .transform(readNetworks)
    .refine(
      (networks) => networks !== undefined,
      'addresses or networks of your proxies, such as 10.0.0.5 or 10.1.0.0/16, with commas between',
    )
    .optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  ENCRYPTION_KEY: z
    .string()
    .min(16, 'at least 16 characters')
    .max(1_000, 'at most 1000 characters')
    .optional(),
  ...slackSchema.shape,
  ...discordSchema.shape,
});
type Environment = z.infer<typeof environmentSchema>;

/** How Slack is connected: over a socket that we open, or over HTTP requests that Slack sends. */
export type SlackConnection =
  | { readonly mode: 'socket'; readonly appToken: string }
  | { readonly mode: 'http'; readonly signingSecret: string };

/** How other workspaces install the app. */
export interface SlackOAuth {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
  /** Encrypts the tokens that are stored. */
  readonly encryptionKey: string;
}

/** How Slack is set up. */
export interface SlackConfig {
  readonly connection: SlackConnection;
  /** The token of one workspace; undefined where workspaces install the app. */
  readonly botToken: string | undefined;
  readonly oauth: SlackOAuth | undefined;
  /** Another address of the Web API, with a slash at its end. */
  readonly apiUrl: string | undefined;
}

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

/** How this process is set up: the environment, validated. */
export interface Config {
  readonly databaseUrl: string;
  /** The operator's knowledge folder, absolute. */
  readonly knowledgeDir: string | undefined;
  readonly host: string;
  readonly port: number;
  /** Signs people in to the page; without it the page answers its own machine only. */
  readonly webToken: string | undefined;
  /** The page's address as people reach it, without a slash at its end. */
  readonly publicUrl: string | undefined;
  /** Proxies that are believed whom they heard; nobody else is. */
  readonly trustedProxies: readonly Network[];
  readonly slack: SlackConfig | undefined;
  readonly discord: DiscordConfig | undefined;
  readonly logLevel: z.infer<typeof environmentSchema>['LOG_LEVEL'];
}

/**
 * Reads the configuration from environment variables; an empty one counts as not set.
 * Throws an {@link AdvisorError} that names the first malformed variable, never its value.
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  refuseUnknown(Object.keys(given));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0] ?? 'environment');
    throw new AdvisorError(
      'configuration',
      `${name}: expected ${describe(issue?.message ?? 'another value')}`,
    );
  }
  const { DATABASE_URL, KNOWLEDGE_DIR, HOST, PORT, WEB_TOKEN, PUBLIC_URL, TRUSTED_PROXY, LOG_LEVEL } =
    parsed.data;
  return {
    databaseUrl: DATABASE_URL,
    knowledgeDir: KNOWLEDGE_DIR === undefined ? undefined : resolve(KNOWLEDGE_DIR),
    host: HOST,
    port: PORT,
    webToken: WEB_TOKEN,
    publicUrl: PUBLIC_URL === undefined ? undefined : new URL(PUBLIC_URL).origin,
    trustedProxies: TRUSTED_PROXY ?? [],
    logLevel: LOG_LEVEL,
    slack: slackOf(parsed.data),
    discord: discordOf(parsed.data),
  };
}

/** Names of settings that begin so belong to a platform. */
const platformSettings = {
  SLACK_: Object.keys(slackSchema.shape),
  DISCORD_: Object.keys(discordSchema.shape),
};

/** Whoever misspells a name would otherwise wonder why nothing connects. */
function refuseUnknown(names: readonly string[]): void {
  for (const [beginning, known] of Object.entries(platformSettings)) {
    const unknown = names.find((name) => name.startsWith(beginning) && !known.includes(name));
    if (unknown === undefined) continue;
    const nearest = nearestOf(unknown, known);
    throw missing(`${unknown.slice(0, 60)}: no such setting; did you mean ${nearest}?`);
  }
}

/** The name that shares most pairs of letters with another. */
function nearestOf(name: string, known: readonly string[]): string {
  const pairs = (text: string) => new Set(Array.from(text.slice(1), (letter, at) => `${text[at]}${letter}`));
  const own = pairs(name);
  const shared = (other: string) => (2 * own.intersection(pairs(other)).size) / (name.length + other.length);
  return [...known].sort((a, b) => shared(b) - shared(a))[0] ?? '';
}

function missing(message: string): AdvisorError {
  return new AdvisorError('configuration', message);
}

function slackOf(environment: Environment): SlackConfig | undefined {
  const { SLACK_BOT_TOKEN, SLACK_API_URL } = environment;
  const isSet = Object.keys(slackSchema.shape).some(
    (name) => name !== 'SLACK_API_URL' && name !== 'SLACK_MODE' && Object.hasOwn(environment, name),
  );
  if (!isSet) return undefined;
  const oauth = oauthOf(environment);
  if (SLACK_BOT_TOKEN === undefined && oauth === undefined)
    throw missing(
      'SLACK_BOT_TOKEN: not set; the token of your workspace (xoxb-...), or SLACK_CLIENT_ID to let others install',
    );
  return {
    connection: connectionOf(environment),
    botToken: SLACK_BOT_TOKEN,
    oauth,
    apiUrl: SLACK_API_URL?.replace(/\/*$/, '/'),
  };
}

function discordOf(environment: Environment): DiscordConfig | undefined {
  const { DISCORD_TOKEN, DISCORD_APPLICATION_ID, DISCORD_GUILD_ID, DISCORD_PUBLIC_KEY } = environment;
  const settings = [DISCORD_TOKEN, DISCORD_APPLICATION_ID, DISCORD_GUILD_ID, DISCORD_PUBLIC_KEY];
  if (settings.every((value) => value === undefined)) return undefined;
  if (DISCORD_TOKEN === undefined)
    throw missing(
      'DISCORD_TOKEN: not set; the bot’s token, from the Bot page of your application, lets it connect',
    );
  if (DISCORD_APPLICATION_ID === undefined)
    throw missing(
      'DISCORD_APPLICATION_ID: not set; the id from the General Information page of your application, for its commands',
    );
  return {
    token: DISCORD_TOKEN,
    applicationId: DISCORD_APPLICATION_ID,
    guildId: DISCORD_GUILD_ID,
    publicKey: DISCORD_PUBLIC_KEY?.toLowerCase(),
    apiUrl: environment.DISCORD_API_URL?.replace(/(?:\/v\d+)?\/*$/, ''),
  };
}

function connectionOf({ SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, SLACK_MODE }: Environment): SlackConnection {
  if (SLACK_APP_TOKEN !== undefined && SLACK_MODE !== 'http')
    return { mode: 'socket', appToken: SLACK_APP_TOKEN };
  if (SLACK_MODE === 'socket') throw missing('SLACK_APP_TOKEN: not set; Socket Mode needs it (xapp-...)');
  if (SLACK_SIGNING_SECRET === undefined)
    throw missing(
      SLACK_MODE === 'http'
        ? 'SLACK_SIGNING_SECRET: not set; HTTP mode needs it'
        : 'SLACK_APP_TOKEN: not set; set it for Socket Mode, or SLACK_SIGNING_SECRET for HTTP',
    );
  return { mode: 'http', signingSecret: SLACK_SIGNING_SECRET };
}

function oauthOf(environment: Environment): SlackOAuth | undefined {
  const { SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_STATE_SECRET, ENCRYPTION_KEY } = environment;
  const needed = { SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_STATE_SECRET };
  if (Object.values(needed).every((value) => value === undefined)) return undefined;
  const all = { ...needed, ENCRYPTION_KEY, PUBLIC_URL: environment.PUBLIC_URL };
  const absent = Object.entries(all).find(([, value]) => value === undefined)?.[0];
  if (absent !== undefined) throw missing(`${absent}: not set; workspaces can install the app only with it`);
  const [clientId = '', clientSecret = '', stateSecret = '', encryptionKey = ''] = Object.values(all);
  return { clientId, clientSecret, stateSecret, encryptionKey };
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, origin, href } = new URL(text);
  return /^https?:$/.test(protocol) && href === `${origin}/`;
}

function describe(message: string): string {
  return message
    .replace(/^Invalid option: expected /, '')
    .replace(/^Too (small|big): expected number to be /, 'a number ');
}
