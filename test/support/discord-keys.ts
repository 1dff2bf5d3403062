import { generateKeyPairSync, sign } from 'node:crypto';

/** The key with which Discord signs what it sends over HTTP. */
export interface SigningKey {
  /** In hex, as the application's page shows it. */
  readonly publicKey: string;
  /** Headers with a signature for a body; the time is in seconds. */
  signed(body: string, timestamp?: number): Record<string, string>;
}

const rawKeyLength = 32;

export function createSigningKey(): SigningKey {
  const keys = generateKeyPairSync('ed25519');
  const exported = keys.publicKey.export({ format: 'der', type: 'spki' });
  return {
    publicKey: exported.subarray(-rawKeyLength).toString('hex'),
    signed(body, timestamp = Math.floor(Date.now() / 1_000)) {
      const signature = sign(null, Buffer.from(`${timestamp}${body}`), keys.privateKey);
      return {
        'content-type': 'application/json',
        'x-signature-timestamp': `${timestamp}`,
        'x-signature-ed25519': signature.toString('hex'),
      };
    },
  };
}
