import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ApplicationFlags, GatewayIntentBits } from 'discord.js';
import { type Answer, type Injected, injectedAnswer, invalidForm, refused, send } from './discord-answers.ts';
import { type DiscordCall, type Json, objectOf, readCall, textOf } from './discord-calls.ts';
import {
  filteredFor,
  type InteractionGiven,
  interactionData,
  type SaidGiven,
  saidData,
} from './discord-deliveries.ts';
import { createLocalGateway, type LocalGateway } from './discord-gateway.ts';
import { type LocalInteraction, LocalInteractions } from './discord-interactions.ts';
import { createSigningKey } from './discord-keys.ts';
import { createPlaces, type DiscordPlaces } from './discord-places.ts';
import { createRoutes } from './discord-routes.ts';
import { type DiscordState, emptyState, type LocalUser, snowflake } from './discord-state.ts';

/** How the local Discord is set up. */
export interface DiscordServerOptions {
  /** Whether the application was granted the message-content intent; it was not. */
  readonly messageContent?: boolean;
  /** How many shards the gateway recommends. */
  readonly shards?: number;
  /** Milliseconds between heartbeats. */
  readonly heartbeatEvery?: number;
  /** Milliseconds that an answer takes after what was asked is done; none. */
  readonly latency?: () => number;
  /**
   * Looks at the body of everything that the bot sends (messages, responses, commands), as a rule that Discord would
   * apply; what it says is wrong is answered with 400 and code 50035, and kept in `problems`.
   */
  readonly onBody?: (call: Pick<DiscordCall, 'route' | 'body' | 'files'>) => readonly string[];
}

/**
 * A Discord of one's own: REST and gateway on one port of this machine.
 *
 * ```ts
 * const discord = await startDiscordServer();
 * const guild = discord.places.addGuild('Team');
 * const general = discord.places.addChannel(guild.id, 'general');
 * const ann = discord.places.addPerson('ann', guild.id);
 * // start the adapter with { token: discord.token, applicationId: discord.applicationId, apiUrl: discord.apiUrl }
 * discord.say({ by: ann, channel: general, text: `<@${discord.bot.id}> what is the GIL` });
 * const asked = discord.interact({ by: ann, channel: general, type: InteractionType.ApplicationCommand, data });
 * await until(() => asked.original);          // the message of the first response, as it is now
 * discord.messagesIn(general.id);             // what is in the channel, the first first
 * discord.calls;                              // every request of the bot with its body and files
 * discord.fail('POST /channels/:id/messages', { status: 429, retryAfter: 0.2 });
 * await discord.stop();
 * ```
 */
export interface DiscordServer {
  /** For DISCORD_API_URL. */
  readonly apiUrl: string;
  readonly token: string;
  readonly applicationId: string;
  /** The application's public key in hex, for DISCORD_PUBLIC_KEY. */
  readonly publicKey: string;
  readonly bot: LocalUser;
  readonly state: DiscordState;
  readonly places: DiscordPlaces;
  readonly gateway: LocalGateway;
  readonly calls: readonly DiscordCall[];
  /** What `onBody` found. */
  readonly problems: readonly string[];
  /** The application as it tells of itself: flags and interactions_endpoint_url can be changed. */
  readonly application: Json;
  shards: number;
  /** Somebody writes: MESSAGE_CREATE. The id of the message. */
  say(given: SaidGiven): string;
  /** Somebody does something with the bot: INTERACTION_CREATE over the gateway. What comes of it shows in what is returned. */
  interact(given: InteractionGiven): LocalInteraction;
  /** The same as a signed request to an address; the response in its body counts as the first response. */
  interactOverHttp(
    url: string,
    given: InteractionGiven,
  ): Promise<LocalInteraction & { readonly status: number }>;
  /** Headers with a signature that Discord would send with a body. */
  signed(body: string, timestamp?: number): Record<string, string>;
  /** Brings a dispatch, as it is. */
  push(name: string, data: Json): void;
  /** The next requests of a route (`POST /channels/:id/messages`) are answered so, each once. */
  fail(route: string, ...answers: readonly Injected[]): void;
  /** An interaction's time is over: its token admits no more. */
  expire(interaction: Pick<LocalInteraction, 'token'>): void;
  /** Messages of a channel as they are now, the first first; without ephemeral ones. */
  messagesIn(channel: string): readonly Json[];
  /** Somebody deletes a message. */
  remove(message: string): void;
  /** While away, every connection is cut and every request refused, left without an answer, or failed with 503. */
  away(how: boolean | 'refused' | 'silent' | 'failing' | undefined): void;
  stop(): Promise<void>;
}

