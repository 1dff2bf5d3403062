import { z } from 'zod';

/*
 * What Slack sends, as far as we read it. Fields that come and go are optional; what is not here is ignored, so that new
 * fields do no harm.
 */

const id = z.string().min(1).max(300);
const optional = z.string().nullish();
const userSchema = z.object({ id });
const teamSchema = z.object({ id }).nullish();

/** Slack's messages end at 40,000 characters, a few times as many where all are entities. */
const maxText = 200_000;
const bounded = (text: string) => text.slice(0, maxText);

/** A slash command. */
export const commandSchema = z.object({
  command: z.string().startsWith('/').max(100),
  text: z.string().max(40_000).nullish(),
  team_id: id,
  channel_id: id,
  channel_name: optional,
  user_id: id,
  response_url: z.url(),
  trigger_id: id,
});
export type CommandPayload = z.infer<typeof commandSchema>;

/** An event of the Events API; what the event itself holds is read by its type. */
export const eventCallbackSchema = z.object({
  type: z.literal('event_callback'),
  team_id: id,
  event_id: id,
  /** When it happened, in seconds; of no use where it is anything else. */
  event_time: z.number().int().positive().nullish().catch(null),
  authorizations: z
    .array(z.object({ team_id: optional, user_id: optional, is_bot: z.boolean().nullish() }))
    .nullish(),
  event: z.looseObject({ type: z.string() }),
});
export type EventCallback = z.infer<typeof eventCallbackSchema>;

/** A message, or a mention in one. */
export const messageSchema = z.object({
  type: z.enum(['message', 'app_mention']),
  subtype: optional,
  channel: id,
  channel_type: optional,
  user: id,
  bot_id: optional,
  text: z.string().transform(bounded),
  ts: id,
  thread_ts: optional,
  parent_user_id: optional,
});
export type MessageEvent = z.infer<typeof messageSchema>;

export const homeSchema = z.object({
  type: z.literal('app_home_opened'),
  user: id,
  tab: optional,
  channel: optional,
});

/** A message with links to a domain of ours; not one that is still being written. */
export const linksSchema = z.object({
  type: z.literal('link_shared'),
  user: id,
  channel: id,
  message_ts: id,
  source: optional,
  is_bot_user_member: z.boolean().nullish(),
  links: z.array(z.object({ url: z.string().max(2_000) })).max(1_000),
});
export type LinksEvent = z.infer<typeof linksSchema>;

export const assistantSchema = z.object({
  type: z.literal('assistant_thread_started'),
  assistant_thread: z.object({ user_id: id, channel_id: id, thread_ts: id }),
});

export const revokedSchema = z.object({
  type: z.literal('tokens_revoked'),
  tokens: z.object({ bot: z.array(z.string()).nullish() }),
});

/** A press in a message or on the Home tab. */
export const actionsSchema = z.object({
  type: z.literal('block_actions'),
  team: teamSchema,
  user: userSchema.extend({ team_id: optional }),
  trigger_id: id,
  response_url: optional,
  container: z.object({
    type: z.string(),
    message_ts: optional,
    thread_ts: optional,
    channel_id: optional,
    is_ephemeral: z.boolean().nullish(),
  }),
  channel: z.object({ id, name: optional }).nullish(),
  message: z.object({ thread_ts: optional, ts: optional }).nullish(),
  actions: z.array(z.looseObject({ action_id: z.string() })).min(1),
  state: z.unknown().optional(),
});
export type ActionsPayload = z.infer<typeof actionsSchema>;

/** A form that was sent in. */
export const submissionSchema = z.object({
  type: z.literal('view_submission'),
  team: teamSchema,
  user: userSchema.extend({ team_id: optional }),
  trigger_id: optional,
  view: z.object({
    id,
    hash: optional,
    callback_id: optional,
    private_metadata: z.string().default(''),
    state: z.unknown().optional(),
    blocks: z.array(z.unknown()).default([]),
  }),
});
export type SubmissionPayload = z.infer<typeof submissionSchema>;

/** Something that was chosen from a message's menu. */
export const shortcutSchema = z.object({
  type: z.literal('message_action'),
  callback_id: z.string(),
  team: teamSchema,
  user: userSchema,
  trigger_id: id,
  response_url: optional,
  channel: z.object({ id, name: optional }),
  message: z.object({
    ts: id,
    text: z.string().transform(bounded).default(''),
    user: optional,
    thread_ts: optional,
  }),
});
export type ShortcutPayload = z.infer<typeof shortcutSchema>;

/** What tells payloads apart. */
export const envelopeSchema = z.looseObject({
  type: optional,
  command: optional,
  is_enterprise_install: z.union([z.boolean(), z.string()]).nullish(),
  team_id: optional,
  trigger_id: optional,
});
