import type { Logger } from 'pino';
import type { Engine } from '../../src/conversation/engine.ts';
import type { Services } from '../../src/conversation/services.ts';
import type { Database } from '../../src/database/connection.ts';
import { createLimits, type Limits } from '../../src/limits.ts';
import { isHandled } from '../../src/queue/handled.ts';
import { createInbox } from '../../src/queue/inbox.ts';
import { createOutbox, type Outbox } from '../../src/queue/outbox.ts';
import { createOwnership } from '../../src/queue/ownership.ts';
import type { RateLimit } from '../../src/queue/rate-limit.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { contextOf } from '../view/render-context.ts';
import type { Arrived } from './arrival.ts';
import { createChatMetrics } from './chat-metrics.ts';
import { reportDeadEvent } from './dead-events.ts';
import type { ChatDriver, PlatformTypes } from './driver.ts';
import { failingOf } from './failures.ts';
import { type Stop, stopInTurn } from './graceful-stop.ts';
import { createHandler } from './handler.ts';
import { createIntake, type Intake } from './intake.ts';
import type { OutgoingPayload } from './outgoing.ts';
import type { PostedMessages } from './posted-messages.ts';
import { createRegularWork } from './regular-work.ts';
import { createSender } from './sender.ts';
import { reportUndelivered } from './undelivered-messages.ts';

/** What all that arrives is worked off with, and where what belongs to it is kept. */
export interface ChatParts {
  readonly publicUrl: string | undefined;
  readonly database: Database;
  readonly engine: Engine;
  readonly services: Services;
  readonly posted: PostedMessages;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** How fast messages may follow each other in a channel, where it is not the platform's own pace. */
  readonly pace?: RateLimit;
  /** How much people and workspaces may ask; as much as they like where it is left out. */
  readonly limits?: Limits;
  /** A connection of which there has to be one, whatever processes run. */
  readonly alone?: Alone;
}

/** What one process alone does for all of a platform, beside what {@link createChat} has itself. */
export interface Alone {
  begin(): void;
  /** Told that another process does it. */
  standBy(): void;
  /** Ends it within so many milliseconds: another process does it now, or this one stops. */
  end(within: number): Promise<unknown>;
}

/** A platform's conversations as they run: what it delivers is taken by `take`. */
export interface Chat<P extends PlatformTypes> {
  readonly take: Intake<P>['take'];
  /** Puts a message into the outbox, for what is answered by none of the ways here. */
  readonly put: Outbox<OutgoingPayload<P['body']>>['put'];
  /** Begins to work: what was left undone first. */
  start(): void;
  /** Ends what takes deliveries, finishes what was begun as far as there is time, and ends. */
  stop(endTaking: Stop, within?: number): Promise<void>;
}

/** The flow of a chat platform: arrive -> store -> handle -> place -> store -> send. */
export function createChat<P extends PlatformTypes>(driver: ChatDriver<P>, parts: ChatParts): Chat<P> {
  const { database, engine, services, posted, log, alone } = parts;
  const { pace = driver.pace, limits = unlimited() } = parts;
  const { platform } = driver;
  const metrics = createChatMetrics(parts.metrics, platform);
  const onFault = (error: unknown) => {
    metrics.fault();
    log.error({ platform, reason: driver.reasonOf(error) }, 'a fault that ends nothing');
  };
  const own = { platforms: [platform], onFault };
  const outbox: Outbox<OutgoingPayload<P['body']>> = createOutbox(database, {
    ...own,
    payload: driver.outgoing,
    pace,
    onFailed(failed) {
      metrics.givenUp();
      return reportUndelivered({ driver, outbox, log }, failed);
    },
  });
  const handling = {
    driver,
    engine,
    services,
    posted,
    outbox,
    context: contextOf(parts.publicUrl),
    metrics,
    log,
  };
  const inbox = createInbox<Arrived<P['origin']>>(database, {
    ...own,
    payload: driver.arrived,
    failing(error) {
      metrics.failed('events', error, driver.failureOf(error));
      return failingOf(error, driver.failureOf);
    },
    onDead(dead) {
      metrics.event(dead.payload?.kind ?? 'unreadable', 'given-up');
      return reportDeadEvent(handling, dead);
    },
  });
  const intake = createIntake({
    ...{ ...handling, inbox, limits, handle: createHandler(handling) },
    isHandled: (arrival) => isHandled(database, arrival),
  });
  const send = createSender({ driver, posted, metrics, log });
  // Each claims what it does, so that two would double nothing; but every process would read and ask the same.
  const rounds = createRegularWork({ ...handling, database, onFault });
  const ownership = createOwnership(database, {
    name: platform,
    begin() {
      for (const one of rounds) one.start();
      alone?.begin();
    },
    standBy: () => alone?.standBy(),
    end: (within) => Promise.all([alone?.end(within), ...rounds.map((one) => one.stop())]),
    onFault,
  });
  return {
    take: (received) => intake.take(received),
    put: (message) => outbox.put(message),
    start() {
      outbox.start(async (outgoing, confirm) => {
        const sent = await send(outgoing, confirm);
        metrics.sent(outgoing, sent);
        return sent;
      });
      inbox.start((item) => intake.handle(item));
      ownership.start();
    },
    async stop(endTaking, within) {
      await stopInTurn(
        [endTaking, (left) => ownership.stop(left), (left) => inbox.stop(left), (left) => outbox.stop(left)],
        within,
      );
    },
  };
}

function unlimited(): Limits {
  return createLimits({ person: 0, workspace: 0, page: 0, agent: 0 });
}
