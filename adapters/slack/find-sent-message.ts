import type { WebClient } from '@slack/web-api';
import type { Outgoing } from '../../src/queue/message.ts';
import type { PostPlace } from '../core/driver.ts';
import { failureOf } from './errors.ts';

const sentEvent = 'stack_advisor_sent';

/** What a message carries, so that it is known again. */
export function marking(token: string) {
  return { event_type: sentEvent, event_payload: { token } };
}

/** Our clock and Slack's may differ by so much, in milliseconds. */
const clocksApart = 5 * 60_000;
const pageSize = 200;
/** In a channel that is busier than that since the message was put, it is not looked for further. */
const mostPages = 10;

/**
 * A message that may have been sent before we lost the connection, by the token in it; where we may not read, none. A
 * thread is told from its beginning and may be long, so it is read from when the message was put.
 */
export async function findSent(
  client: WebClient,
  { channel, postIn: thread }: PostPlace,
  { token, putAt }: Pick<Outgoing<never>, 'token' | 'putAt'>,
): Promise<string | undefined> {
  const oldest = `${Math.floor((Date.parse(putAt) - clocksApart) / 1_000)}`;
  const where = { channel, oldest, limit: pageSize, include_all_metadata: true };
  let cursor = '';
  try {
    for (let page = 0; page < mostPages; page++) {
      const from = { ...where, ...(cursor === '' ? {} : { cursor }) };
      const { messages = [], response_metadata } =
        thread === ''
          ? await client.conversations.history(from)
          : await client.conversations.replies({ ...from, ts: thread });
      const found = messages.find(({ metadata }) => tokenOf(metadata) === token);
      cursor = response_metadata?.next_cursor ?? '';
      if (found !== undefined || cursor === '') return found?.ts;
    }
    return undefined;
  } catch (error) {
    const { kind } = failureOf(error);
    if (kind === 'closed' || kind === 'other') return undefined;
    throw error;
  }
}

function tokenOf(metadata: { event_type?: string; event_payload?: object } | undefined): unknown {
  const payload = metadata?.event_type === sentEvent ? metadata.event_payload : undefined;
  return payload !== undefined && 'token' in payload ? payload.token : undefined;
}
