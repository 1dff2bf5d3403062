import { createHmac, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { z } from 'zod';
import { readConfig } from '../../adapters/config.ts';
import type { ChatPlatform } from '../../adapters/core/chat-platform.ts';
import { failureLogged } from '../../adapters/core/failure-replies.ts';
import { createHealth } from '../../adapters/health/health.ts';
import { createMetrics, type Metrics } from '../../adapters/metrics/metrics.ts';
import { turnsCounted } from '../../adapters/metrics/watch.ts';
import { createSlack } from '../../adapters/slack/index.ts';
import { startWeb, type Web } from '../../adapters/web/index.ts';
import { createEngine } from '../../src/conversation/engine.ts';
import type { Services } from '../../src/conversation/services.ts';
import { type Database, openDatabase } from '../../src/database/connection.ts';
import type { Limits } from '../../src/limits.ts';
import { servicesFor } from './services.ts';
import { appToken, type Call, oauthApp, type SlackPlatform, signingSecret } from './slack-platform.ts';
import { until } from './until.ts';

/** The advisor as it runs for Slack, on a port of its own. */
export interface World {
  readonly address: string;
  readonly slack: ChatPlatform;
  readonly services: Services;
  readonly database: Database;
  /** What was logged, a line each. */
  readonly logged: string[];
  readonly metrics: Metrics;
  stop(): Promise<void>;
}

/** Seals the tokens of workspaces that install the app. */
export const encryptionKey = 'encryption key of tests';

/** How it is started. */
export interface WorldOptions {
  readonly mode?: 'http' | 'socket';
  readonly databaseUrl?: string;
  readonly oauth?: boolean;
  readonly port?: number;
  readonly publicUrl?: string;
  readonly limits?: Limits;
  /** Encrypt tokens where workspaces install the app. */
  readonly keys?: string;
}

/** Starts the advisor against a platform. */
export async function startWorld(platform: SlackPlatform, options: WorldOptions = {}): Promise<World> {
  const { mode = 'http', databaseUrl = 'sqlite::memory:', oauth = false, publicUrl } = options;
  const config = readConfig({
    PORT: String(options.port ?? 0),
    DATABASE_URL: databaseUrl,
    SLACK_API_URL: platform.apiUrl,
    ...(mode === 'socket' ? { SLACK_APP_TOKEN: appToken } : { SLACK_SIGNING_SECRET: signingSecret }),
    ...(publicUrl === undefined ? {} : { PUBLIC_URL: publicUrl }),
    ...(oauth
      ? {
          SLACK_CLIENT_ID: oauthApp.client_id,
          SLACK_CLIENT_SECRET: oauthApp.client_secret,
          SLACK_STATE_SECRET: 'state-secret-of-tests',
          ENCRYPTION_KEY: options.keys ?? encryptionKey,
        }
      : { SLACK_BOT_TOKEN: platform.workspaces[0]?.token ?? '' }),
  });
  if (config.slack === undefined) throw new RangeError('Slack is not configured');
  const logged: string[] = [];
  const log = pino({ level: 'debug', base: null }, lines(logged));
  const database = await openDatabase(config.databaseUrl);
  const services = await servicesFor(database);
  const metrics = createMetrics();
  const engine = createEngine(services, failureLogged(log), turnsCounted(metrics));
  const parts = { database, engine, services, drawChart, metrics, log };
  const slack = createSlack({
    ...parts,
    config: config.slack,
    publicUrl,
    pace: { burst: 1, every: 0 },
    waits: [0, 50, 100],
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  });
  const { decisions, conflicts } = services;
  const health = createHealth();
  const pages = { engine, decisions, conflicts, database, drawChart, platforms: [], metrics, health };
  const web: Web = await startWeb(config, pages, log, [slack]);
  await slack.start();
  return {
    address: web.address,
    slack,
    services,
    database,
    logged,
    metrics,
    async stop() {
      await Promise.all([slack.stop(), web.stop()]);
      await database.close();
    },
  };
}

function lines(to: string[]): Writable {
  return new Writable({
    write(chunk, _encoding, done) {
      to.push(String(chunk));
      done();
    },
  });
}

const drawChart = async () => ({ contentType: 'image/png', bytes: new Uint8Array([137, 80, 78, 71]) });

/** What our server answered. */
export interface Answered {
  readonly status: number;
  readonly body: string;
}

/** What a signed request is made of. */
export interface SignedOptions {
  readonly secret?: string;
  /** Seconds since 1970. */
  readonly at?: number;
  readonly json?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends what Slack would send, signed. */
export function signed(
  world: Pick<World, 'address'>,
  body: string,
  options: SignedOptions = {},
): Promise<Answered> {
  const { secret = signingSecret, at = Math.floor(Date.now() / 1_000), json = false, headers = {} } = options;
  const digest = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return send(new URL('/slack/events', world.address), body, {
    'content-type': json ? 'application/json' : 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': String(at),
    'x-slack-signature': `v0=${digest}`,
    ...headers,
  });
}

function send(url: URL, body: string, headers: Readonly<Record<string, string>>): Promise<Answered> {
  return new Promise((resolve, reject) => {
    request(url, { method: 'POST', headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString() }),
      );
    })
      .on('error', reject)
      .end(body);
  });
}

