import { OAuth2Scopes } from 'discord.js';
import { permissionBits } from './permissions.ts';

/**
 * The link that invites the bot into a server, with the permissions that it needs and its commands.
 * https://docs.discord.com/developers/topics/oauth2#bot-authorization-flow
 */
export function inviteLink(applicationId: string, guildId?: string): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: `${OAuth2Scopes.Bot} ${OAuth2Scopes.ApplicationsCommands}`,
    permissions: `${permissionBits}`,
    ...(guildId === undefined ? {} : { guild_id: guildId }),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}
