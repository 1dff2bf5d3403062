import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createEmulator, type Emulator } from 'emulate';
import { z } from 'zod';
import { createSocketServer, type SocketServer } from './slack-socket.ts';
import { homeProblems, messageProblems, modalProblems } from './slack-validator.ts';

/** A call of the Web API, or an answer to a `response_url`, as it went out. */
export interface Call {
  readonly method: string;
  readonly workspace: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** A workspace with three people, two channels and a private one. */
export interface TestWorkspace {
  readonly id: string;
  readonly token: string;
  readonly botUser: string;
  readonly people: Readonly<Record<'ann' | 'bob' | 'cy' | 'guest', string>>;
  readonly channels: Readonly<Record<'general' | 'random' | 'secret', string>>;
}

/** What a call is answered in place of its real answer. */
export interface Fault {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object | string;
  /** The connection is cut. */
  readonly cut?: true;
}

/** Slack for tests: the Web API of `emulate` behind a proxy that watches, and plays what `emulate` has not. */
export interface SlackPlatform {
  readonly url: string;
  readonly apiUrl: string;
  readonly workspaces: readonly TestWorkspace[];
  readonly calls: Call[];
  /** Why Slack would have refused what went out. */
  readonly problems: string[];
  readonly socket: SocketServer;
  /** Answers the next calls of a method with faults, one each; `*` is every method. */
  fail(method: string, ...faults: readonly Fault[]): void;
  /** Holds the next call of a method for so many milliseconds. */
  hold(method: string, milliseconds: number): void;
  /** Cuts every connection until it is called with false. */
  down(isDown: boolean): void;
  /** The workspace into which the next installation goes. */
  installInto(workspace: number): void;
  /** Takes a workspace's token back and issues a new one. */
  renew(workspace: number): string;
  /** The same in the midst of the next call of a method, which is then made with the old one; the new token. */
  renewBefore(
    method: string,
    workspace: number,
    installed: (token: string) => Promise<void>,
  ): Promise<string>;
  /** Calls the Web API as somebody, past the watching. */
  api(
    workspace: number,
    method: string,
    args: Readonly<Record<string, string>>,
    token?: string,
  ): Promise<Answer>;
  /** A `response_url` that takes five answers. */
  responseUrl(): string;
  stop(): Promise<void>;
}

const answerSchema = z.looseObject({ ok: z.boolean(), error: z.string().optional() });
export type Answer = z.infer<typeof answerSchema>;

export const signingSecret = 'an-endless-secret-of-tests';
export const appToken = 'xapp-1-A0TEST-1-of-tests';
export const oauthApp = { client_id: '12345.67890', client_secret: 'client-secret-of-tests' };

/** Starts Slack with so many workspaces; `redirect` is where installing comes back to. */
export async function startSlackPlatform(
  count = 1,
  redirect = 'http://127.0.0.1/none',
): Promise<SlackPlatform> {
  // The first look takes seconds, in which nothing else is done: nobody waits for an answer yet.
  messageProblems({ text: 'first', blocks: [{ type: 'divider' }] });
  const emulators = await Promise.all(Array.from({ length: count }, (_, at) => startEmulator(at, redirect)));
  const calls: Call[] = [];
  const problems: string[] = [];
  const faults = new Map<string, Fault[]>();
  const holding = new Map<string, number>();
  const uses = new Map<string, number>();
  let isDown = false;
  let target = 0;
  let links = 0;
  let renewals = 0;

  const of = (token: string) => {
    return emulators.find(({ current, tokens, ...one }) =>
      current === undefined
        ? tokens.has(token)
        : token === current || (token !== one.token && tokens.has(token)),
    );
  };
  const waiting = new Map<string, () => Promise<void>>();
  const renew = (at: number): string => {
    const emulated = emulators[at];
    if (emulated === undefined) throw new RangeError('no such workspace');
    emulated.current = `xoxb-renewed-${++renewals}`;
    return emulated.current;
  };
  const server = createServer((request, response) => {
    if (isDown) return void request.socket.destroy();
    void answer(request, response).catch((error: unknown) => {
      problems.push(`the platform for tests failed: ${String(error)}`);
      response.writeHead(500).end();
    });
  });
  const url = await listen(server);
  const socket = createSocketServer(server);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', url);
    const body = await read(request);
    if (pathname.startsWith('/respond/')) return answerResponse(pathname, body, response);
    if (pathname.startsWith('/oauth/')) return forward(emulators[target], request, body, response);
    const method = pathname.replace('/api/', '');
    const token = tokenOf(request);
    const inTheMidst = waiting.get(method);
    waiting.delete(method);
    await inTheMidst?.();
    const emulator = method === 'oauth.v2.access' ? emulators[target] : of(token);
    const args = argsOf(request, body);
    calls.push({ method, workspace: emulator?.id ?? '', args });
    problems.push(...problemsOf(method, args));
    const held = holding.get(method);
    holding.delete(method);
    if (held !== undefined) await sleep(held, undefined, { ref: false });
    const fault = (faults.get(method) ?? faults.get('*'))?.shift();
    if (fault !== undefined) return answerFault(fault, request, response);
    if (method === 'apps.connections.open') return json(response, openSocket(token));
    if (emulator === undefined) return json(response, { ok: false, error: 'invalid_auth' });
    if (method === 'users.conversations')
      return json(response, await conversationsOf(emulator, String(args.user)));
    if (method.startsWith('assistant.')) return json(response, { ok: true });
    if (method === 'chat.unfurl') return json(response, { ok: true });
    if (method === 'usergroups.list') return json(response, { ok: true, usergroups: [] });
    const asUser = method === 'users.info' && args.user === emulator.people.guest;
    return forward(emulator, request, body, response, asUser);
  }

