import { createPublicKey, type KeyObject, verify } from 'node:crypto';

/** Begins a raw Ed25519 key in the form that node:crypto reads (RFC 8410). */
const keyPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** A request is taken for so long after it was signed, in seconds, so that nobody sends an old one again. */
const longestAge = 5 * 60;

/** What came with a request. */
export interface Signed {
  /** The header `x-signature-ed25519`, in hex. */
  readonly signature: string;
  /** The header `x-signature-timestamp`, in seconds. */
  readonly timestamp: string;
  readonly body: Buffer;
}

/** The application's public key, from 64 hex digits. @throws Error for what is no key. */
export function publicKeyOf(hex: string): KeyObject {
  return createPublicKey({
    key: Buffer.concat([keyPrefix, Buffer.from(hex, 'hex')]),
    format: 'der',
    type: 'spki',
  });
}

/**
 * Whether Discord signed a request, lately. `now` is in milliseconds.
 * https://docs.discord.com/developers/interactions/overview#validating-security-request-headers
 */
export function isSigned(key: KeyObject, { signature, timestamp, body }: Signed, now: number): boolean {
  if (!/^[0-9a-f]{128}$/i.test(signature) || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now / 1_000 - Number(timestamp)) > longestAge) return false;
  return verify(null, Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, 'hex'));
}
