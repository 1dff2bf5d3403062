import { setTimeout as sleep } from 'node:timers/promises';
import {
  type APIInteractionResponse,
  ApplicationIntegrationType,
  GatewayDispatchEvents,
  InteractionResponseType,
  InteractionType,
} from 'discord.js';
import type { Logger } from 'pino';
import { createInOrder } from '../../src/in-order.ts';
import type { Received } from '../core/arrival.ts';
import type { Chat } from '../core/chat.ts';
import type { Posted, PostedMessages } from '../core/posted-messages.ts';
import { type CompletingParts, complete } from './autocomplete.ts';
import type { BotIdentity } from './bot-identity.ts';
import type { Deliveries } from './delivery-receiver.ts';
import type { Directory } from './directory.ts';
import type { DiscordTypes } from './discord-types.ts';
import { deliverInstead } from './fallback-delivery.ts';
import { firstResponse, words } from './first-response.ts';
import type { Origin } from './incoming.ts';
import { madeAt } from './made-at.ts';
import { notInServer } from './not-in-server-error.ts';
import {
  guildAddedSchema,
  guildDeletedSchema,
  interactionSchema,
  ofGuildSchema,
  readySchema,
  roleToldSchema,
} from './payloads.ts';
import { type HereForPresses, receiveInteraction } from './receive-interaction.ts';
import { receiveMessage } from './receive-message.ts';
import { reasonFor } from './redact-secrets.ts';

/** The flow that takes what was read, what is known of the platform to read it, and what completes what is typed. */
export interface IntakeParts extends CompletingParts {
  readonly chat: Pick<Chat<DiscordTypes>, 'take' | 'put'>;
  readonly posted: PostedMessages;
  readonly directory: Directory;
  /** Told who we are, and which servers the bot was removed from or is in. */
  readonly identity: BotIdentity;
  /** Whether the words of all messages are sent along; undefined where this process does not know. */
  readonly hasContent: () => boolean | undefined;
  /** The link that lets the bot into a server. */
  readonly inviteTo: (guild: string) => string;
  readonly log: Logger;
}

/** Reads deliveries, and gives them to the flow. */
export function createDeliveries(parts: IntakeParts): Deliveries {
  const overhear = createOverhearing(parts);
  return {
    interaction: (raw) => takeInteraction(parts, raw),
    async lost(raw, response) {
      const received = await receiveInteraction(raw, hereOf(parts));
      if (received !== undefined) await deliverInstead(parts.chat, received, response);
    },
    dispatch: (name, raw) => takeDispatch({ ...parts, overhear }, name, raw),
  };
}

function hereOf({ identity, posted }: IntakeParts): HereForPresses {
  return {
    me: identity.me(),
    threadOf: (workspace, channel, message) => posted.threadOf(workspace, { channel, message }),
    workspaceOf: (channel, message, person) => whereItCounts(posted, { channel, message }, person),
  };
}

/** That a message of ours stands in somebody's direct messages is stored right after Discord took it, in milliseconds. */
const [youngFor, lookAgainAfter, looks] = [3_000, 100, 5];

/** The server in which what is pressed counts; whoever is quicker than our own note of the message is waited for. */
async function whereItCounts(
  posted: PostedMessages,
  message: Posted,
  person: string,
): Promise<string | undefined> {
  for (let look = 1; ; look++) {
    const workspace = await posted.workspaceOf(message, person);
    const isYoung = Date.now() - madeAt(message.message) < youngFor;
    if (workspace !== undefined || !isYoung || look === looks) return workspace;
    await sleep(lookAgainAfter);
  }
}

async function takeInteraction(
  parts: IntakeParts,
  raw: unknown,
): Promise<APIInteractionResponse | undefined> {
  const read = interactionSchema.safeParse(raw);
  if (!read.success) return undefined;
  if (read.data.type === InteractionType.Ping) return { type: InteractionResponseType.Pong };
  if (read.data.type === InteractionType.ApplicationCommandAutocomplete) return complete(parts, raw);
  const { guild_id: guild } = read.data;
  if (guild != null && (isElsewhere(guild, read.data) || parts.identity.isGone(guild)))
    return alone(notInServer(parts.inviteTo(guild)));
  try {
    return await answer(parts, raw);
  } catch (error) {
    parts.log.error({ platform: 'discord', reason: reasonFor(error) }, 'an interaction was not taken');
    return alone('I could not take that just now. Try again in a moment.');
  }
}

