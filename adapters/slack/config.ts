import { z } from 'zod';
import type { Config } from '../../src/config.ts';
import type { EncryptionKeys } from '../../src/encryption-keys.ts';
import { secretSetting, setting } from '../../src/settings/declare.ts';
import type { SettingsReading } from '../../src/settings/read.ts';

/** One of Slack's tokens, by how it begins. */
function token(beginning: string, meaning: string) {
  const form = `a token that begins with ${beginning}`;
  const schema = z
    .string()
    .regex(new RegExp(`^${beginning}[\\w.-]+$`), form)
    .optional();
  return setting(schema, { meaning, form, isSecret: true });
}

/** What each setting of Slack has to be. */
export const slackSettings = z.object({
  SLACK_BOT_TOKEN: token('xoxb-', 'the app’s token in your workspace'),
  SLACK_APP_TOKEN: token('xapp-', 'connects over Socket Mode, without a public address'),
  SLACK_SIGNING_SECRET: secretSetting('proves that requests to `/slack/events` are Slack’s, over HTTP'),
  SLACK_MODE: setting(z.enum(['socket', 'http']).optional(), {
    meaning: 'how Slack is connected where both are set',
    form: '`socket` or `http`',
    otherwise: '`socket` with `SLACK_APP_TOKEN`, else `http`',
  }),
  SLACK_CLIENT_ID: setting(
    z.string().min(1, 'the id of the app').max(100, 'at most 100 characters').optional(),
    {
      meaning:
        'lets workspaces install the app; needs `SLACK_CLIENT_SECRET`, `SLACK_STATE_SECRET`, `ENCRYPTION_KEY` and `PUBLIC_URL`',
      form: 'the client id of the app',
    },
  ),
  SLACK_CLIENT_SECRET: secretSetting('the client secret of the app'),
  SLACK_STATE_SECRET: secretSetting('signs installations that are under way; any long random words'),
  SLACK_API_URL: setting(
    z.url({ protocol: /^https?$/, error: 'an address such as https://slack.com/api/' }).optional(),
    { meaning: 'another address of the Web API (tests, proxies)', form: 'an address', otherwise: 'Slack’s' },
  ),
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
  /** Encrypt the tokens that are stored. */
  readonly encryptionKeys: EncryptionKeys;
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

type Reading = SettingsReading<SlackSettings>;

/** How Slack is set up; undefined where nothing of it is set. What is missing is noted with the reading. */
export function slackConfig(reading: Reading, shared: Config): SlackConfig | undefined {
  const { SLACK_BOT_TOKEN, SLACK_API_URL } = reading.values;
  const isSet = Object.keys(slackSettings.shape).some(
    (name) => name !== 'SLACK_API_URL' && name !== 'SLACK_MODE' && reading.isGiven(name),
  );
  if (!isSet) return undefined;
  const forOthers = wantsOthers(reading);
  if (SLACK_BOT_TOKEN === undefined && !forOthers)
    reading.lack(
      'SLACK_BOT_TOKEN',
      'the token of your workspace (xoxb-...), or SLACK_CLIENT_ID to let others install',
    );
  const oauth = forOthers ? oauthOf(reading, shared) : undefined;
  const connection = connectionOf(reading);
  if (connection === undefined) return undefined;
  return { connection, botToken: SLACK_BOT_TOKEN, oauth, apiUrl: SLACK_API_URL?.replace(/\/*$/, '/') };
}

function connectionOf({ values, lack }: Reading): SlackConnection | undefined {
  const { SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, SLACK_MODE } = values;
  if (SLACK_APP_TOKEN !== undefined && SLACK_MODE !== 'http')
    return { mode: 'socket', appToken: SLACK_APP_TOKEN };
  if (SLACK_MODE === 'socket') return lack('SLACK_APP_TOKEN', 'Socket Mode needs it (xapp-...)');
  if (SLACK_SIGNING_SECRET !== undefined) return { mode: 'http', signingSecret: SLACK_SIGNING_SECRET };
  if (SLACK_MODE === 'http') return lack('SLACK_SIGNING_SECRET', 'HTTP mode needs it');
  return lack('SLACK_APP_TOKEN', 'set it for Socket Mode, or SLACK_SIGNING_SECRET for HTTP');
}

const forInstalling = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'] as const;

function wantsOthers({ isGiven }: Reading): boolean {
  return forInstalling.some(isGiven);
}

function oauthOf({ values, lack }: Reading, shared: Config): SlackOAuth | undefined {
  const { SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_STATE_SECRET } = values;
  const { encryptionKeys, publicUrl } = shared;
  const needed = { SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_STATE_SECRET };
  const all = { ...needed, ENCRYPTION_KEY: encryptionKeys, PUBLIC_URL: publicUrl };
  const absent = Object.entries(all).filter(([, value]) => value === undefined);
  for (const [name] of absent) lack(name, 'workspaces can install the app only with it');
  if (absent.length > 0 || encryptionKeys === undefined) return undefined;
  const [clientId = '', clientSecret = '', stateSecret = ''] = Object.values(needed);
  return { clientId, clientSecret, stateSecret, encryptionKeys };
}
