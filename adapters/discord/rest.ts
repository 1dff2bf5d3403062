import {
  type APIInteractionResponse,
  type RateLimitData,
  type RawFile,
  REST,
  type RESTPatchAPIChannelMessageJSONBody,
  type RESTPatchAPIWebhookWithTokenMessageJSONBody,
  type RESTPostAPIApplicationCommandsJSONBody,
  type RESTPostAPIChannelMessageJSONBody,
  type RESTPostAPIWebhookWithTokenJSONBody,
  type RouteLike,
  Routes,
} from 'discord.js';
import { z } from 'zod';
import { DiscordCallError, failureOf } from './errors.ts';
import {
  applicationSchema,
  channelSchema,
  type DiscordApplication,
  type DiscordChannel,
  type DiscordGuild,
  type DiscordMember,
  type DiscordPosted,
  type DiscordReadMessage,
  type DiscordRole,
  guildSchema,
  memberSchema,
  postedSchema,
  type RegisteredCommand,
  readMessageSchema,
  registeredSchema,
  roleSchema,
} from './rest-shapes.ts';

/** How Discord's REST API is reached. */
export interface DiscordRestOptions {
  readonly token: string;
  readonly applicationId: string;
  /** Another base address, without a version and without a slash at its end. */
  readonly apiUrl?: string | undefined;
}

/** A file that goes along with a message, under the id of its attachment. */
export type DiscordFile = Pick<RawFile, 'name' | 'data' | 'contentType'>;

/** Where an application's commands are registered: everywhere where it is left out. */
export type CommandScope = { readonly guildId: string } | undefined;

/**
 * The calls of Discord's API that are made here. Each throws a {@link DiscordCallError}, which holds no secrets; each is
 * tried once, since who called knows better whether to try again. https://docs.discord.com/developers/reference
 */
export interface DiscordRest {
  createMessage(
    channel: string,
    body: RESTPostAPIChannelMessageJSONBody,
    files?: readonly DiscordFile[],
  ): Promise<DiscordPosted>;
  editMessage(
    channel: string,
    message: string,
    body: RESTPatchAPIChannelMessageJSONBody,
    files?: readonly DiscordFile[],
  ): Promise<DiscordPosted>;
  deleteMessage(channel: string, message: string): Promise<void>;
  /** A public thread from a message; its id is the message's. A name has at most 100 characters. */
  createThreadFromMessage(channel: string, message: string, name: string): Promise<DiscordChannel>;
  /** The channel of direct messages with somebody; the same each time. */
  createDm(user: string): Promise<DiscordChannel>;
  /** The first response to an interaction; within 3 s of it, once. */
  respond(interaction: string, token: string, response: APIInteractionResponse): Promise<void>;
  /** Changes the first response, or fills in a deferred one. */
  editOriginal(
    token: string,
    body: RESTPatchAPIWebhookWithTokenMessageJSONBody,
    files?: readonly DiscordFile[],
  ): Promise<DiscordPosted>;
  followUp(
    token: string,
    body: RESTPostAPIWebhookWithTokenJSONBody,
    files?: readonly DiscordFile[],
  ): Promise<DiscordPosted>;
  getChannel(channel: string): Promise<DiscordChannel>;
  getGuild(guild: string): Promise<DiscordGuild>;
  getRoles(guild: string): Promise<readonly DiscordRole[]>;
  /** All channels of a server, also those that the bot does not see; no threads. */
  getGuildChannels(guild: string): Promise<readonly DiscordChannel[]>;
  getMember(guild: string, user: string): Promise<DiscordMember>;
  /** Members whose user name or nickname begins so; at most ten. */
  findMembers(guild: string, begins: string): Promise<readonly DiscordMember[]>;
  getMessage(channel: string, message: string): Promise<DiscordReadMessage>;
  /** The latest messages of a channel or thread, the newest first; at most 100. */
  getMessages(channel: string, limit: number, before?: string): Promise<readonly DiscordReadMessage[]>;
  /** The application that the token belongs to. */
  getApplication(): Promise<DiscordApplication>;
  /** The servers that the bot is in: at most 200 of them. */
  getGuilds(): Promise<readonly { readonly id: string; readonly name: string }[]>;
  getCommands(scope: CommandScope): Promise<readonly RegisteredCommand[]>;
  createCommand(scope: CommandScope, body: RESTPostAPIApplicationCommandsJSONBody): Promise<void>;
  editCommand(scope: CommandScope, id: string, body: RESTPostAPIApplicationCommandsJSONBody): Promise<void>;
  deleteCommand(scope: CommandScope, id: string): Promise<void>;
}

/** How long one call may take, in milliseconds. */
const callTimeout = 10_000;
/** A longer wait than this, in milliseconds, is not sat out: the outbox waits instead, and can be stopped meanwhile. */
const longestQueued = 1_500;
/** Buckets that nothing used are forgotten so often, in milliseconds: every interaction's token makes one. */
const forgetBucketsEvery = 5 * 60_000;

