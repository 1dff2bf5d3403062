import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { AdvisorError } from '../../src/errors.ts';

/** Keeps secrets at rest: what is stored cannot be read without the key, nor moved to another workspace. */
export interface Secrets {
  seal(text: string, about: string): string;
  /** @throws AdvisorError `configuration` when it was sealed under another key or about something else. */
  open(sealed: string, about: string): string;
}

const version = 'v1';
const ivBytes = 12;
const tagBytes = 16;

/** AES-256-GCM under a key that is derived from an operator's words. */
export function createSecrets(encryptionKey: string): Secrets {
  // Slow on purpose, and done once: the words may be short.
  const key = scryptSync(encryptionKey, 'stack-advisor installations', 32);
  return {
    seal(text, about) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `${version}:${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')}`;
    },
    open(sealed, about) {
      try {
        return openSealed(key, sealed, about);
      } catch (cause) {
        throw new AdvisorError(
          'configuration',
          'ENCRYPTION_KEY: a stored token cannot be read with it; set the former key, or install the app again',
          { cause },
        );
      }
    },
  };
}

function openSealed(key: Buffer, sealed: string, about: string): string {
  const [form, text = ''] = sealed.split(':');
  if (form !== version) throw new RangeError('sealed in an unknown form');
  const bytes = Buffer.from(text, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes))
    .setAAD(Buffer.from(about))
    .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString(
    'utf8',
  );
}
