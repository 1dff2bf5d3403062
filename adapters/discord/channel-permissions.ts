import { OverwriteType, PermissionFlagsBits } from 'discord.js';

/** A server as far as it says who sees what. */
export interface GuildView {
  readonly id: string;
  readonly owner: string;
  /** Roles by their ids; the one with the server's own id is everybody's. */
  readonly roles: ReadonlyMap<string, RoleView>;
  /** Channels by their ids; no threads. */
  readonly channels: ReadonlyMap<string, ChannelView>;
}

/** A role of a server. */
export interface RoleView {
  readonly name: string;
  readonly permissions: bigint;
  /** The bot whose own role it is; empty for others. */
  readonly bot: string;
}

/** A channel of a server. */
export interface ChannelView {
  readonly name: string;
  readonly type: number;
  readonly overwrites: readonly Overwrite[];
}

/** What a channel allows or denies a role or a member, whatever the server says. */
export interface Overwrite {
  readonly id: string;
  readonly type: number;
  readonly allow: bigint;
  readonly deny: bigint;
}

/** Who looks: nobody in particular has no id and no roles. */
export interface Looker {
  readonly id: string;
  readonly roles: readonly string[];
}

const everybody: Looker = { id: '', roles: [] };

/** Whether a channel is not for everybody in its server. */
export function isPrivateChannel(guild: GuildView, channel: ChannelView): boolean {
  return !sees(guild, channel, everybody);
}

/** The channels that somebody sees, by their ids. */
export function channelsSeen(guild: GuildView, who: Looker): string[] {
  return [...guild.channels].filter(([, channel]) => sees(guild, channel, who)).map(([id]) => id);
}

/**
 * Whether somebody sees a channel, as Discord works it out. A category's overwrites stand in the channels that follow it,
 * so those of the channel are all there is. https://docs.discord.com/developers/topics/permissions#permission-overwrites
 */
function sees(guild: GuildView, channel: ChannelView, who: Looker): boolean {
  if (who.id !== '' && who.id === guild.owner) return true;
  const roles = [guild.id, ...who.roles.filter((role) => role !== guild.id)];
  const base = roles.reduce((bits, role) => bits | (guild.roles.get(role)?.permissions ?? 0n), 0n);
  if ((base & PermissionFlagsBits.Administrator) !== 0n) return true;
  const of = (isMeant: (one: Overwrite) => boolean) => channel.overwrites.filter(isMeant);
  const layers = [
    of(({ type, id }) => type === OverwriteType.Role && id === guild.id),
    of(({ type, id }) => type === OverwriteType.Role && id !== guild.id && who.roles.includes(id)),
    of(({ type, id }) => type === OverwriteType.Member && id === who.id),
  ];
  return (layers.reduce(withOverwrites, base) & PermissionFlagsBits.ViewChannel) !== 0n;
}

/** What one role allows counts more than what another denies. */
function withOverwrites(bits: bigint, overwrites: readonly Overwrite[]): bigint {
  const denied = overwrites.reduce((all, { deny }) => all | deny, 0n);
  const allowed = overwrites.reduce((all, { allow }) => all | allow, 0n);
  return (bits & ~denied) | allowed;
}
