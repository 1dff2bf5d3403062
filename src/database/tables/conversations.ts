import type { Generated } from 'kysely';

/** What the conversation remembers of a thread for a person; `person` is empty for what a team shares. */
export interface SessionTable {
  workspace: string;
  channel: string;
  thread: string;
  person: string;
  state: string;
  updated_at: string;
}

/** What was said on the local page, so that it is there after a reload or a restart. */
export interface TurnTable {
  id: Generated<number>;
  workspace: string;
  channel: string;
  thread: string;
  person_id: string;
  person_name: string;
  /** What the person said or chose, as they see it. */
  text: string;
  intent: string;
  replies: string;
  /** The key of a message that is updated in place. */
  live: string | null;
  at: string;
  /** Counts changes over all turns, so that a page can ask for what is new. */
  revision: number;
}

/** What somebody called a conversation of the local page. */
export interface ConversationTitleTable {
  workspace: string;
  channel: string;
  thread: string;
  title: string;
}

/** Questions that were not covered or not answered right, for the operator's overlay. */
export interface GapTable {
  id: Generated<number>;
  workspace: string;
  kind: string;
  question: string;
  count: number;
  first_at: string;
  last_at: string;
}

/** What was set for a channel. */
export interface ChannelTable {
  workspace: string;
  channel: string;
  noticing: Generated<number>;
  /** When its weekly digest comes: 1 for Monday to 7, and the hour by its clock; null for none. */
  digest_day: number | null;
  digest_hour: number | null;
  /** When that was set, in ISO form. */
  digest_since: string | null;
}

/** A session that has not ended; whoever signs out is taken off. */
export interface SignInTable {
  id: Generated<number>;
  workspace: string;
  session: string;
  ends_at: string;
}
