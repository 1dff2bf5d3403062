import { ChannelType } from 'discord.js';
import {
  type Answer,
  missingAccess,
  ok,
  refused,
  unknownChannel,
  unknownMessage,
} from './discord-answers.ts';
import { type DiscordCall, type Json, listOf, objectOf, textOf } from './discord-calls.ts';
import { faultOfMessage, messageData, refusalOf } from './discord-messages.ts';
import {
  channelData,
  type DiscordState,
  guildData,
  type LocalChannel,
  type LocalUser,
  memberData,
  snowflake,
  userData,
} from './discord-state.ts';

/** What the routes need of the rest. */
export interface RouteHouse {
  readonly state: DiscordState;
  readonly bot: LocalUser;
  readonly application: () => Json;
  readonly gatewayUrl: () => string;
  readonly shards: () => number;
  readonly push: (name: string, data: Json) => void;
  readonly check: (call: DiscordCall) => Answer | undefined;
  /** The channel of direct messages with somebody. */
  readonly directChannel: (user: string) => LocalChannel | undefined;
}

type Handler = (call: DiscordCall, ids: readonly string[]) => Answer;

/** Answers what the bot asks, but for interactions and their tokens; undefined for a route that there is not. */
export function createRoutes(house: RouteHouse): (call: DiscordCall) => Answer | undefined {
  const routes = { ...readingRoutes(house), ...messageRoutes(house), ...commandRoutes(house) };
  return (call) => {
    const handler = Object.entries(routes).find(([route]) => route === call.route)?.[1];
    return handler?.(call, call.path.match(/(?<=\/)\d{2,}(?=\/|$)/g) ?? []);
  };
}

function readingRoutes(house: RouteHouse): Record<string, Handler> {
  const { state, bot } = house;
  return {
    'GET /gateway/bot': () =>
      ok({
        url: house.gatewayUrl(),
        shards: house.shards(),
        session_start_limit: { total: 1_000, remaining: 999, reset_after: 0, max_concurrency: 16 },
      }),
    'GET /users/@me': () => ok(userData(bot)),
    'GET /users/@me/guilds': () =>
      ok([...state.guilds.values()].map(({ id, name }) => ({ id, name, owner: false }))),
    'GET /applications/@me': () => ok(house.application()),
    'GET /guilds/:id': (_, [id = '']) => {
      const guild = state.guilds.get(id);
      return guild === undefined ? refused(404, 10004, 'Unknown Guild') : ok(guildData(guild));
    },
    'GET /guilds/:id/roles': (_, [id = '']) => ok(state.guilds.get(id)?.roles ?? []),
    'GET /guilds/:id/channels': (_, [id = '']) =>
      ok(
        [...state.channels.values()]
          // Threads are not among them.
          .filter((one) => one.guild === id && one.parent === '' && one.type !== ChannelType.PrivateThread)
          .map((one) => channelData(one, undefined)),
      ),
    'GET /guilds/:id/members/search': ({ query }, [guild = '']) =>
      ok(
        [...state.members.values()]
          .filter((one) => one.guild === guild && one.user.username.startsWith(query.get('query') ?? ''))
          .map((one) => ({ ...memberData(one), user: userData(one.user) })),
      ),
    'GET /guilds/:id/members/:id': (_, [guild = '', user = '']) => {
      const member = state.members.get(`${guild} ${user}`);
      return member === undefined
        ? refused(404, 10007, 'Unknown Member')
        : ok({ ...memberData(member), user: userData(member.user) });
    },
    'GET /channels/:id': (_, [id = '']) => {
      const channel = state.channels.get(id);
      if (channel === undefined) return unknownChannel;
      return channel.access === 'hidden'
        ? missingAccess
        : ok(channelData(channel, state.users.get(channel.recipient)));
    },
    'GET /channels/:id/messages': (call, [id = '']) => {
      const channel = state.channels.get(id);
      if (channel === undefined) return unknownChannel;
      if (channel.access === 'hidden') return missingAccess;
      const before = call.query.get('before');
      const all = [...state.messages.values()]
        .filter(
          (one) =>
            one.channel === id && !one.ephemeral && (before === null || BigInt(one.id) < BigInt(before)),
        )
        .sort((a, b) => Number(BigInt(b.id) - BigInt(a.id)));
      return ok(all.slice(0, Number(call.query.get('limit') ?? 50)).map(({ data }) => withoutNonce(data)));
    },
    'GET /channels/:id/messages/:id': (_, [, id = '']) => {
      const message = state.messages.get(id);
      return message === undefined ? unknownMessage : ok(withoutNonce(message.data));
    },
  };
}

