import type { Logger } from 'pino';
import type { FailedMessage } from '../../src/queue/message.ts';
import type { Outbox } from '../../src/queue/outbox.ts';
import type { ChatDriver, PlatformTypes } from './driver.ts';
import { failureNoticeKey, isFailureNotice } from './failure-notice-key.ts';
import { addressMessage, type OutgoingPayload } from './outgoing.ts';
import { idsOf, notThere } from './sender.ts';

/** The platform's words and ways, where they go, and the log. */
export interface UndeliveredParts<P extends PlatformTypes> {
  readonly driver: Pick<ChatDriver<P>, 'failureOfCode' | 'reasonOf' | 'painter' | 'anotherWay'>;
  readonly outbox: Pick<Outbox<OutgoingPayload<P['body']>>, 'put'>;
  readonly log: Logger;
}

/**
 * Tells the log that a message was given up, and the person, by another way. That goes through the outbox as well, so that
 * it is told once, and later where it cannot be told now; where it cannot be told either, nobody is.
 */
export async function reportUndelivered<P extends PlatformTypes>(
  { driver, outbox, log }: UndeliveredParts<P>,
  failed: FailedMessage<OutgoingPayload<P['body']>>,
): Promise<void> {
  const { payload, reason, platform, workspace, dedupe } = failed;
  if (reason === notThere) return log.info(idsOf(failed), 'given up: we are not there any more');
  // In one word, as it is told to the person who will be asked for it.
  const reference = dedupe.replace(/[^\w:.-]+/g, '').slice(0, 60);
  log.error({ ...idsOf(failed), reference, reason: driver.reasonOf(reason) }, 'a message was given up');
  if (payload?.kind !== 'message' || payload.user === '' || isFailureNotice(dedupe)) return;
  // Nobody asked for it; the channel is reminded of the proposal.
  if (payload.to.kind === 'personal') return;
  const failure = driver.failureOfCode(reason);
  // Nobody is told anything there any more.
  if (failure.kind === 'revoked' && failure.wait === undefined) return;
  const { to, user } = payload;
  const body = driver.painter.undelivered(failure, reference);
  await outbox.put({
    platform,
    workspace,
    channel: `person ${user}`,
    dedupe: failureNoticeKey(dedupe),
    payload: addressMessage(body, driver.anotherWay(to), user),
  });
}
