import { InteractionType } from 'discord.js';
import { pino } from 'pino';
import { z } from 'zod';
import { readConfig } from '../../adapters/config.ts';
import type { ChatPlatform } from '../../adapters/core/chat-platform.ts';
import { failureLogged } from '../../adapters/core/failure-replies.ts';
import { createDiscord } from '../../adapters/discord/index.ts';
import { createHealth } from '../../adapters/health/health.ts';
import { createMetrics, type Metrics } from '../../adapters/metrics/metrics.ts';
import { turnsCounted } from '../../adapters/metrics/watch.ts';
import { startWeb } from '../../adapters/web/index.ts';
import { createEngine } from '../../src/conversation/engine.ts';
import type { Services } from '../../src/conversation/services.ts';
import { type Database, openDatabase } from '../../src/database/connection.ts';
import type { Limits } from '../../src/limits.ts';
import { type Json, listOf, objectOf, textOf } from './discord-calls.ts';
import type { LocalInteraction } from './discord-interactions.ts';
import { type DiscordServer, type DiscordServerOptions, startDiscordServer } from './discord-server.ts';
import type { LocalChannel, LocalMember } from './discord-state.ts';
import { messageProblems, responseProblems, threadProblems } from './discord-validator.ts';
import { servicesFor } from './services.ts';
import { until } from './until.ts';

/** A local Discord that takes nothing that Discord would not take. */
export function startStrictDiscord(options: DiscordServerOptions = {}): Promise<DiscordServer> {
  // The first look takes seconds, in which nothing else is done: nobody waits for an answer yet.
  messageProblems({ components: [] });
  return startDiscordServer({ ...options, onBody: problemsOf });
}

/** What is wrong with a body, by where it goes. */
function problemsOf({ route, body }: { readonly route: string; readonly body: unknown }): readonly string[] {
  if (route.endsWith('/callback')) return responseProblems(body);
  if (route.endsWith('/threads')) return threadProblems(body);
  return /\/messages|\/webhooks\//.test(route) ? messageProblems(body) : [];
}

/** The advisor as it runs for Discord. */
export interface DiscordWorld {
  readonly discord: ChatPlatform;
  readonly services: Services;
  readonly database: Database;
  /** Where interactions are taken, in HTTP mode. */
  readonly address: string;
  /** What was logged, a line each. */
  readonly logged: string[];
  readonly metrics: Metrics;
  stop(): Promise<void>;
}

export interface DiscordWorldOptions {
  readonly databaseUrl?: string;
  readonly http?: boolean;
  readonly publicUrl?: string;
  readonly limits?: Limits;
}

/** Starts the advisor against a local Discord, and waits until it is connected. */
export async function startDiscordWorld(
  server: DiscordServer,
  options: DiscordWorldOptions = {},
): Promise<DiscordWorld> {
  const { databaseUrl = 'sqlite::memory:', http = false, publicUrl } = options;
  const config = readConfig({
    PORT: '0',
    DATABASE_URL: databaseUrl,
    DISCORD_API_URL: server.apiUrl,
    DISCORD_TOKEN: server.token,
    DISCORD_APPLICATION_ID: server.applicationId,
    ...(http ? { DISCORD_PUBLIC_KEY: server.publicKey } : {}),
  });
  if (config.discord === undefined) throw new RangeError('Discord is not configured');
  const logged: string[] = [];
  const log = pino({ level: 'debug', base: null }, { write: (line: string) => void logged.push(line) });
  const database = await openDatabase(config.databaseUrl);
  const services = await servicesFor(database);
  const metrics = createMetrics();
  const engine = createEngine(services, failureLogged(log), turnsCounted(metrics));
  const parts = {
    database,
    engine,
    services,
    drawChart,
    metrics,
    log,
    publicUrl,
    pace: { burst: 1, every: 0 },
    waits: [0, 50, 100],
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  };
  const discord = createDiscord({ ...parts, config: config.discord });
  const { decisions, conflicts } = services;
  const health = createHealth();
  const pages = { engine, decisions, conflicts, database, drawChart, platforms: [], metrics, health };
  const web = await startWeb(config, pages, log, [discord]);
  await discord.start();
  await until('a connection', () => (discord.state().kind === 'connected' ? true : undefined));
  return {
    ...{ discord, services, database, logged, metrics },
    address: `${web.address.replace(/\/$/, '')}/discord/interactions`,
    async stop() {
      await Promise.all([discord.stop(), web.stop()]);
      await database.close();
    },
  };
}

