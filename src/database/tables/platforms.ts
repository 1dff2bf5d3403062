import type { Generated } from 'kysely';

/** Which workspace a token of the settings belongs to, so that it is known while the platform cannot be asked. */
export interface TokenOwnerTable {
  platform: string;
  token_digest: string;
  /** What the platform told, as JSON, without secrets. */
  data: string;
  at: string;
}

/** Where the app was installed by a workspace itself. */
export interface InstallationTable {
  platform: string;
  workspace: string;
  name: string;
  /** What is known of it, as JSON, without secrets. */
  data: string;
  /** Encrypted. */
  token: string;
  installed_at: string;
}

/** A message of ours that has to be found again. */
export interface PostedTable {
  platform: string;
  workspace: string;
  channel: string;
  /** The platform's id of the message. */
  message: string;
  /** The conversation's thread that it belongs to. */
  thread: string;
  /** Its key, where it is updated in place. */
  live: string | null;
  at: string;
  /** In whose direct messages it stands; empty in a channel. */
  person: Generated<string>;
}

/** A form that waits behind a button. */
export interface KeptFormTable {
  platform: string;
  workspace: string;
  id: string;
  form: string;
  at: string;
}
