import {
  type APIInteractionResponse,
  ApplicationIntegrationType,
  GatewayDispatchEvents,
  InteractionResponseType,
  InteractionType,
} from 'discord.js';
import type { Logger } from 'pino';
import { createInOrder } from '../../src/in-order.ts';
import type { Item } from '../../src/queue/arrival.ts';
import type { Inbox } from '../../src/queue/inbox.ts';
import { createKeyedWaits, type KeyedWaits } from '../core/await-by-key.ts';
import { createOverheardWords, type OverheardWords } from '../core/overheard-words.ts';
import { type AckParts, answerInAck } from './answer-in-ack.ts';
import { complete } from './autocomplete.ts';
import type { BotIdentity } from './bot-identity.ts';
import type { Deliveries } from './delivery-receiver.ts';
import { threadTypes } from './directory.ts';
import { deliverInstead } from './fallback-delivery.ts';
import { type First, firstResponse, words } from './first-response.ts';
import type { Handler } from './handler.ts';
import type { Arrived } from './incoming.ts';
import { notInServer } from './not-in-server-error.ts';
import {
  guildAddedSchema,
  guildDeletedSchema,
  interactionSchema,
  ofGuildSchema,
  readySchema,
  roleToldSchema,
} from './payloads.ts';
import { type Received, receiveInteraction } from './receive-interaction.ts';
import { receiveMessage } from './receive-message.ts';
import { reasonFor } from './redact-secrets.ts';

/** Takes what Discord delivers, and works it off. */
export interface Intake extends Deliveries {
  /** Works an item of the inbox off. */
  handle(item: Item<Arrived>): Promise<void>;
}

/** Where what arrives is stored, who works it off, and what is answered in the first response itself. */
export interface IntakeParts {
  readonly inbox: Pick<Inbox<Arrived>, 'accept'>;
  readonly handler: Handler;
  readonly asking: AckParts;
  /** Told who we are, and which servers the bot was removed from or is in. */
  readonly ourselves: BotIdentity;
  readonly log: Logger;
}

/** So long an outcome is waited for, in milliseconds; Discord waits three seconds for a first response. */
const outcomeWait = 1_500;

/** Takes deliveries for one inbox. */
export function createIntake(parts: IntakeParts): Intake {
  const heard = createOverheardWords();
  const waiting = createKeyedWaits<First>();
  const overhear = createOverhearing(parts, heard);
  return {
    interaction: (raw) => takeInteraction(parts, raw, waiting),
    async lost(raw, response) {
      const received = await receiveInteraction(raw, parts.asking.here);
      if (received !== undefined) await deliverInstead(parts.asking.outbox, received, response);
    },
    dispatch: (name, raw) => takeDispatch({ ...parts, overhear }, name, raw),
    handle: (item) =>
      parts.handler.handle(item, {
        words: heard.take(item.key),
        isAwaited: () => waiting.isAwaited(waitKey(item)),
        tell: (first) => waiting.tell(waitKey(item), first),
      }),
  };
}

function waitKey({ workspace, key }: Pick<Item<Arrived>, 'workspace' | 'key'>): string {
  return `${workspace} ${key}`;
}

