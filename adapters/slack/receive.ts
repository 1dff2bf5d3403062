import { createHash } from 'node:crypto';
import { type Received as CoreReceived, maxLinks, ownThread } from '../core/arrival.ts';
import { questionOf } from '../core/share-store.ts';
import { readTypedCommand } from '../core/typed-command.ts';
import type { Arrived, Origin } from './incoming.ts';
import { responseUrlMs } from './limits.ts';
import { recordShortcut } from './manifest.ts';
import { formCallback } from './modal.ts';
import { submittedFields } from './modal-fields.ts';
import { readPlace } from './modal-place.ts';
import {
  type ActionsPayload,
  actionsSchema,
  assistantSchema,
  type CommandPayload,
  commandSchema,
  type EventCallback,
  eventCallbackSchema,
  homeSchema,
  type LinksEvent,
  linksSchema,
  type MessageEvent,
  messageSchema,
  type ShortcutPayload,
  type SubmissionPayload,
  shortcutSchema,
  submissionSchema,
} from './payloads.ts';
import { permalinkOf } from './permalink.ts';
import { fieldText, plainText } from './plain-text.ts';
import { readPress } from './read-press.ts';
import { keyOfShare } from './share-button.ts';

/** What was read of a payload, and what has to be used at once. */
export interface Received extends Omit<CoreReceived<Origin>, 'workspace'> {
  /** Opens a view within three seconds; empty where there is none. */
  readonly trigger: string;
}

type Place = Arrived['place'];

/** What reading needs to know of a workspace. */
export interface Here {
  readonly botUser: string;
  readonly url: string;
  /** The thread of the conversation to which a message of ours belongs, where it is not the obvious one. */
  threadOf(channel: string, ts: string): Promise<string | undefined>;
}

/**
 * Reads what Slack sent; undefined for what is not for us: our own words, changes of messages, boxes that were ticked.
 * What is malformed is undefined too, as a later version of Slack may send what this one does not know.
 */
export async function receive(body: unknown, here: Here): Promise<Received | undefined> {
  const command = commandSchema.safeParse(body);
  if (command.success) return receiveCommand(command.data);
  const event = eventCallbackSchema.safeParse(body);
  if (event.success) return receiveEvent(event.data, here);
  const actions = actionsSchema.safeParse(body);
  if (actions.success) return receivePress(actions.data, here);
  const submission = submissionSchema.safeParse(body);
  if (submission.success) return receiveSubmission(submission.data);
  const shortcut = shortcutSchema.safeParse(body);
  return shortcut.success ? receiveShortcut(shortcut.data, here) : undefined;
}

function common(user: string, place: Place, responseUrl = '') {
  return {
    person: { id: user, name: '', handle: '' },
    place,
    isPrivate: null,
    permalink: '',
    ephemeral: false,
    pressed: '',
    origin: { responseUrl, view: '' },
  };
}

function received(key: string, arrived: Arrived, rest: Partial<Received> = {}): Received {
  const expires =
    arrived.origin.responseUrl === '' ? undefined : new Date(Date.now() + responseUrlMs).toISOString();
  return { key, arrived, words: '', trigger: '', expiresAt: expires, ...rest };
}

/** Private channels and direct messages say so in place of a name. */
function isPrivateName(name: string | null | undefined): boolean | null {
  return name === 'privategroup' || name === 'directmessage' || name?.startsWith('mpdm-') === true
    ? true
    : null;
}

function receiveCommand(payload: CommandPayload): Received {
  const { user_id: user, channel_id: channel, trigger_id: trigger } = payload;
  const { name, given } = readTypedCommand(payload.command, payload.text ?? '', (words) =>
    plainText(words, ''),
  );
  const thread = given.team === 'true' ? `team:${trigger}` : ownThread(user);
  const from = {
    ...common(user, { channel, thread, postIn: '' }, payload.response_url),
    isPrivate: isPrivateName(payload.channel_name),
    ephemeral: true,
  };
  return received(`command:${trigger}`, { ...from, kind: 'commanded', name, given }, { trigger });
}

