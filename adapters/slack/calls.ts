import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Arrival, Calls, PostPlace, Sending, Telling, Waiting } from '../core/driver.ts';
import { shownPeople } from '../core/forms.ts';
import type { TargetOf } from '../core/outgoing.ts';
import type { Posted } from '../core/posted-messages.ts';
import { oneLine } from '../view/clean-text.ts';
import type { AddPictures } from './attach-charts.ts';
import { failureOf } from './errors.ts';
import { findSent, marking } from './find-sent-message.ts';
import { fillView, tellInView } from './form-views.ts';
import type { Arrived, ArrivedOf } from './incoming.ts';
import { quietly, type SlackMessage } from './message.ts';
import { permalinkOf } from './permalink.ts';
import { showWorking, suggestPrompts } from './prompts.ts';
import { type HomeParts, publishHome } from './publish-home.ts';
import { respond } from './response-url.ts';
import type { SlackTypes } from './slack-types.ts';
import { unfoldLinks } from './unfold-links.ts';
import type { Connected } from './web-clients.ts';
import type { Workspaces } from './workspaces.ts';

type Drawn = SlackTypes['drawn'];

/** What the Home tab shows, what draws charts, and who hears of a refused token. */
export interface CallsParts extends HomeParts {
  readonly addPictures: AddPictures;
  readonly refused: Workspaces['refused'];
}

/** The calls through the Web API and `response_url`s. */
export function createCalls(parts: CallsParts, connected: Connected): Calls<SlackTypes> {
  const { client, workspace } = connected;
  return {
    attempts(message) {
      const { text, blocks, pictures } = message;
      const words = () => ({ text, blocks: [] });
      // A picture that Slack has not taken in yet, and blocks that it does not take at all, leave the words.
      return pictures.length === 0
        ? [() => ({ text, blocks }), words]
        : [() => drawn(parts, client, message), () => ({ text, blocks }), words];
    },
    post: (place, sending) => post(client, place, sending),
    async update({ channel, message: ts }, body) {
      await client.chat.update({ channel, ts, ...body });
    },
    answer,
    showAlone: (place, user, body) => showAlone(client, place, user, body),
    directPlace: (user) => Promise.resolve({ channel: user, postIn: '' }),
    asDirect: (body) => body,
    linkTo: ({ channel, message }) => permalinkOf(workspace.url, channel, message, ''),
    async openForm(item, form) {
      if (item.payload.origin.view === '') return false;
      await fillView(parts.log, connected, item, form);
      return true;
    },
    tell: (item, told, waiting) => tell(parts.log, connected, item, told, waiting),
    showWorking: (arrived) => showWorking(client, arrived),
    showPage: (item) => showPage(parts, connected, item.payload),
    refused: () => parts.refused(workspace.id, workspace.token),
    unfold: (arrived) => unfoldLinks(parts, connected, arrived),
    participants: (arrived) => participants(parts, connected, arrived),
  };
}

async function drawn({ addPictures }: CallsParts, client: WebClient, message: SlackMessage): Promise<Drawn> {
  const { text, blocks } = await addPictures(client, message);
  return { text, blocks };
}

async function post(
  client: WebClient,
  { channel, postIn }: PostPlace,
  { outgoing, drawn: body, confirm }: Sending<SlackTypes>,
): Promise<Posted | undefined> {
  // Direct messages are posted to the person; whatever channel they come to cannot be read with what we are granted.
  const isFindable = outgoing.uncertain && /^[CGD]/.test(channel);
  const before = isFindable ? await findSent(client, { channel, postIn }, outgoing) : undefined;
  if (before !== undefined) return { channel, message: before };
  if (outgoing.uncertain) await confirm();
  const { ts, channel: at = channel } = await client.chat.postMessage({
    ...quietly,
    ...body,
    channel,
    metadata: marking(outgoing.token),
    ...(postIn === '' ? {} : { thread_ts: postIn }),
  });
  // What is posted to a person stands in a channel of their direct messages; to change it that one has to be named.
  return ts === undefined ? undefined : { channel: at, message: ts };
}

/** Tells it in the view that waits to be filled, or what is wrong with a form in it. */
async function tell(
  log: Logger,
  connected: Connected,
  item: Arrival<SlackTypes>,
  { text, isFault, field = '' }: Telling,
  waiting: Waiting<SlackTypes>,
): Promise<boolean> {
  if (item.payload.origin.view !== '') return tellInView(log, connected, item, text);
  if (!isFault || !waiting.isAwaited()) return false;
  waiting.tell({ kind: 'fault', text, field });
  return true;
}

/** The Home tab, when it is opened and after something was done on it; prompts where the agent view is opened. */
async function showPage(parts: CallsParts, connected: Connected, arrived: Arrived): Promise<void> {
  if (arrived.kind === 'opened' && arrived.page === 'messages')
    return suggestPrompts(connected.client, arrived.place, parts.log);
  if (arrived.kind === 'opened' || arrived.place.channel === '') await publishHome(parts, connected, arrived);
}

/** Answers through a `response_url`. */
async function answer({ token: url, as }: TargetOf<'answer'>, body: Drawn): Promise<'told' | 'ended'> {
  const outcome = await respond(url, { ...quietly, ...body, replace_original: as === 'original' });
  return outcome === 'sent' ? 'told' : 'ended';
}

/** A message that the person alone sees; not where nobody else is, nor where we may not write. */
async function showAlone(
  client: WebClient,
  { channel, postIn }: PostPlace,
  user: string,
  body: Drawn,
): Promise<boolean> {
  if (channel === '' || channel.startsWith('D')) return false;
  try {
    const at = postIn === '' ? {} : { thread_ts: postIn };
    await client.chat.postEphemeral({ ...quietly, ...body, channel, user, ...at });
    return true;
  } catch (error) {
    if (failureOf(error).kind !== 'closed') throw error;
    return false;
  }
}

/** So many messages of a thread are looked at for who took part. */
const threadLimit = 100;

/** Names of who spoke in the thread; only the author's where the thread cannot be read. */
async function participants(
  { directory, log }: CallsParts,
  { client, workspace }: Connected,
  { place, author, message: root }: ArrivedOf<'from-message'>,
): Promise<string[]> {
  const users = await client.conversations
    .replies({ channel: place.channel, ts: root, limit: threadLimit })
    .then(({ messages = [] }) => messages.flatMap(({ user }) => user ?? []))
    .catch((error: unknown) => {
      log.debug({ platform: 'slack', failure: failureOf(error) }, 'a thread was not read');
      return [];
    });
  const people = [...new Set([author, ...users])].filter((user) => user !== '' && user !== workspace.botUser);
  const known = await Promise.all(
    people.slice(0, shownPeople).map((user) => directory.person(workspace.id, user).catch(() => undefined)),
  );
  return known.flatMap((one) => (one === undefined ? [] : [oneLine(one.name)]));
}
