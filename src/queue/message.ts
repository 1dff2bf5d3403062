import { createHash } from 'node:crypto';

/** A message to be sent. */
export interface Message<Payload> {
  readonly platform: string;
  readonly workspace: string;
  /** Messages of one channel are sent in the order in which they were put, at its pace. */
  readonly channel: string;
  /** Tells it from all others of its workspace: what is put twice is sent once. */
  readonly dedupe: string;
  readonly payload: Payload;
}

/** A message in the hands of the sender. */
export interface Outgoing<Payload> extends Message<Payload> {
  /**
   * The same for every attempt and different for every message, a UUID: for platforms that send a message once for each
   * such token. Where one takes fewer characters, the first are as good.
   */
  readonly token: string;
  /** From 1. */
  readonly attempt: number;
  /**
   * Whether an earlier attempt may have reached the platform: the process died during it, the platform was away, or the sender threw. A sender
   * whose platform knows no tokens can look for the message before it sends it again.
   */
  readonly uncertain: boolean;
  readonly putAt: string;
}

/** What came of sending. A sender that throws has a fault of its own: it is asked again a few times. */
export type Sent =
  | 'sent'
  /** The platform asks to wait so many seconds; it has not taken the message. */
  | { readonly retryAfter: number }
  /** It cannot be reached, or has a moment: asked again for hours. Whether it took the message is not known. */
  | { readonly away: string }
  /** It will never be taken: the channel is gone, the message is not allowed. */
  | { readonly failed: string };

/**
 * Called right before something is said that cannot be taken back: throws where another process took the message over
 * meanwhile, as this one stood still.
 */
export type Confirm = () => Promise<void>;

/** Sends a message. */
export type Send<Payload> = (message: Outgoing<Payload>, confirm: Confirm) => Promise<Sent>;

/** A message that was given up. */
export interface FailedMessage<Payload> extends Omit<Outgoing<Payload>, 'payload'> {
  /** Undefined when it could not be read. */
  readonly payload: Payload | undefined;
  readonly reason: string;
}

/** A message's token: a UUID of version 8 (RFC 9562), made from what tells the message from others. */
export function tokenOf({
  platform,
  workspace,
  dedupe,
}: Pick<Message<unknown>, 'platform' | 'workspace' | 'dedupe'>): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([platform, workspace, dedupe]))
    .digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
