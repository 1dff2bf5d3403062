import { App, type Receiver, type ReceiverEvent } from '@slack/bolt';
import type { BoltLog } from './bolt-log.ts';
import type { Acknowledgement } from './intake.ts';

/**
 * Bolt's app with our own intake in the place of its listeners. Bolt acknowledges events before any listener sees them, so
 * a process that dies then loses them; here everything is stored first. It is a subclass because Bolt's receivers
 * take nothing but an app.
 */
class StoringApp extends App {
  readonly #take: (body: unknown) => Promise<Acknowledgement>;

  constructor(receiver: Receiver, log: BoltLog, take: (body: unknown) => Promise<Acknowledgement>) {
    super({
      receiver,
      logger: log,
      deferInitialization: true,
      convoStore: false,
      ignoreSelf: false,
    });
    this.#take = take;
  }

  /** What is thrown is not acknowledged, so that Slack delivers it again. */
  override async processEvent({ body, ack }: ReceiverEvent): Promise<void> {
    await ack(await this.#take(body));
  }
}

/** Lets a receiver of Bolt bring what it receives to `take`. */
export function connectReceiver(
  receiver: Receiver,
  log: BoltLog,
  take: (body: unknown) => Promise<Acknowledgement>,
): void {
  new StoringApp(receiver, log, take);
}