/** A nonce is known "in the past few minutes". https://docs.discord.com/developers/resources/message#create-message */
const nonceKnown = 3 * 60_000;

function isLately(timestamp: string): boolean {
  return Date.now() - Date.parse(timestamp) < nonceKnown;
}

/** Read again, a message does not tell its nonce. */
function withoutNonce({ nonce: _nonce, ...data }: Json): Json {
  return data;
}

function messageRoutes(house: RouteHouse): Record<string, Handler> {
  const { state, bot, push } = house;
  return {
    'POST /channels/:id/messages': (call, [id = '']) => {
      const channel = state.channels.get(id);
      const refusal = refusalOf(state, channel);
      if (channel === undefined || refusal !== undefined) return refusal ?? unknownChannel;
      const { nonce, enforce_nonce } = objectOf(call.body);
      const same = [...state.messages.values()].find(
        ({ channel: at, data }) =>
          at === id && nonce !== undefined && data.nonce === nonce && isLately(textOf(data.timestamp)),
      );
      if (enforce_nonce === true && same !== undefined) return ok(same.data);
      const data = messageData(undefined, { channel, author: bot }, call);
      const fault = house.check(call) ?? faultOfMessage(data);
      if (fault !== undefined) return fault;
      state.messages.set(String(data.id), { id: String(data.id), channel: id, ephemeral: false, data });
      push('MESSAGE_CREATE', data);
      return ok(data);
    },
    'PATCH /channels/:id/messages/:id': (call, [channelId = '', id = '']) => {
      const channel = state.channels.get(channelId);
      if (channel === undefined) return unknownChannel;
      if (channel.access === 'hidden') return missingAccess;
      const message = state.messages.get(id);
      if (message === undefined || message.channel !== channelId || message.ephemeral) return unknownMessage;
      if (objectOf(message.data.author).id !== bot.id)
        return refused(403, 50005, 'Cannot edit another user’s message');
      const data = messageData(message, { channel, author: bot }, call);
      const fault = house.check(call) ?? faultOfMessage(data);
      if (fault !== undefined) return fault;
      message.data = data;
      push('MESSAGE_UPDATE', data);
      return ok(data);
    },
    'DELETE /channels/:id/messages/:id': (_, [channel = '', id = '']) => {
      if (!state.messages.delete(id)) return unknownMessage;
      push('MESSAGE_DELETE', { id, channel_id: channel });
      return { status: 204 };
    },
    'POST /channels/:id/messages/:id/threads': (call, [parent = '', id = '']) => {
      const channel = state.channels.get(parent);
      const refusal = refusalOf(state, channel);
      if (channel === undefined || refusal !== undefined) return refusal ?? unknownChannel;
      if (!state.messages.has(id)) return unknownMessage;
      if (channel.type !== ChannelType.GuildText)
        return refused(400, 50024, 'Cannot execute action on this channel type');
      if (state.channels.has(id))
        return refused(400, 160004, 'A thread has already been created for this message');
      const fault = house.check(call);
      if (fault !== undefined) return fault;
      const name = textOf(objectOf(call.body).name);
      if (name.length < 1 || name.length > 100) return refused(400, 50035, 'Invalid Form Body');
      const thread: LocalChannel = {
        id,
        parent,
        name,
        type: ChannelType.PublicThread,
        guild: channel.guild,
        overwrites: [],
        recipient: '',
        owner: bot.id,
        access: 'open',
      };
      state.channels.set(id, thread);
      const data = channelData(thread, undefined);
      push('THREAD_CREATE', { ...data, newly_created: true });
      return { status: 201, body: data };
    },
    'POST /users/@me/channels': (call) => {
      const channel = house.directChannel(textOf(objectOf(call.body).recipient_id));
      if (channel === undefined) return refused(404, 10013, 'Unknown User');
      return ok(channelData(channel, state.users.get(channel.recipient)));
    },
  };
}

