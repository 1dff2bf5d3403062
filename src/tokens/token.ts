import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Person, Viewer } from '../decisions/record.ts';

/** What a token lets its holder do: ask and read records; propose records. */
export const scopes = ['read', 'propose'] as const;
export type Scope = (typeof scopes)[number];

/** A token of an agent, without its secret. */
export interface AgentToken {
  readonly id: string;
  readonly workspace: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Channels whose records it sees as their members do. */
  readonly channels: readonly string[];
  readonly createdAt: string;
  readonly createdBy: string;
  /** Times in ISO form; null where it never ends, was not revoked, was not used. */
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  /** To the hour. */
  readonly lastUsedAt: string | null;
}

/** What a token looks like: scanners find it, its id says which one to revoke, and the rest are 256 random bits. */
export const tokenForm = /^sa_([0-9a-f]{12})_[0-9a-f]{64}$/;

/** A new token, to be shown once. */
export function newToken(): { readonly id: string; readonly text: string } {
  const id = randomBytes(6).toString('hex');
  return { id, text: `sa_${id}_${randomBytes(32).toString('hex')}` };
}

/** The id in a token; undefined for what is none. */
export function idIn(text: string): string | undefined {
  return tokenForm.exec(text)?.[1];
}

/** What is stored of a token. So many random bits need no slow hash. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Whether a token is the one of a stored digest, in the same time whatever it is. */
export function hasDigest(text: string, digest: string): boolean {
  const [given, stored] = [Buffer.from(digestOf(text)), Buffer.from(digest)];
  return given.length === stored.length && timingSafeEqual(given, stored);
}

/** Who a token is in records and their history. No person has such an id, and no decider is called by its name. */
export function personOf({ id, name }: Pick<AgentToken, 'id' | 'name'>): Person {
  return { id: personIdOf(id), name: `agent ${name}`, handle: personIdOf(id) };
}

/** The id of the person that a token is. */
export function personIdOf(id: string): string {
  return `token:${id}`;
}

/** What a token sees: what everybody of the workspace does, and what its channels hold. */
export function viewerOf(token: Pick<AgentToken, 'id' | 'name' | 'channels'>): Viewer {
  return { kind: 'member', person: personOf(token), channels: token.channels, outside: false };
}
