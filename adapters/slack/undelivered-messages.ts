import type { Logger } from 'pino';
import type { FailedMessage } from '../../src/queue/message.ts';
import type { Outbox } from '../../src/queue/outbox.ts';
import { failureNoticeKey, isFailureNotice } from '../core/failure-notice-key.ts';
import { withoutSecrets } from './bolt-log.ts';
import { adviceFor, failureOfCode } from './errors.ts';
import type { OutgoingPayload, Target } from './outgoing.ts';
import { idsOf } from './sender.ts';

/**
 * Tells the log that a message was given up, and the person, by another way. That goes through the outbox as well, so that
 * it is told once, and later where it cannot be told now; where it cannot be told either, nobody is.
 */
export async function reportUndelivered(
  { outbox, log }: { readonly outbox: Pick<Outbox<OutgoingPayload>, 'put'>; readonly log: Logger },
  failed: FailedMessage<OutgoingPayload>,
): Promise<void> {
  const { payload, reason, platform, workspace, dedupe } = failed;
  log.error({ ...idsOf(failed), reason: withoutSecrets(reason) }, 'a message was given up');
  if (payload?.kind !== 'message' || payload.user === '' || isFailureNotice(dedupe)) return;
  const failure = failureOfCode(reason);
  // Nobody is told anything there any more.
  if (failure.kind === 'revoked') return;
  const { to, user } = payload;
  const text = `${adviceFor(failure)} (reference ${dedupe.slice(0, 60)})`;
  await outbox.put({
    platform,
    workspace,
    channel: `person ${user}`,
    dedupe: failureNoticeKey(dedupe),
    payload: { kind: 'message', to: anotherWay(to), user, text, blocks: [], pictures: [], note: null },
  });
}

/** The person alone is told, near to where the answer was to be. */
function anotherWay(to: Target): Target {
  switch (to.kind) {
    case 'response':
      return { ...to, replace: false };
    case 'channel':
    case 'ephemeral':
      return { kind: 'ephemeral', channel: to.channel, thread: to.thread };
    case 'update':
      return { kind: 'ephemeral', channel: to.channel, thread: '' };
    case 'direct':
      return to;
  }
}