/** Starts a local Discord on a free port of this machine. */
export async function startDiscordServer(options: DiscordServerOptions = {}): Promise<DiscordServer> {
  const { messageContent = false, heartbeatEvery = 41_250, onBody = () => [], latency } = options;
  const state = emptyState();
  const applicationId = snowflake();
  const bot: LocalUser = { id: snowflake(), username: 'stack-advisor', bot: true, refuses: false };
  state.users.set(bot.id, bot);
  const token = `${Buffer.from(bot.id).toString('base64url')}.AAAAAA.${randomBytes(20).toString('hex')}`;
  const { publicKey, signed } = createSigningKey();
  const application: Json = {
    id: applicationId,
    name: 'Stack Advisor',
    description: '',
    icon: null,
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: publicKey,
    flags: messageContent ? ApplicationFlags.GatewayMessageContentLimited : 0,
    interactions_endpoint_url: null,
  };
  const calls: DiscordCall[] = [];
  const problems: string[] = [];
  const injected = new Map<string, Injected[]>();
  const places = createPlaces(state, bot);
  let away: boolean | 'refused' | 'silent' | 'failing' = false;
  let shards = options.shards ?? 1;

  const check = (call: Pick<DiscordCall, 'route' | 'body' | 'files'>): Answer | undefined => {
    const found = onBody(call);
    problems.push(...found.map((one) => `${call.route}: ${one}`));
    return found[0] === undefined ? undefined : invalidForm('body', found[0]);
  };
  const server = createServer((request, response) => void handle(request, response));
  const grantsContent = () =>
    (Number(application.flags) &
      (ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited)) !==
    0;
  const gateway = createLocalGateway(
    server,
    {
      token,
      isAway: () => away !== false,
      base: () => `ws://127.0.0.1:${portOf(server)}/`,
      granted: () => (grantsContent() ? GatewayIntentBits.MessageContent : 0),
      ready: (shard, count) => ({
        user: {
          id: bot.id,
          username: bot.username,
          discriminator: '0',
          bot: true,
          avatar: null,
          global_name: null,
        },
        application: { id: applicationId, flags: application.flags },
        guilds: guildsOf(shard, count).map(({ id }) => ({ id, unavailable: true })),
      }),
      welcome: (shard, count, intents) =>
        (intents & GatewayIntentBits.Guilds) === 0
          ? []
          : guildsOf(shard, count).map((guild) => ({ name: 'GUILD_CREATE', data: places.welcome(guild) })),
      filtered: (name, data, intents) => filteredFor(bot, name, data, intents),
    },
    heartbeatEvery,
  );
  const guildsOf = (shard: number, count: number) =>
    [...state.guilds.values()].filter(({ id }) => (BigInt(id) >> 22n) % BigInt(count) === BigInt(shard));
  const interactions = new LocalInteractions({
    bot,
    channelOf: ({ channel_id }) => state.channels.get(textOf(channel_id)),
    sourceOf: ({ message }) => state.messages.get(textOf(objectOf(message).id)),
    keep(message, isNew) {
      state.messages.set(message.id, message);
      if (!message.ephemeral) gateway.push(isNew ? 'MESSAGE_CREATE' : 'MESSAGE_UPDATE', message.data);
    },
    drop: ({ id }) => void state.messages.delete(id),
    check,
  });
  const routes = createRoutes({
    state,
    bot,
    application: () => application,
    gatewayUrl: () => `ws://127.0.0.1:${portOf(server)}`,
    shards: () => shards,
    push: (name, data) => gateway.push(name, data),
    check,
    directChannel: (user) => places.directChannel(user),
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (away === 'failing') return void response.writeHead(503).end();
    if (away === 'silent') return;
    if (away !== false) return void request.socket.destroy();
    const call = await readCall(request);
    calls.push(call);
    const fault = injected.get(call.route)?.shift();
    const normal = () => answer(call, request.headers.authorization ?? '');
    const given = fault === undefined ? normal() : await failing(fault, normal);
    if (given === undefined) return void request.socket.destroy();
    call.status = given.status;
    if (latency !== undefined) await new Promise((resolve) => setTimeout(resolve, latency()));
    send(response, given);
  }
  async function failing(fault: Injected, normal: () => Answer): Promise<Answer | undefined> {
    if (fault.delay !== undefined) await new Promise((resolve) => setTimeout(resolve, fault.delay));
    const done = fault.done === true ? normal() : undefined;
    if (fault.cut === true) return undefined;
    if (fault.status === 200) return { ...(done ?? normal()), headers: fault.headers ?? {} };
    return injectedAnswer(fault);
  }
  function answer(call: DiscordCall, authorization: string): Answer {
    const [, kind = '', id = '', own = '', ...rest] = call.path.split('/');
    if (kind === 'interactions') return interactions.respond(id, own, call);
    if (kind === 'webhooks') return interactions.webhook(own, rest.join('/'), call);
    if (authorization !== `Bot ${token}`) return refused(401, 0, '401: Unauthorized');
    return routes(call) ?? refused(404, 0, '404: Not Found');
  }
  function begin(given: InteractionGiven): LocalInteraction {
    const id = given.id ?? snowflake();
    const own = `aW50ZXJhY3Rpb24${randomBytes(60).toString('base64url')}`;
    return interactions.begin(id, own, interactionData(state, applicationId, given, id, own));
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    apiUrl: `http://127.0.0.1:${portOf(server)}/api`,
    ...{ token, applicationId, publicKey, bot, state, places, gateway, calls, problems, application },
    get shards() {
      return shards;
    },
    set shards(count) {
      shards = count;
    },
    say(given) {
      const id = given.id ?? snowflake();
      const data = saidData(state, given, id);
      state.messages.set(id, { id, channel: given.channel.id, ephemeral: false, data });
      gateway.push('MESSAGE_CREATE', data);
      return id;
    },
    interact(given) {
      const interaction = begin(given);
      gateway.push('INTERACTION_CREATE', interaction.delivered);
      return interaction;
    },
    async interactOverHttp(url, given) {
      const interaction = begin(given);
      const body = JSON.stringify(interaction.delivered);
      const response = await fetch(url, { method: 'POST', body, headers: signed(body) });
      const text = await response.text();
      const route = 'POST /interactions/:id/:token/callback';
      if (response.ok && text !== '')
        interactions.respond(interaction.id, interaction.token, { route, body: JSON.parse(text), files: [] });
      return Object.assign(interaction, { status: response.status });
    },
    signed,
    push: (name, data) => gateway.push(name, data),
    fail: (route, ...answers) => void injected.set(route, [...(injected.get(route) ?? []), ...answers]),
    expire: (interaction) => interactions.expire(interaction.token),
    messagesIn: (channel) =>
      [...state.messages.values()]
        .filter((one) => one.channel === channel && !one.ephemeral)
        .map(({ data }) => data),
    remove(id) {
      const message = state.messages.get(id);
      state.messages.delete(id);
      if (message !== undefined) gateway.push('MESSAGE_DELETE', { id, channel_id: message.channel });
    },
    away(how = false) {
      away = how;
      if (how === false) return;
      gateway.drop();
      server.closeAllConnections();
    },
    async stop() {
      gateway.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
