import { z } from 'zod';
import * as core from '../../adapters/core/arrival.ts';
import type { Calls, ChatDriver } from '../../adapters/core/driver.ts';
import type { Failure } from '../../adapters/core/failures.ts';
import { markMention } from '../../adapters/core/mentions.ts';
import { outgoingSchema } from '../../adapters/core/outgoing.ts';
import type { PostedMessages } from '../../adapters/core/posted-messages.ts';
import { readTypedCommand } from '../../adapters/core/typed-command.ts';
import { repliesMarkdown } from '../../src/conversation/markdown.ts';
import type { FormReply, Reply } from '../../src/reply.ts';
import { type LineBody, type LineButton, LineError, type LinePlatform } from './line-platform.ts';

const originSchema = z.object({ wait: z.boolean() });
type Origin = z.infer<typeof originSchema>;

/** The types that lines bring: what is drawn is what is painted, and the answer is a message or a form. */
export interface LineTypes {
  readonly origin: Origin;
  readonly body: LineBody;
  readonly drawn: LineBody;
  readonly first: { readonly message: LineBody } | { readonly form: FormReply };
}

const bodySchema: z.ZodType<LineBody> = z.object({
  text: z.string(),
  buttons: z.array(z.object({ label: z.string(), press: z.string() })),
});
const asItIs = (stored: unknown) => stored;

/** What a channel of one's own is called. */
export function directOf(person: string): string {
  return `@${person}`;
}

/** What lines bring to the flow that all platforms share; there is one workspace, `lines`. */
export function createLineDriver(platform: LinePlatform): ChatDriver<LineTypes> {
  const isDirect = (channel: string) => channel.startsWith('@');
  const room = (channel: string) => Promise.resolve({ channel });
  return {
    platform: 'line',
    arrived: core.arrivedSchema(originSchema, asItIs),
    outgoing: outgoingSchema(bodySchema, asItIs),
    pace: { burst: 100, every: 0 },
    serves: (workspace) => Promise.resolve(workspace === 'lines'),
    connect: (workspace) => Promise.resolve(workspace === 'lines' ? callsOf(platform) : undefined),
    failureOf,
    failureOfCode: (code) => failureOf(new LineError(code)),
    isNoMore: ({ kind }) => kind === 'gone',
    reasonOf: (error) => (error instanceof Error ? error.message : String(error)),
    isDirect: ({ payload }) => isDirect(payload.place.channel),
    isDirectWorkspace: () => false,
    targetOf({ payload: { kind, place } }, { audience }) {
      const { channel } = place;
      const note = { thread: place.thread, live: null };
      const isAlone = audience === 'asker' && !isDirect(channel);
      if (isAlone && kind !== 'said') return { to: { kind: 'alone', channel, postIn: '' }, note: null };
      return { to: { kind: 'channel', channel, postIn: '' }, note };
    },
    anotherWay: () => ({ kind: 'direct', channel: '' }),
    liveThread: ({ place }, isCard) => (isCard ? '' : place.thread),
    tellsAlone: true,
    mustAnswer: () => false,
    refusalOf: () => undefined,
    directory: {
      where: (_workspace, { place: { channel } }) =>
        Promise.resolve({
          channel,
          thread: '',
          isPrivate: isDirect(channel) || platform.isPrivate(channel),
          mayThread: false,
        }),
      who: (_workspace, { person }) => Promise.resolve(person),
      viewer: (_workspace, { person: { id, name } }, channel, inPublic) =>
        Promise.resolve({
          kind: 'member',
          person: { id, name },
          channels: inPublic ? [channel] : [channel, directOf(id), ...platform.channelsOf(id)],
          outside: false,
        }),
      room: (_workspace, channel) => room(channel),
      nameOf: (_workspace, { kind, id }) => Promise.resolve(kind === 'person' ? id : undefined),
      deciders: (_workspace, names) => Promise.resolve(names),
      personally: (_workspace, id) => {
        const channels = [directOf(id), ...platform.channelsOf(id)];
        if (channels.length === 1) return Promise.resolve(undefined);
        const person = { id, name: id, handle: id };
        return Promise.resolve({ person, viewer: { kind: 'member', person, channels, outside: false } });
      },
    },
    painter: {
      messages: (replies) => (replies.length === 0 ? [] : [bodyOf(replies)]),
      live: (replies) => (replies.length === 0 ? undefined : bodyOf(replies)),
      maxQuestion: 80,
      withShare: (bodies, key) =>
        bodies.map((body, at) =>
          key === '' || at < bodies.length - 1
            ? body
            : { ...body, buttons: [...body.buttons, { label: 'Share in channel', press: `share ${key}` }] },
        ),
      undelivered: ({ kind }, reference) => ({
        text: `Your answer could not be sent (${kind}, reference ${reference}).`,
        buttons: [],
      }),
    },
    firsts: {
      knownWithin: 1_000,
      waitFor: ({ origin }) => (origin.wait ? 1_500 : 0),
      of: (_arrived, message, to, { index }) =>
        index === 0 && to.kind === 'alone' ? { message } : undefined,
      forms: {
        open: (form) => ({ form }),
        words: (text) => ({ message: { text, buttons: [] } }),
      },
    },
  };
}

