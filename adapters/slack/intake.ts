import type { Logger } from 'pino';
import type { Chat } from '../core/chat.ts';
import type { PostedMessages } from '../core/posted-messages.ts';
import { clip } from '../view/clip-text.ts';
import type { Arrived, ArrivedOf } from './incoming.ts';
import { gridWords } from './installations.ts';
import { maxMessageText } from './limits.ts';
import { expectedForm, openLoading } from './loading-modal.ts';
import { quietly } from './message.ts';
import type { SubmissionAnswer } from './modal.ts';
import { fieldBlock } from './modal-fields.ts';
import { type EventCallback, envelopeSchema, eventCallbackSchema, revokedSchema } from './payloads.ts';
import { type Received, receive } from './receive.ts';
import type { SlackTypes } from './slack-types.ts';
import type { Clients, Connected } from './web-clients.ts';
import { teamOf } from './workspace-id.ts';
import type { Workspaces } from './workspaces.ts';

/** What Slack is answered: nothing, words to show, or what becomes of a form. */
export type Acknowledgement = string | object | undefined;

/** Takes what Slack delivers. When it returns, what has to be done is stored; when it throws, Slack is to deliver it again. */
export type Take = (body: unknown) => Promise<Acknowledgement>;

/** The flow that takes what was read, and what is known of workspaces and messages to read it. */
export interface IntakeParts {
  readonly chat: Pick<Chat<SlackTypes>, 'take'>;
  readonly clients: Clients;
  readonly posted: PostedMessages;
  /** Told that an installation ended, and when; whether the workspace is gone. */
  readonly ended: Workspaces['ended'];
  readonly log: Logger;
}

/** Reads deliveries, and gives them to the flow. */
export function createTake(parts: IntakeParts): Take {
  return async (body) => {
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
    return received === undefined ? undefined : takeReceived(parts, connected, received);
  };
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
): Promise<Acknowledgement> {
  const { trigger: _trigger, ...told } = received;
  const arrived = await withView(parts, connected, received);
  const first = await parts.chat.take({ ...told, workspace: connected.workspace.id, arrived });
  if (arrived.kind === 'submitted')
    return submissionAnswer(arrived, first?.kind === 'fault' ? first : undefined);
  if (first?.kind !== 'message') return undefined;
  const { text, blocks } = first.message;
  return { ...quietly, response_type: 'ephemeral', text, blocks };
}

/** The arrival with the view that waits to be filled, where it will open a form. */
async function withView(
  parts: IntakeParts,
  { client }: Connected,
  { arrived, trigger }: Received,
): Promise<Arrived> {
  const title = trigger === '' ? undefined : expectedForm(arrived);
  if (title === undefined) return arrived;
  const view = await openLoading(client, trigger, title, parts.log);
  return { ...arrived, origin: { ...arrived.origin, view } };
}

/** What is wrong with a form is told in it, at its field; a form that is well, or not looked at yet, closes. */
function submissionAnswer(
  { fields }: ArrivedOf<'submitted'>,
  fault: { readonly text: string; readonly field: string } | undefined,
): SubmissionAnswer {
  if (fault === undefined) return { response_action: 'clear' };
  const names = Object.keys(fields);
  const named = names.find((name) => name === fault.field) ?? names[0] ?? '';
  return { response_action: 'errors', errors: { [fieldBlock(named)]: clip(fault.text, maxFault) } };
}

const maxFault = Math.min(300, maxMessageText);
