import { WebClient } from '@slack/web-api';
import { pino } from 'pino';
import { createBoltLog } from './bolt-log.ts';
import type { SlackConfig } from './config.ts';
import { failureOf } from './errors.ts';
import { scopes } from './scopes.ts';
import { clientOptions } from './web-clients.ts';

/** Something to check; the work says what is wrong, a sentence each. */
export interface SlackCheck {
  readonly name: string;
  readonly work: () => Promise<string[]>;
}

/**
 * What can be checked of a Slack app with its own tokens. Which events and commands are set is in the app's manifest, which
 * only a person's configuration token reads: `stack-advisor slack manifest` prints what they have to be.
 */
export function checkSlackSetup({ botToken, connection, apiUrl }: SlackConfig): readonly SlackCheck[] {
  const options = clientOptions(apiUrl, createBoltLog(pino({ level: 'silent' })));
  const socket = connection.mode === 'socket' ? [socketExamination(connection.appToken, options)] : [];
  if (botToken === undefined) return socket;
  const client = new WebClient(botToken, options);
  return [
    { name: 'slack token', work: () => checkToken(client) },
    { name: 'slack scopes', work: () => checkScopes(client) },
    ...socket,
  ];
}

async function checkToken(client: WebClient): Promise<string[]> {
  try {
    const { bot_id } = await client.auth.test();
    return bot_id === undefined
      ? [
          'SLACK_BOT_TOKEN is not the token of a bot; copy the one that begins with xoxb- under OAuth & Permissions',
        ]
      : [];
  } catch (error) {
    return [faultOf('SLACK_BOT_TOKEN', error)];
  }
}

async function checkScopes(client: WebClient): Promise<string[]> {
  const given = await client.auth.test().then(
    ({ response_metadata }) => response_metadata?.scopes,
    () => undefined,
  );
  if (given === undefined) return [];
  return scopes
    .filter(({ name }) => !given.includes(name))
    .map(
      ({ name, reason }) =>
        `${name} is missing, ${reason}; add it under OAuth & Permissions and install the app again`,
    );
}

function socketExamination(appToken: string, options: ReturnType<typeof clientOptions>): SlackCheck {
  const client = new WebClient(appToken, options);
  const work = async () => {
    try {
      await client.apps.connections.open({});
      return [];
    } catch (error) {
      return [faultOf('SLACK_APP_TOKEN', error)];
    }
  };
  return { name: 'slack socket', work };
}

function faultOf(name: string, error: unknown): string {
  const failure = failureOf(error);
  switch (failure.kind) {
    case 'wait':
      return `Slack asks to wait ${failure.seconds} seconds; try again then`;
    case 'again':
      return `Slack cannot be reached (${failure.code})`;
    default:
      return failure.code === 'missing_scope'
        ? `${name} lacks a scope; an app-level token needs connections:write`
        : `${name}: Slack does not accept it (${failure.code})`;
  }
}
