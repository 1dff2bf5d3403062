import type { Generated } from 'kysely';

/** The tables, as both databases hold them: dates are ISO text, booleans 0 or 1, lists and records JSON text. */
export interface Tables {
  schema_version: { version: number; applied_at: string };
  logs: LogTable;
  records: RecordTable;
  links: LinkTable;
  approvals: ApprovalTable;
  events: EventTable;
  /** Every word that some record holds, for what is misspelt. */
  record_words: { word: string };
  sessions: SessionTable;
  turns: TurnTable;
  gaps: GapTable;
  channels: ChannelTable;
}

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
  noticing: number;
}

export interface LogTable {
  id: Generated<number>;
  workspace: string;
  name: string;
  quorum: number;
  /** Names or ids of who may decide; everybody where empty. */
  deciders: string;
  visibility: string;
  channel: string | null;
  next_number: number;
  /** The last event's hash and how many events there are. */
  head: string;
  event_count: number;
}

export interface RecordTable {
  id: Generated<number>;
  log_id: number;
  number: number;
  label: string | null;
  title: string;
  status: string;
  status_raw: string | null;
  date: string | null;
  content: string;
  file: string | null;
  visibility: string;
  channel: string | null;
  review_by: string | null;
  proposed_by: string;
  /** What asked for it, where that may ask twice: a form, an event. */
  origin: string | null;
  created_at: string;
  decided_at: string | null;
  /** Counts changes; whoever decides says which state they saw. */
  version: number;
}

export interface LinkTable {
  id: Generated<number>;
  kind: string;
  /** The newer record: the one that supersedes, amends, relates. */
  from_id: number;
  to_id: number;
  partial: number;
}

export interface ApprovalTable {
  record_id: number;
  person_id: string;
  person_name: string;
  at: string;
}

export interface EventTable {
  id: Generated<number>;
  log_id: number;
  seq: number;
  record_id: number | null;
  at: string;
  person_id: string;
  person_name: string;
  kind: string;
  data: string;
  source: string;
  previous: string;
  hash: string;
}