/** Calls over discord.js, which keeps Discord's rate limits. */
export function createDiscordRest({ token, applicationId, apiUrl }: DiscordRestOptions): DiscordRest {
  const options = {
    retries: 0,
    timeout: callTimeout,
    rejectOnRateLimit: ({ retryAfter }: RateLimitData) => retryAfter > longestQueued,
    handlerSweepInterval: forgetBucketsEvery,
    ...(apiUrl === undefined ? {} : { api: apiUrl }),
  };
  // Answers to interactions do not count for the bot's limit of 50 calls a second.
  // https://docs.discord.com/developers/topics/rate-limits#global-rate-limit
  const answers = new REST({ ...options, globalRequestsPerSecond: Number.MAX_SAFE_INTEGER });
  const call = createCall(new REST(options), answers, token);
  const list = <Shape extends z.ZodType>(shape: Shape) => z.array(shape);
  return {
    createMessage: (channel, body, files) =>
      call('post', Routes.channelMessages(channel), postedSchema, { body, files }),
    editMessage: (channel, message, body, files) =>
      call('patch', Routes.channelMessage(channel, message), postedSchema, { body, files }),
    deleteMessage: (channel, message) => call('delete', Routes.channelMessage(channel, message), nothing),
    createThreadFromMessage: (channel, message, name) =>
      call('post', Routes.threads(channel, message), channelSchema, { body: { name } }),
    createDm: (user) => call('post', Routes.userChannels(), channelSchema, { body: { recipient_id: user } }),
    respond: (interaction, own, body) =>
      call('post', Routes.interactionCallback(interaction, own), nothing, { body, auth: false }),
    editOriginal: (own, body, files) =>
      call('patch', Routes.webhookMessage(applicationId, own), postedSchema, { body, files, auth: false }),
    followUp: (own, body, files) =>
      call('post', Routes.webhook(applicationId, own), postedSchema, {
        body,
        files,
        auth: false,
      }),
    getChannel: (channel) => call('get', Routes.channel(channel), channelSchema),
    getGuild: (guild) => call('get', Routes.guild(guild), guildSchema),
    getRoles: (guild) => call('get', Routes.guildRoles(guild), list(roleSchema)),
    getGuildChannels: (guild) => call('get', Routes.guildChannels(guild), list(channelSchema)),
    getMember: (guild, user) => call('get', Routes.guildMember(guild, user), memberSchema),
    findMembers: (guild, query) =>
      call('get', Routes.guildMembersSearch(guild), list(memberSchema), {
        query: new URLSearchParams({ query, limit: '10' }),
      }),
    getMessage: (channel, message) => call('get', Routes.channelMessage(channel, message), readMessageSchema),
    getMessages: (channel, limit, before) =>
      call('get', Routes.channelMessages(channel), list(readMessageSchema), {
        query: new URLSearchParams({ limit: `${limit}`, ...(before === undefined ? {} : { before }) }),
      }),
    getApplication: () => call('get', Routes.currentApplication(), applicationSchema),
    getGuilds: () => call('get', Routes.userGuilds(), list(z.object({ id: z.string(), name: z.string() }))),
    getCommands: (scope) =>
      call('get', commandsRoute(applicationId, scope), list(registeredSchema), {
        query: new URLSearchParams({ with_localizations: 'true' }),
      }),
    createCommand: (scope, body) => call('post', commandsRoute(applicationId, scope), nothing, { body }),
    editCommand: (scope, id, body) =>
      call('patch', commandRoute(applicationId, scope, id), nothing, { body }),
    deleteCommand: (scope, id) => call('delete', commandRoute(applicationId, scope, id), nothing),
  };
}

function commandsRoute(application: string, scope: CommandScope): RouteLike {
  return scope === undefined
    ? Routes.applicationCommands(application)
    : Routes.applicationGuildCommands(application, scope.guildId);
}

function commandRoute(application: string, scope: CommandScope, id: string): RouteLike {
  return scope === undefined
    ? Routes.applicationCommand(application, id)
    : Routes.applicationGuildCommand(application, scope.guildId, id);
}

/** An answer of which nothing is read. */
const nothing = z.unknown().transform(() => {});

interface Sent {
  readonly body?: unknown;
  readonly files?: readonly DiscordFile[] | undefined;
  /** Whether the bot's token goes along; an interaction's own admits too. */
  readonly auth?: boolean;
  readonly query?: URLSearchParams;
}

type Call = <Answer>(
  method: 'get' | 'post' | 'patch' | 'delete',
  route: RouteLike,
  answer: z.ZodType<Answer>,
  sent?: Sent,
) => Promise<Answer>;

function createCall(calls: REST, answers: REST, token: string): Call {
  return async (method, route, answer, { files, ...sent } = {}) => {
    const rest = sent.auth === false ? answers : calls;
    try {
      // After an answer of 401 discord.js forgets the token.
      rest.setToken(token);
      return answer.parse(
        await rest[method](route, { ...sent, ...(files === undefined ? {} : { files: [...files] }) }),
      );
    } catch (error) {
      throw new DiscordCallError(failureOf(error), `${method} ${placeOf(route)}`);
    }
  };
}

/** A route without its ids and tokens, for people. */
function placeOf(route: string): string {
  return route
    .split('/')
    .filter((part) => /^[a-z@-]{1,20}$/.test(part))
    .join('/');
}
