import type { Logger } from 'pino';
import type { Outcome } from '../../src/conversation/outcome.ts';
import type { Item } from '../../src/queue/arrival.ts';
import type { Inbox } from '../../src/queue/inbox.ts';
import { createKeyedWaits } from '../core/await-by-key.ts';
import { formFault } from '../core/failure-replies.ts';
import { createOverheardWords, type OverheardWords } from '../core/overheard-words.ts';
import type { PostedMessages } from '../core/posted-messages.ts';
import { clip } from '../view/clip-text.ts';
import { type AckParts, answerInAck } from './answer-in-ack.ts';
import type { Handler } from './handler.ts';
import type { Arrived } from './incoming.ts';
import { gridWords } from './installations.ts';
import { maxMessageText } from './limits.ts';
import { expectedForm, openLoading } from './loading-modal.ts';
import type { SubmissionAnswer } from './modal.ts';
import { fieldBlock } from './modal-fields.ts';
import { type EventCallback, envelopeSchema, eventCallbackSchema, revokedSchema } from './payloads.ts';
import { type Received, receive } from './receive.ts';
import type { Clients, Connected } from './web-clients.ts';
import { teamOf } from './workspace-id.ts';
import type { Workspaces } from './workspaces.ts';

/** What Slack is answered: nothing, words to show, or what becomes of a form. */
export type Acknowledgement = string | object | undefined;

/** Takes what Slack delivers. When it returns, what has to be done is stored; when it throws, Slack is to deliver it again. */
export interface Intake {
  take(body: unknown): Promise<Acknowledgement>;
  /** Works an item of the inbox off. */
  handle(item: Item<Arrived>): Promise<void>;
}

/** Where what arrives is stored, who works it off, and what is answered in the acknowledgement itself. */
export interface IntakeParts {
  readonly inbox: Pick<Inbox<Arrived>, 'accept'>;
  readonly handler: Handler;
  readonly asking: AckParts;
  readonly clients: Clients;
  readonly posted: PostedMessages;
  /** Whether a channel wants decisions to be noticed. */
  readonly isNoticing: (workspace: string, channel: string) => Promise<boolean>;
  /** Told that an installation ended, and when; whether the workspace is gone. */
  readonly ended: Workspaces['ended'];
  readonly log: Logger;
}

/** How long a form that was sent in is waited for, so that what is wrong with it is told in it. */
const submissionWait = 2_200;

/** Takes deliveries for one inbox. */
export function createIntake(parts: IntakeParts): Intake {
  const heard = createOverheardWords();
  const waiting = createKeyedWaits<Outcome | undefined>();
  return {
    take: (body) => take(parts, body, heard, waiting),
    async handle(item) {
      const outcome = await parts.handler.handle(item, {
        words: heard.take(item.key),
        isOpen: () => waiting.isAwaited(item.key),
      });
      waiting.tell(item.key, outcome);
    },
  };
}

type Waiting = ReturnType<typeof createKeyedWaits<Outcome | undefined>>;

async function take(
  parts: IntakeParts,
  body: unknown,
  heard: OverheardWords,
  waiting: Waiting,
): Promise<Acknowledgement> {
  const envelope = envelopeSchema.safeParse(body);
  if (!envelope.success) return undefined;
  const team = teamOf(body);
  if (isGrid(envelope.data.is_enterprise_install) && team === '') {
    parts.log.warn({ platform: 'slack' }, gridWords);
    return envelope.data.command == null ? undefined : { response_type: 'ephemeral', text: gridWords };
  }
  if (await takeEnd(parts, team, body)) return undefined;
  const connected = await parts.clients.of(team);
  if (connected === undefined) return notInstalled(parts, team, envelope.data.command);
  const received = await receive(body, {
    botUser: connected.workspace.botUser,
    url: connected.workspace.url,
    threadOf: (channel, ts) => parts.posted.threadOf(team, { channel, message: ts }),
  });
  return received === undefined ? undefined : takeReceived(parts, connected, received, heard, waiting);
}