/** Whether an interaction comes from a server where the app is not installed. */
function isElsewhere(
  guild: string,
  { authorizing_integration_owners: owners }: ReturnType<typeof interactionSchema.parse>,
): boolean {
  return owners != null && owners[ApplicationIntegrationType.GuildInstall] !== guild;
}

/** Words for the person alone. */
function alone(text: string): APIInteractionResponse {
  return firstResponse({ ephemeral: true, onMessage: false }, words(text));
}

async function answer(parts: IntakeParts, raw: unknown): Promise<APIInteractionResponse> {
  const received = await receiveInteraction(raw, hereOf(parts));
  // A kind of interaction, or a form, that this version does not know.
  if (received === undefined) return alone('I do not know that here; it may be from an older message.');
  const { ephemeral, origin } = received.arrived;
  return firstResponse({ ephemeral, onMessage: origin.onMessage }, await parts.chat.take(received));
}

async function takeDispatch(
  parts: IntakeParts & { readonly overhear: Overhear },
  name: string,
  raw: unknown,
): Promise<void> {
  switch (name) {
    case GatewayDispatchEvents.Ready: {
      const ready = readySchema.safeParse(raw);
      if (ready.success) parts.identity.learn(ready.data.user.id);
      return;
    }
    case GatewayDispatchEvents.MessageCreate:
      return takeMessage(parts, raw);
    case GatewayDispatchEvents.GuildDelete: {
      const gone = guildDeletedSchema.safeParse(raw);
      // Unavailable: Discord has a moment, and we are still in it.
      if (gone.success && gone.data.unavailable !== true) parts.identity.removed(gone.data.id);
      return;
    }
    default:
      return noteChange(parts, name, raw);
  }
}

/** Who sees what may have changed, and which role is the bot's own. */
function noteChange({ directory, identity }: IntakeParts, name: string, raw: unknown): void {
  noteRoles(identity, name, raw);
  if (!/^(?:GUILD_(?:CREATE|UPDATE|ROLE_)|CHANNEL_|THREAD_(?:UPDATE|DELETE))/.test(name)) return;
  const read = ofGuildSchema.safeParse(raw);
  const guild = read.success ? (read.data.guild_id ?? read.data.id) : undefined;
  if (guild == null) return;
  directory.forget(guild);
}

function noteRoles(identity: BotIdentity, name: string, raw: unknown): void {
  switch (name) {
    case GatewayDispatchEvents.GuildCreate: {
      const guild = guildAddedSchema.safeParse(raw);
      if (guild.success) identity.added(guild.data.id, guild.data.roles);
      return;
    }
    case GatewayDispatchEvents.GuildRoleCreate:
    case GatewayDispatchEvents.GuildRoleUpdate: {
      const role = roleToldSchema.safeParse(raw);
      if (role.success) identity.addedRole(role.data.guild_id, role.data.role);
      return;
    }
  }
}

/**
 * What is said to us is stored before anything is asked of Discord: the gateway brings it once, and what waits in memory is
 * lost with the process.
 */
async function takeMessage(
  { overhear, ...parts }: IntakeParts & { readonly overhear: Overhear },
  raw: unknown,
): Promise<void> {
  const { chat, directory, identity } = parts;
  const received = await receiveMessage(raw, {
    ...hereOf(parts),
    hasContent: parts.hasContent() === true,
    isOwnRole: async (workspace, roles) =>
      identity.isOwnRole(workspace, roles) ?? directory.isOwnRole(workspace, roles, identity.me()),
  });
  if (received === undefined) return;
  if (received.arrived.kind === 'overheard') overhear(received);
  else await chat.take(received);
}

/** Takes what was not said to us; nobody waits for it. */
type Overhear = (received: Received<Origin>) => void;

/** Whether a channel wants it may have to be asked of Discord, and what is said to us after it does not wait for that. */
function createOverhearing({ chat, log }: IntakeParts): Overhear {
  const inOrder = createInOrder();
  return (received) => {
    inOrder(received.arrived.place.channel, () => chat.take(received)).catch((error: unknown) => {
      log.debug({ platform: 'discord', reason: reasonFor(error) }, 'something overheard was not looked at');
    });
  };
}
