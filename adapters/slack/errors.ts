import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import type { Failure } from '../core/failures.ts';

const kinds: Readonly<Record<'again' | 'invalid' | 'gone' | 'closed' | 'revoked', readonly string[]>> = {
  again: ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'team_added_to_org'],
  invalid: [
    'invalid_blocks',
    'invalid_blocks_format',
    'invalid_arguments',
    'invalid_attachments',
    'msg_blocks_too_long',
    'msg_too_long',
    'slack_file_not_found',
  ],
  gone: ['message_not_found', 'cant_update_message', 'edit_window_closed', 'thread_not_found'],
  closed: [
    'channel_not_found',
    'not_in_channel',
    'is_archived',
    'is_inactive',
    'restricted_action',
    'restricted_action_read_only_channel',
    'restricted_action_thread_only_channel',
    'restricted_action_non_threadable_channel',
    'user_not_in_channel',
    'cannot_dm_bot',
    'no_permission',
    'ekm_access_denied',
    'missing_scope',
  ],
  revoked: [
    'token_revoked',
    'token_expired',
    'invalid_auth',
    'not_authed',
    'account_inactive',
    'org_login_required',
    'team_access_not_granted',
  ],
};

/** Slack has to be asked first who we are, and cannot be: nothing can be said of the workspace yet. */
export class SlackAwayError extends Error {
  constructor() {
    super('Slack cannot be reached');
    this.name = 'SlackAwayError';
  }
}

/** Reads what a call of the Web API threw. */
export function failureOf(error: unknown): Failure {
  if (error instanceof SlackAwayError) return { kind: 'again', code: 'no connection' };
  if (error instanceof WebAPIRateLimitedError) return { kind: 'wait', seconds: error.retryAfter };
  if (error instanceof WebAPIHTTPError) return { kind: 'again', code: `http ${error.statusCode}` };
  if (error instanceof WebAPIRequestError) return { kind: 'again', code: 'no connection' };
  if (error instanceof WebAPIPlatformError) return failureOfCode(error.data.error);
  return { kind: 'fault', code: error instanceof Error ? error.name : 'unknown' };
}

/** Without a Retry-After header, this long, in seconds. */
const usualWait = 10;

/** Reads the `error` of an answer. */
export function failureOfCode(code: string): Failure {
  if (code === 'ratelimited' || code === 'rate_limited') return { kind: 'wait', seconds: usualWait };
  for (const kind of ['again', 'invalid', 'gone', 'closed', 'revoked'] as const)
    if (kinds[kind].includes(code)) return { kind, code };
  return { kind: 'other', code };
}

/** What a person can do about it. */
export function adviceFor(failure: Failure): string {
  if (failure.kind === 'closed') {
    switch (failure.code) {
      case 'not_in_channel':
      case 'channel_not_found':
      case 'user_not_in_channel':
        return 'I am not in that channel. Invite me with /invite, then try again.';
      case 'is_archived':
      case 'is_inactive':
        return 'That channel is archived, so nothing can be posted there.';
      case 'missing_scope':
        return 'The app lacks a permission for that; an admin can see which one with `stack-advisor doctor`.';
      default:
        return 'I may not post in that channel; an admin can change that.';
    }
  }
  return 'Slack did not take my answer. Try again in a while.';
}
