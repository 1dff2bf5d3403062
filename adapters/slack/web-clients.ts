import { WebClient, type WebClientOptions } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import type { BoltLog } from './bolt-log.ts';
import type { Installations, Workspace } from './installations.ts';

/** A workspace with the means to talk to it. */
export interface Connected {
  readonly workspace: Workspace;
  readonly client: WebClient;
}

/** The Web API, by workspace. */
export interface Clients {
  /** Undefined where the app is not installed. @throws SlackAwayError where Slack cannot be asked who we are. */
  of(workspace: string): Promise<Connected | undefined>;
  /** For a token that belongs to no workspace yet. */
  withToken(token: string): WebClient;
}

/** How long one call may take, in milliseconds. */
const callTimeout = 10_000;

/**
 * How clients work: each call is tried once. Who called knows better whether to try again, and when: the outbox waits as
 * Slack asks, and a person who waits for a form does not.
 */
export function clientOptions(apiUrl: string | undefined, log: BoltLog): WebClientOptions {
  return {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: callTimeout,
    logger: log,
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
  };
}

/** So many clients are kept: they hold nothing but a token and how to call, and are made anew where one is missing. */
const keptClients = 100;

/** Clients of all workspaces; those of the same token are the same for a while. */
export function createClients(installations: Installations, options: WebClientOptions): Clients {
  const clients = new LRUCache<string, WebClient>({ max: keptClients });
  const withToken = (token: string) => {
    const client = clients.get(token) ?? new WebClient(token, options);
    clients.set(token, client);
    return client;
  };
  return {
    withToken,
    async of(id) {
      const workspace = await installations.find(id);
      return workspace === undefined ? undefined : { workspace, client: withToken(workspace.token) };
    },
  };
}