/** How Slack's deliveries reach the advisor: over HTTP, or over a socket. */
export type Deliver = (kind: 'command' | 'interaction' | 'event', payload: object) => Promise<Answered>;

/** Over HTTP, signed. */
export function overHttp(world: Pick<World, 'address'>): Deliver {
  return (kind, payload) => {
    if (kind === 'event') return signed(world, JSON.stringify(payload), { json: true });
    const fields = kind === 'command' ? textFields(payload) : { payload: JSON.stringify(payload) };
    return signed(world, new URLSearchParams(fields).toString());
  };
}

/** Over Socket Mode. */
export function overSocket({ socket }: SlackPlatform): Deliver {
  const types = { command: 'slash_commands', interaction: 'interactive', event: 'events_api' } as const;
  return async (kind, payload) => {
    const given = await socket.deliver(types[kind], payload);
    return { status: 200, body: given === undefined ? '' : JSON.stringify(given) };
  };
}

function textFields(payload: object): Record<string, string> {
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]));
}

const messageSchema = z.looseObject({
  text: z.string(),
  blocks: z.array(z.looseObject({ type: z.string() })).default([]),
});
export type ShownMessage = z.infer<typeof messageSchema>;

/** Where a message was seen, for presses in it. */
export interface Seen {
  readonly message: ShownMessage;
  readonly channel: string;
  readonly ts: string;
  readonly thread?: string;
  readonly ephemeral: boolean;
}

/** Somebody in a workspace, doing what people do in Slack. */
export interface Somebody {
  /** Types a command; what it was answered at once. */
  command(text: string, channel?: string): Promise<ShownMessage | undefined>;
  mention(text: string, rest?: { channel?: string; thread?: string; id?: string }): Promise<{ ts: string }>;
  say(
    text: string,
    rest: { channel: string; thread?: string; parent?: string; id?: string; type?: string },
  ): Promise<{ ts: string }>;
  press(seen: Seen, label: string, rest?: { picked?: Readonly<Record<string, unknown>> }): Promise<Answered>;
  submit(view: Readonly<Record<string, unknown>>, fields: Readonly<Record<string, string>>): Promise<unknown>;
  shortcut(
    message: { ts: string; text: string; user: string; thread_ts?: string },
    channel?: string,
  ): Promise<Answered>;
  openHome(): Promise<Answered>;
  /** The view that was opened or changed last for anybody. */
}

let count = 1_000;
/** A new timestamp in the form of Slack's. */
export function newTs(): string {
  count += 1;
  return `${Math.floor(Date.now() / 1_000)}.${String(count).padStart(6, '0')}`;
}

