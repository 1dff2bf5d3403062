import { MessageFlags } from 'discord.js';
import {
  type Answer,
  invalidForm,
  missingAccess,
  missingPermissions,
  refused,
  unknownChannel,
} from './discord-answers.ts';
import { type DiscordCall, type Json, listOf, objectOf, textOf } from './discord-calls.ts';
import {
  type DiscordState,
  type LocalChannel,
  type LocalMessage,
  type LocalUser,
  snowflake,
  userData,
} from './discord-state.ts';

/** Why the bot may not write in a channel; undefined where it may. */
export function refusalOf(state: DiscordState, channel: LocalChannel | undefined): Answer | undefined {
  if (channel === undefined) return unknownChannel;
  const parent = state.channels.get(channel.parent);
  if (channel.access === 'hidden' || parent?.access === 'hidden') return missingAccess;
  if (channel.access === 'read only') return missingPermissions;
  if (state.users.get(channel.recipient)?.refuses === true)
    return refused(403, 50007, 'Cannot send messages to this user');
  return undefined;
}

/** What Discord makes of the body of a message: its attachments get ids and addresses. */
export function messageData(
  before: LocalMessage | undefined,
  place: { readonly channel: LocalChannel; readonly author: LocalUser; readonly id?: string },
  { body, files }: Pick<DiscordCall, 'body' | 'files'>,
): Json {
  const given = objectOf(body);
  const { channel, author } = place;
  const attachments = attachmentsOf(listOf(before?.data.attachments), given, files);
  const flags = Number(before?.data.flags ?? 0) | Number(given.flags ?? 0);
  const id = before?.id ?? place.id ?? snowflake();
  return {
    id,
    channel_id: channel.id,
    ...(channel.guild === '' ? {} : { guild_id: channel.guild }),
    type: given.message_reference === undefined ? (before?.data.type ?? 0) : 19,
    author: userData(author),
    content: given.content ?? before?.data.content ?? '',
    timestamp: before?.data.timestamp ?? new Date().toISOString(),
    edited_timestamp: before === undefined ? null : new Date().toISOString(),
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    embeds: given.embeds ?? before?.data.embeds ?? [],
    components: given.components ?? before?.data.components ?? [],
    attachments,
    pinned: false,
    flags: flags & ~MessageFlags.Loading,
    ...(given.nonce === undefined ? {} : { nonce: given.nonce }),
    ...(given.message_reference === undefined ? {} : { message_reference: given.message_reference }),
  };
}

/** The files that came, and those of before that are named again, or all where none is named. */
function attachmentsOf(before: readonly unknown[], given: Json, files: DiscordCall['files']): Json[] {
  const named = given.attachments === undefined ? before : listOf(given.attachments);
  const kept = before.map(objectOf).filter(({ id }) => named.some((one) => objectOf(one).id === id));
  const added = files.map(({ key, name, type, bytes }) => {
    const at = /^files\[(\d+)\]$/.exec(key)?.[1];
    const description = named.map(objectOf).find(({ id }) => `${id}` === at)?.description;
    const url = `https://cdn.discordapp.com/attachments/1/2/${name}`;
    return {
      id: snowflake(),
      filename: name,
      content_type: type,
      size: bytes.length,
      url,
      proxy_url: url,
      description,
    };
  });
  return [...kept, ...added];
}

/** What real Discord would not take of a message; limits are checked elsewhere (`onBody`). */
export function faultOfMessage(data: Json): Answer | undefined {
  const flags = Number(data.flags);
  const isV2 = (flags & MessageFlags.IsComponentsV2) !== 0;
  const components = listOf(data.components);
  if (isV2 && (textOf(data.content) !== '' || listOf(data.embeds).length > 0))
    return invalidForm('content', 'The content field cannot be used with MessageFlags.IS_COMPONENTS_V2');
  if (!isV2 && components.some((one) => objectOf(one).type !== 1))
    return invalidForm('components', 'Value of field "type" must be one of (1,).');
  if (components.length === 0 && textOf(data.content) === '' && listOf(data.attachments).length === 0)
    return refused(400, 50006, 'Cannot send an empty message');
  const files = listOf(data.attachments).map((one) => textOf(objectOf(one).filename));
  const missing = [...JSON.stringify(components).matchAll(/attachment:\/\/([^"]+)/g)].find(
    ([, name = '']) => !files.includes(name),
  );
  return missing === undefined
    ? undefined
    : invalidForm('components', `The attachment ${missing[1]} was not found in the request`);
}
