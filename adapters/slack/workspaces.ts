import type { InstallationStore } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Logger } from 'pino';
import type { SlackConfig, SlackOAuth } from '../../src/config.ts';
import type { Database } from '../../src/database/connection.ts';
import { systemErrorCode } from '../../src/errors.ts';
import { failureOf, SlackAwayError } from './errors.ts';
import {
  boltStore,
  type Installations,
  type StoredInstallations,
  storeInstallations,
  type Workspace,
} from './installations.ts';
import type { OAuthPlace } from './oauth.ts';
import { createSecrets } from './secrets.ts';
import { createTokenOwners, type TokenOwners, type Who } from './token-owners.ts';

/** The workspaces that we work for: the one of the settings' token, and those that installed the app. */
export interface Workspaces {
  readonly installations: Installations;
  readonly oauth: (SlackOAuth & OAuthPlace & { readonly store: InstallationStore }) | undefined;
  /** Asks who we are; goes on asking where Slack cannot be reached. */
  start(): Promise<void>;
  stop(): void;
  /** Whether a workspace is one of them, as far as is known without asking. */
  has(workspace: string): boolean;
  forget(workspace: string): Promise<void>;
  /** What keeps us from working; undefined where nothing does. */
  fault(): string | undefined;
}

/** What workspaces need. */
export interface WorkspacesParts {
  readonly config: SlackConfig;
  readonly publicUrl: string | undefined;
  readonly database: Database;
  readonly options: WebClientOptions;
  readonly log: Logger;
}

const askAgainMs = 15_000;

/** The workspaces of this process. */
export function createWorkspaces(parts: WorkspacesParts): Workspaces {
  const { config, database, options, log } = parts;
  const whoAmI = async (token: string) => readWho(await new WebClient(token, options).auth.test());
  const stored = config.oauth && storeInstallations(database, createSecrets(config.oauth.encryptionKey));
  const own = ownWorkspace(config.botToken, whoAmI, createTokenOwners(database));
  const known = new Set<string>();
  let fault: string | undefined;
  let again: NodeJS.Timeout | undefined;

  const recall = async (): Promise<boolean> => {
    const recalled = await own.recall();
    if (recalled !== undefined) known.add(recalled.id);
    return recalled !== undefined;
  };
  const learn = async (): Promise<void> => {
    for (const { id } of (await stored?.list()) ?? []) known.add(id);
    const asked = await own.learn();
    fault = asked.fault;
    if (asked.workspace !== undefined) known.add(asked.workspace.id);
    if (asked.mayPass) again = setTimeout(learnLater, askAgainMs).unref();
    if (fault !== undefined) log.warn({ platform: 'slack', fault }, 'the token was not accepted');
  };
  const learnLater = () => {
    learn().catch((error: unknown) => {
      log.warn({ platform: 'slack', reason: systemErrorCode(error) }, 'the workspaces could not be read');
      again = setTimeout(learnLater, askAgainMs).unref();
    });
  };
  const find = async (workspace: string) => {
    const found = own.find(workspace) ?? (await stored?.find(workspace)) ?? (await own.findAsking(workspace));
    if (found !== undefined) known.add(found.id);
    return found;
  };
  const forget = async (workspace: string) => {
    if (own.forget(workspace))
      fault = 'The token was taken back; install the app again and set its new token.';
    await stored?.forget(workspace);
    known.delete(workspace);
  };
  return {
    installations: { find, forget },
    oauth: oauthOf(parts, stored, whoAmI),
    // Who we were is who we are, until Slack says something else: nobody waits for it.
    start: async () => ((await recall()) ? learnLater() : learn()),
    stop: () => clearTimeout(again),
    has: (workspace) => known.has(workspace),
    forget,
    fault: () => fault,
  };
}

function readWho({
  team_id = '',
  url = '',
  user_id = '',
}: {
  team_id?: string;
  url?: string;
  user_id?: string;
}): Who {
  return { id: team_id, url: url === '' || url.endsWith('/') ? url : `${url}/`, botUser: user_id };
}

function oauthOf(
  { config, publicUrl }: WorkspacesParts,
  stored: StoredInstallations | undefined,
  whoAmI: (token: string) => Promise<Who>,
): Workspaces['oauth'] {
  const { oauth, apiUrl } = config;
  if (oauth === undefined || stored === undefined || publicUrl === undefined) return undefined;
  return { ...oauth, publicUrl, apiUrl, store: boltStore(stored, whoAmI) };
}

interface Asked {
  readonly workspace: Workspace | undefined;
  readonly fault: string | undefined;
  readonly mayPass: boolean;
}

/** The workspace of the token in the settings: who it is, is asked until it is known, and kept for the next start. */
function ownWorkspace(
  token: string | undefined,
  whoAmI: (token: string) => Promise<Who>,
  owners: TokenOwners,
) {
  let workspace: Workspace | undefined;
  let isConfirmed = false;
  let isRevoked = false;
  let asking: Promise<Asked> | undefined;
  const ask = async (): Promise<Asked> => {
    if (token === undefined || isRevoked || isConfirmed)
      return { workspace, fault: undefined, mayPass: false };
    try {
      const who = await whoAmI(token);
      workspace = { ...who, token };
      isConfirmed = true;
      await owners.keep(token, who);
      return { workspace, fault: undefined, mayPass: false };
    } catch (error) {
      return notKnown(error, token);
    }
  };
  const notKnown = async (error: unknown, token: string): Promise<Asked> => {
    const failure = failureOf(error);
    // Known, and not to be kept just now: the database is locked.
    if (isConfirmed) return { workspace, fault: undefined, mayPass: false };
    if (failure.kind === 'again' || failure.kind === 'wait')
      return { workspace, fault: 'Slack cannot be reached; asking again.', mayPass: true };
    workspace = undefined;
    await owners.forget(token).catch(() => {});
    const fault = `SLACK_BOT_TOKEN: Slack does not accept it (${failure.code}).`;
    return { workspace, fault, mayPass: false };
  };
  const learn = () => {
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  };
  const is = (id: string) => (workspace?.id === id && !isRevoked ? workspace : undefined);
  return {
    learn,
    /** Who we were when Slack last told. */
    async recall(): Promise<Workspace | undefined> {
      const who = token === undefined ? undefined : await owners.find(token);
      if (who !== undefined && token !== undefined) workspace ??= { ...who, token };
      return workspace;
    },
    find: is,
    async findAsking(id: string) {
      // Until Slack says which workspace it is, any may be ours: what is for it must not be taken for nobody's.
      if (token !== undefined && workspace === undefined && !isRevoked && (await learn()).mayPass)
        throw new SlackAwayError();
      return is(id);
    },
    forget(id: string): boolean {
      const isOurs = workspace?.id === id;
      if (isOurs) isRevoked = true;
      return isOurs;
    },
  };
}
