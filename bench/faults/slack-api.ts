import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Away } from './traffic.ts';

/** A message as people see it. */
export interface Shown {
  readonly channel: string;
  readonly thread: string;
  readonly ts: string;
  /** A person's, or the program's own. */
  readonly user: string;
  /** Who alone sees it; empty for all in the channel. */
  readonly alone: string;
  readonly metadata: unknown;
  /** The words and blocks; another object after a change. */
  content: { readonly text: string; readonly blocks: unknown };
}

/** Slack's Web API and `response_url`s, as far as the program needs them here. */
export interface SlackApi {
  readonly url: string;
  readonly messages: readonly Shown[];
  /** A person writes. */
  say(user: string, channel: string, thread: string, ts: string, text: string): void;
  away(how: Away | undefined): Promise<void>;
  stop(): Promise<void>;
}

export const team = 'T0FAULTS1';
export const botUser = 'UBOT00001';

type Args = Readonly<Record<string, unknown>>;

/** What a call takes beside what it does, in milliseconds: a process that is killed then does not know whether it was done. */
const usualLatency = () => sleep(5 + Math.random() * 60);

/** How it behaves. */
export interface SlackApiOptions {
  readonly latency?: () => Promise<unknown>;
  /** The team of a person. */
  readonly teamOf?: (user: string) => string;
  /** Told of each message of the program. */
  readonly onShown?: (message: Shown) => void;
}

/** Starts it. What it took is kept, whether or not whoever sent it heard so. */
export async function startSlackApi({
  latency = usualLatency,
  teamOf = () => team,
  onShown = () => {},
}: SlackApiOptions = {}): Promise<SlackApi> {
  const messages: Shown[] = [];
  let away: Away | undefined;
  let count = 0;
  const newTs = () => `${Math.floor(Date.now() / 1_000)}.${String(++count).padStart(6, '0')}`;
  const keep = ({ channel, thread_ts, text, blocks, metadata }: Args, alone: string): Shown => {
    const thread = String(thread_ts ?? '');
    const place = { channel: String(channel), thread, ts: newTs(), user: botUser, alone };
    const message: Shown = { ...place, metadata, content: { text: String(text), blocks } };
    messages.push(message);
    onShown(message);
    return message;
  };
  const inOrder = ({ channel, ts, oldest = '0', limit = 100, cursor = '0' }: Args, newestFirst: boolean) => {
    const all = messages.filter(
      (one) =>
        one.channel === channel &&
        one.alone === '' &&
        (one.ts > String(oldest) || one.ts === ts) &&
        (ts === undefined ? one.thread === '' : one.thread === ts || one.ts === ts),
    );
    const ordered = newestFirst ? all.reverse() : all;
    const [from, to] = [Number(cursor), Number(cursor) + Number(limit)];
    const next_cursor = ordered.length > to ? `${to}` : '';
    const told = ordered.slice(from, to).map(({ content, ...message }) => ({ ...message, ...content }));
    return { messages: told, response_metadata: { next_cursor } };
  };
  const call = (method: string, args: Args): object => {
    switch (method) {
      case 'auth.test':
        return { team_id: team, user_id: botUser, bot_id: 'B1', url: 'https://faults.slack.com/' };
      case 'users.info':
        return {
          user: { id: args.user, name: String(args.user).toLowerCase(), team_id: teamOf(String(args.user)) },
        };
      case 'conversations.info':
        return { channel: { id: args.channel, is_private: false } };
      case 'users.conversations':
        return { channels: [], response_metadata: { next_cursor: '' } };
      case 'conversations.history':
        return inOrder(args, true);
      case 'conversations.replies':
        // A thread is told from its beginning.
        return inOrder(args, false);
      case 'chat.postMessage':
        return { ts: keep(args, '').ts, channel: args.channel };
      case 'chat.postEphemeral':
        return { message_ts: keep(args, String(args.user)).ts };
      case 'chat.update': {
        const message = messages.find(({ channel, ts }) => channel === args.channel && ts === args.ts);
        if (message === undefined) return { ok: false, error: 'message_not_found' };
        message.content = { text: String(args.text), blocks: args.blocks };
        return { ts: message.ts, channel: message.channel };
      }
      default:
        return {};
    }
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await read(request);
    const [, kind = '', method = ''] = (request.url ?? '').split('/');
    await latency();
    if (away === 'failing') return void response.writeHead(503).end();
    // Nobody answers, until the caller has enough of it.
    if (away === 'silent') return;
    const answered =
      kind === 'respond' ? respond(method, parseJson(body)) : { ok: true, ...call(method, formOf(body)) };
    await latency();
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answered));
  };
  const respond = (word: string, args: Args): object => {
    const channel = `response ${word}`;
    const before = messages.findLast((one) => one.channel === channel);
    if (args.replace_original === true && before !== undefined)
      before.content = { text: String(args.text), blocks: args.blocks };
    else keep({ ...args, channel }, word);
    return { ok: true };
  };
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => request.socket.destroy());
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await listen(0);
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    messages,
    say: (user, channel, thread, ts, text) =>
      void messages.push({
        user,
        channel,
        thread,
        ts,
        alone: '',
        metadata: undefined,
        content: { text, blocks: [] },
      }),
    async away(how) {
      const wasRefused = away === 'refused';
      away = how;
      if (how === 'refused') await close();
      else if (wasRefused) await listen(port);
      else server.closeAllConnections();
    },
    stop: close,
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString();
}

function formOf(body: string): Args {
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => [
      name,
      name === 'blocks' || name === 'metadata' ? JSON.parse(value) : value,
    ]),
  );
}

function parseJson(text: string): Args {
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
