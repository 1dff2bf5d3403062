import { z } from 'zod';

/**
 * What is read of Discord's answers, and no more of them: an answer that has changed elsewhere is still understood.
 * https://docs.discord.com/developers/reference
 */
const id = z.string();

export const userSchema = z.object({
  id,
  username: z.string(),
  global_name: z.string().nullish(),
  bot: z.boolean().optional(),
});

/** https://docs.discord.com/developers/resources/channel#channel-object */
export const channelSchema = z.object({
  id,
  type: z.number(),
  guild_id: id.optional(),
  parent_id: id.nullish(),
  name: z.string().nullish(),
  owner_id: id.optional(),
  permission_overwrites: z
    .array(z.object({ id, type: z.number(), allow: z.string(), deny: z.string() }))
    .optional(),
  recipients: z.array(userSchema).optional(),
});
export type DiscordChannel = z.infer<typeof channelSchema>;

export const roleSchema = z.object({
  id,
  name: z.string(),
  permissions: z.string(),
  /** Whose role it is, where it is a bot's own. */
  tags: z.object({ bot_id: id.optional() }).optional(),
});
export type DiscordRole = z.infer<typeof roleSchema>;

/** https://docs.discord.com/developers/resources/guild#guild-object */
export const guildSchema = z.object({
  id,
  name: z.string(),
  owner_id: id.optional(),
  preferred_locale: z.string().optional(),
  roles: z.array(roleSchema).default([]),
});
export type DiscordGuild = z.infer<typeof guildSchema>;

/** https://docs.discord.com/developers/resources/guild#guild-member-object */
export const memberSchema = z.object({
  user: userSchema.optional(),
  nick: z.string().nullish(),
  roles: z.array(id).default([]),
});
export type DiscordMember = z.infer<typeof memberSchema>;

/** A message of ours that is there now. */
export const postedSchema = z.object({ id, channel_id: id });
export type DiscordPosted = z.infer<typeof postedSchema>;

/** https://docs.discord.com/developers/resources/message#message-object */
export const readMessageSchema = z.object({
  id,
  channel_id: id,
  type: z.number(),
  author: userSchema,
  content: z.string().default(''),
  timestamp: z.string().optional(),
  message_reference: z.object({ message_id: id.optional() }).optional(),
  thread: channelSchema.optional(),
  components: z.array(z.object({ id: z.number().optional() })).default([]),
});
export type DiscordReadMessage = z.infer<typeof readMessageSchema>;

/** https://docs.discord.com/developers/resources/application#application-object */
export const applicationSchema = z.object({
  id,
  name: z.string().default(''),
  flags: z.number().default(0),
  interactions_endpoint_url: z.string().nullish(),
  /** The public key, in hex. */
  verify_key: z.string().optional(),
});
export type DiscordApplication = z.infer<typeof applicationSchema>;

/** A command as it is registered: only what it is told by is read, the rest is compared as it is. */
export const registeredSchema = z.looseObject({ id, name: z.string(), type: z.number().default(1) });
export type RegisteredCommand = z.infer<typeof registeredSchema>;
