import { RESTJSONErrorCodes as Code, DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { systemErrorCode } from '../../src/errors.ts';
import type { Failure } from '../core/failures.ts';

/**
 * A call of Discord's API that failed. It holds what it means and nothing of what was sent: the addresses of interactions
 * hold tokens that admit whoever knows them.
 */
export class DiscordCallError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, where: string) {
    super(`${where}: ${failure.kind === 'wait' ? `wait ${failure.seconds} s` : failure.code}`);
    this.name = 'DiscordCallError';
    this.failure = failure;
  }
}

/** Codes of answers, by what they mean. https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const kinds: Readonly<Record<'again' | 'ended' | 'gone' | 'closed' | 'invalid', readonly number[]>> = {
  again: [
    Code.APIResourceOverloaded,
    Code.IndexNotYetAvailable,
    Code.MaximumNumberOfEditsToMessagesOlderThanOneHourReached,
  ],
  ended: [Code.UnknownInteraction, Code.UnknownWebhook, Code.InvalidWebhookToken],
  // What is in an archived thread cannot be changed; a new message opens it again, unless it is locked.
  gone: [
    Code.UnknownMessage,
    Code.CannotEditMessageAuthoredByAnotherUser,
    Code.InvalidActionOnArchivedThread,
  ],
  closed: [
    Code.UnknownChannel,
    Code.UnknownGuild,
    Code.UnknownMember,
    Code.UnknownUser,
    Code.MissingAccess,
    Code.MissingPermissions,
    Code.CannotSendMessagesToThisUser,
    Code.CannotSendMessagesInNonTextChannel,
    Code.CannotExecuteActionOnDMChannel,
    Code.CannotExecuteActionOnThisChannelType,
    Code.CannotReplyWithoutPermissionToReadMessageHistory,
    Code.ThreadLocked,
    Code.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
  ],
  invalid: [Code.InvalidFormBodyOrContentType, Code.CannotSendAnEmptyMessage, Code.RequestEntityTooLarge],
};

/** Reads what a call threw. */
export function failureOf(error: unknown): Failure {
  if (error instanceof DiscordCallError) return error.failure;
  if (error instanceof RateLimitError)
    return { kind: 'wait', seconds: Math.max(error.retryAfter, 0) / 1_000 };
  if (error instanceof DiscordAPIError) return failureOfAnswer(error);
  if (error instanceof HTTPError) return { kind: 'again', code: `http ${error.status}` };
  if (isNetwork(error)) return { kind: 'again', code: 'no connection' };
  return { kind: 'fault', code: error instanceof Error ? error.name : 'unknown' };
}

function failureOfAnswer({ status, code }: DiscordAPIError): Failure {
  if (status === 401 && code !== Code.InvalidWebhookToken) return unauthorized;
  const failure = failureOfCode(String(code));
  if (failure.kind !== 'other') return failure;
  return { kind: status === 403 ? 'closed' : 'other', code: `${code === 0 ? status : code}` };
}

/** Reads the code of an answer, as it is kept where a message was given up. */
export function failureOfCode(code: string): Failure {
  for (const kind of ['again', 'ended', 'gone', 'closed', 'invalid'] as const)
    if (kinds[kind].includes(Number(code))) return { kind, code };
  if (code === '401') return unauthorized;
  if (code === '403') return { kind: 'closed', code };
  return { kind: 'other', code };
}

/** The token is replaced by hand: so long it is waited for one that counts again, in seconds. */
const unauthorized: Failure = { kind: 'revoked', code: '401', wait: 15 };

/** Whether the message that was to be changed is there no more, and will not be again: one in an archived thread may. */
export function isNoMore(failure: Failure): boolean {
  const codes = [Code.UnknownMessage, Code.UnknownChannel, Code.CannotEditMessageAuthoredByAnotherUser];
  return 'code' in failure && codes.includes(Number(failure.code));
}

/** Aborted for its time, refused, reset, not found, or ended in the middle. */
function isNetwork(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    ['AbortError', 'TimeoutError', 'SocketError'].includes(error.name) || systemErrorCode(error) !== undefined
  );
}

/** What a person can do about it. */
export function adviceFor(failure: Failure): string {
  switch ('code' in failure ? Number(failure.code) : 0) {
    case Code.UnknownChannel:
    case Code.UnknownGuild:
    case Code.MissingAccess:
      return 'I cannot see that channel. Give me View Channel there, then try again.';
    case Code.ThreadLocked:
    case Code.InvalidActionOnArchivedThread:
      return 'That thread is closed, so nothing can be posted there.';
    case Code.CannotReplyWithoutPermissionToReadMessageHistory:
      return 'I need Read Message History in that channel to reply there.';
  }
  return failure.kind === 'closed'
    ? 'I may not post in that channel. Somebody who manages it can give me Send Messages there.'
    : 'Discord did not take my answer. Try again in a while.';
}
