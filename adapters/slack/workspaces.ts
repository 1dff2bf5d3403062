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
import { type OwnWorkspace, ownWorkspace } from './own-workspace.ts';
import { renewTokens, unreadableWords } from './renew-tokens.ts';
import { checkToken } from './token-check.ts';
import { createSecrets, type Secrets } from './token-encryption.ts';
import { createTokenOwners, type Who } from './token-owners.ts';

/** The workspaces that we work for: the one of the settings' token, and those that installed the app. */
export interface Workspaces {
  readonly installations: Installations;
  readonly oauth: (SlackOAuth & OAuthPlace & { readonly store: InstallationStore }) | undefined;
  /** Asks who we are; goes on asking where Slack cannot be reached. */
  start(): Promise<void>;
  stop(): void;
  /** Whether a workspace is one of them, as far as is known without asking Slack. */
  has(workspace: string): Promise<boolean>;
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

/** The settings' tokens, where other workspaces install the app, and where their installations are kept. */
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
  return new KnownWorkspaces(parts);
}

class KnownWorkspaces implements Workspaces {
  readonly installations: Installations = { find: (workspace) => this.#find(workspace) };
  readonly oauth: Workspaces['oauth'];
  readonly #log: Logger;
  readonly #whoAmI: (token: string) => Promise<Who>;
  readonly #database: Database;
  readonly #secrets: Secrets | undefined;
  readonly #stored: StoredInstallations | undefined;
  readonly #own: OwnWorkspace;
  #isRenewed = false;
  #fault: string | undefined;
  #again: NodeJS.Timeout | undefined;

  constructor(parts: WorkspacesParts) {
    const { config, database, options, log } = parts;
    this.#log = log;
    this.#whoAmI = async (token) => readWho(await new WebClient(token, options).auth.test());
    this.#database = database;
    this.#secrets = config.oauth && createSecrets(config.oauth.encryptionKeys);
    this.#stored = this.#secrets && storeInstallations(database, this.#secrets);
    this.#own = ownWorkspace(config.botToken, this.#whoAmI, createTokenOwners(database));
    this.oauth = oauthOf(parts, this.#stored, this.#whoAmI);
  }

  async start(): Promise<void> {
    const recalled = await this.#own.recall();
    if (recalled === undefined) return this.#learn();
    // Who we were is who we are, until Slack says something else: nobody waits for it.
    this.#learnLater();
  }

  stop(): void {
    clearTimeout(this.#again);
  }

  async has(workspace: string): Promise<boolean> {
    return this.#own.find(workspace) !== undefined || (await this.#stored?.has(workspace)) === true;
  }

  fault(): string | undefined {
    return this.#fault;
  }

  async ended(workspace: string, at: number | undefined): Promise<boolean> {
    if ((await this.#own.check(workspace)) === 'over')
      this.#fault = 'The token was taken back; install the app again and set its new token.';
    await this.#endStored(workspace, at);
    return !(await this.has(workspace));
  }

  async refused(workspace: string, token: string): Promise<Refused> {
    const used = await this.#find(workspace);
    if (used !== undefined && used.token !== token) return 'renewed';
    if (await this.ended(workspace, undefined)) return 'ended';
    return (await this.#find(workspace))?.token === token ? 'counts' : 'renewed';
  }

  /** What is stored under a former key is encrypted anew, so that the key can go. */
  async #renewTokens(): Promise<void> {
    if (this.#secrets === undefined || this.#isRenewed) return;
    const states = await renewTokens(this.#database, this.#secrets);
    this.#isRenewed = true;
    const { former: renewed, unreadable } = states;
    if (renewed > 0)
      this.#log.info({ platform: 'slack', renewed }, 'tokens under a former key were encrypted anew');
    const words = unreadableWords(states);
    if (words !== undefined)
      this.#log.error({ platform: 'slack', workspaces: unreadable.slice(0, 20) }, words);
  }

  async #learn(): Promise<void> {
    await this.#renewTokens();
    const { fault, mayPass } = await this.#own.learn();
    this.#fault = fault;
    if (mayPass) this.#learnAgain();
    if (fault !== undefined) this.#log.warn({ platform: 'slack', fault }, 'the token was not accepted');
  }

  #learnAgain(): void {
    this.#again = setTimeout(() => this.#learnLater(), askAgainMs).unref();
  }

  #learnLater(): void {
    this.#learn().catch((error: unknown) => {
      const reason = systemErrorCode(error);
      this.#log.warn({ platform: 'slack', reason }, 'the workspaces could not be read');
      this.#learnAgain();
    });
  }

  async #find(workspace: string): Promise<Workspace | undefined> {
    const told = await this.#told(workspace);
    const found = told ?? (await this.#own.findAsking(workspace));
    if (found === undefined) return undefined;
    if (told === undefined) this.#fault = undefined;
    return found;
  }

  /** What is known without asking Slack: who the token is for, and what any process has stored. */
  async #told(workspace: string): Promise<Workspace | undefined> {
    return this.#own.find(workspace) ?? (await this.#stored?.find(workspace));
  }

  async #endStored(workspace: string, at: number | undefined): Promise<void> {
    const installation = await this.#stored?.find(workspace);
    if (installation === undefined || isBefore(at, installation)) return;
    if ((await checkToken(this.#whoAmI, installation.token)) === 'over')
      await this.#stored?.end(installation);
  }
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
