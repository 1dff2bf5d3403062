import { performance } from 'node:perf_hooks';
import type { Engine } from '../../src/conversation/engine.ts';
import type { Outcome } from '../../src/conversation/outcome.ts';
import { createInOrder } from '../../src/in-order.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { rememberedMessages } from './limits.ts';
import type { Hub } from './live-updates.ts';
import type { Received } from './read-request.ts';
import { createOnce } from './run-once.ts';
import type { Transcript } from './transcript.ts';

/** The conversations as they go on. */
export interface Converse {
  /** Takes what was received to the engine and keeps what came of it. */
  take(received: Received): Promise<Outcome>;
  /** Does something to a conversation while nothing else happens in it; pages that listen hear of it. */
  meanwhile(thread: string, work: () => Promise<void>): Promise<void>;
}

/** The engine, where a conversation's turns are kept, and who is told of new ones. */
export interface ConverseParts {
  readonly engine: Engine;
  readonly transcript: Transcript;
  readonly hub: Hub;
  readonly metrics: Metrics;
}

/** Conversations in which what is sent twice happens once, and what is sent at the same time keeps its order. */
export function createConverse(parts: ConverseParts): Converse {
  const inOrder = createInOrder();
  const once = createOnce<Outcome>(rememberedMessages);
  return {
    take(received) {
      const { thread, id } = received.event;
      const work = () => inOrder(thread, () => counted(parts, received));
      return id === undefined ? work() : once(`${thread} ${id}`, work);
    },
    async meanwhile(thread, work) {
      await inOrder(thread, work);
      parts.hub.ring(thread);
    },
  };
}

/** Counts what becomes of an event as chat platforms' are counted. */
async function counted(parts: ConverseParts, received: Received): Promise<Outcome> {
  const { kind } = received.event;
  const platform = 'web';
  const count = (outcome: string) => parts.metrics.count('events_total', { platform, kind, outcome });
  const begun = performance.now();
  try {
    const outcome = await take(parts, received);
    count('at-once');
    const seconds = (performance.now() - begun) / 1_000;
    parts.metrics.observe('reply_seconds', { platform, way: 'at-once' }, seconds);
    return outcome;
  } catch (error) {
    count('not-stored');
    throw error;
  }
}

async function take({ engine, transcript, hub }: ConverseParts, received: Received): Promise<Outcome> {
  const { event, text } = received;
  const outcome = await engine.handle(event);
  const typed = event.kind === 'said';
  const { thread, person } = event;
  const revision = await transcript.add({ thread, person, text, typed, outcome });
  if (revision !== undefined) hub.ring(thread, revision);
  return outcome;
}