async function takeInteraction(
  parts: IntakeParts,
  raw: unknown,
  waiting: KeyedWaits<First>,
): Promise<APIInteractionResponse | undefined> {
  const read = interactionSchema.safeParse(raw);
  if (!read.success) return undefined;
  if (read.data.type === InteractionType.Ping) return { type: InteractionResponseType.Pong };
  if (read.data.type === InteractionType.ApplicationCommandAutocomplete) return complete(parts.asking, raw);
  const { guild_id: guild } = read.data;
  if (guild != null && (isElsewhere(guild, read.data) || parts.asking.isGone(guild)))
    return alone(notInServer(parts.asking.inviteTo(guild)));
  try {
    return await answer(parts, raw, waiting);
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

async function answer(
  parts: IntakeParts,
  raw: unknown,
  waiting: KeyedWaits<First>,
): Promise<APIInteractionResponse> {
  const received = await receiveInteraction(raw, parts.asking.here);
  // A kind of interaction, or a form, that this version does not know.
  if (received === undefined) return alone('I do not know that here; it may be from an older message.');
  const at = await answerInAck(parts.asking, received);
  if (at !== undefined) return at;
  const outcome = waiting.wait(waitKey(received), outcomeWait);
  const state = await accept(parts, received, received.arrived).catch((error: unknown) => {
    waiting.tell(waitKey(received), { kind: 'later' });
    throw error;
  });
  if (state === 'seen') waiting.tell(waitKey(received), { kind: 'later' });
  return firstResponse(received.arrived, (await outcome) ?? { kind: 'later' });
}

function accept(
  { inbox }: IntakeParts,
  { workspace, key, expiresAt }: Received,
  arrived: Arrived,
): Promise<'new' | 'seen'> {
  return inbox.accept({
    platform: 'discord',
    workspace,
    key,
    conversation: `${arrived.place.at} ${arrived.place.thread}`,
    payload: arrived,
    ...(expiresAt === undefined ? {} : { expiresAt }),
  });
}

async function takeDispatch(
  parts: IntakeParts & { readonly overhear: Overhear },
  name: string,
  raw: unknown,
): Promise<void> {
  switch (name) {
    case GatewayDispatchEvents.Ready: {
      const ready = readySchema.safeParse(raw);
      if (ready.success) parts.ourselves.learn(ready.data.user.id);
      return;
    }
    case GatewayDispatchEvents.MessageCreate:
      return takeMessage(parts, raw);
    case GatewayDispatchEvents.GuildDelete: {
      const gone = guildDeletedSchema.safeParse(raw);
      // Unavailable: Discord has a moment, and we are still in it.
      if (gone.success && gone.data.unavailable !== true) parts.ourselves.removed(gone.data.id);
      return;
    }
    default:
      return noteChange(parts, name, raw);
  }
}

/** Who sees what may have changed, and which role is the bot's own. */
function noteChange({ asking, ourselves }: IntakeParts, name: string, raw: unknown): void {
  noteRoles(ourselves, name, raw);
  if (!/^(?:GUILD_(?:CREATE|UPDATE|ROLE_)|CHANNEL_|THREAD_(?:UPDATE|DELETE))/.test(name)) return;
  const read = ofGuildSchema.safeParse(raw);
  const guild = read.success ? (read.data.guild_id ?? read.data.id) : undefined;
  if (guild == null) return;
  asking.directory.forget(guild);
}

function noteRoles(ourselves: BotIdentity, name: string, raw: unknown): void {
  switch (name) {
    case GatewayDispatchEvents.GuildCreate: {
      const guild = guildAddedSchema.safeParse(raw);
      if (guild.success) ourselves.added(guild.data.id, guild.data.roles);
      return;
    }
    case GatewayDispatchEvents.GuildRoleCreate:
    case GatewayDispatchEvents.GuildRoleUpdate: {
      const role = roleToldSchema.safeParse(raw);
      if (role.success) ourselves.addedRole(role.data.guild_id, role.data.role);
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
  const { asking, ourselves } = parts;
  const received = await receiveMessage(raw, {
    ...asking.here,
    hasContent: asking.hasContent() === true,
    isOwnRole: async (workspace, roles) =>
      ourselves.isOwnRole(workspace, roles) ?? asking.directory.isOwnRole(workspace, roles, asking.me()),
  });
  if (received === undefined) return;
  if (received.arrived.kind === 'overheard') overhear(received);
  else await accept(parts, received, received.arrived);
}

/** Takes what was not said to us; nobody waits for it. */
type Overhear = (received: Received) => void;

/** Whether a channel wants it may have to be asked of Discord, and what is said to us after it does not wait for that. */
function createOverhearing(parts: IntakeParts, heard: OverheardWords): Overhear {
  const inOrder = createInOrder();
  const overhear = async (received: Received) => {
    const { arrived, key, workspace, words: said } = received;
    // What nobody turned on is not even counted.
    if (!(await isNoticing(parts.asking, workspace, arrived))) return;
    heard.keep(key, said);
    await accept(parts, received, arrived);
  };
  return (received) => {
    inOrder(received.arrived.place.at, () => overhear(received)).catch((error: unknown) => {
      parts.log.debug(
        { platform: 'discord', reason: reasonFor(error) },
        'something overheard was not looked at',
      );
    });
  };
}

async function isNoticing(
  { services, directory }: AckParts,
  workspace: string,
  { place }: Arrived,
): Promise<boolean> {
  if (await services.channels.isNoticing(workspace, place.at)) return true;
  if (place.type === null || !threadTypes.includes(place.type)) return false;
  const { channel } = await directory.spot(workspace, place);
  return channel !== place.at && services.channels.isNoticing(workspace, channel);
}
