import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Engine } from '../../src/conversation/engine.ts';
import type { Outcome } from '../../src/conversation/outcome.ts';
import type { Services } from '../../src/conversation/services.ts';
import type { DeadItem, Item } from '../../src/delivery/arrival.ts';
import type { Outbox } from '../../src/delivery/outbox.ts';
import { AdvisorError } from '../../src/errors.ts';
import type { Event } from '../../src/event.ts';
import type { Reply } from '../../src/reply.ts';
import type { Arrived } from './arrived.ts';
import { withoutSecrets } from './bolt-log.ts';
import type { Clients, Connected } from './clients.ts';
import type { RenderContext } from './context.ts';
import type { Directory, Known } from './directory.ts';
import { failureOf } from './errors.ts';
import { eventOf } from './event-of.ts';
import { fillView, formFromMessage, tellInView } from './forms.ts';
import { publishHome } from './home-tab.ts';
import type { OutgoingPayload } from './outgoing.ts';
import { createPlacing, type Placed } from './placing.ts';
import { peopleIn, withNames } from './plain.ts';
import type { PostedMessages } from './posted.ts';
import { suggestPrompts } from './prompts.ts';

/** What handling needs. */
export interface HandlerParts {
  readonly engine: Engine;
  readonly services: Services;
  readonly directory: Directory;
  readonly clients: Clients;
  readonly posted: PostedMessages;
  readonly outbox: Pick<Outbox<OutgoingPayload>, 'put'>;
  readonly context: RenderContext;
  /** The page's address, where people reach it. */
  readonly page: string | undefined;
  readonly log: Logger;
}

/** Handles what arrived. */
export interface Handler {
  /** Works an arrival off; `words` are those of something overheard. */
  handle(item: Item<Arrived>, words: string | undefined): Promise<Outcome | undefined>;
  /** Who did it, as the engine is told; it may ask Slack. */
  event(
    item: Pick<Item<Arrived>, 'workspace' | 'key'>,
    arrived: Arrived,
    words?: string,
  ): Promise<Event | undefined>;
  /** Tells a person that what they asked for came to nothing. */
  dead(item: DeadItem<Arrived>): Promise<void>;
}

/** A handler of arrivals. */
export function createHandler(parts: HandlerParts): Handler {
  const event: Handler['event'] = (item, arrived, words = '') => toEvent(parts, item, arrived, words);
  return {
    event,
    handle: (item, words) => handle(parts, item, words, event),
    dead: (item) => tellDead(parts, item, item.error),
  };
}

async function handle(
  parts: HandlerParts,
  item: Item<Arrived>,
  words: string | undefined,
  event: Handler['event'],
): Promise<Outcome | undefined> {
  const connected = await parts.clients.of(item.workspace);
  // Uninstalled while it waited: nobody is there to be answered.
  if (connected === undefined) return undefined;
  try {
    return await handleIn(parts, connected, item, words, event);
  } catch (error) {
    if (mayPass(error)) throw error;
    await tellDead(parts, item, error);
    return undefined;
  }
}

/** Faults of the network, of Slack and of a busy database pass; others would come again. */
function mayPass(error: unknown): boolean {
  if (error instanceof AdvisorError) return error.code === 'database';
  const { kind } = failureOf(error);
  return (
    kind === 'wait' ||
    (kind === 'again' && error instanceof Error && error.name.startsWith('WebAPI')) ||
    isBusy(error)
  );
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}

async function handleIn(
  parts: HandlerParts,
  connected: Connected,
  item: Item<Arrived>,
  words: string | undefined,
  event: Handler['event'],
): Promise<Outcome | undefined> {
  const { workspace, payload: arrived } = item;
  switch (arrived.kind) {
    case 'opened-home':
      await publishHome(parts, connected, arrived);
      return undefined;
    case 'opened-messages':
      await suggestPrompts(connected.client, arrived.place, parts.log);
      return undefined;
    case 'from-message': {
      const form = await formFromMessage(parts, connected, item, arrived);
      await fillView(parts, connected, item, arrived, form);
      return undefined;
    }
    case 'wanted-form': {
      const form = await parts.posted.form(workspace, placeKey(arrived), arrived.form);
      if (form !== undefined) await fillView(parts, connected, item, arrived, form);
      else await tellInView(parts, connected, item, arrived, 'That form is not there any more; begin again.');
      return undefined;
    }
    case 'overheard':
      // After a restart the words are gone, and so is the occasion.
      return words === undefined
        ? undefined
        : converse(parts, connected, item, await event(item, arrived, words));
    case 'said':
    case 'chose':
    case 'commanded':
    case 'submitted':
    case 'shared':
      return converse(parts, connected, item, await event(item, arrived));
  }
}

/** Where a form that waits behind a button is kept. */
function placeKey({ place }: Arrived): string {
  return `${place.channel} ${place.thread}`;
}

async function converse(
  parts: HandlerParts,
  connected: Connected,
  item: Item<Arrived>,
  event: Event | undefined,
): Promise<Outcome | undefined> {
  if (event === undefined) return undefined;
  const { payload: arrived, workspace } = item;
  if (arrived.kind === 'said' && arrived.begins) {
    const { channel, postIn: ts } = arrived.place;
    await parts.posted.remember(workspace, { channel, ts }, ts, null);
  }
  const outcome = await parts.engine.handle(event);
  const told = isLost(item, outcome) ? { ...outcome, replies: [lostReply] } : outcome;
  await answer(parts, connected, item, event, told);
  return told;
}

