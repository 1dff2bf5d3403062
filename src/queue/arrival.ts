/** What a platform delivered, as its adapter hands it over. */
export interface Arrival<Payload> {
  readonly platform: string;
  /** The tenant: nothing crosses it. */
  readonly workspace: string;
  /** The platform's own id of the delivery, the same when it is delivered again. */
  readonly key: string;
  /** What has to be handled in order: a thread, a channel, a person. */
  readonly conversation: string;
  /** Stored until it is handled; so nothing that was not said to the advisor belongs in it. */
  readonly payload: Payload;
  /** When an answer in the usual way is no longer possible, in ISO form. */
  readonly expiresAt?: string;
}

/** An arrival to be handled. */
export interface Item<Payload> extends Arrival<Payload> {
  /** From 1; above it, an earlier attempt failed or died, and may have done part of the work. */
  readonly attempt: number;
  readonly receivedAt: string;
  /** Whether `expiresAt` has passed. */
  readonly late: boolean;
}

/** An item that was given up. */
export interface DeadItem<Payload> extends Omit<Item<Payload>, 'payload'> {
  /** Undefined when it could not be read. */
  readonly payload: Payload | undefined;
  readonly error: string;
}