/** Somebody who acts through a way of delivery. */
export function somebody(
  platform: SlackPlatform,
  deliver: Deliver,
  name: 'ann' | 'bob' | 'cy' | 'guest',
  at = 0,
): Somebody {
  const workspace = platform.workspaces[at];
  if (workspace === undefined) throw new RangeError('no such workspace');
  const user = workspace.people[name];
  const base = { api_app_id: 'A0TEST', token: 'legacy', is_enterprise_install: false, enterprise: null };
  const team = { id: workspace.id, domain: `team-${at}` };
  const trigger = async () => {
    const { trigger_id } = await platform.api(at, 'views.generateTriggerId', { user_id: user });
    return String(trigger_id);
  };
  const event = async (id: string, inner: object) => {
    const authorizations = [
      { team_id: workspace.id, user_id: workspace.botUser, is_bot: true, is_enterprise_install: false },
    ];
    const envelope = {
      ...base,
      type: 'event_callback',
      team_id: workspace.id,
      event_id: id,
      event_time: 1,
      authorizations,
    };
    const answered = await deliver('event', { ...envelope, event: inner });
    if (answered.status !== 200) throw new Error(`not taken: ${answered.status}`);
  };
  return {
    async command(text, channel = workspace.channels.general) {
      const [command = '', ...words] = text.split(' ');
      const answered = await deliver('command', {
        ...base,
        command,
        text: words.join(' '),
        team_id: workspace.id,
        team_domain: team.domain,
        channel_id: channel,
        channel_name: channel === workspace.channels.secret ? 'privategroup' : 'general',
        user_id: user,
        user_name: name,
        response_url: platform.responseUrl(),
        trigger_id: await trigger(),
      });
      if (answered.status !== 200) throw new Error(`not taken: ${answered.status}`);
      const read = messageSchema.safeParse(parseJson(answered.body));
      return read.success ? read.data : undefined;
    },
    async mention(text, { channel = workspace.channels.general, thread, id } = {}) {
      const ts = newTs();
      const words = `<@${workspace.botUser}> ${text}`;
      const inner = { type: 'app_mention', user, text: words, ts, channel, event_ts: ts };
      await event(id ?? `Ev${randomUUID()}`, {
        ...inner,
        ...(thread === undefined ? {} : { thread_ts: thread }),
      });
      return { ts };
    },
    async say(text, { channel, thread, parent, id, type }) {
      const ts = newTs();
      const channel_type = type ?? (channel.startsWith('D') ? 'im' : 'channel');
      const inner = { type: 'message', user, text, ts, channel, channel_type, event_ts: ts };
      const threaded = thread === undefined ? {} : { thread_ts: thread, parent_user_id: parent ?? user };
      await event(id ?? `Ev${randomUUID()}`, { ...inner, ...threaded });
      return { ts };
    },
    async press({ message, channel, ts, thread, ephemeral }, label, { picked } = {}) {
      const action = buttonOf(message, label);
      return deliver('interaction', {
        ...base,
        type: 'block_actions',
        team,
        user: { id: user, username: name, name, team_id: workspace.id },
        container: {
          type: 'message',
          message_ts: ts,
          channel_id: channel,
          is_ephemeral: ephemeral,
          ...(thread === undefined ? {} : { thread_ts: thread }),
        },
        trigger_id: await trigger(),
        ...(channel === '' ? {} : { channel: { id: channel, name: 'general' } }),
        response_url: platform.responseUrl(),
        actions: [{ ...action, type: 'button', block_id: 'b', action_ts: newTs() }],
        ...(picked === undefined ? {} : { state: { values: picked } }),
      });
    },
    async submit(view, fields) {
      const answered = await deliver('interaction', {
        ...base,
        type: 'view_submission',
        team,
        user: { id: user, username: name, name, team_id: workspace.id },
        trigger_id: await trigger(),
        view: { ...view, state: { values: valuesOf(view, fields, workspace.people) } },
      });
      if (answered.status !== 200) throw new Error(`not taken: ${answered.status}`);
      return parseJson(answered.body);
    },
    async shortcut(message, channel = workspace.channels.general) {
      return deliver('interaction', {
        ...base,
        type: 'message_action',
        callback_id: 'record_decision',
        trigger_id: await trigger(),
        message_ts: message.ts,
        response_url: platform.responseUrl(),
        message: { type: 'message', team: workspace.id, ...message },
        channel: { id: channel, name: 'general' },
        team,
        user: { id: user, name, team_id: workspace.id },
      });
    },
    async openHome() {
      await event(`Ev${randomUUID()}`, {
        type: 'app_home_opened',
        user,
        channel: `D0${name}`,
        tab: 'home',
        event_ts: newTs(),
      });
      return { status: 200, body: '' };
    },
  };
}

