import { ChannelType, InteractionType, MessageFlags } from 'discord.js';
import { ownThread, type Received } from '../core/arrival.ts';
import { audienceFor, settingOf } from '../core/audience.ts';
import { numberOf } from '../core/form-number.ts';
import { readCommand } from './command-options.ts';
import { directWorkspace } from './directory.ts';
import type { Arrived, ArrivedOf, Origin } from './incoming.ts';
import { readModal } from './modal.ts';
import { mayPostIn, namesIn, personOf, readTarget } from './payload-helpers.ts';
import { actorSchema, type InteractionPayload, interactionSchema, messageCommandSchema } from './payloads.ts';
import { fieldText, permalinkOf, plainText } from './plain-text.ts';
import { readPress } from './read-press.ts';
import { withoutShare } from './share-button.ts';

/** What reading needs to know. */
export interface Here {
  /** The bot's own id. */
  readonly me: string;
  /** The thread of the conversation to which a message of ours belongs, where it is not the obvious one. */
  threadOf(workspace: string, at: string, message: string): Promise<string | undefined>;
}

/** What reading what is pressed needs to know. */
export interface HereForPresses extends Here {
  /** The server in which what somebody presses in a message of their direct messages counts; undefined for none. */
  workspaceOf(at: string, message: string, person: string): Promise<string | undefined>;
}

/** Tokens of interactions end after 15 minutes. https://docs.discord.com/developers/interactions/receiving-and-responding */
const tokenMs = 15 * 60_000;

/**
 * Reads an interaction that is to be handled; undefined for what is none of ours: malformed, or of a kind that a later
 * version of Discord may have. What somebody types in the middle of a command is read elsewhere (autocomplete.ts).
 */
export async function receiveInteraction(
  body: unknown,
  here: HereForPresses,
): Promise<Received<Origin> | undefined> {
  const read = interactionSchema.safeParse(body);
  const actor = actorSchema.safeParse(body);
  if (!read.success || !actor.success) return undefined;
  const common = commonOf(read.data, actor.data.member, actor.data.user);
  if (common === undefined) return undefined;
  const workspace = await workspaceOf(read.data, common, here);
  const arrived = await arrivedOf(read.data, common, { ...here, workspace });
  return arrived === undefined ? undefined : received(read.data, workspace, arrived);
}

/** The server, or the person's direct messages; but what was sent there to be answered counts where it belongs. */
async function workspaceOf(
  { guild_id, message }: InteractionPayload,
  common: Common,
  here: HereForPresses,
): Promise<string> {
  if (guild_id != null) return guild_id;
  const { person, place } = common;
  const belongs = message == null ? undefined : await here.workspaceOf(place.channel, message.id, person.id);
  return belongs ?? directWorkspace(person.id);
}

/** The same with the workspace in which it counts. */
type HereIn = Here & { readonly workspace: string };

function received(payload: InteractionPayload, workspace: string, arrived: Arrived): Received<Origin> {
  return {
    key: keyOf(payload, arrived),
    workspace,
    arrived,
    words: '',
    expiresAt: new Date(Date.now() + tokenMs).toISOString(),
  };
}

/** What one message says is shared once, however often that is pressed. */
function keyOf({ id, message }: InteractionPayload, arrived: Arrived): string {
  return arrived.kind === 'shared' && arrived.origin.mayPost && message != null
    ? `share:${message.id}:${numberOf(arrived.shared)}`
    : `interaction:${id}`;
}

type Common = Omit<ArrivedOf<'overheard'>, 'kind'>;
type Actor = ReturnType<typeof actorSchema.parse>;

/** What all interactions have; undefined where nobody did it, or nowhere. */
function commonOf(
  { token, guild_id, channel, channel_id, app_permissions }: InteractionPayload,
  member: Actor['member'],
  direct: Actor['user'],
): Common | undefined {
  const user = member?.user ?? direct;
  const at = channel?.id ?? channel_id;
  if (user == null || at == null) return undefined;
  const isDirect = guild_id == null;
  return {
    person: personOf(user, member?.nick),
    place: { channel: at, thread: isDirect ? '' : ownThread(user.id), postIn: '' },
    isPrivate: null,
    permalink: '',
    ephemeral: !isDirect,
    pressed: '',
    origin: {
      roles: member?.roles ?? [],
      type: isDirect ? ChannelType.DM : (channel?.type ?? null),
      parent: channel?.parent_id ?? '',
      token,
      onMessage: false,
      mayPost: isDirect || mayPostIn(app_permissions, channel?.type),
      left: [],
    },
  };
}