  function openSocket(token: string): object {
    if (token !== appToken) return { ok: false, error: 'invalid_auth' };
    return { ok: true, url: socket.open(url.replace('http', 'ws')) };
  }

  function answerResponse(path: string, body: Buffer, response: ServerResponse): void {
    const args = parse(body.toString());
    calls.push({ method: 'response_url', workspace: '', args });
    problems.push(...problemsOf('response_url', args));
    const fault = faults.get('response_url')?.shift();
    if (fault !== undefined)
      return void response.writeHead(fault.status ?? 500).end(String(fault.body ?? ''));
    const used = (uses.get(path) ?? 5) - 1;
    uses.set(path, used);
    if (used < 0) return void response.writeHead(404).end('used_url');
    response.writeHead(200).end('ok');
  }

  async function forward(
    emulator: Emulated | undefined,
    request: IncomingMessage,
    body: Buffer,
    response: ServerResponse,
    asGuest = false,
  ): Promise<void> {
    if (emulator === undefined) return void response.writeHead(404).end();
    const headers = Object.fromEntries(
      ['authorization', 'content-type'].flatMap((name) => {
        const value = request.headers[name];
        return typeof value === 'string' ? [[name, value]] : [];
      }),
    );
    // To the emulator it is the first one still.
    if (headers.authorization === `Bearer ${emulator.current}`)
      headers.authorization = `Bearer ${emulator.token}`;
    const got = await fetchAgain(`${emulator.url}${request.url}`, {
      method: request.method ?? 'GET',
      headers,
      redirect: 'manual',
      ...(request.method === 'POST' ? { body: new Uint8Array(body) } : {}),
    });
    const text = (await got.text()).replaceAll('T000000001', emulator.id);
    const issued = /"access_token":"(xoxb-[^"]+)"/.exec(text)?.[1];
    if (issued !== undefined) emulator.tokens.add(issued);
    const location = got.headers.get('location');
    response.writeHead(got.status, {
      'content-type': got.headers.get('content-type') ?? 'application/json',
      ...(location === null ? {} : { location }),
    });
    response.end(asGuest ? text.replace('"user":{', '"user":{"is_restricted":true,') : text);
  }

  return {
    url,
    apiUrl: `${url}/api/`,
    workspaces: emulators,
    calls,
    problems,
    socket,
    fail: (method, ...next) => void faults.set(method, [...(faults.get(method) ?? []), ...next]),
    hold: (method, milliseconds) => void holding.set(method, milliseconds),
    down(now) {
      isDown = now;
      if (now) {
        server.closeAllConnections();
        socket.cut();
      }
    },
    installInto: (at) => {
      target = at;
    },
    renew,
    renewBefore: (method, at, installed) =>
      new Promise((resolve) => {
        waiting.set(method, async () => {
          const token = renew(at);
          await installed(token);
          resolve(token);
        });
      }),
    api: (at, method, args, token) => call(emulators[at], method, args, token),
    responseUrl: () => `${url}/respond/${++links}`,
    async stop() {
      socket.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all(emulators.map(({ emulator }) => emulator.close()));
    },
  };
}

interface Emulated extends TestWorkspace {
  readonly emulator: Emulator;
  readonly url: string;
  readonly tokens: Set<string>;
  /** The token in the place of the first one, which counts no more. */
  current: string | undefined;
}

const botScopes = [
  'app_mentions:read',
  'assistant:write',
  'channels:read',
  'channels:history',
  'chat:write',
  'commands',
  'files:write',
  'groups:read',
  'groups:history',
  'im:history',
  'links:read',
  'links:write',
  'usergroups:read',
  'users:read',
];

