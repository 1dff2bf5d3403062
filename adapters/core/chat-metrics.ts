import { isDatabaseAway } from '../../src/database/database-away.ts';
import type { Outgoing, Sent } from '../../src/queue/message.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Failure } from './failures.ts';
import type { OutgoingPayload } from './outgoing.ts';

/** Counts what becomes of a platform's events and messages. */
export interface ChatMetrics {
  event(
    kind: string,
    outcome: 'handled' | 'at-once' | 'duplicate' | 'given-up' | 'not-stored' | 'limited',
  ): void;
  /** Told how long somebody waited for an answer that came at once. */
  answered(milliseconds: number): void;
  /** Told of every try that failed. */
  failed(part: 'events' | 'messages', error: unknown, failure: Failure): void;
  /** A machinery's fault that ends nothing. */
  fault(): void;
  sent(outgoing: Pick<Outgoing<OutgoingPayload<unknown>>, 'payload'>, sent: Sent): void;
  givenUp(): void;
}

/** The counts of one platform. */
export function createChatMetrics(metrics: Metrics, platform: string): ChatMetrics {
  const fault = (part: string) => metrics.count('faults_total', { part });
  return {
    event: (kind, outcome) => metrics.count('events_total', { platform, kind, outcome }),
    answered: (milliseconds) =>
      metrics.observe('reply_seconds', { platform, way: 'at-once' }, milliseconds / 1_000),
    failed(part, error, { kind }) {
      if (isDatabaseAway(error)) fault('database');
      else if (kind === 'fault') fault(part);
      else metrics.count('platform_errors_total', { platform, kind });
    },
    fault: () => fault('queue'),
    sent({ payload }, sent) {
      if (sent !== 'sent') {
        // What failed for good is counted where it is given up.
        if (!('failed' in sent)) metrics.count('messages_total', { platform, outcome: 'again' });
        return;
      }
      metrics.count('messages_total', { platform, outcome: 'sent' });
      if (payload.kind !== 'message' || payload.arrivedAt === undefined) return;
      const seconds = (Date.now() - Date.parse(payload.arrivedAt)) / 1_000;
      metrics.observe('reply_seconds', { platform, way: 'message' }, seconds);
    },
    givenUp: () => metrics.count('messages_total', { platform, outcome: 'given-up' }),
  };
}