async function receiveEvent(payload: EventCallback, here: Here): Promise<Received | undefined> {
  const key = payload.event_id;
  const message = messageSchema.safeParse(payload.event);
  if (message.success) return receiveMessage(key, message.data, here);
  const home = homeSchema.safeParse(payload.event);
  if (home.success) {
    const page = home.data.tab === 'messages' ? 'messages' : 'home';
    const place = { channel: home.data.channel ?? '', thread: '', postIn: '' };
    return received(key, { ...common(home.data.user, place), isPrivate: true, kind: 'opened', page });
  }
  const links = linksSchema.safeParse(payload.event);
  if (links.success) return receiveLinks(links.data, here);
  const assistant = assistantSchema.safeParse(payload.event);
  if (!assistant.success) return undefined;
  const { user_id, channel_id: channel, thread_ts: thread } = assistant.data.assistant_thread;
  const place = { channel, thread, postIn: thread };
  return received(key, { ...common(user_id, place), isPrivate: true, kind: 'opened', page: 'messages' });
}

/** Links in somebody's message; told twice of one message, also once it was edited, they unfold once. */
function receiveLinks(event: LinksEvent, here: Here): Received | undefined {
  const { channel, user, message_ts: message } = event;
  // What is still being written is in no channel yet, and whose direct messages they are that are not ours cannot be told.
  const isElsewhere = channel.startsWith('D') && event.is_bot_user_member !== true;
  const isOfMessage = /^[CDG]/.test(channel) && /^\d+\.\d+$/.test(message);
  if (user === here.botUser || isElsewhere || !isOfMessage || event.source === 'composer') return undefined;
  const links = [...new Set(event.links.map(({ url }) => url))].slice(0, maxLinks);
  const place = { channel, thread: `links:${message}`, postIn: '' };
  return received(`links:${channel}:${message}`, { ...common(user, place), kind: 'linked', links, message });
}

/** People's words; changes, joins, our own words and those of other bots are not. */
const spokenSubtypes = [undefined, null, 'file_share', 'thread_broadcast'];

async function receiveMessage(key: string, event: MessageEvent, here: Here): Promise<Received | undefined> {
  const isSpoken = spokenSubtypes.includes(event.subtype);
  if (!isSpoken || event.bot_id != null || event.user === here.botUser) return undefined;
  const { channel, user, ts, thread_ts } = event;
  const isDirect = channel.startsWith('D') || event.channel_type === 'im';
  const isMention = event.text.includes(`<@${here.botUser}>`);
  // A mention comes a second time as a message where noticing is on.
  if (event.type === 'message' && isMention && !isDirect) return undefined;
  const own = thread_ts == null ? undefined : await here.threadOf(channel, thread_ts);
  const postIn = thread_ts ?? (isDirect ? '' : ts);
  const from = {
    ...common(user, { channel, thread: own ?? postIn, postIn }),
    isPrivate: isDirect || event.channel_type === 'group' || event.channel_type === 'mpim' ? true : null,
    permalink: permalinkOf(here.url, channel, ts, thread_ts ?? ''),
  };
  const text = plainText(event.text, here.botUser);
  // Whoever began a thread by mentioning the advisor goes on talking to it there.
  const goesOn = own !== undefined && event.parent_user_id === user;
  if (event.type === 'app_mention' || isDirect || goesOn)
    return received(key, { ...from, kind: 'said', text, begins: thread_ts == null && !isDirect });
  return received(key, { ...from, kind: 'overheard' }, { words: text });
}

