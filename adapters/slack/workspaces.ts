import type { InstallationStore } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Database } from '../../src/database/connection.ts';
import { systemErrorCode } from '../../src/errors.ts';
import type { SlackConfig, SlackOAuth } from './config.ts';
import {
  boltStore,
  type Installations,
  type StoredInstallations,
  type StoredWorkspace,
  storeInstallations,
  type Workspace,
} from './installations.ts';
import type { OAuthPlace } from './oauth.ts';
import { ownWorkspace } from './own-workspace.ts';
import { checkToken } from './token-check.ts';
import { createSecrets } from './token-encryption.ts';
import { createTokenOwners, type Who } from './token-owners.ts';

/** The workspaces that we work for: the one of the settings' token, and those that installed the app. */
export interface Workspaces {
  readonly installations: Installations;
  readonly oauth: (SlackOAuth & OAuthPlace & { readonly store: InstallationStore }) | undefined;
  /** Asks who we are; goes on asking where Slack cannot be reached. */
  start(): Promise<void>;
  stop(): void;
  /** Whether a workspace is one of them, as far as is known without asking. */
  has(workspace: string): boolean;
  /**
   * Told that an installation of a workspace ended, at a time in milliseconds where that is known. Deliveries come late
   * and twice: an installation of after that goes on, as does one whose token counts. @throws what kept Slack from telling.
   */
  ended(workspace: string, at: number | undefined): Promise<boolean>;
  /** Told that Slack refused a token. @throws what kept Slack from telling whether it counts. */
  refused(workspace: string, token: string): Promise<Refused>;
  /** What keeps us from working; undefined where nothing does. */
  fault(): string | undefined;
}

/** What is behind a token that was refused: a newer one took its place, the workspace is gone, or the token counts. */
export type Refused = 'renewed' | 'ended' | 'counts';

/** What workspaces need. */
export interface WorkspacesParts {
  readonly config: SlackConfig;
  readonly publicUrl: string | undefined;
  readonly database: Database;
  readonly options: WebClientOptions;
  readonly log: Logger;
}

const askAgainMs = 15_000;
/** Our clock and Slack's differ by less, in milliseconds. */
const clocksDiffer = 5 * 60_000;

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
    const known = own.find(workspace) ?? (await stored?.find(workspace));
    if (known !== undefined) return noted(known);
    const asked = await own.findAsking(workspace);
    if (asked === undefined) return undefined;
    fault = undefined;
    return noted(asked);
  };
  const noted = (found: Workspace) => {
    known.add(found.id);
    return found;
  };
  const endStored = async (workspace: string, at: number | undefined): Promise<void> => {
    const installation = await stored?.find(workspace);
    if (installation === undefined || stored === undefined || isBefore(at, installation)) return;
    if ((await checkToken(whoAmI, installation.token)) === 'over') await stored.end(installation);
  };
  const isGone = async (workspace: string): Promise<boolean> => {
    if (own.find(workspace) !== undefined || (await stored?.find(workspace)) !== undefined) return false;
    known.delete(workspace);
    return true;
  };
  const ended = async (workspace: string, at: number | undefined): Promise<boolean> => {
    if ((await own.check(workspace)) === 'over')
      fault = 'The token was taken back; install the app again and set its new token.';
    await endStored(workspace, at);
    return isGone(workspace);
  };
  return {
    installations: { find },
    oauth: oauthOf(parts, stored, whoAmI),
    // Who we were is who we are, until Slack says something else: nobody waits for it.
    start: async () => ((await recall()) ? learnLater() : learn()),
    stop: () => clearTimeout(again),
    has: (workspace) => known.has(workspace),
    ended,
    async refused(workspace, token) {
      const used = await find(workspace);
      if (used !== undefined && used.token !== token) return 'renewed';
      if (await ended(workspace, undefined)) return 'ended';
      return (await find(workspace))?.token === token ? 'counts' : 'renewed';
    },
    fault: () => fault,
  };
}

/** Whether something happened surely before an installation. */
function isBefore(at: number | undefined, { installedAt }: StoredWorkspace): boolean {
  return at !== undefined && at + clocksDiffer < Date.parse(installedAt);
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