/** The button with a label. @throws RangeError naming the buttons that there are. */
export function buttonOf(
  message: { readonly blocks?: unknown },
  label: string,
): { action_id: string; value: string } {
  const buttons = buttonsIn(message.blocks);
  const found = buttons.find((one) => one.label === label);
  if (found === undefined)
    throw new RangeError(`no button "${label}" among ${buttons.map((one) => one.label).join(' | ')}`);
  return { action_id: found.action_id, value: found.value };
}

const buttonSchema = z.object({
  type: z.literal('button'),
  action_id: z.string(),
  value: z.string(),
  text: z.object({ text: z.string() }),
});

/** All buttons of blocks. */
export function buttonsIn(value: unknown): { label: string; action_id: string; value: string }[] {
  if (Array.isArray(value)) return value.flatMap(buttonsIn);
  if (typeof value !== 'object' || value === null) return [];
  const button = buttonSchema.safeParse(value);
  if (!button.success) return Object.values(value).flatMap(buttonsIn);
  const { action_id, value: id, text } = button.data;
  return [{ label: text.text, action_id, value: id }];
}

const inputSchema = z.object({
  type: z.literal('input'),
  block_id: z.string(),
  element: z.looseObject({
    type: z.string(),
    action_id: z.string(),
    initial_value: z.string().optional(),
    initial_option: z.looseObject({ value: z.string() }).optional(),
    initial_users: z.array(z.string()).optional(),
  }),
});

/** What is filled in, by field; people are named as the workspace knows them: `ann, bob`. */
function valuesOf(
  view: Readonly<Record<string, unknown>>,
  fields: Readonly<Record<string, string>>,
  people: Readonly<Record<string, string>>,
): object {
  const blocks = z.array(z.unknown()).catch([]).parse(view.blocks);
  const inputs = blocks.flatMap((block) => {
    const read = inputSchema.safeParse(block);
    return read.success ? [read.data] : [];
  });
  return Object.fromEntries(
    inputs.map(({ block_id, element }) => {
      const { action_id } = element;
      return [
        block_id,
        { [action_id]: filledElement(element, fields[block_id.replace('field:', '')], people) },
      ];
    }),
  );
}

function filledElement(
  { type, initial_value, initial_option, initial_users = [] }: z.infer<typeof inputSchema>['element'],
  given: string | undefined,
  people: Readonly<Record<string, string>>,
): object {
  switch (type) {
    case 'datepicker':
      return { type, selected_date: given ?? initial_value ?? null };
    case 'static_select':
      return { type, selected_option: given === undefined ? (initial_option ?? null) : { value: given } };
    case 'multi_users_select': {
      const named = (given ?? '').split(/,\s*/).filter((name) => name !== '');
      const users = named.map((name) => people[name] ?? name);
      return { type, selected_users: given === undefined ? initial_users : users };
    }
    default:
      return { type, value: given ?? initial_value ?? null };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Calls of a method so far. */
export function callsOf({ calls }: SlackPlatform, method: string): Call[] {
  return calls.filter((call) => call.method === method);
}

/** A message that went out, as it is seen; its text holds these words. */
export function sentWith(
  platform: SlackPlatform,
  words: string,
  ...methods: readonly string[]
): Promise<Call> {
  return until(
    () =>
      `a message with "${words}"; there were ${JSON.stringify(platform.calls.map(({ method, args }) => [method, args.text])).slice(-900)}`,
    () =>
      platform.calls.findLast(
        ({ method, args }) =>
          (methods.length === 0 || methods.includes(method)) &&
          JSON.stringify([args.text, args.blocks]).includes(words),
      ),
  );
}

const pickSchema = z.looseObject({
  block_id: z.string(),
  elements: z.array(z.unknown()).optional(),
  accessory: z.unknown().optional(),
});
const optionsSchema = z.looseObject({ action_id: z.string(), options: z.array(z.unknown()) });

/** The first box of what can be picked. */
export function pickedFirst(blocks: unknown): Record<string, unknown> {
  const picks = z
    .array(z.unknown())
    .catch([])
    .parse(blocks)
    .flatMap((block) => {
      const pick = pickSchema.safeParse(block);
      const element = optionsSchema.safeParse(pick.data?.elements?.[0] ?? pick.data?.accessory);
      if (!pick.success || !element.success) return [];
      const { action_id, options } = element.data;
      return [[pick.data.block_id, { [action_id]: { selected_options: [options[0]] } }] as const];
    });
  return Object.fromEntries(picks.slice(0, 1));
}
