import type { Generated } from 'kysely';

/** The tables, as both databases hold them: dates are ISO text, booleans 0 or 1, lists and records JSON text. */
export interface Tables {
  schema_version: { version: number; applied_at: string };
  logs: LogTable;
  records: RecordTable;
  links: LinkTable;
  approvals: ApprovalTable;
  change_requests: ChangeRequestTable;
  asked_people: AskedPersonTable;
  /** Proposals on which everybody was asked who decides, with the deciders as they stood in the log then. */
  asked_records: { record_id: number; deciders: string };
  people: PersonTable;
  events: EventTable;
  audiences: AudienceTable;
  /** Every word that some record for an audience holds, for what is misspelt. */
  record_words: { word: string; audience: number };
  sessions: SessionTable;
  turns: TurnTable;
  conversation_titles: ConversationTitleTable;
  gaps: GapTable;
  channels: ChannelTable;
  inbox: InboxTable;
  outbox: OutboxTable;
  reminders: ReminderTable;
  digests: DigestTable;
  digest_questions: DigestQuestionTable;
  installations: InstallationTable;
  token_owners: TokenOwnerTable;
  posted: PostedTable;
  kept_forms: KeptFormTable;
  sign_ins: SignInTable;
  sync_files: SyncFileTable;
  leases: LeaseTable;
}

/** Which process does what one alone does for all. */
export interface LeaseTable {
  name: string;
  owner: string;
  /** In milliseconds since 1970, by the database's own time. */
  until: number;
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

/** A session that has not ended; whoever signs out is taken off. */
export interface SignInTable {
  id: Generated<number>;
  workspace: string;
  session: string;
  ends_at: string;
}
