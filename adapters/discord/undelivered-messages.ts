import type { Logger } from 'pino';
import type { FailedMessage } from '../../src/queue/message.ts';
import type { Outbox } from '../../src/queue/outbox.ts';
import { failureNoticeKey, isFailureNotice } from '../core/failure-notice-key.ts';
import { wordsOnly } from './attach-charts.ts';
import { adviceFor, failureOfCode } from './errors.ts';
import type { OutgoingPayload, Target } from './outgoing.ts';
import { withoutSecrets } from './redact-secrets.ts';
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
  const reference = dedupe.replace(/[^\w:.-]+/g, '').slice(0, 60);
  const { components } = wordsOnly(`${adviceFor(failureOfCode(reason))} (reference \`${reference}\`)`).body;
  const plain = { components: [...components], pictures: [], note: null, discussion: '' };
  const { to, user } = payload;
  await outbox.put({
    platform,
    workspace,
    channel: `person ${user}`,
    dedupe: failureNoticeKey(dedupe),
    payload: { kind: 'message', to: anotherWay(to, user), user, ...plain },
  });
}

/** The person alone is told; directly, where there is no interaction to answer. */
function anotherWay(to: Target, user: string): Target {
  if (to.kind === 'interaction') return { ...to, as: 'original', ephemeral: true };
  return { kind: 'direct', user, channel: to.channel };
}