function arrivedOf(
  payload: InteractionPayload,
  common: Common,
  here: HereIn,
): Arrived | undefined | Promise<Arrived | undefined> {
  switch (payload.type) {
    case InteractionType.ApplicationCommand:
      return receiveCommand(payload, common, here);
    case InteractionType.MessageComponent:
      return receivePress(payload, common, here);
    case InteractionType.ModalSubmit:
      return receiveModal(payload, common, here);
    default:
      return undefined;
  }
}

function receiveCommand({ id, guild_id, data }: InteractionPayload, common: Common, here: Here): Arrived {
  const onMessage = messageCommandSchema.safeParse(data);
  if (onMessage.success) {
    const { target_id, resolved } = onMessage.data;
    const target = readTarget(resolved.messages[target_id]);
    const text = plainText(target.content, here.me, target.names);
    const permalink = permalinkOf(guild_id ?? '', common.place.channel, target_id);
    const place = { ...common.place, thread: '' };
    const { author } = target;
    return { ...common, place, permalink, kind: 'from-message', text, author, message: target_id };
  }
  // A command that this version does not know was registered by another.
  const { name, given } = readCommand(data) ?? { name: 'help', given: {} };
  const names = namesIn(data);
  const told = Object.fromEntries(
    Object.entries(given).map(([option, value]) => [option, plainText(value, here.me, names)]),
  );
  const isTeam = told.team === 'true';
  const thread = isTeam ? `team:${id}` : common.place.thread;
  return { ...common, place: { ...common.place, thread }, kind: 'commanded', name, given: told };
}

/** Where a message of ours stands: what only the person sees is a conversation of their own. */
async function onMessageOf(payload: InteractionPayload, common: Common, here: HereIn): Promise<Common> {
  const { message, guild_id } = payload;
  if (message == null) return common;
  const { channel: at } = common.place;
  const origin = { ...common.origin, onMessage: true };
  const isAlone = ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  if (isAlone) return { ...common, origin };
  const noted = await here.threadOf(here.workspace, at, message.id);
  return {
    ...common,
    place: { ...common.place, thread: noted ?? '' },
    permalink: permalinkOf(guild_id ?? '', at, message.id),
    ephemeral: false,
    pressed: message.id,
    origin,
  };
}

async function receivePress(payload: InteractionPayload, common: Common, here: HereIn): Promise<Arrived> {
  const from = await onMessageOf(payload, common, here);
  const press = readPress(payload.data);
  switch (press.kind) {
    case 'choices': {
      const chose = { ...from, kind: 'chose' as const, choices: [...press.ids] };
      // The first response is for whom the answer is, unless that goes to the channel by itself.
      const audience = audienceFor(chose, settingOf(chose, payload.guild_id == null));
      return { ...chose, ephemeral: from.ephemeral || (payload.guild_id != null && audience === 'asker') };
    }
    case 'form':
      return { ...from, kind: 'wanted-form', form: press.form };
    case 'share':
      // Shown to all, it becomes a conversation of its own.
      return {
        ...from,
        place: { ...from.place, thread: `shared:${payload.id}` },
        kind: 'shared',
        shared: press.key,
        origin: { ...from.origin, left: withoutShare(payload.message?.components ?? []) },
      };
    case 'unknown':
      // A button of an older version: the engine says so to the person.
      return { ...from, ephemeral: payload.guild_id != null, kind: 'chose', choices: ['unknown'] };
  }
}

async function receiveModal(
  payload: InteractionPayload,
  common: Common,
  here: HereIn,
): Promise<Arrived | undefined> {
  const modal = readModal(payload.data);
  if (modal === undefined) return undefined;
  const from = await onMessageOf(payload, common, here);
  const { form, message } = modal;
  const fields = Object.fromEntries(
    Object.entries(modal.fields).map(([name, value]) => [name, fieldText(value, here.me)]),
  );
  const permalink =
    message === '' ? from.permalink : permalinkOf(payload.guild_id ?? '', from.place.channel, message);
  // What is wrong with it concerns nobody else.
  return { ...from, permalink, ephemeral: payload.guild_id != null, kind: 'submitted', form, fields };
}
