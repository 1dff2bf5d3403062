import { setTimeout as sleep } from 'node:timers/promises';
import { SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { orLate } from '../core/graceful-stop.ts';
import { connectReceiver } from './bolt.ts';
import { type BoltLog, withoutSecrets } from './bolt-log.ts';
import { failureOf } from './errors.ts';
import type { Acknowledgement } from './intake.ts';
import { clientOptions } from './web-clients.ts';

/** A connection that we open and keep open. */
export interface SocketReceiver {
  /** Begins to connect; it goes on until `stop`. */
  start(): void;
  /** Why there is no connection; undefined while there is one. */
  fault(): string | undefined;
  stop(): Promise<void>;
}

/** The app's token, who takes what Slack sends over the socket, and how long it waits between attempts. */
export interface SocketReceiverParts {
  readonly appToken: string;
  readonly apiUrl: string | undefined;
  readonly take: (body: unknown) => Promise<Acknowledgement>;
  readonly boltLog: BoltLog;
  readonly log: Logger;
  /** Waits between attempts, in milliseconds: the first ones, then the last again and again. */
  readonly waits?: readonly number[];
}

/** At once, as Slack renews connections every few hours; then longer, with some chance so that not all come at once. */
const usualWaits = [0, 1_000, 2_000, 5_000, 10_000, 30_000] as const;

/**
 * Keeps a Socket Mode connection. Connecting again is ours: Slack's client gives up, with an error that nobody catches,
 * when the network is away while it asks for a new address.
 */
export function createSocketReceiver({
  appToken,
  apiUrl,
  take,
  boltLog,
  log,
  waits = usualWaits,
}: SocketReceiverParts): SocketReceiver {
  const { client } = receiverOf({ appToken, apiUrl, take, boltLog, log });
  const stopping = new AbortController();
  let fault: string | undefined = 'connecting';
  let running: Promise<void> = Promise.resolve();

  const connectOnce = async (): Promise<boolean> => {
    try {
      const ended = new Promise<void>((resolve) => client.once('disconnected', () => resolve()));
      await client.start();
      if (fault !== 'connecting') log.info({ platform: 'slack' }, 'connected again');
      fault = undefined;
      await ended;
      fault = 'the connection was lost; connecting again';
      return true;
    } catch (error) {
      const failure = failureOf(error);
      fault = failure.kind === 'wait' ? 'Slack asks to wait' : `Slack cannot be reached: ${failure.code}`;
      return false;
    }
  };
  const keepConnected = async () => {
    for (let failed = 0; !stopping.signal.aborted; ) {
      failed = (await connectOnce()) ? 0 : failed + 1;
      if (stopping.signal.aborted) return;
      if (failed === 1) log.warn({ platform: 'slack', fault }, 'no connection; trying again');
      const wait = waits[Math.min(failed, waits.length - 1)] ?? 0;
      await sleep(wait * (0.8 + Math.random() * 0.4), undefined, { signal: stopping.signal }).catch(() => {});
    }
  };
  return {
    start() {
      running = keepConnected();
    },
    fault: () => fault,
    async stop() {
      stopping.abort();
      await orLate(client.disconnect(), disconnectWithin);
      await orLate(running, disconnectWithin);
    },
  };
}

const disconnectWithin = 1_000;

/** Bolt's receiver, with our own intake behind it. */
function receiverOf({ appToken, apiUrl, take, boltLog, log }: SocketReceiverParts): SocketModeReceiver {
  const receiver = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    logger: boltLog,
    installerOptions: { clientOptions: clientOptions(apiUrl, boltLog) },
    processEventErrorHandler: async ({ error }) => {
      const reason = withoutSecrets(error instanceof Error ? error.message : String(error));
      log.error({ platform: 'slack', reason }, 'something that was delivered was not taken');
      return false;
    },
  });
  connectReceiver(receiver, boltLog, take);
  return receiver;
}
