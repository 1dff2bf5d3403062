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