function isGrid(told: boolean | string | null | undefined): boolean {
  return told === true || told === 'true';
}

/** The app was uninstalled, or its token taken back, where that is so still. */
async function takeEnd({ ended, log }: IntakeParts, team: string, body: unknown): Promise<boolean> {
  const event = eventCallbackSchema.safeParse(body);
  if (!event.success) return false;
  const revoked = revokedSchema.safeParse(event.data.event);
  const isUninstalled = event.data.event.type === 'app_uninstalled';
  if (!isUninstalled && !revoked.success) return false;
  // Tokens of people are none of ours.
  if (revoked.success && (revoked.data.tokens.bot ?? []).length === 0) return true;
  const isGone = await ended(team, timeOf(event.data));
  const what = isUninstalled ? 'uninstalled' : 'the token was taken back';
  log.info(
    { platform: 'slack', workspace: team },
    isGone ? what : `${what}, but another installation goes on`,
  );
  return true;
}

/** When an event happened, in milliseconds; a time that has not come yet says nothing. */
function timeOf({ event_time: seconds }: EventCallback): number | undefined {
  return seconds == null || seconds * 1_000 > Date.now() ? undefined : seconds * 1_000;
}

function notInstalled(
  { log }: IntakeParts,
  team: string,
  command: string | null | undefined,
): Acknowledgement {
  log.warn({ platform: 'slack', workspace: team }, 'came from a workspace where the app is not installed');
  const text =
    'The app is not installed in this workspace, or was uninstalled. An admin can install it again.';
  return command == null ? undefined : { response_type: 'ephemeral', text };
}

async function takeReceived(
  parts: IntakeParts,
  connected: Connected,
  received: Received,
  heard: OverheardWords,
  waiting: Waiting,
): Promise<Acknowledgement> {
  const { workspace } = connected;
  const { arrived, key } = received;
  if (arrived.kind === 'overheard') {
    // What nobody turned on is not even counted.
    if (!(await parts.isNoticing(workspace.id, arrived.place.channel))) return undefined;
    heard.keep(key, received.words);
  }
  const at = await answerInAck(parts.asking, workspace.id, received);
  if (at !== undefined) return at;
  const opened = await withView(parts, connected, received);
  const outcome = arrived.kind === 'submitted' ? waiting.wait(key, submissionWait) : undefined;
  const state = await parts.inbox.accept({
    platform: 'slack',
    workspace: workspace.id,
    key,
    conversation: `${arrived.place.channel || arrived.user} ${arrived.place.thread}`,
    payload: opened,
    ...(received.expiresAt === undefined ? {} : { expiresAt: received.expiresAt }),
  });
  if (state === 'seen' || outcome === undefined) return undefined;
  return submissionAnswer(opened, await outcome);
}

/** The arrival with the view that waits to be filled, where it will open a form. */
async function withView(
  parts: IntakeParts,
  { client }: Connected,
  { arrived, trigger }: Received,
): Promise<Arrived> {
  const title = trigger === '' ? undefined : expectedForm(arrived);
  if (title === undefined) return arrived;
  return { ...arrived, view: await openLoading(client, trigger, title, parts.log) };
}

/** What is wrong with a form is told in it; a form that is well, or not looked at yet, closes. */
function submissionAnswer(arrived: Arrived, outcome: Outcome | undefined): SubmissionAnswer | undefined {
  const fault = outcome === undefined ? undefined : formFault(outcome);
  if (fault === undefined || arrived.kind !== 'submitted') return { response_action: 'clear' };
  const names = Object.keys(arrived.fields);
  const named =
    names.find((name) => fault.toLowerCase().startsWith(`${name.toLowerCase()}:`)) ?? names[0] ?? '';
  return { response_action: 'errors', errors: { [fieldBlock(named)]: clip(fault, maxFault) } };
}

const maxFault = Math.min(300, maxMessageText);
