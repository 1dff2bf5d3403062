import type { Generated } from 'kysely';

/** What is worked off once, in order, over crashes: an arrival of the inbox or a message of the outbox. */
interface Work {
  /** The order of arrival. */
  id: Generated<number>;
  platform: string;
  workspace: string;
  /** Empty once it is done: what was said is not kept. */
  payload: string;
  /** How often it was begun; a platform's plea to wait is no attempt. */
  attempts: number;
  /** How often it failed by a fault of our own. */
  faults: number;
  /** How often a process ended while it worked on it. */
  deaths: number;
  /** Nobody takes it up before: the end of a wait, or of the lease of who works on it. */
  free_at: string;
  /** Who works on it. */
  owner: string | null;
  /** Why the last attempt failed; with `settled_at`, why it was given up. */
  error: string | null;
  /** When it was done or given up; null while it is open. */
  settled_at: string | null;
}

/** What a platform delivered. */
export interface InboxTable extends Work {
  /** Tells it from all others of its workspace. */
  key: string;
  /** Items of one conversation are handled in order. */
  conversation: string;
  received_at: string;
  expires_at: string | null;
}

/** What is to be sent to a platform. */
export interface OutboxTable extends Work {
  channel: string;
  /** Tells it from all others of its workspace: what is put twice is sent once. */
  dedupe: string;
  put_at: string;
}

/** What was reminded of, on which day: claimed once, whichever process runs. */
export interface ReminderTable {
  record_id: number;
  kind: string;
  day: string;
  claimed_at: string;
}

/** Which weekly digest was taken on: claimed once, whichever process runs. */
export interface DigestTable {
  workspace: string;
  channel: string;
  day: string;
  claimed_at: string;
}

/** What was asked aloud in a channel that wants a digest, and not covered, until that is sent. */
export interface DigestQuestionTable {
  workspace: string;
  channel: string;
  question: string;
  count: number;
  last_at: string;
}
