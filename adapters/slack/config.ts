import { z } from 'zod';
import { type Config, configurationError, secretSetting } from '../../src/config.ts';

/** One of Slack's tokens, by how it begins. */
const token = (beginning: string) =>
  z
    .string()
    .regex(new RegExp(`^${beginning}[\\w.-]+$`), `a token that begins with ${beginning}`)
    .optional();

/** What each setting of Slack has to be. */
export const slackSettings = z.object({
  SLACK_BOT_TOKEN: token('xoxb-'),
  SLACK_APP_TOKEN: token('xapp-'),
  SLACK_SIGNING_SECRET: secretSetting,
  SLACK_MODE: z.enum(['socket', 'http']).optional(),
  SLACK_CLIENT_ID: z.string().min(1, 'the id of the app').max(100, 'at most 100 characters').optional(),
  SLACK_CLIENT_SECRET: secretSetting,
  SLACK_STATE_SECRET: secretSetting,
  SLACK_API_URL: z
    .url({ protocol: /^https?$/, error: 'an address such as https://slack.com/api/' })
    .optional(),
});

type SlackSettings = z.infer<typeof slackSettings>;

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

/**
 * How Slack is set up, from settings that were checked; undefined where nothing of it is set.
 * Throws an AdvisorError that names what is missing.
 */
export function slackConfig(settings: SlackSettings, shared: Config): SlackConfig | undefined {
  const { SLACK_BOT_TOKEN, SLACK_API_URL } = settings;
  const isSet = Object.keys(slackSettings.shape).some(
    (name) => name !== 'SLACK_API_URL' && name !== 'SLACK_MODE' && Object.hasOwn(settings, name),
  );
  if (!isSet) return undefined;
  const oauth = oauthOf(settings, shared);
  if (SLACK_BOT_TOKEN === undefined && oauth === undefined)
    throw configurationError(
      'SLACK_BOT_TOKEN: not set; the token of your workspace (xoxb-...), or SLACK_CLIENT_ID to let others install',
    );
  return {
    connection: connectionOf(settings),
    botToken: SLACK_BOT_TOKEN,
    oauth,
    apiUrl: SLACK_API_URL?.replace(/\/*$/, '/'),
  };
}

function connectionOf({ SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, SLACK_MODE }: SlackSettings): SlackConnection {
  if (SLACK_APP_TOKEN !== undefined && SLACK_MODE !== 'http')
    return { mode: 'socket', appToken: SLACK_APP_TOKEN };
  if (SLACK_MODE === 'socket')
    throw configurationError('SLACK_APP_TOKEN: not set; Socket Mode needs it (xapp-...)');
  if (SLACK_SIGNING_SECRET === undefined)
    throw configurationError(
      SLACK_MODE === 'http'
        ? 'SLACK_SIGNING_SECRET: not set; HTTP mode needs it'
        : 'SLACK_APP_TOKEN: not set; set it for Socket Mode, or SLACK_SIGNING_SECRET for HTTP',
    );
  return { mode: 'http', signingSecret: SLACK_SIGNING_SECRET };
}

function oauthOf(settings: SlackSettings, shared: Config): SlackOAuth | undefined {
  const { SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_STATE_SECRET } = settings;
  const needed = { SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_STATE_SECRET };
  if (Object.values(needed).every((value) => value === undefined)) return undefined;
  const all = { ...needed, ENCRYPTION_KEY: shared.encryptionKey, PUBLIC_URL: shared.publicUrl };
  const absent = Object.entries(all).find(([, value]) => value === undefined)?.[0];
  if (absent !== undefined)
    throw configurationError(`${absent}: not set; workspaces can install the app only with it`);
  const [clientId = '', clientSecret = '', stateSecret = '', encryptionKey = ''] = Object.values(all);
  return { clientId, clientSecret, stateSecret, encryptionKey };
}
