import type { Generated } from 'kysely';

/** A numbered series of records in a workspace, with its settings and the end of its history's chain. */
export interface LogTable {
  id: Generated<number>;
  workspace: string;
  name: string;
  quorum: number;
  /** Names or ids of who may decide, or names of groups (`@platform`); everybody where empty. */
  deciders: string;
  /** What those are called who stand among the deciders by their ids: pairs of an id and a name. */
  decider_names: Generated<string>;
  visibility: string;
  channel: string | null;
  /** Whether an approval of who proposed counts. */
  own_approval: number;
  /** A markdown file with placeholders, in the form of which the records' files are written. */
  template: string | null;
  next_number: number;
  /** The last event's hash and how many events there are. */
  head: string;
  event_count: number;
}

/** A record as it stands now; `content` is JSON. */
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

/** The records of a log that the same people see. */
export interface AudienceTable {
  id: Generated<number>;
  log_id: number;
  visibility: string;
  /** The records' own channel; empty where they have none. */
  channel: string;
}

/** A link between two records: one row that is read from both ends. */
export interface LinkTable {
  id: Generated<number>;
  kind: string;
  /** The newer record: the one that supersedes, amends, relates. */
  from_id: number;
  to_id: number;
  partial: number;
}

/** Who approved a record, and when in ISO form. */
export interface ApprovalTable {
  record_id: number;
  person_id: string;
  person_name: string;
  at: string;
}

/** A decider who asks the author for changes; it stands until the proposal is edited, or they answer otherwise. */
export interface ChangeRequestTable {
  record_id: number;
  person_id: string;
  person_name: string;
  comment: string;
  at: string;
  /** Whether its author was told of it directly. */
  told: Generated<number>;
}

/** Who was asked directly to answer on a proposal. */
export interface AskedPersonTable {
  record_id: number;
  person_id: string;
  at: string;
}

/** What somebody set for themselves. */
export interface PersonTable {
  workspace: string;
  person_id: string;
  /** Whether they are written to directly when a proposal waits for them. */
  direct_asks: number;
}

/** An entry of a log's history, chained to the one before it by its hash. */
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

/** The file of a record in a folder that is kept in step with its log. */
export interface SyncFileTable {
  /** The folder's own path, without links. */
  folder: string;
  record_id: number;
  /** Under the folder, with slashes. */
  file: string;
  /** The hash of the file when both last agreed; null before that, empty where the folder goes without the record. */
  file_hash: string | null;
  /** The hash of what the record said then. */
  record_hash: string | null;
  /** The same of what a run set out to write: a file that has it is ours. */
  writing_file_hash: string | null;
  writing_record_hash: string | null;
  /** Up to which entry of the log's history commits have told what happened. */
  told: number;
  /** Whether it was written for a commit that is not made yet. */
  uncommitted: number;
}