function callsOf(platform: LinePlatform): Calls<LineTypes> {
  return {
    attempts: (body) => [() => body],
    async post({ channel }, { outgoing, drawn, confirm }) {
      await confirm();
      const { id: message } = platform.post(channel, drawn, outgoing.token);
      return { channel, message };
    },
    update: async ({ message }, body) => platform.change(message, body),
    answer: () => Promise.resolve('ended'),
    async showAlone(_place, user, body) {
      platform.show(user, body);
      return true;
    },
    directPlace: (user) => Promise.resolve({ channel: directOf(user), postIn: '' }),
    asDirect: (body) => body,
    linkTo: ({ channel, message }) => `line://${channel}/${message}`,
    async openForm({ payload }, form, waiting) {
      if (!waiting.isAwaited() || payload.kind === 'submitted') return false;
      waiting.tell({ form });
      return true;
    },
    participants: ({ author }) => Promise.resolve([author]),
  };
}

/** Replies as the terminal writes them, and everything in them that can be pressed. */
function bodyOf(replies: readonly Reply[]): LineBody {
  return { text: repliesMarkdown(replies), buttons: replies.flatMap(buttonsOf) };
}

function buttonsOf(reply: Reply): LineButton[] {
  const choices = [
    ...(reply.kind === 'question' ? reply.options : []),
    ...(reply.kind === 'list' ? reply.items.flatMap(({ open }) => open ?? []) : []),
    ...(reply.choices ?? []),
  ];
  const buttons = choices.map(({ id, label }) => ({ label, press: `choose ${id}` }));
  return reply.kind === 'form'
    ? [...buttons, { label: 'Open the form', press: `open ${reply.id}` }]
    : buttons;
}

function failureOf(error: unknown): Failure {
  const code = error instanceof Error ? error.message : 'unknown';
  if (!(error instanceof LineError)) return { kind: 'fault', code };
  if (code === 'away') return { kind: 'again', code };
  if (code === 'gone') return { kind: 'gone', code };
  return { kind: 'closed', code };
}

/** A line: `KEY PERSON CHANNEL VERB REST`, such as `17 ann general say what is the GIL`. */
const lineSchema = /^(\S{1,60}) (\w{1,30}) (@?\w{1,30}) (\w{1,20})(?: (.*))?$/s;

/** Reads a line; undefined for what is none. `posted` tells which conversation a message that was pressed belongs to. */
export async function receiveLine(
  line: string,
  posted: PostedMessages,
): Promise<core.Received<Origin> | undefined> {
  const [, key = '', id = '', channel = '', verb = '', rest = ''] = lineSchema.exec(line) ?? [];
  if (key === '') return undefined;
  const isDirect = channel.startsWith('@');
  const own = isDirect ? '' : core.ownThread(id);
  const common = {
    person: { id, name: id, handle: id },
    place: { channel, thread: '', postIn: '' },
    isPrivate: null,
    permalink: '',
    ephemeral: false,
    pressed: '',
    origin: { wait: false },
  };
  const quiet = {
    ...common,
    place: { ...common.place, thread: own },
    ephemeral: true,
    origin: { wait: true },
  };
  const received = (arrived: core.Arrived<Origin>, words = '') => ({
    ...{ key, workspace: 'lines', arrived, words, expiresAt: undefined },
  });
  switch (verb) {
    case 'say':
      return received({ ...common, kind: 'said', text: rest, begins: false });
    case 'murmur':
      return received({ ...common, kind: 'overheard' }, rest);
    case 'command': {
      const [, command = '', words = ''] = /^(\S+)\s*(.*)$/s.exec(rest) ?? [];
      const { name, given } = readTypedCommand(command, words, withMentions);
      const place = given.team === 'true' ? { ...quiet.place, thread: `team:${key}` } : quiet.place;
      return received({ ...quiet, place, kind: 'commanded', name, given: { ...given } });
    }
    case 'record': {
      const [, author = '', text = ''] = /^(\S+) (.*)$/s.exec(rest) ?? [];
      return received({ ...quiet, kind: 'from-message', text, author, message: key });
    }
    case 'press': {
      const arrived = await pressed(rest, { common, quiet }, posted);
      // What is shared once is shared, however often that is pressed.
      return { ...received(arrived), ...(arrived.kind === 'shared' ? { key: `share ${id} ${rest}` } : {}) };
    }
    case 'submit': {
      const [, form = '', fields = '{}'] = /^(\S+) (.*)$/s.exec(rest) ?? [];
      const given = z.record(z.string(), z.string().transform(withMentions)).parse(JSON.parse(fields));
      return received({ ...quiet, kind: 'submitted', form, fields: given });
    }
    default:
      return undefined;
  }
}

/** `<bob>` mentions bob. */
function withMentions(text: string): string {
  return text.replace(/<(\w{1,30})>/g, (_whole, id: string) => markMention({ kind: 'person', id }));
}

type Common = Omit<core.ArrivedOf<Origin, 'overheard'>, 'kind'>;

/** `press MESSAGE WHAT REST`: the message is `-` where the person alone sees it. */
async function pressed(
  rest: string,
  { common, quiet }: { readonly common: Common; readonly quiet: Common },
  posted: PostedMessages,
): Promise<core.Arrived<Origin>> {
  const [, message = '-', what = '', id = ''] = /^(\S+) (\w+) (.*)$/s.exec(rest) ?? [];
  const { channel } = common.place;
  const thread = message === '-' ? undefined : await posted.threadOf('lines', { channel, message });
  const seen = { ...common, place: { ...common.place, thread: thread ?? '' }, pressed: message };
  const from = message === '-' ? quiet : { ...seen, origin: { wait: true } };
  switch (what) {
    case 'open':
      return { ...from, kind: 'wanted-form', form: id };
    case 'share':
      return { ...from, place: { ...from.place, thread: `shared:${id}` }, kind: 'shared', shared: id };
    default:
      return { ...from, kind: 'chose', choices: [id] };
  }
}