async function receivePress(payload: ActionsPayload, here: Here): Promise<Received | undefined> {
  const [action] = payload.actions;
  if (action === undefined) return undefined;
  const from = await pressedFrom(payload, here);
  const key = `press:${payload.trigger_id}`;
  const rest = { trigger: payload.trigger_id };
  const shared = keyOfShare(action.action_id, action.value);
  if (shared !== undefined) {
    // Shown to all, it becomes a conversation of its own; pressed again it is the same.
    const { message_ts: ts } = payload.container;
    const answer = ts == null ? payload.trigger_id : `${ts}:${digest(questionOf(shared) ?? shared)}`;
    const place = { ...from.place, thread: `shared:${answer}`, postIn: '' };
    return received(`share:${answer}`, { ...from, place, kind: 'shared', shared }, rest);
  }
  const press = readPress(action, payload.state);
  switch (press.kind) {
    case 'picking':
      return undefined;
    case 'choices':
      return received(key, { ...from, kind: 'chose', choices: [...press.ids] }, rest);
    case 'form':
      return received(key, { ...from, kind: 'wanted-form', form: press.form }, rest);
    case 'unknown':
      // A button of an older version: the engine says so to the person.
      return received(key, { ...from, kind: 'chose', choices: ['unknown'] }, rest);
  }
}

async function pressedFrom(
  { container, channel: told, user, message, ...payload }: ActionsPayload,
  here: Here,
) {
  const channel = told?.id ?? container.channel_id ?? '';
  const ephemeral = container.is_ephemeral === true;
  const ts = container.message_ts ?? message?.ts ?? '';
  const threadTs = container.thread_ts ?? message?.thread_ts ?? '';
  const place = await pressedPlace({ channel, ts, threadTs, ephemeral, user: user.id }, here);
  return {
    ...common(user.id, place, payload.response_url ?? ''),
    isPrivate: channel === '' || channel.startsWith('D') ? true : isPrivateName(told?.name),
    permalink: ephemeral || ts === '' ? '' : permalinkOf(here.url, channel, ts, threadTs),
    ephemeral,
    pressed: ephemeral ? '' : ts,
  };
}

interface Pressed {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string;
  readonly ephemeral: boolean;
  readonly user: string;
}

/** Which conversation a message belongs to: what we noted, or its thread, or itself where its answers become one. */
async function pressedPlace({ channel, ts, threadTs, ephemeral, user }: Pressed, here: Here): Promise<Place> {
  if (channel === '') return { channel, thread: '', postIn: '' };
  const noted = ephemeral ? undefined : await here.threadOf(channel, ts);
  const ofThread = threadTs === '' ? undefined : ((await here.threadOf(channel, threadTs)) ?? threadTs);
  const postIn = threadTs === '' && !channel.startsWith('D') && !ephemeral ? ts : threadTs;
  return { channel, thread: noted ?? ofThread ?? (ephemeral ? ownThread(user) : postIn), postIn };
}

function receiveSubmission({ user, view, trigger_id }: SubmissionPayload): Received | undefined {
  const place = view.callback_id === formCallback ? readPlace(view.private_metadata) : undefined;
  if (place === undefined) return undefined;
  const values =
    typeof view.state === 'object' && view.state !== null && 'values' in view.state ? view.state.values : {};
  const fields = Object.fromEntries(
    Object.entries(submittedFields(values)).map(([name, value]) => [name, fieldText(value)]),
  );
  const { form, channel, thread, message: postIn, permalink } = place;
  const from = { ...common(user.id, { channel, thread, postIn }), permalink };
  // Sent in again after a correction it is another one; delivered again it is the same.
  const key = `view:${view.id}:${trigger_id ?? digest(fields)}`;
  return received(key, { ...from, kind: 'submitted', form, fields });
}

function receiveShortcut(payload: ShortcutPayload, here: Here): Received | undefined {
  if (payload.callback_id !== recordShortcut) return undefined;
  const { channel, message, user, trigger_id: trigger } = payload;
  const root = message.thread_ts ?? message.ts;
  const from = {
    ...common(user.id, { channel: channel.id, thread: root, postIn: root }, payload.response_url ?? ''),
    isPrivate: channel.id.startsWith('D') ? true : isPrivateName(channel.name),
    permalink: permalinkOf(here.url, channel.id, message.ts, message.thread_ts ?? ''),
    ephemeral: true,
  };
  const text = plainText(message.text, here.botUser);
  const arrived = { ...from, kind: 'from-message', text, author: message.user ?? '', message: root } as const;
  return received(`shortcut:${trigger}`, arrived, { trigger });
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 24);
}
