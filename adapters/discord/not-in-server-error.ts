import { DiscordCallError } from './errors.ts';

/** The bot is not in the server: only its commands were installed there, or it was removed. */
export class NotInServerError extends DiscordCallError {}

/** What somebody is told there; `invite` is the link that lets the bot in. */
export function notInServer(invite: string): string {
  return `I am not in this server; until I am, write to me directly. Somebody who manages it can add me: ${invite}`;
}