const drawChart = async () => ({ contentType: 'image/png', bytes: new Uint8Array([137, 80, 78, 71]) });

/** Somebody in a server, doing what people do in Discord. */
export interface Somebody {
  readonly member: LocalMember;
  command(
    name: string,
    options?: Readonly<Record<string, string | boolean>>,
    at?: LocalChannel,
  ): LocalInteraction;
  complete(
    name: string,
    options: Readonly<Record<string, string>>,
    focused: string,
    at?: LocalChannel,
  ): Promise<readonly Json[]>;
  say(text: string, at?: LocalChannel, replyTo?: string): string;
  /** Presses a button by its label, or picks from a menu. */
  press(message: Json, label: string, at?: LocalChannel): LocalInteraction;
  pick(message: Json, count?: number, at?: LocalChannel): LocalInteraction;
  submit(modal: Json, fields: Readonly<Record<string, string>>, more?: Submitting): LocalInteraction;
  recordMessage(message: string, at?: LocalChannel): LocalInteraction;
}

interface Submitting {
  readonly at?: LocalChannel;
  readonly message?: Json;
  readonly id?: string;
}

/** Somebody who acts over the gateway in a channel. */
export function somebody(server: DiscordServer, member: LocalMember, here: LocalChannel): Somebody {
  const act = (
    type: InteractionType,
    data: Json,
    more: { at?: LocalChannel; message?: Json; id?: string } = {},
  ) =>
    server.interact({
      by: member,
      channel: more.at ?? here,
      type,
      data,
      ...(more.message === undefined ? {} : { message: more.message }),
      ...(more.id === undefined ? {} : { id: more.id }),
    });
  return {
    member,
    command: (name, options = {}, at = here) =>
      act(InteractionType.ApplicationCommand, commandData(name, options), { at }),
    async complete(name, options, focused, at = here) {
      const data = commandData(name, options, focused);
      const asked = act(InteractionType.ApplicationCommandAutocomplete, data, { at });
      const response = await until('completions', () => asked.response);
      return listOf(objectOf(response.data).choices).map(objectOf);
    },
    say: (text, at = here, replyTo) =>
      server.say({ by: member, channel: at, text, ...(replyTo === undefined ? {} : { replyTo }) }),
    press(message, label, at = here) {
      const { custom_id } = buttonOf(message, label);
      return act(InteractionType.MessageComponent, { component_type: 2, custom_id }, { at, message });
    },
    pick(message, count = 1, at = here) {
      const menu = componentsIn(message.components).find(({ type }) => type === 3);
      if (menu === undefined) throw new RangeError('nothing can be picked there');
      const values = listOf(menu.options).map((option) => textOf(objectOf(option).value));
      const data = { component_type: 3, custom_id: menu.custom_id, values: values.slice(0, count) };
      return act(InteractionType.MessageComponent, data, { at, message });
    },
    submit: (modal, fields, more = {}) =>
      act(InteractionType.ModalSubmit, submittedData(modal, fields), more),
    recordMessage(message, at = here) {
      const target = server.state.messages.get(message)?.data;
      const data = {
        id: '1',
        name: 'Record decision',
        type: 3,
        target_id: message,
        resolved: { messages: { [message]: target } },
      };
      return act(InteractionType.ApplicationCommand, data, { at });
    },
  };
}

function commandData(
  name: string,
  options: Readonly<Record<string, string | boolean>>,
  focused?: string,
): Json {
  const [first = '', second] = name.split(' ');
  const values = Object.entries(options).map(([option, value]) => ({
    name: option,
    type: typeof value === 'boolean' ? 5 : 3,
    value,
    ...(option === focused ? { focused: true } : {}),
  }));
  const own = second === undefined ? values : [{ name: second, type: 1, options: values }];
  return { id: '1', name: first, type: 1, options: own };
}

const labelledSchema = z.object({
  component: z.looseObject({
    type: z.number(),
    custom_id: z.string(),
    value: z.string().optional(),
    options: z.array(z.looseObject({ value: z.string(), default: z.boolean().optional() })).default([]),
    default_values: z.array(z.looseObject({ id: z.string() })).default([]),
  }),
});

