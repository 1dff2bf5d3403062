import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import type { EncryptionKeys } from '../../src/encryption-keys.ts';
import { AdvisorError } from '../../src/errors.ts';

/** Keeps secrets at rest: what is stored cannot be read without the key, nor moved to another workspace. */
export interface Secrets {
  seal(text: string, about: string): string;
  /** @throws AdvisorError `configuration` when it was sealed under none of the keys, or about something else. */
  open(sealed: string, about: string): string;
  /** The same under the first key; undefined where it is so already. @throws as `open`. */
  renew(sealed: string, about: string): string | undefined;
}

const version = 'v1';
const ivBytes = 12;
const tagBytes = 16;

/** AES-256-GCM under keys that are derived from an operator's words: the first seals, all open. */
export function createSecrets([first, ...others]: EncryptionKeys): Secrets {
  const current = derive(first);
  // Most processes never need them.
  let former: readonly Buffer[] | undefined;
  const seal = (text: string, about: string) => sealUnder(current, text, about);
  const openFormer = (sealed: string, about: string): string => {
    former ??= others.map(derive);
    for (const key of former) {
      const text = tryOpen(key, sealed, about);
      if (text !== undefined) return text;
    }
    throw new AdvisorError(
      'configuration',
      'ENCRYPTION_KEY: a stored token cannot be read with any key of it; add the former key after a comma, or install the app again',
    );
  };
  return {
    seal,
    open: (sealed, about) => tryOpen(current, sealed, about) ?? openFormer(sealed, about),
    renew: (sealed, about) =>
      tryOpen(current, sealed, about) === undefined ? seal(openFormer(sealed, about), about) : undefined,
  };
}

/** Slow on purpose, and done once: the words may be short. */
function derive(words: string): Buffer {
  return scryptSync(words, 'stack-advisor installations', 32);
}

function sealUnder(key: Buffer, text: string, about: string): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return `${version}:${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')}`;
}

/** What was sealed; undefined where it was not under this key and about this. */
function tryOpen(key: Buffer, sealed: string, about: string): string | undefined {
  const [form, text = ''] = sealed.split(':');
  const bytes = Buffer.from(text, 'base64');
  const tag = bytes.subarray(ivBytes, ivBytes + tagBytes);
  if (form !== version || tag.length !== tagBytes) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes))
    .setAAD(Buffer.from(about))
    .setAuthTag(tag);
  const opened = decipher.update(bytes.subarray(ivBytes + tagBytes));
  try {
    return Buffer.concat([opened, decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