async function startEmulator(at: number, redirect: string): Promise<Emulated> {
  const [botUser, token, userToken] = [`UBOT${at}000`, `xoxb-of-tests-${at}`, `xoxp-of-tests-${at}`];
  const emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      slack: {
        team: { name: `Team ${at}`, domain: `team-${at}` },
        strict_scopes: true,
        users: ['ann', 'bob', 'cy', 'guest'].map((name) => ({ name, real_name: name })),
        channels: [{ name: 'secret', is_private: true }],
        oauth_apps: [
          {
            ...oauthApp,
            app_id: 'A0TEST',
            name: 'Stack Advisor',
            redirect_uris: [redirect],
            scopes: botScopes,
            bot_id: `BBOT${at}000`,
            bot_user_id: botUser,
            bot_name: 'advisor',
          },
        ],
        tokens: [
          {
            token,
            type: 'bot',
            user_id: botUser,
            scopes: botScopes,
            app_id: 'A0TEST',
            bot_id: `BBOT${at}000`,
          },
          {
            token: userToken,
            type: 'user',
            user: 'ann',
            scopes: [...botScopes, 'channels:manage', 'groups:write', 'im:write', 'channels:write'],
          },
        ],
      },
    },
  });
  const id = `T00000000${at + 1}`;
  const bare = {
    id,
    token,
    botUser,
    emulator,
    url: emulator.url,
    tokens: new Set([token, userToken]),
    current: undefined,
  };
  const people = await namesOf(bare, 'users.list', userToken, 'members');
  const channels = await namesOf(bare, 'conversations.list', userToken, 'channels');
  const secret = channels.secret ?? '';
  await call(bare, 'conversations.invite', { channel: secret, users: botUser }, userToken);
  return {
    ...bare,
    people: { ann: people.ann ?? '', bob: people.bob ?? '', cy: people.cy ?? '', guest: people.guest ?? '' },
    channels: { general: channels.general ?? '', random: channels.random ?? '', secret },
  };
}

/** On a busy machine a connection that was kept may be closed just when it is used again. */
function fetchAgain(url: string, init: RequestInit): Promise<Response> {
  return fetch(url, init).catch(() => fetch(url, init));
}

type Bare = Pick<Emulated, 'url' | 'token'>;

async function namesOf(
  emulated: Bare,
  method: string,
  token: string,
  list: string,
): Promise<Record<string, string>> {
  const answer = await call(emulated, method, { types: 'public_channel,private_channel' }, token);
  const rows = z.array(z.object({ id: z.string(), name: z.string() })).parse(answer[list]);
  return Object.fromEntries(rows.map(({ id, name }) => [name, id]));
}

async function call(
  emulated: Bare | undefined,
  method: string,
  args: Readonly<Record<string, string>>,
  token = emulated?.token ?? '',
): Promise<Answer> {
  const got = await fetchAgain(`${emulated?.url}/api/${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(args),
  });
  return answerSchema.parse(await got.json());
}

/** What `emulate` has no method for. */
async function conversationsOf(emulated: Bare, user: string): Promise<object> {
  const listed = await call(emulated, 'conversations.list', { types: 'public_channel,private_channel' });
  const all = z.array(z.object({ id: z.string() })).parse(listed.channels);
  const memberships = await Promise.all(
    all.map(async ({ id }) => {
      const { members } = await call(emulated, 'conversations.members', { channel: id });
      return z.array(z.string()).catch([]).parse(members).includes(user) ? [{ id }] : [];
    }),
  );
  return { ok: true, channels: memberships.flat(), response_metadata: { next_cursor: '' } };
}

function problemsOf(method: string, args: Readonly<Record<string, unknown>>): string[] {
  const tell = (found: string[]) => found.map((problem) => `${method}: ${problem}`);
  switch (method) {
    case 'chat.postMessage':
    case 'chat.update':
    case 'chat.postEphemeral':
    case 'response_url':
      return tell(messageProblems(args));
    case 'chat.unfurl':
      return tell(unfurlProblems(args.unfurls));
    case 'views.open':
    case 'views.update':
    case 'views.push':
      return tell(modalProblems(args.view));
    case 'views.publish':
      return tell(homeProblems(args.view));
    default:
      return [];
  }
}

/** What is shown below a message is made of blocks as a message is. */
function unfurlProblems(unfurls: unknown): string[] {
  const read = z.record(z.url(), z.strictObject({ blocks: z.array(z.unknown()).min(1) })).safeParse(unfurls);
  if (!read.success) return [read.error.message];
  return Object.values(read.data).flatMap(({ blocks }) => messageProblems({ text: 'shown', blocks }));
}

function answerFault(fault: Fault, request: IncomingMessage, response: ServerResponse): void {
  if (fault.cut === true) return void request.socket.destroy();
  const { status = 200, headers = {}, body = { ok: false, error: 'internal_error' } } = fault;
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

function json(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function tokenOf(request: IncomingMessage): string {
  return (request.headers.authorization ?? '').replace(/^Bearer /, '');
}

/** Arguments as Slack reads them: JSON in a form's fields. */
function argsOf(request: IncomingMessage, body: Buffer): Record<string, unknown> {
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) return {};
  const fields = [...new URLSearchParams(body.toString())];
  return Object.fromEntries(
    fields.map(([name, value]) => [
      name,
      ['blocks', 'view', 'metadata', 'prompts', 'unfurls'].includes(name) ? parseJson(value) : value,
    ]),
  );
}

function parse(text: string): Record<string, unknown> {
  const read = z.record(z.string(), z.unknown()).safeParse(parseJson(text));
  return read.success ? read.data : {};
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  return `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`;
}
