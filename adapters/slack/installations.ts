import type { Installation, InstallationQuery, InstallationStore } from '@slack/bolt';
import { z } from 'zod';
import type { Database } from '../../src/database/connection.ts';
import { AdvisorError } from '../../src/errors.ts';
import type { Secrets } from './token-encryption.ts';

/** A workspace that installed the app. */
export interface Workspace {
  readonly id: string;
  readonly token: string;
  /** Who we are there: what we say ourselves is not heard again. */
  readonly botUser: string;
  /** The workspace's address, with a slash at its end; empty where it is not known. */
  readonly url: string;
}

/** Which workspaces there are. */
export interface Installations {
  /** A workspace; undefined where the app is not installed, or not any more. */
  find(workspace: string): Promise<Workspace | undefined>;
}

/** A workspace as it is stored: one installation, which is told from those before and after it. */
export interface StoredWorkspace extends Workspace {
  /** When it was stored, in ISO form. */
  readonly installedAt: string;
  /** The token as it is stored. */
  readonly sealed: string;
}

const dataSchema = z.object({ botUser: z.string(), url: z.string(), scopes: z.array(z.string()) });
const platform = 'slack';

/** What a workspace's token is sealed about: moved to another it does not open. */
export function sealedFor(workspace: string): string {
  return `${platform}:${workspace}`;
}

/** Installations in a database, their tokens sealed. */
export interface StoredInstallations extends Installations {
  /** Read anew each time: another process may have stored a newer one. */
  find(workspace: string): Promise<StoredWorkspace | undefined>;
  save(workspace: Workspace, name: string, scopes: readonly string[]): Promise<void>;
  /** Forgets the token of this very installation; one that took its place stays. Records stay: they are the team's. */
  end(installation: StoredWorkspace): Promise<void>;
  has(workspace: string): Promise<boolean>;
}

/** Installations in a database. */
export function storeInstallations({ db }: Database, secrets: Secrets): StoredInstallations {
  const find = async (workspace: string): Promise<StoredWorkspace | undefined> => {
    const row = await db
      .selectFrom('installations')
      .selectAll()
      .where('platform', '=', platform)
      .where('workspace', '=', workspace)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const { botUser, url } = dataSchema.parse(JSON.parse(row.data));
    const token = secrets.open(row.token, sealedFor(workspace));
    return { id: workspace, botUser, url, token, installedAt: row.installed_at, sealed: row.token };
  };
  return {
    find,
    async save({ id, token, botUser, url }, name, scopes) {
      const row = {
        name: name.slice(0, 200),
        data: JSON.stringify({ botUser, url, scopes }),
        token: secrets.seal(token, sealedFor(id)),
        installed_at: new Date().toISOString(),
      };
      await db
        .insertInto('installations')
        .values({ platform, workspace: id, ...row })
        .onConflict((conflict) => conflict.columns(['platform', 'workspace']).doUpdateSet(row))
        .execute();
    },
    async end(installation) {
      const { id } = installation;
      // Another process may encrypt it anew meanwhile: then it is the same installation, sealed otherwise.
      for (let now = await find(id); isSame(now, installation); now = await find(id)) {
        await db
          .deleteFrom('installations')
          .where('platform', '=', platform)
          .where('workspace', '=', id)
          .where('token', '=', now.sealed)
          .execute();
      }
    },
    async has(workspace) {
      const row = await db
        .selectFrom('installations')
        .select('workspace')
        .where('platform', '=', platform)
        .where('workspace', '=', workspace)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}

function isSame(
  now: StoredWorkspace | undefined,
  { token, installedAt }: StoredWorkspace,
): now is StoredWorkspace {
  return now !== undefined && now.token === token && now.installedAt === installedAt;
}

/** What we learn of a workspace by asking with its token. */
export type WhoAmI = (token: string) => Promise<{ readonly url: string; readonly botUser: string }>;

/** The same for Bolt's installation pages. */
export function boltStore(installations: StoredInstallations, whoAmI: WhoAmI): InstallationStore {
  return {
    async storeInstallation(installation) {
      const { team, bot } = installation;
      if (installation.isEnterpriseInstall === true || team === undefined) throw noGrid();
      if (bot === undefined) throw new AdvisorError('configuration', 'the app was installed without its bot');
      const { url } = await whoAmI(bot.token);
      await installations.save(
        { id: team.id, token: bot.token, botUser: bot.userId, url },
        team.name ?? team.id,
        bot.scopes,
      );
    },
    fetchInstallation: (query) => fetchInstallation(installations, query),
  };
}

async function fetchInstallation(
  installations: Installations,
  { teamId }: InstallationQuery<boolean>,
): Promise<Installation<'v2', false>> {
  const found = teamId === undefined ? undefined : await installations.find(teamId);
  if (found === undefined) throw new AdvisorError('not-found', 'the app is not installed in that workspace');
  const { id, token, botUser } = found;
  return {
    team: { id },
    enterprise: undefined,
    user: { id: '', token: undefined, scopes: undefined },
    bot: { id: '', token, userId: botUser, scopes: [] },
  };
}

/** Whole organisations come later; a workspace of one can install the app for itself. */
export const gridWords =
  'This version is installed by single workspaces, not by a whole Enterprise Grid organisation. Choose one workspace and install it there.';

function noGrid(): AdvisorError {
  return new AdvisorError('configuration', gridWords);
}
