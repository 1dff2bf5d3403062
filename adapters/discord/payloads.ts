import { z } from 'zod';

/*
 * What Discord sends, as far as we read it. What is not here is ignored, and what is not as it should be counts as absent
 * where we can do without it, so that a later version of Discord does no harm.
 */

const id = z.string().min(1).max(100);
const optionalId = id.nullish().catch(null);
const name = z.string().max(300).nullish().catch(null);
const number = z.number().nullish().catch(null);
const ids = z.array(id).max(500).catch([]);

const userSchema = z.object({
  id,
  username: name,
  global_name: name,
  bot: z.boolean().nullish().catch(null),
});
export type UserPayload = z.infer<typeof userSchema>;

const memberSchema = z.object({ nick: name, roles: ids }).nullish().catch(null);

/** An interaction. https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object */
export const interactionSchema = z.object({
  id,
  type: z.number(),
  token: z.string().min(1).max(2_000),
  guild_id: optionalId,
  channel_id: optionalId,
  channel: z.object({ id, type: number, parent_id: optionalId }).nullish().catch(null),
  member: memberSchema,
  user: userSchema.nullish().catch(null),
  message: z
    .object({ id, flags: number, components: z.array(z.unknown()).catch([]) })
    .nullish()
    .catch(null),
  data: z.unknown(),
  authorizing_integration_owners: z.record(z.string(), z.string()).nullish().catch(null),
  app_permissions: z
    .string()
    .regex(/^\d{1,30}$/)
    .nullish()
    .catch(null),
});
export type InteractionPayload = z.infer<typeof interactionSchema>;

/** Who did it: in a server its member, elsewhere the user. */
export const actorSchema = z.object({
  member: z.object({ user: userSchema, nick: name, roles: ids }).nullish().catch(null),
  user: userSchema.nullish().catch(null),
});

/** What a command of a message's menu holds of the message. */
export const messageCommandSchema = z.object({
  name: z.string(),
  type: z.literal(3),
  target_id: id,
  resolved: z.object({ messages: z.record(z.string(), z.unknown()) }),
});

/** A message. https://docs.discord.com/developers/resources/message#message-object */
export const messageSchema = z.object({
  id,
  channel_id: id,
  guild_id: optionalId,
  author: userSchema,
  member: memberSchema,
  content: z.string().max(10_000).catch(''),
  type: z.number().catch(0),
  channel_type: number,
  webhook_id: optionalId,
  mentions: z
    .array(userSchema.extend({ member: z.object({ nick: name }).nullish().catch(null) }))
    .max(200)
    .catch([]),
  mention_roles: ids,
  mention_everyone: z.boolean().nullish().catch(null),
  message_reference: z.object({ message_id: optionalId }).nullish().catch(null),
  /** What a reply answers; null where that was deleted, left out where Discord did not look. */
  referenced_message: z
    .object({ id: optionalId, author: z.object({ id }) })
    .nullish()
    .catch(null),
});
export type MessagePayload = z.infer<typeof messageSchema>;

/** A server that the bot was in, or that Discord has lost for a moment. */
export const guildDeletedSchema = z.object({ id, unavailable: z.boolean().nullish().catch(null) });

/** What the gateway says of us at the beginning. */
export const readySchema = z.object({ user: z.object({ id }) });

const roleSchema = z
  .object({ id, tags: z.object({ bot_id: optionalId }).nullish().catch(null) })
  .transform(({ id: role, tags }) => ({ id: role, bot: tags?.bot_id ?? '' }));
/** A server that the bot is in, with its roles. */
export const guildAddedSchema = z.object({ id, roles: z.array(roleSchema).catch([]) });
/** A role that is new, or has changed. */
export const roleToldSchema = z.object({ guild_id: id, role: roleSchema });

/** Anything that changed in a server. */
export const ofGuildSchema = z.object({ guild_id: optionalId, id: optionalId });