/** What is filled in; people are picked by their ids: `1, 2`. */
function submittedData(modal: Json, fields: Readonly<Record<string, string>>): Json {
  const components = listOf(modal.components).map((label, at) => {
    const { component } = labelledSchema.parse(label);
    const { type, custom_id, options, default_values } = component;
    const given = fields[custom_id.replace('field:', '')];
    const part = { type, id: at + 100, custom_id };
    const several = (given ?? '').split(/,\s*/).filter((one) => one !== '');
    const chosen =
      type === 3
        ? options.filter((one) => one.default === true).map(({ value }) => value)
        : default_values.map(({ id }) => id);
    const filled =
      type === 4
        ? { value: given ?? component.value ?? '' }
        : { values: given === undefined ? chosen : several };
    return { type: 18, id: at + 1, component: { ...part, ...filled } };
  });
  return { custom_id: modal.custom_id, components };
}

/** The form that an interaction was answered with. */
export async function modalOf(interaction: LocalInteraction): Promise<Json> {
  const response = await until('a form', () => interaction.response);
  if (response.type !== 9) throw new RangeError(`no form but ${JSON.stringify(response).slice(0, 400)}`);
  return objectOf(response.data);
}

/** What an interaction's first message says now, once it says something with these words. */
export function original(interaction: LocalInteraction, words = ''): Promise<Json> {
  return until(
    () =>
      `"${words}" as the first response; it is ${JSON.stringify([interaction.response, interaction.original?.data]).slice(0, 900)}`,
    () => {
      const message = interaction.isDeferred ? undefined : interaction.original?.data;
      return message !== undefined && JSON.stringify(message.components).includes(words)
        ? message
        : undefined;
    },
  );
}

/** Somebody's own walk to its recommendation, each step in the same message. */
export async function walkToEnd(by: Somebody): Promise<Json> {
  let message = await original(by.command('advise', { brief: 'help us choose a database' }), 'Skip');
  for (let round = 0; round < 20 && !labelsIn(message).includes('Record it'); round++) {
    const labels = labelsIn(message);
    const picks = componentsIn(message.components).some(({ type }) => type === 3);
    const late = labels.includes('Recommend now') && round > 1;
    const pressed =
      picks && !late ? by.pick(message) : by.press(message, late ? 'Recommend now' : (labels[0] ?? ''));
    message = await original(pressed);
    if (pressed.response?.type !== 7)
      throw new RangeError(`a walk that goes on elsewhere: ${pressed.response?.type}`);
  }
  return message;
}

/** A message in a channel with these words. */
export function messageWith(server: DiscordServer, channel: string, words: string): Promise<Json> {
  return until(
    () => `"${words}" in the channel; there are ${JSON.stringify(ours(server, channel)).slice(-1_500)}`,
    () => ours(server, channel).findLast((message) => JSON.stringify(message.components).includes(words)),
  );
}

/** A person's moment: what is on its way has come, and nobody presses what was shown in the very millisecond before. */
export function moment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 500));
}

/** The bot's messages of a channel as they are now. */
export function ours(server: DiscordServer, channel: string): readonly Json[] {
  return server.messagesIn(channel).filter(({ author }) => objectOf(author).id === server.bot.id);
}

/** All components of a message, nested ones too. */
export function componentsIn(value: unknown): Json[] {
  return listOf(value).flatMap((one) => {
    const component = objectOf(one);
    const within = [...listOf(component.components), component.accessory].filter(
      (each) => each !== undefined,
    );
    return [component, ...componentsIn(within)];
  });
}

/** The labels of a message's buttons. */
export function labelsIn(message: Json): string[] {
  return componentsIn(message.components)
    .filter(({ type }) => type === 2)
    .map(({ label }) => textOf(label));
}

/** The button with a label. @throws RangeError naming the buttons that there are. */
export function buttonOf(message: Json, label: string): { readonly custom_id: string } {
  const found = componentsIn(message.components).find((one) => one.type === 2 && one.label === label);
  if (found === undefined)
    throw new RangeError(`no button "${label}" among ${labelsIn(message).join(' | ')}`);
  return { custom_id: textOf(found.custom_id) };
}