/** So many commands may be created in a day; updates do not count. https://docs.discord.com/developers/interactions/application-commands */
const createsADay = 200;

function commandRoutes(house: RouteHouse): Record<string, Handler> {
  const { state } = house;
  let creates = 0;
  const scopeOf = ({ path }: DiscordCall) => /guilds\/(\d+)/.exec(path)?.[1] ?? 'global';
  const listed = (call: DiscordCall) => state.commands.get(scopeOf(call)) ?? [];
  const kept = (call: DiscordCall, body: Json, id: string): Json => {
    const usual = {
      application_id: house.application().id,
      version: snowflake(),
      type: 1,
      description: '',
      default_member_permissions: null,
      nsfw: false,
      name_localizations: null,
      description_localizations: null,
    };
    const guild = scopeOf(call);
    if (guild === 'global')
      return { ...usual, contexts: null, integration_types: [0], dm_permission: true, ...body, id };
    // Where it can be used besides is for global commands: of a server's it is not kept, and not told.
    const { contexts: _contexts, integration_types: _types, ...rest } = body;
    return { ...usual, guild_id: guild, ...rest, id };
  };
  const create: Handler = (call) => {
    const body = objectOf(call.body);
    const fault = house.check(call);
    if (fault !== undefined) return fault;
    const isSame = (one: Json) => one.name === body.name && one.type === (body.type ?? 1);
    const before = listed(call).find(isSame);
    creates += before === undefined ? 1 : 0;
    if (creates > createsADay)
      return {
        ...refused(429, 30034, 'Max number of daily application command creates has been reached (200)'),
        headers: { 'retry-after': '3600' },
      };
    const made = kept(call, body, textOf(before?.id) || snowflake());
    state.commands.set(scopeOf(call), [...listed(call).filter((one) => !isSame(one)), made]);
    return { status: before === undefined ? 201 : 200, body: made };
  };
  const edit: Handler = (call, ids) => {
    const id = ids.at(-1) ?? '';
    const before = listed(call).find((one) => one.id === id);
    if (before === undefined) return refused(404, 10063, 'Unknown application command');
    const fault = house.check(call);
    if (fault !== undefined) return fault;
    const made = kept(call, { ...before, ...objectOf(call.body) }, id);
    state.commands.set(
      scopeOf(call),
      listed(call).map((one) => (one.id === id ? made : one)),
    );
    return ok(made);
  };
  const remove: Handler = (call, ids) => {
    const left = listed(call).filter((one) => one.id !== ids.at(-1));
    if (left.length === listed(call).length) return refused(404, 10063, 'Unknown application command');
    state.commands.set(scopeOf(call), left);
    return { status: 204 };
  };
  const replace: Handler = (call) => {
    const before = listed(call);
    const made = listOf(call.body).map((one) => {
      const body = objectOf(one);
      return kept(call, body, textOf(before.find(({ name }) => name === body.name)?.id) || snowflake());
    });
    state.commands.set(scopeOf(call), made);
    return ok(made);
  };
  const all = '/applications/:id/commands';
  const ofGuild = '/applications/:id/guilds/:id/commands';
  return Object.fromEntries(
    [all, ofGuild].flatMap((route) => [
      [`GET ${route}`, (call: DiscordCall) => ok(listed(call))],
      [`POST ${route}`, create],
      [`PUT ${route}`, replace],
      [`PATCH ${route}/:id`, edit],
      [`DELETE ${route}/:id`, remove],
    ]),
  );
}
