import { PermissionFlagsBits } from 'discord.js';

/** A permission and what it is for. https://docs.discord.com/developers/topics/permissions */
export interface Permission {
  readonly bit: bigint;
  readonly name: string;
  readonly reason: string;
}

/** Everything that the bot asks for, and no more. */
export const permissions: readonly Permission[] = [
  { bit: PermissionFlagsBits.ViewChannel, name: 'View Channels', reason: 'to hear mentions, and to answer' },
  { bit: PermissionFlagsBits.SendMessages, name: 'Send Messages', reason: 'to answer where it is asked' },
  {
    bit: PermissionFlagsBits.SendMessagesInThreads,
    name: 'Send Messages in Threads',
    reason: 'to answer in threads',
  },
  {
    bit: PermissionFlagsBits.CreatePublicThreads,
    name: 'Create Public Threads',
    reason: 'to begin a thread for the discussion of a proposal',
  },
  { bit: PermissionFlagsBits.AttachFiles, name: 'Attach Files', reason: 'for the pictures of its charts' },
  {
    bit: PermissionFlagsBits.ReadMessageHistory,
    name: 'Read Message History',
    reason: 'to reply to a message, to change its own when a vote comes in, and to see how a thread began',
  },
];

/** The permissions as one number, as an invite link and a role hold them. */
export const permissionBits: bigint = permissions.reduce((bits, { bit }) => bits | bit, 0n);