/** An earlier attempt did it and died before it could say so; what it put into the outbox is not put twice. */
function isLost({ attempt, payload }: Item<Arrived>, { intent, replies }: Outcome): boolean {
  return attempt > 1 && payload.kind !== 'overheard' && intent === 'none' && replies.length === 0;
}

const lostReply: Reply = {
  kind: 'notice',
  tone: 'info',
  text: 'I was interrupted here. What you asked for is done, or say it once more.',
  suggestions: [],
};

async function answer(
  parts: HandlerParts,
  connected: Connected,
  item: Item<Arrived>,
  event: Event,
  outcome: Outcome,
): Promise<void> {
  const { payload: arrived } = item;
  const [form] = outcome.replies.flatMap((reply) => (reply.kind === 'form' ? [reply] : []));
  if (arrived.view !== '') {
    if (form !== undefined) return fillView(parts, connected, item, arrived, form);
    await tellInView(parts, connected, item, arrived, wordsOf(outcome));
    return;
  }
  if (form !== undefined) await parts.posted.keepForm(item.workspace, placeKey(arrived), form);
  if (isKeptInModal(arrived, outcome)) return;
  const placing = createPlacing(parts, connected);
  for (const [index, placed] of (await placing(item, event, outcome)).entries())
    await put(parts, item, placed, index);
  if (arrived.place.channel === '') await publishHome(parts, connected, arrived);
}

/** What is wrong with a form is told in the form, which is still open. */
export function isKeptInModal(arrived: Arrived, outcome: Outcome): boolean {
  return arrived.kind === 'submitted' && formFault(outcome) !== undefined;
}

/** What is wrong with a form that was sent in. */
export function formFault({ replies }: Outcome): string | undefined {
  const [first] = replies;
  return first?.kind === 'notice' && first.tone === 'error' ? first.text : undefined;
}

function wordsOf({ replies }: Outcome): string {
  const told = replies.flatMap((reply) =>
    reply.kind === 'notice' || reply.kind === 'text' ? [reply.text] : [],
  );
  return told.join('\n') || 'That is done.';
}

async function put(
  parts: HandlerParts,
  item: Item<Arrived>,
  { pace, message }: Placed,
  index: number,
): Promise<void> {
  await parts.outbox.put({
    platform: item.platform,
    workspace: item.workspace,
    channel: pace,
    dedupe: `${item.key} ${index}`,
    payload: message,
  });
}

/** The event as the engine takes it: who it is and what they see is asked of Slack, or remembered. */
async function toEvent(
  parts: HandlerParts,
  { workspace, key }: Pick<Item<Arrived>, 'workspace' | 'key'>,
  arrived: Arrived,
  words: string,
): Promise<Event | undefined> {
  const { directory } = parts;
  const { user, place } = arrived;
  if (place.channel.startsWith('D')) directory.learnDirect(workspace, user, place.channel);
  // The Home tab is in no channel: what is done there is done among the person's direct messages.
  const channel = place.channel || (directory.directChannel(workspace, user) ?? `home:${user}`);
  const known = await directory.person(workspace, user);
  const isPrivate = arrived.isPrivate ?? (await directory.channel(workspace, channel)).isPrivate;
  const viewer = await directory.viewer(workspace, known, channel, isInPublic(arrived));
  const text = await nameWords(directory, workspace, 'text' in arrived ? arrived.text : words);
  const person = { id: known.id, name: known.name };
  return eventOf(arrived, { workspace, key, channel, person, viewer, isPrivate, text });
}

/** Whether others read the answer: it then holds only what the channel may see. */
function isInPublic({ kind, ephemeral, place }: Arrived): boolean {
  if (kind === 'shared' || kind === 'overheard') return true;
  if (kind === 'submitted' || kind === 'commanded') return false;
  return !ephemeral && place.channel !== '' && !place.channel.startsWith('D');
}

const maxNames = 8;

async function nameWords(directory: Directory, workspace: string, text: string): Promise<string> {
  const people = peopleIn(text).slice(0, maxNames);
  if (people.length === 0) return text;
  const known = await Promise.all(
    people.map((user) => directory.person(workspace, user).catch(() => undefined)),
  );
  const names = known
    .filter((one): one is Known => one !== undefined)
    .map(({ id, name }) => [id, name] as const);
  return withNames(text, new Map(names));
}

/** One line in the log with the ids, and words to the person with the reference to it. */
async function tellDead(
  parts: HandlerParts,
  item: DeadItem<Arrived> | Item<Arrived>,
  error: unknown,
): Promise<void> {
  const reference = randomUUID().slice(0, 8);
  const { workspace, key, conversation, attempt, payload: arrived } = item;
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  parts.log.error(
    { platform: 'slack', reference, workspace, key, conversation, attempt, reason: withoutSecrets(reason) },
    'something that arrived was not handled',
  );
  if (arrived === undefined || arrived.kind === 'overheard') return;
  const connected = await parts.clients.of(workspace);
  if (connected === undefined) return;
  const text = `Something went wrong, and what you asked for was not done. Try again; if it stays so, an admin finds more in the log under ${reference}.`;
  if (arrived.view !== '') return tellInView(parts, connected, item, arrived, text);
  const reply: Reply = { kind: 'notice', tone: 'error', text, suggestions: [] };
  const placed = createPlacing(parts, connected).alone(item, arrived, reply);
  await parts.outbox.put({
    platform: 'slack',
    workspace,
    channel: placed.pace,
    dedupe: `${key} failed`,
    payload: placed.message,
  });
}
